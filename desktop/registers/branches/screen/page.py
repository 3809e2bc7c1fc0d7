"""One unit at the county's desk: its PCs and accounts, turned off and on, and the codes that enrol new ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout

from desktop import codes
from desktop.base.clock import local_time, today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.branches import queries
from desktop.registers.branches.queries import Shown
from desktop.registers.branches.screen import questions, tables
from desktop.registers.branches.screen.ways import BranchWays
from desktop.sync.asking import AskCode, AskSwitch, AskWithdraw, MadeCode
from desktop.ui.desk import Desk
from desktop.ui.exchange_words import day
from desktop.ui.icons import Tone, icon
from desktop.ui.labels import Heading
from desktop.ui.page import Page
from desktop.ui.plain_table import PlainTable
from desktop.ui.settings_page_parts import card, row, section, wrapped
from desktop.ui.style import em

MOST = 6  # rows of a table before it scrolls
_NEW = _("给新电脑或新用户发一个登记码：一次有效，只给本单位用。没有网络的单位用登记文件，放在 U 盘上当面交接。")
Made = TypeVar("Made")


class BranchPage(Page):
    """Whatever is asked goes to the server; what came of it is read again from there."""

    own_header = True
    help = "branches"

    def __init__(self, desk: Desk, unit_id: UUID, ways: BranchWays) -> None:
        super().__init__()
        self.desk, self.unit_id, self.ways = desk, unit_id, ways
        self.title = _("单位")
        self.shown: Shown | None = None
        self.made: tuple[AskCode, MadeCode] | None = None
        self.back = self._button(_("返回列表"), "arrow-left", desk.back)
        self.heading, self.facts = Heading(), wrapped()
        self.pcs, self.accounts = PlainTable(tables.PCS), PlainTable(tables.ACCOUNTS)
        self.codes = PlainTable(tables.CODES)
        for table, name in ((self.pcs, _("电脑")), (self.accounts, _("帐号")), (self.codes, _("未用的登记码"))):
            table.setAccessibleName(name)
        self.switch_pc = self._button(_("停用这台电脑…"), "lock", lambda: self._switch("device", self.pcs.current))
        self.switch_account = self._button(
            _("停用这个帐号…"), "lock", lambda: self._switch("account", self.accounts.current)
        )
        self.make_code = self._button(_("发登记码…"), "key-round", self.ask_code)
        self.make_file = self._button(_("写登记文件…"), "usb", self.ask_file)
        self.withdraw = self._button(_("作废未用的登记码…"), "x", self.ask_withdraw)
        self.print_slip = self._button(_("打印登记单"), "printer", self._print_slip, tone="white")
        self.code = Heading("", factor=1.6)
        self.code_words = QLabel()
        self.code_words.setWordWrap(True)
        self._lay_out()
        self.pcs.picked.connect(lambda one: self._offer(self.switch_pc, one, _("这台电脑")))
        self.accounts.picked.connect(lambda one: self._offer(self.switch_account, one, _("这个帐号")))
        self.reload()

    def _lay_out(self) -> None:
        for hidden in (self.code, self.code_words, self.print_slip, self.codes):
            hidden.hide()
        for button in (self.switch_pc, self.switch_account, self.make_code, self.make_file, self.withdraw):
            button.setVisible(self.ways.do is not None)
        self.print_slip.setProperty("kind", "primary")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(row(self.back, self.heading))
        whole.addWidget(self.facts)
        deeds = row(self.make_code, self.make_file, self.withdraw)
        new = (wrapped(_NEW), deeds, self.code, self.code_words, row(self.print_slip), self.codes)
        self.cards = section(
            card(_("电脑"), self.pcs, row(self.switch_pc)),
            card(_("帐号"), self.accounts, row(self.switch_account)),
            card(_("登记新的电脑或用户"), *new),
        )
        whole.addWidget(self.cards, 1)

    def _button(self, words: str, mark: str, act: Callable[[], object], *, tone: Tone = "text") -> QPushButton:
        button = QPushButton(icon(mark, tone), words)
        button.clicked.connect(lambda _on=False: act())
        return button

    def reload(self, changes: Any = None) -> None:
        """Read again what the server told."""
        if changes is None or "branch" in changes.tables:
            actor, unit = self.desk.actor, self.unit_id
            self.desk.tasks.read(self, lambda session: queries.one(session, actor, unit), self._show, key="branch")

    def focus_first(self) -> None:
        """The PCs."""
        self.pcs.setFocus()

    def leaving(self) -> None:
        """A code is told once and does not stay on the screen."""
        self._tell(None)

    # -- deeds --------------------------------------------------------------------------------------------------

    def ask_code(self) -> None:
        """A code for whom?"""
        make, asked = self.ways.make_code, questions.ask_code(self, self.desk, self.unit_id, self._name())
        if make is not None and asked is not None:
            self._run(lambda: make(asked), lambda made: self._tell((asked, made)))

    def ask_file(self) -> None:
        """A file for whom, and where to?"""
        write, asked = self.ways.write_file, questions.ask_code(self, self.desk, self.unit_id, self._name())
        if write is None or asked is None:
            return
        kinds = _("登记文件") + " (*.gridenrol)"
        path = QFileDialog.getSaveFileName(self, _("登记文件放在哪里"), f"{self._name()}.gridenrol", kinds)[0]
        if path:
            self._run(lambda: write(asked, Path(path)), lambda _made: self.desk.say(
                _("登记文件已写好：{path}。里面有登记码，请当面交接。").format(path=path)
            ))  # fmt: skip

    def ask_withdraw(self) -> None:
        """Void whatever was given out and not used."""
        do = self.ways.do
        if do is not None and questions.sure_to_withdraw(self, self._name()):
            said = _("已作废 {n} 个未用的登记码。")
            self._run(lambda: do(AskWithdraw(self.unit_id)), lambda n: self.desk.say(said.format(n=n)))

    def _switch(self, what: str, one: Any) -> None:
        do = self.ways.do
        if do is None or one is None or (one.enabled and not questions.sure_to_disable(self, what, one.name)):
            return
        on = not one.enabled
        said = (_("已恢复使用：{name}。") if on else _("已停用：{name}。")).format(name=one.name)
        self._run(lambda: do(AskSwitch(what, one.id, on)), lambda _n: self.desk.say(said))

    def _run(self, job: Callable[[], Made], done: Callable[[Made], None]) -> None:
        """Ask the server, then read from it how the unit stands now."""

        def both(_progress: Any) -> Made:
            made = job()
            self.ways.refresh()
            return made

        def told(made: Made) -> None:
            done(made)
            self.ways.changed()

        def failed(error: UserError) -> None:
            self.desk.warn(error.message)

        self.desk.tasks.work(self, _("县级管理"), both, told, failed=failed)

    # -- what is shown ------------------------------------------------------------------------------------------

    def _name(self) -> str:
        return self.shown.name if self.shown else ""

    def _show(self, shown: Shown | None) -> None:
        self.shown = shown
        if shown is None:
            self.facts.setText(_("县服务器还没有说过这个单位的情况。请回到列表，读取最新情况。"))
            return
        now = today(self.desk.clock)
        self.set_title(shown.name)
        self.heading.setText(" ".join(filter(None, (*shown.place.split("/"), shown.name))))
        way = _("（{way}）").format(way=codes.label("exchange_way", shown.way)) if shown.way else ""
        said = _(
            "最近交换 {last}{way} · 待定 {asked} 条 · 被隔开 {aside} 条 · 支部电话 {phone} · 县服务器 {told} 的情况"
        )
        self.facts.setText(said.format(
            last=day(shown.seen_at, now, clock=True), way=way, asked=shown.asked, aside=shown.aside,
            phone=shown.phone or _("没有登记"), told=day(shown.told_at, now, clock=True),
        ))  # fmt: skip
        for table, lines in (
            (self.pcs, tables.pcs(shown.parts.devices, now)), (self.accounts, tables.accounts(shown.parts.accounts)),
            (self.codes, tables.waiting(shown.parts.codes)),
        ):  # fmt: skip
            table.show_lines(lines)
            table.setFixedHeight(em(self, 2.4) * (min(max(1, len(lines)), MOST) + 1) + 4)
        self.codes.setVisible(bool(shown.parts.codes))
        self.withdraw.setEnabled(bool(shown.parts.codes))
        self._offer(self.switch_pc, self.pcs.current, _("这台电脑"))
        self._offer(self.switch_account, self.accounts.current, _("这个帐号"))

    def _offer(self, button: QPushButton, one: Any, what: str) -> None:
        words = _("停用{what}…") if one is None or one.enabled else _("恢复使用{what}")
        button.setText(words.format(what=what))
        button.setEnabled(one is not None)

    def _tell(self, made: tuple[AskCode, MadeCode] | None) -> None:
        self.made = made
        for part in (self.code, self.code_words, self.print_slip):
            part.setVisible(made is not None)
        self.code.setText(made[1].code if made else "")
        if made is not None:
            said = _("只显示这一次，{until} 前有效。请现在打印登记单或抄下来。指纹六个词：{words}")
            self.code_words.setText(said.format(
                until=until_of(made[1]), words=" ".join(made[1].words)
            ))  # fmt: skip
            self.print_slip.setFocus()
            QTimer.singleShot(0, self, lambda: self.cards.ensureWidgetVisible(self.print_slip))  # once it has a place

    def _print_slip(self) -> None:
        if self.made is not None and self.ways.print_slip is not None:
            asked, made = self.made
            self.ways.print_slip(self.unit_id, {
                "code": made.code, "until": until_of(made), "server": self.ways.server(), "words": " ".join(made.words),
                "role": asked.role, "note": asked.note,
            })  # fmt: skip


def until_of(made: MadeCode) -> str:
    """Until when a code is good."""
    return f"{local_time(made.until):%Y-%m-%d %H:%M}"
