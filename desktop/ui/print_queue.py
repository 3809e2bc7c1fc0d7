"""打印队列: every print of the last 30 days, how far it is, and the buttons that stop it, go on or print it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard import print_choices, print_queue
from desktop.standard.print_queue import LIVE, JobRow
from desktop.ui.card import on_card
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.print_packet import PacketWays
from desktop.ui.print_queue_ask import ask_page, ask_printer, ask_prints
from desktop.ui.print_runner import PrintRunner
from desktop.ui.style import em

STATES = {
    "waiting": _("等待"),
    "printing": _("打印中"),
    "stopped": _("已停"),
    "failed": _("没打成"),
    "done": _("完成"),
    "cancelled": _("已取消"),
    "packed": _("已装包"),
}
_LOOK_MS = 2_000  # a print that another sign-in began moves without telling this page


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows: the prints, and the usual printer."""

    rows: tuple[JobRow, ...]
    usual: str


class QueuePage(Page):
    """One table; what can be done with the current row stands under it."""

    help = "print_queue"

    def __init__(self, desk: Desk, runner: PrintRunner) -> None:
        super().__init__()
        self.title = _("打印队列")
        self.desk, self.runner = desk, runner
        self.found = Found((), "")
        self.printers: tuple[str, ...] = ()
        self.packets = PacketWays(runner, self)
        heads = (
            Head(_("时间"), 6), Head(_("内容"), 9), Head(_("状态"), 4), Head(_("到哪一步"), 15), Head(_("打印机"), 6),
            Head(_("编号"), 7), Head(_("操作人")),
        )  # fmt: skip
        self.table, self.empty = PlainTable(heads), EmptyState()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.start = self._button(_("开始打印"), "play", self.begin)
        self.start.setProperty("kind", "primary")
        self.stop = self._button(_("停下"), "pause", lambda row: runner.stop(row.id))
        self.from_page = self._button(_("从第几页打…"), "", self.ask_page)
        self.other = self._button(_("换打印机…"), "", self.ask_printer)
        self.pack = self._button(_("装成待印包…"), "", self.ask_packet)
        self.drop = self._button(_("取消打印"), "x", lambda row: runner.cancel(row.id))
        self._lay_out()
        self.table.picked.connect(self._show_row)
        self.table.opened.connect(self.begin)
        runner.moved.connect(lambda: self.reload(None))
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(lambda: self.reload(None))
        self._show_row(None)
        self.reload(None)

    def tools(self) -> QWidget | None:
        """What needs no row, in the title row."""
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.4))
        for words, mark, act in (
            (_("打开待印包…"), "folder-open", self.open_packet),
            (_("打印测试页…"), "printer", self.test),
        ):
            button = QPushButton(icon(mark), words)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        return bar

    def reload(self, changes: Any = None) -> None:
        """Read again; deeds on other things do not matter here."""
        if changes is not None:
            return
        actor, process, desk = self.desk.actor, self.runner.process, self.desk

        def job(session: Any) -> Found:
            rows = print_queue.jobs(session, actor, process=process)
            return Found(rows, print_choices.known(session).usual)

        desk.tasks.read(self, job, self._show, failed=self._warn, key="queue")
        if changes is None and not self.printers:
            desk.tasks.compute(self, self.runner.spool.printers, self._show_printers, failed=lambda _error: None)

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    def begin(self, row: JobRow) -> None:
        """Print on, or once more; a printer is asked for where none was chosen."""
        if row.state in LIVE:
            return
        if not row.choice.printer and not self.ask_printer(row):
            return
        self.runner.start(row.id)

    def ask_page(self, row: JobRow) -> None:
        """Print from a page on."""
        if not row.choice.printer and not self.ask_printer(row):
            return
        page = ask_page(self, row)
        self.table.setFocus()
        if page is not None:
            self.runner.start(row.id, page)

    def ask_printer(self, row: JobRow) -> bool:
        """Another printer; whether one was chosen."""
        name = self._asked(row.choice.printer, _("用这台打印机"))
        if name:
            self.runner.choose(row.id, name)
        return bool(name)

    def ask_packet(self, row: JobRow) -> None:
        """Which prints go into a packet."""
        open_ = [one for one in self.found.rows if one.state not in ("done", "cancelled") or one.id == row.id]
        chosen = ask_prints(self, open_, row.id)
        self.table.setFocus()
        if chosen:
            self.packets.pack(chosen)

    def open_packet(self) -> None:
        """A packet from another PC."""
        names = self.printers
        usual = self.found.usual if self.found.usual in names else (names[0] if names else "")
        self.packets.open(printer=lambda: usual)

    def test(self) -> None:
        """A test page on one of the printers."""
        name = self._asked(self.found.usual, _("打印测试页"))
        if name:
            self.runner.print_test_page(name)

    def _asked(self, chosen: str, verb: str) -> str:
        if not self.printers:
            self.desk.warn(_("这台电脑没有装打印机。可以装成待印包，拿到有打印机的电脑上打印。"))
            return ""
        name = ask_printer(self, self.printers, chosen, verb=verb)
        self.table.setFocus()
        return name

    def _show(self, found: Found) -> None:
        if found != self.found:
            kept = self.table.current
            self.found = found
            self.table.show_lines([_line(row) for row in found.rows])
            at = [row.id for row in found.rows].index(kept.id) if kept and kept.id in {r.id for r in found.rows} else 0
            self.table.go_to(at)
            self._show_row(self.table.current)
        self.table.setVisible(bool(found.rows))
        self.bar.setVisible(bool(found.rows))
        self.empty.setVisible(not found.rows)
        self.set_status(_("共 {count} 份").format(count=len(found.rows)) if found.rows else "")
        live = any(row.state in LIVE for row in found.rows)
        if live != self._timer.isActive():
            self._timer.start() if live else self._timer.stop()

    def _show_row(self, row: JobRow | None) -> None:
        state = row.state if row else ""
        live = state in LIVE
        self.words.setText(_told(row) if row else "")
        self.start.setText(_start_words(row))
        for button, on in (
            (self.start, row is not None and not live),
            (self.stop, live),
            (self.from_page, row is not None and not live),
            (self.other, row is not None and state != "printing"),
            (self.pack, row is not None and not live),
            (self.drop, row is not None and state not in ("done", "cancelled")),
        ):
            button.setEnabled(on)

    def _show_printers(self, names: Sequence[str]) -> None:
        self.printers = tuple(names)

    def _button(self, words: str, mark: str, act: Callable[[JobRow], Any]) -> QPushButton:
        button = QPushButton(icon(mark, "white" if mark == "play" else "text"), words) if mark else QPushButton(words)

        def clicked(_on: bool = False) -> None:
            row = self.table.current
            if row is not None:
                self.table.setFocus()  # the button may rest now, and the keys go on working on the list
                act(row)

        button.clicked.connect(clicked)
        return button

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)

    def _lay_out(self) -> None:
        self.empty.say(
            _("队列里还没有打印。在列表或记录里点“打印”，打过的会在这里留 30 天，可以重打。"),
            [(_("打开待印包…"), self.open_packet)],
        )
        self.bar = QFrame()
        self.bar.setProperty("kind", "card")
        inside = QVBoxLayout(self.bar)
        pad = em(self, 0.8)
        inside.setContentsMargins(pad, em(self, 0.6), pad, em(self, 0.6))
        inside.setSpacing(em(self, 0.5))
        inside.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.5))
        for button in (self.start, self.stop, self.from_page, self.other, self.pack):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.drop)
        inside.addLayout(row)
        card = on_card(self.table, self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(card, 1)
        whole.addWidget(self.bar)


def _line(row: JobRow) -> Line:
    when = f"{local_time(row.created_at):%m-%d %H:%M}"
    printer = row.choice.printer or _("还没有选")
    told = print_queue.words(row)
    if row.problem and row.state in LIVE:  # what holds it up comes first; a longer sentence stands under the table
        told = _("{problem}（{done} / {total} 页）").format(problem=row.problem, done=row.done, total=row.total)
    return Line((when, row.title, STATES[row.state], told, printer, row.number, row.by), row)


def _told(row: JobRow) -> str:
    """The current print in one line, its trouble in full."""
    sentence = _("{title}：{words}").format(title=row.title, words=print_queue.words(row))
    return _("{sentence}。{problem}").format(sentence=sentence, problem=row.problem) if row.problem else sentence


def _start_words(row: JobRow | None) -> str:
    if row is not None and row.state == "done":
        return _("再打一遍")
    return _("接着打印") if row is not None and row.begun else _("开始打印")
