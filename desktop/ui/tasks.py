"""The only threads of the program: one writes, two read, one does long work, one feeds printers."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, TypeVar
from weakref import ref

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.landing import Landing, assert_frozen
from desktop.ui.progress import Cancelled, LongWork, Progress

T = TypeVar("T")
Session = Any  # a session of the store; this room does not know the database library
Failed = Callable[[UserError], None]
Step = Callable[[int, int], None]
SHOWN_AFTER_MS = 1_000  # a deed that is done sooner needs no line in the task dock
FEW = 20  # records that are written in a moment, with nothing to stop


class Tasks(QObject):
    """Runs jobs off the main thread and hands their results back to it.

    `open_read()` and `open_write(action)` open a session of the store; after a write block `session.info["changes"]`
    holds what it changed. A result is dropped when its owner is gone or when a newer read has the same owner and key.
    """

    changed = Signal(object)  # Changes, after every deed
    refused = Signal(str)  # the sentence of a UserError that nobody took with `failed`
    faulted = Signal(object)  # an exception of ours, to be logged and shown
    work_started = Signal(object)  # LongWork
    work_moved = Signal(object)
    work_ended = Signal(object)
    idled = Signal()  # nothing is under way any more
    _landed = Signal(object)

    def __init__(
        self,
        open_read: Callable[[], AbstractContextManager[Session]],
        open_write: Callable[[str], AbstractContextManager[Session]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_read, self._open_write = open_read, open_write
        self._writer = ThreadPoolExecutor(1, "write")
        self._readers = ThreadPoolExecutor(2, "read")
        self._worker = ThreadPoolExecutor(1, "work")
        self._feeder = ThreadPoolExecutor(1, "print")  # a printer without paper must not hold up an export
        self.leaving = threading.Event()  # the desk is put away: long work that can be cut short should be
        self.closing = threading.Event()  # now: what is not finished stays unfinished
        self._latest: dict[tuple[int, str], int] = {}
        self._serial = 0
        self._open = 0
        self.long_work: list[LongWork] = []
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._asked: list[tuple[Callable[[], Any], Landing]] = []
        self._held = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin_reads)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return self._open > 0

    def read(
        self,
        owner: QObject,
        job: Callable[[Session], T],
        done: Callable[[T], None],
        *,
        failed: Failed | None = None,
        key: str = "",
    ) -> None:
        """Run `job(session)` on a reader thread, then `done(result)`; a newer read with the same key supersedes it.

        It begins when the step that asked is over and painted: Python runs one thread at a time, and a page that was
        made while its rows were read waited for them at every call into Qt.
        """
        self._serial += 1
        mine, slot = self._serial, (id(owner), key)
        if key:
            self._latest[slot] = mine

        def wanted() -> bool:
            return not key or self._latest.get(slot) == mine

        def settled() -> None:
            if self._latest.get(slot) == mine:
                del self._latest[slot]

        def run() -> T | None:
            if not wanted():
                return None
            with self._open_read() as session:
                return job(session)

        self._soon_read(run, Landing(ref(owner), done, failed, wanted, settled))

    def write(
        self,
        owner: QObject,
        action: str,
        job: Callable[[Session], T],
        done: Callable[[T, Any], None],
        *,
        failed: Failed | None = None,
    ) -> None:
        """Run `job(session)` as one deed on the writer thread, then `done(result, changes)`.

        Deeds run in the order they were asked for. `changed` is sent before `done`, also when the owner is gone.
        """

        def run() -> tuple[T, Any]:
            with self._open_write(action) as session:
                result = job(session)
            return result, session.info["changes"]

        landing = Landing(ref(owner), lambda pair: done(*pair), failed, changes=True)
        self._start(self._writer, run, landing)

    def write_many(
        self,
        owner: QObject,
        action: str,
        title: str,
        job: Callable[[Session, Step], T],
        done: Callable[[T, Any], None],
        *,
        count: int | None,
        stopped: Callable[[], None],
        failed: Failed | None = None,
    ) -> None:
        """As `write`, for a deed on `count` records (None: as many as it says when it begins).

        `job(session, step)` calls `step(done, total)`. After a second the deed shows in the task dock as `title` and
        can be cancelled: then nothing at all is written, and `stopped` is called. A deed on a FEW records is written
        even when the window closes at once.
        """
        shown = LongWork(title, self)

        def step(done: int, total: int) -> None:
            if total > FEW:
                shown.progress.step(done, total)

        def run() -> tuple[T, Any]:
            with self._open_write(action) as session:
                result = job(session, step)
            return result, session.info["changes"]

        def begin() -> None:
            if shown not in self.long_work:
                self.long_work.append(shown)
                QTimer.singleShot(SHOWN_AFTER_MS, shown, show)

        def show() -> None:
            if shown in self.long_work:
                landing.announced = True
                shown.moved.connect(lambda: self.work_moved.emit(shown))
                self.work_started.emit(shown)

        landing = Landing(
            ref(owner), lambda pair: done(*pair), failed, changes=True, work=shown, announced=False, stopped=stopped
        )
        if count is None:
            shown.moved.connect(begin)
        elif count > FEW:
            begin()
        self._start(self._writer, run, landing)

    def compute(
        self, owner: QObject, job: Callable[[], T], done: Callable[[T], None], *, failed: Failed | None = None
    ) -> None:
        """Run `job()` without a session on a reader thread: hashing a password, rendering a page. Begins as `read`."""
        self._soon_read(job, Landing(ref(owner), done, failed))

    def work(
        self,
        owner: QObject,
        title: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Failed | None = None,
        writes: bool = False,
        prints: bool = False,
    ) -> LongWork:
        """Run long work that shows in the task dock and can be cancelled.

        `writes` puts it on the writer thread, `prints` on the one that waits for printers.

        `job` calls `progress.step(done, total)`, which raises Cancelled soon after a person asked for it. A cancelled
        work ends quietly: neither `done` nor `failed` is called.
        """
        shown = LongWork(title, self)
        self.long_work.append(shown)
        shown.moved.connect(lambda: self.work_moved.emit(shown))
        self.work_started.emit(shown)
        landing = Landing(ref(owner), done, failed, work=shown)
        pool = self._writer if writes else self._feeder if prints else self._worker
        self._start(pool, lambda: job(shown.progress), landing)
        return shown

    def hold(self) -> None:
        """Begin no read before `go_on`: the first page of a desk is made in more than one step."""
        self._held = True
        self._soon.stop()

    def go_on(self) -> None:
        """Begin what was held."""
        self._held = False
        if self._asked:
            self._soon.start(0)

    def close(self) -> None:
        """Cancel long work, finish what was begun to be written, and let the threads end; blocks until then."""
        self.closing.set()
        self._soon.stop()
        for shown in self.long_work:
            shown.cancel()
        for pool in (self._readers, self._worker, self._feeder):
            pool.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _soon_read(self, run: Callable[[], Any], landing: Landing) -> None:
        self._open += 1
        self._asked.append((run, landing))
        if not self._held and not self._soon.isActive():
            self._soon.start(0)

    def _begin_reads(self) -> None:
        asked, self._asked = self._asked, []
        for run, landing in asked:
            self._submit(self._readers, run, landing)

    def _start(self, pool: ThreadPoolExecutor, run: Callable[[], Any], landing: Landing) -> None:
        self._open += 1
        self._submit(pool, run, landing)

    def _submit(self, pool: ThreadPoolExecutor, run: Callable[[], Any], landing: Landing) -> None:
        def checked() -> Any:
            result = run()
            assert_frozen(result)  # here: on the window's thread it held a list of 200 rows up for 15 ms
            return result

        def land(future: "Future[Any]") -> None:
            if future.cancelled() or not shiboken6.isValid(self):
                return
            landing.error = future.exception()
            landing.result = None if landing.error else future.result()
            self._landed.emit(landing)

        pool.submit(checked).add_done_callback(land)

    def _deliver(self, landing: Landing) -> None:
        self._open -= 1
        try:
            if landing.work in self.long_work:
                self.long_work.remove(landing.work)
                if landing.announced:
                    self.work_ended.emit(landing.work)
            if landing.error is None and landing.changes:
                self.changed.emit(landing.result[1])
            self._hand_over(landing)
        finally:
            if not self._open:
                self.idled.emit()

    def _hand_over(self, landing: Landing) -> None:
        error, owner = landing.error, landing.owner()
        present = owner is not None and shiboken6.isValid(owner) and landing.wanted()
        landing.settled()
        if isinstance(error, Cancelled):
            if present:
                landing.stopped()
            return
        if isinstance(error, UserError):
            if present and landing.failed:
                landing.failed(error)
            elif present or landing.changes:
                self.refused.emit(error.message)
        elif error is not None:
            self.faulted.emit(error)
            if present and landing.failed:
                landing.failed(UserError(_("这一步没有完成，原有数据没有受影响。请再试一次。")))
        elif present:
            landing.done(landing.result)
