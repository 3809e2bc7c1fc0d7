"""How far long work has come, told from a worker thread and cancelled from the main thread."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

_EVERY = 0.1  # seconds between two reports: more often nobody can read


class Cancelled(BaseException):
    """A person stopped this work; not an Exception, so that no `except Exception` of a job swallows it."""


class Progress:
    """Handed to a long job; `step` is safe to call for every row."""

    def __init__(self, report: Callable[[int, int, str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._report, self._clock = report, clock
        self._stop = threading.Event()
        self._next = 0.0

    def step(self, done: int, total: int, note: str = "") -> None:
        """Say that `done` of `total` are finished (total 0: not known). Raises Cancelled when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = self._clock()
        if now >= self._next or done >= total > 0:
            self._next = now + _EVERY
            self._report(done, total, note)

    def stop(self) -> None:
        """Let the next `step` raise Cancelled."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether a person asked to stop."""
        return self._stop.is_set()


class LongWork(QObject):
    """A long work as the task dock shows it: title, done, total, note and whether it is being stopped."""

    moved = Signal()
    _reported = Signal(int, int, str)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title, self.note = title, ""
        self.done = self.total = 0
        self.started = time.monotonic()
        self.progress = Progress(self._reported.emit)
        self._reported.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def stopping(self) -> bool:
        """Whether a person asked to stop."""
        return self.progress.stopping

    def seconds_left(self, now: float) -> int | None:
        """An estimate after three seconds of work, else None."""
        spent = now - self.started
        if spent < 3 or not 0 < self.done < self.total:
            return None
        return round(spent * (self.total - self.done) / self.done)

    def cancel(self) -> None:
        """Stop at the next step."""
        self.progress.stop()
        self.moved.emit()

    def _take(self, done: int, total: int, note: str) -> None:
        self.done, self.total, self.note = done, total, note
        self.moved.emit()
