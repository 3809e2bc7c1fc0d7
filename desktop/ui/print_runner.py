"""Printing in the background of one desk: takes what waits in the queue to the printers, one print after the other."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.page import Offset, Stamp
from desktop.printing.spool import Spooler
from desktop.standard import print_choices, print_queue
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import JobRow, NewJob
from desktop.ui.desk import Desk
from desktop.ui.progress import LongWork, Progress

TEST_PAGE = _("打印机测试页")


class PrintRunner(QObject):
    """Lives as long as the desk; every way to paper of every screen goes through it."""

    moved = Signal()  # something in the queue is not as it was

    def __init__(self, desk: Desk, spool: Spooler) -> None:
        super().__init__(desk.tasks)
        self.desk, self.spool, self.process = desk, spool, os.getpid()
        self._shown: LongWork | None = None
        self._looking = False
        desk.tasks.work_ended.connect(self._on_work_ended)

    def wake(self) -> None:
        """Print what waits; nothing happens while something is being printed."""
        if self._looking or self._shown is not None:
            return
        self._looking = True
        actor, process = self.desk.actor, self.process

        def find(session: Any) -> JobRow | None:
            found = print_queue.next_waiting(session, actor, process=process)
            return None if found is None else print_queue.job(session, actor, found, process=process)

        self.desk.tasks.read(self, find, self._begin, failed=self._found_nothing)

    def add(
        self, new: NewJob, pdf: bytes, *, start: bool, done: Callable[[UUID], None] = lambda _job: None
    ) -> None:  # fmt: skip
        """Put finished pages into the queue, and remember how this form was printed; `start` prints them now."""
        actor, clock, process = self.desk.actor, self.desk.clock, self.process

        def job(session: Any) -> UUID:
            if new.form:
                print_choices.keep_form(session, new.register, new.form, choice=new.choice)
            return print_queue.add(session, actor, new, pdf=pdf, at=clock.now_ms(), process=process, start=start)

        def added(job_id: UUID, _changes: Any) -> None:
            self.moved.emit()
            self.wake()
            done(job_id)

        self.desk.tasks.write(self, "print_queue.add", job, added, failed=self._warn)

    def start(self, job_id: UUID, page: int | None = None) -> None:
        """Print on, or from `page` (from 1)."""
        self._write("start", partial(print_queue.start, process=self.process, page=page), job_id)

    def stop(self, job_id: UUID) -> None:
        """Let it rest; what the printer still holds is taken back."""
        self._write("stop", print_queue.stop, job_id)

    def cancel(self, job_id: UUID) -> None:
        """Print no more of it."""
        self._write("cancel", print_queue.cancel, job_id)

    def choose(self, job_id: UUID, printer: str, tray: str = "") -> None:
        """Another printer."""
        self._write("choose", partial(print_queue.choose, printer=printer, tray=tray), job_id)

    def nudge(self, printer: str, offset: Offset) -> None:
        """Keep how far a printer is off."""
        self.desk.tasks.write(
            self, "print_queue.nudge", lambda session: print_choices.nudge(session, printer, offset),
            lambda _nothing, _changes: self.moved.emit(), failed=self._warn,
        )  # fmt: skip

    def make_usual(self, printer: str) -> None:
        """Offer this printer first."""
        self.desk.tasks.write(
            self, "print_queue.make_usual", lambda session: print_choices.make_usual(session, printer),
            lambda _nothing, _changes: self.moved.emit(), failed=self._warn,
        )  # fmt: skip

    def print_test_page(self, printer: str) -> None:
        """A page with a ruler; it says nothing of anybody, so it is not logged."""
        stamp = Stamp(self.desk.actor.name, self.desk.clock.now_ms())

        def draw() -> bytes:
            from desktop.printing import ruler  # late, and off the main thread: the PDF writer takes a moment

            return ruler.ruler_page(stamp)

        new = NewJob(TEST_PAGE, 1, Choice(printer))
        self.desk.tasks.compute(self, draw, lambda pdf: self.add(new, pdf, start=True), failed=self._warn)

    def _write(self, verb: str, deed: Callable[..., Any], job_id: UUID) -> None:
        actor, clock = self.desk.actor, self.desk.clock

        def done(_result: Any, _changes: Any) -> None:
            self.moved.emit()
            self.wake()

        self.desk.tasks.write(
            self, f"print_queue.{verb}", lambda session: deed(session, actor, job_id, at=clock.now_ms()), done,
            failed=self._warn,
        )  # fmt: skip

    def _begin(self, row: JobRow | None) -> None:
        self._looking = False
        if row is None or self.desk.tasks.leaving.is_set():
            return
        desk, spool = self.desk, self.spool

        def job(progress: Progress) -> JobRow | None:
            from desktop.standard.print_run import PrintRun  # late: the PDF reader is loaded with the first print

            course = _Course(progress, desk)
            return PrintRun(desk.store, desk.actor, desk.clock, spool, course).run(row.id)

        self._shown = desk.tasks.work(self, row.title, job, self._tell, failed=self._warn, prints=True)
        self._shown.moved.connect(self.moved)
        self.moved.emit()

    def _found_nothing(self, error: UserError) -> None:
        self._looking = False
        self._warn(error)

    def _on_work_ended(self, work: LongWork) -> None:
        """However it ended, also when it was stopped: the next one may begin."""
        if work is self._shown:
            self._shown = None
            self.moved.emit()
            self.wake()

    def _tell(self, row: JobRow | None) -> None:
        if row is not None and row.state == "done" and not self.desk.tasks.leaving.is_set():
            said = _("已交给打印机“{name}”：{title}，共 {total} 页")
            self.desk.say(said.format(name=row.choice.printer, title=row.title, total=row.total))

    def _warn(self, error: UserError) -> None:
        if not self.desk.tasks.leaving.is_set():  # the window that would tell it is gone; the queue keeps the sentence
            self.desk.warn(error.message)


class _Course:
    """What goes on around a print, as the threads of this desk know it."""

    def __init__(self, progress: Progress, desk: Desk) -> None:
        self._progress, self._tasks = progress, desk.tasks

    def step(self, done: int, total: int, note: str = "") -> None:
        """Tell the task list; raises Cancelled when it was stopped there."""
        self._progress.step(done, total, note)

    def hurry(self) -> bool:
        """The desk is being locked: the printer gets the rest, and the database can be closed."""
        return self._tasks.leaving.is_set()

    def leaving(self) -> bool:
        """The program ends."""
        return self._tasks.closing.is_set()

    def pause(self, seconds: float) -> None:
        """A moment, or until the desk is put away."""
        self._tasks.leaving.wait(seconds)
