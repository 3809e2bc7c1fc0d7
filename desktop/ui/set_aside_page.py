"""被隔开的: what the county did not take, whose it is, how old, why, and what to do next."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.base.clock import local_time, today
from desktop.base.text import _
from desktop.sync.shown import Aside
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.exchange_words import days_since
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

HEADS = (Head(_("登记"), 11), Head(_("谁改的"), 5), Head(_("多久了"), 5), Head(_("为什么"), 13), Head(_("下一步")))


class SetAsidePage(Page):
    """Nothing is deleted here: each line says what to do so that it goes through."""

    help = "exchange"

    def __init__(
        self, desk: Desk, read: Callable[[Any], Sequence[Aside]], open_: Callable[[Aside], None]
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk, self._read, self._open = desk, read, open_
        self.title = _("被隔开的")
        note = QLabel(_("被隔开的内容都还在这台电脑上，没有丢，也不影响其他内容交换。"))
        note.setProperty("kind", "quiet")
        note.setWordWrap(True)
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("被隔开的内容"))
        self.next_step = QLabel()
        self.next_step.setWordWrap(True)
        self.empty = EmptyState()
        self.empty.say(_("没有被隔开的内容。"))
        self.open = QPushButton(icon("external-link"), _("打开这条登记"))
        self.open.clicked.connect(lambda _on=False: self.open_record())
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        bar = QHBoxLayout()
        bar.addWidget(self.open)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(note)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.next_step)
        whole.addLayout(bar)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _one: self.open_record())
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Read again."""
        self.desk.tasks.read(self, lambda session: tuple(self._read(session)), self._show, key="aside")

    def open_record(self) -> None:
        """The record of the line in front."""
        one = self.table.current
        if one is not None and one.register:
            self._open(one)

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    def _picked(self, one: Aside | None) -> None:
        self.open.setEnabled(one is not None and bool(one.register))
        self.next_step.setText(_("下一步：{step}").format(step=one.step) if one is not None else "")

    def _show(self, found: tuple[Aside, ...]) -> None:
        day = today(self.desk.clock)
        self.table.show_lines([_line(one, days_since(one.at, day) or 0) for one in found])
        for part in (self.card, self.open, self.next_step):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.set_status(_("共 {n} 条").format(n=len(found)) if found else "")


def _line(one: Aside, age: int) -> Line:
    told = _("{n} 天").format(n=age) if age > 0 else f"{local_time(one.at):%H:%M}"
    return Line((one.what, one.owner, told, one.why, one.step), one)
