"""The chip of the exchange in the top bar: it counts after every deed, follows what runs, and tries now and then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.sync.shown import Standing
from desktop.ui import exchange_words
from desktop.ui.desk import Desk
from desktop.ui.exchange_words import TITLE, Running
from desktop.ui.progress import LongWork, Progress
from desktop.ui.top_bar import SyncState

COUNT_MS = 800  # after the last deed: typing is not to be counted after every save
TRY_MS = 15 * 60_000
FIRST_MS = 60_000  # after signing in: many a desk is open for less than the quarter of an hour


@dataclass(frozen=True, slots=True)
class ChipWays:
    """`standing` runs with a session. `line` exchanges quietly, None where there is no line; `arrived` is told then.

    `enrol`: may this person make the PC one of the county's?
    """

    standing: Callable[[Any], Standing]
    line: Callable[[Progress], str] | None = None
    arrived: Callable[[], None] = lambda: None
    enrol: bool = False


class ExchangeChip(QObject):
    """Lives as long as `parent`; `show` puts a state into the bar, `on_page` begins a way of the page."""

    def __init__(
        self, parent: QObject, desk: Desk, ways: ChipWays, *, show: Callable[[SyncState], None],
        on_page: Callable[[str], None] = lambda _way: None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.desk, self.ways, self._show, self._on_page = desk, ways, show, on_page
        self.standing = Standing(enrolled=False)
        self._work: LongWork | None = None
        self._soon = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._soon.timeout.connect(self.count)
        self._often = QTimer(self, interval=TRY_MS)
        self._often.timeout.connect(self.try_now)
        desk.tasks.changed.connect(self.on_changed)
        desk.tasks.work_started.connect(self.on_started)
        desk.tasks.work_moved.connect(self.on_moved)
        desk.tasks.work_ended.connect(self.on_ended)
        self._often.start()
        self._first = QTimer(self, interval=FIRST_MS, singleShot=True)
        self._first.timeout.connect(self.try_now)
        self._first.start()
        self.count()

    def count(self) -> None:
        """Count again."""
        self.desk.tasks.read(self, self.ways.standing, self._counted, key="chip")

    def try_now(self) -> None:
        """Exchange in the background when there is a line; a county that does not answer is no news."""
        if self.ways.line is not None and self.standing.online and self._work is None:
            self.desk.tasks.work(self, TITLE, self.ways.line, self._exchanged, failed=self._failed)

    def on_changed(self, _changes: object) -> None:
        """A deed was done: what it changed waits to be reported."""
        self._soon.start()

    def on_started(self, work: LongWork) -> None:
        """An exchange began, here or on its page."""
        if work.title == TITLE:
            self._work = work
            self._say()

    def on_moved(self, work: LongWork) -> None:
        """It came further."""
        if work is self._work:
            self._say()

    def on_ended(self, work: LongWork) -> None:
        """It ended, one way or the other."""
        if work is self._work:
            self._work = None
            self.count()

    def _counted(self, standing: Standing) -> None:
        self.standing = standing
        self._say()

    def _say(self) -> None:
        go = self.desk.go
        acts: dict[str, Callable[[], None]] = {
            "page": lambda: go("exchange", None),
            "out": lambda: self._on_page("out"),
            "line": lambda: self._on_page("line"),
            "conflicts": lambda: go("conflicts", None),
            "aside": lambda: go("set_aside", None),
            "backup": lambda: go("backup", None),
        }
        if self.ways.enrol:
            acts["enrol"] = lambda: go("enrol", None)
        running = None
        if self._work is not None:
            acts["pause"] = self._work.cancel
            running = Running(self._work.done, self._work.total, self._work.stopping)
        self._show(exchange_words.state(self.standing, today=today(self.desk.clock), ways=acts, running=running))

    def _exchanged(self, _sentence: str) -> None:
        self.ways.arrived()

    def _failed(self, _error: UserError) -> None:
        self.ways.arrived()
