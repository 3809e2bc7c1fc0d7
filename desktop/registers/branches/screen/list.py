"""县级管理台: every unit in the standard list, with how old what is shown is."""

from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.branches import queries
from desktop.registers.branches.forms.declared import REMINDER
from desktop.registers.branches.register import BRANCHES
from desktop.registers.branches.screen.ways import BranchWays
from desktop.standard.list import Filter
from desktop.ui.desk import Desk
from desktop.ui.exchange_words import day
from desktop.ui.icons import icon
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from desktop.ui.settings_page_parts import row

WITH_PCS = ("grid", "community")  # units whose exchange is waited for


class BranchList(ListPage):
    """Late ones first. It asks the server when it is opened; without a line the last known state stays, and says so."""

    def __init__(self, desk: Desk, ways: ListWays, *, branches: BranchWays) -> None:
        self.branches = branches
        super().__init__(desk, BRANCHES, ways=ways, filters=(Filter("level", values=WITH_PCS),))
        self._why = ""
        self.told = QLabel()
        self.told.setProperty("kind", "quiet")
        self.told.setWordWrap(True)
        self.refresh = QPushButton(icon("refresh-cw"), _("读取最新情况"))
        self.refresh.clicked.connect(lambda _on=False: self.ask_server())
        parts = [self.refresh]
        print_form = ways.print_form
        if print_form is not None and desk.actor.may("branches.print"):
            remind = QPushButton(icon("printer"), _("打印提醒名单"))
            remind.clicked.connect(lambda _on=False: print_form(REMINDER, self.query, None))
            parts.append(remind)
        publish = branches.wording
        if publish is not None:
            wording = QPushButton(icon("type"), _("下发单据文字"))
            wording.clicked.connect(lambda _on=False: publish())
            parts.append(wording)
        bar = row(*parts)
        line = bar.layout()
        assert line is not None
        line.addWidget(self.told)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(0, bar)
        if self.may_see():
            self._read_age()
            self.ask_server()

    def ask_server(self) -> None:
        """How does every unit stand now?"""
        self.refresh.setEnabled(False)
        self.told.setText(_("正在向县服务器读取…"))
        self.desk.tasks.work(self, _("读取各单位情况"), lambda _progress: self.branches.refresh(), self._came,
                             failed=self._failed)  # fmt: skip

    def reload(self, changes: Any = None) -> None:
        """The age of what is shown too."""
        mine = changes is not None and "branch" in changes.tables  # the rows lie beside the units that they tell of
        super().reload(None if mine else changes)
        if hasattr(self, "told"):
            self._read_age()

    def _came(self, _told_at: int) -> None:
        self._why = ""
        self.refresh.setEnabled(True)
        self.branches.changed()

    def _failed(self, error: UserError) -> None:
        self._why = error.message
        self.refresh.setEnabled(True)
        self._read_age()

    def _read_age(self) -> None:
        actor = self.desk.actor
        self.desk.tasks.read(self, lambda session: queries.told_at(session, actor), self._show_age, key="age")

    def _show_age(self, told_at: int | None) -> None:
        if not self.refresh.isEnabled():
            return
        if told_at is None:
            self.told.setText(self._why or _("还没有向县服务器读取过。"))
            return
        when = day(told_at, today(self.desk.clock), clock=True)
        shown = _("下面是县服务器 {when} 的情况。").format(when=when)
        self.told.setText(self._why + shown)
