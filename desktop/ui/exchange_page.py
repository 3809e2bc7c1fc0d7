"""数据交换: how it stands, the three ways to exchange, and what was exchanged before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sync.shown import Past, Standing
from desktop.ui import exchange_words
from desktop.ui.desk import Desk
from desktop.ui.exchange_past import HEADS, line
from desktop.ui.flow import Flow
from desktop.ui.held_back import HeldBack
from desktop.ui.icons import icon, pixmap
from desktop.ui.labels import Heading
from desktop.ui.page import Page
from desktop.ui.plain_table import PlainTable
from desktop.ui.progress import LongWork, Progress
from desktop.ui.stick_found import stick_plugged_in
from desktop.ui.style import em
from desktop.ui.top_bar import SyncState


@dataclass(frozen=True, slots=True)
class ExchangeWays:
    """`standing` and `past` run with a session; the deeds run beside everything else and hold the data for moments.

    They say how they ended in a sentence, or raise UserError; one that is None cannot be done on this PC, and its
    button is not shown.
    """

    standing: Callable[[Any], Standing]
    past: Callable[[Any], Sequence[Past]]
    write_out: Callable[[Path], str] | None = None
    read_in: Callable[[Path], str] | None = None
    line: Callable[[Progress], str] | None = None
    conflicts: Callable[[], None] | None = None
    aside: Callable[[], None] | None = None
    joined: Callable[[], None] | None = None
    enrol: Callable[[], None] | None = None
    let_leave: Callable[[], str] | None = None
    changed: Callable[[], None] = lambda: None  # the chip and the open pages read again


class ExchangePage(Page):
    """The state in the same words as the chip, then the ways, then the history."""

    help = "exchange"

    def __init__(self, desk: Desk, ways: ExchangeWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("数据交换")
        self.mark = QLabel()
        self.words = Heading("", factor=1.14)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("kind", "quiet")
        self.files = QLabel()
        self.files.setWordWrap(True)
        self.files.setProperty("kind", "quiet")
        self.files.hide()
        self.done = QLabel()
        self.done.setWordWrap(True)
        self.done.hide()
        self.held = HeldBack(self.let_leave if ways.let_leave is not None else None)
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("以前的交换"))
        self.line = self._button(_("联网交换"), "refresh-cw", self.exchange, ways.line)
        self.out = self._button(_("导出到 U 盘…"), "usb", self.ask_out, ways.write_out)
        self.read = self._button(_("从 U 盘读取…"), "folder-open", self.ask_in, ways.read_in)
        self.conflicts = self._button(_("逐条看待定的"), "triangle-alert", ways.conflicts, ways.conflicts)
        self.aside = self._button(_("看被隔开的"), "eye", ways.aside, ways.aside)
        self.joined = self._button(_("看自动合并的"), "circle-check", ways.joined, ways.joined)
        self.enrol = self._button(_("登记到县里…"), "network", ways.enrol, ways.enrol)
        self.first: QPushButton | None = None  # what is to be done next, once the standing was read
        self._focus_owed = False
        self._told_of: tuple[int, int] | None = None  # the newest exchange when `done` was said; None until it was read
        self._running: LongWork | None = None
        past = QLabel(_("以前的交换"))
        past.setProperty("kind", "quiet")
        listed = QFrame()
        listed.setProperty("kind", "card")
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self._top())
        whole.addWidget(past)
        whole.addWidget(listed, 1)
        desk.tasks.work_started.connect(self.on_work)
        desk.tasks.work_moved.connect(self.on_work)
        desk.tasks.work_ended.connect(self.on_work_ended)
        self.reload()

    def _top(self) -> QWidget:
        card = QFrame()
        card.setProperty("kind", "card")
        lines = QVBoxLayout(card)
        gap = em(self, 1)
        lines.setContentsMargins(gap, gap, gap, gap)
        lines.setSpacing(em(self, 0.6))
        head = QHBoxLayout()
        head.addWidget(self.mark)
        head.addWidget(self.words, 1)
        lines.addLayout(head)
        lines.addWidget(self.sentence)
        lines.addWidget(self.held)
        lines.addWidget(self.files)
        lines.addWidget(self.done)
        deeds = Flow(spacing=em(self, 0.6))
        for button in (self.enrol, self.line, self.out, self.read, self.conflicts, self.aside, self.joined):
            deeds.addWidget(button)
        lines.addLayout(deeds)
        return card

    def _button(self, words: str, mark: str, act: Callable[[], None] | None, way: object) -> QPushButton:
        button = QPushButton(icon(mark), words)
        button.setProperty("mark", mark)
        if way is None:  # never shown before it has its place: it would flash as a window of its own
            button.hide()
        if act is not None:
            button.clicked.connect(lambda _on=False: act())
        return button

    def reload(self, changes: Any = None) -> None:
        """Count again after every deed: what was saved just now waits to be reported."""
        ways = self.ways

        def read(session: Any) -> tuple[Standing, tuple[Past, ...]]:
            return ways.standing(session), tuple(ways.past(session))

        self.desk.tasks.read(self, read, lambda pair: self._show(*pair), key="standing")

    def begin(self, way: str) -> None:
        """What the chip offers: "out" or "line"."""
        if way == "out":
            self.ask_out()
        else:
            self.exchange()

    def ask_out(self) -> None:
        """Which stick."""
        folder = QFileDialog.getExistingDirectory(self, _("导出到哪个 U 盘"), stick_plugged_in())
        if folder:
            self.write_out(Path(folder))

    def ask_in(self) -> None:
        """From which stick."""
        folder = QFileDialog.getExistingDirectory(self, _("从哪个 U 盘读取"), stick_plugged_in())
        if folder:
            self.read_in(Path(folder))

    def write_out(self, folder: Path) -> None:
        """Hand over everything that waits; said to be done only when it was read back from the stick."""
        write = self.ways.write_out
        if write is not None:
            self._run(_("导出到 U 盘"), lambda _progress: write(folder))

    def read_in(self, place: Path) -> None:
        """Read what lies there for this PC, and keep what lies there for others."""
        read = self.ways.read_in
        if read is not None:
            self._run(_("从 U 盘读取"), lambda _progress: read(place))

    def exchange(self) -> None:
        """Exchange over the line, now."""
        if self.ways.line is not None:
            self._run(exchange_words.TITLE, self.ways.line)

    def let_leave(self) -> None:
        """What the county gave to other units may leave."""
        let = self.ways.let_leave
        if let is not None:
            self._run(_("同意移走"), lambda _progress: let())

    def show_state(self, state: SyncState) -> None:
        """The same words as the chip."""
        self.words.setText(state.words)
        self.sentence.setText(state.sentence)
        self.mark.setPixmap(pixmap(state.icon, em(self, 1.4), tone=state.tone))

    def on_work(self, work: LongWork) -> None:
        """An exchange runs, begun here or by itself: the page counts with the chip."""
        if work.title == exchange_words.TITLE:
            self._running = work
            running = exchange_words.Running(work.done, work.total, work.stopping)
            self.show_state(
                exchange_words.state(Standing(enrolled=True), today=today(self.desk.clock), ways={}, running=running)
            )

    def on_work_ended(self, work: LongWork) -> None:
        """It ended, one way or the other."""
        if work is self._running:
            self._running = None
            self.reload()

    def focus_first(self) -> None:
        """What is to be done next; which that is, is known once the standing was read."""
        self._focus_owed = self.first is None
        (self.table if self.first is None or self.first.isHidden() else self.first).setFocus()

    def _run(self, title: str, job: Callable[[Progress], str]) -> None:
        buttons = (self.line, self.out, self.read)

        def ready(sentence: str) -> None:
            for button in buttons:
                button.setEnabled(True)
            self.done.setText(sentence)
            self._told_of = None
            self.done.setVisible(True)
            self.ways.changed()
            self.reload()

        def told(sentence: str) -> None:
            ready(sentence)
            self.desk.say(sentence)

        def failed(error: UserError) -> None:
            ready(error.message)
            self.desk.warn(error.message)

        for button in buttons:
            button.setEnabled(False)
        self.table.setFocus()  # a grey button loses the focus to whatever comes next
        self.desk.tasks.work(self, title, job, told, failed=failed)

    def _show(self, standing: Standing, past: Sequence[Past]) -> None:
        newest = max((one.at for one in past), default=0), len(past)
        if self._told_of is None:
            self._told_of = newest
        elif self._told_of != newest:  # one that went by itself since: how the one before it ended is no news
            self.done.setText("")
        if self._running is None:
            self.show_state(exchange_words.state(standing, today=today(self.desk.clock), ways={}))
            self.done.setVisible(self.done.text() not in ("", self.sentence.text()))
        for button, way in ((self.out, self.ways.write_out), (self.read, self.ways.read_in)):
            button.setVisible(way is not None and standing.enrolled)
        self.enrol.setVisible(self.ways.enrol is not None and not standing.enrolled)
        self.line.setVisible(self.ways.line is not None and standing.online)
        self.conflicts.setVisible(self.ways.conflicts is not None and standing.asked > 0)
        self.aside.setVisible(self.ways.aside is not None and standing.aside > 0)
        self.joined.setVisible(self.ways.joined is not None and standing.joined > 0)
        self.held.tell(standing.held)
        self._put_first(standing)
        self.files.setText(exchange_words.beside(standing))
        self.files.setVisible(bool(self.files.text()))
        self.table.show_lines([line(one) for one in past])

    def _put_first(self, standing: Standing) -> None:
        """One button is the next step: to enrol, to settle, to exchange over the line, or by stick."""
        wanted = self.line if standing.online and self.ways.line is not None else self.out
        wanted = self.aside if standing.aside and self.ways.aside is not None else wanted
        wanted = self.conflicts if standing.asked and self.ways.conflicts is not None else wanted
        wanted = wanted if standing.enrolled else self.enrol
        if wanted is not self.first:
            _mark(self.first, primary=False)
            _mark(wanted, primary=True)
            self.first = wanted
        if self._focus_owed and self.window().focusWidget() is self.table and wanted.isVisibleTo(self):
            wanted.setFocus()
        self._focus_owed = False


def _mark(button: QPushButton | None, *, primary: bool) -> None:
    if button is not None:
        button.setIcon(icon(button.property("mark"), "white" if primary else "text"))
        button.setProperty("kind", "primary" if primary else "")
        button.style().unpolish(button)
        button.style().polish(button)
