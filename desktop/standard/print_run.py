"""Handing one print to its printer, a few pages at a time, so that it can be stopped and goes on after anything."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from desktop.access.actor import Actor
from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import page
from desktop.printing.page import Offset, Paper
from desktop.printing.preview import nudged
from desktop.printing.spool import Spooler
from desktop.standard import print_choices, print_queue
from desktop.standard.print_queue import JobRow
from desktop.store.session import Store

BATCH = 10  # pages in the printer's hands at a time: what is still printed after somebody said stop
WAIT_S = 0.5
Step = Callable[[int, int, str], None]


class Course(Protocol):
    """What goes on around a print: asked between its pages."""

    def step(self, done: int, total: int, note: str = "") -> None:
        """How far it is; raises when the work is to end."""
        ...

    def hurry(self) -> bool:
        """Whether the rest is to be handed over at once, because the database is about to be closed."""
        ...

    def leaving(self) -> bool:
        """Whether the program ends: the print stays as it is, and the next program tells where it stopped."""
        ...

    def pause(self, seconds: float) -> None:
        """Wait a moment."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages `first` to `last` (from 1), `copies` times."""

    first: int
    last: int
    copies: int = 1

    @property
    def pages(self) -> int:
        """How many pages come out."""
        return (self.last - self.first + 1) * self.copies


def next_batch(row: JobRow, most: int) -> Batch | None:
    """What to hand over next, at most `most` pages (more only when one copy is longer); None when all is out.

    Copies come out one after the other, so that each is whole; short ones go together.
    """
    copy, at = divmod(row.done, row.pages)
    if row.done >= row.total:
        return None
    if at == 0 and row.pages <= most:
        return Batch(1, row.pages, min(row.choice.copies - copy, most // row.pages))
    return Batch(at + 1, min(row.pages, at + most))


def paper_of(row: JobRow) -> Paper:
    """The paper of a print, lying or standing."""
    if row.paper == "A3":
        return page.A3_LANDSCAPE if row.landscape else page.A3
    return page.A4_LANDSCAPE if row.landscape else page.A4


@dataclass(frozen=True, slots=True)
class PrintRun:
    """One program printing: where the queue lies, who asked, and the way to the printers."""

    store: Store
    actor: Actor
    clock: Clock
    spool: Spooler
    course: Course

    def run(self, job_id: UUID) -> JobRow | None:
        """Print a job that waits to its end, or until it is stopped; as it stands then, None when it did not wait.

        A printer that refuses raises UserError, and the job stands as failed. Pages count as done once the printer has
        them: should the program die, they come out once and not twice.
        """
        with self.store.write(self.actor.id, "print_queue.claim") as session:
            if not print_queue.claim(session, job_id, at=self.clock.now_ms(), process=os.getpid()):
                return None
        try:
            self._hand_over(job_id)
        except UserError as refused:
            self._tell(job_id, state="failed", problem=refused.message)
            raise
        except BaseException:
            if not self.course.leaving():
                self._tell(job_id, state="stopped")
            raise
        return self._row(job_id)

    def _hand_over(self, job_id: UUID) -> None:
        with self.store.read() as session:
            pdf = print_queue.pdf_of(session, self.actor, job_id)
        while (row := self._row(job_id)).state == "printing":
            batch = next_batch(row, row.total if self.course.hurry() else BATCH)
            if batch is None:
                self._tell(job_id, state="done", problem="")
                return
            self.course.step(row.done, row.total)
            name = self._send(row, pdf, batch)
            self._tell(job_id, done=row.done + batch.pages)
            if not self._came_out(row, name):
                self._tell(job_id, done=row.done)

    def _send(self, row: JobRow, pdf: bytes, batch: Batch) -> str:
        choice = row.choice
        with self.store.read() as session:  # each time anew: millimetres may be put right while it is stopped
            offset: Offset = print_choices.known(session).offset(choice.printer)
        return self.spool.send(
            nudged(pdf, offset), choice.printer, title=row.title, paper=paper_of(row), copies=batch.copies,
            both_sides=choice.both_sides, tray=choice.tray, first=batch.first, last=batch.last,
        )  # fmt: skip

    def _came_out(self, row: JobRow, name: str) -> bool:
        """Wait until the printer is through; False when a person stopped it, and the pages were taken back."""
        told = ""
        try:
            while not self.course.hurry():
                found = self.spool.state(name, row.choice.printer)
                if found.state == "done":
                    break
                if found.state == "failed":
                    self.spool.cancel(name)  # some systems would try it again for days
                    self._tell(row.id, done=row.done)
                    raise UserError(
                        _("打印机“{name}”没有打出来，数据没有受影响。请看打印机上的提示，再接着打。").format(
                            name=row.choice.printer
                        )
                    )
                if found.trouble != told:
                    told = found.trouble
                    self._tell(row.id, problem=told)
                if self._row(row.id).state != "printing":
                    self.spool.cancel(name)
                    return False
                self.course.step(row.done, row.total, told)
                self.course.pause(WAIT_S)
        except UserError:
            raise
        except BaseException:
            if not self.course.leaving():  # stopped by a person: what the printer has not printed is taken back
                self.spool.cancel(name)
                self._tell(row.id, done=row.done)
            raise
        if told:
            self._tell(row.id, problem="")
        return True

    def _row(self, job_id: UUID) -> JobRow:
        with self.store.read() as session:
            return print_queue.job(session, self.actor, job_id, process=os.getpid())

    def _tell(self, job_id: UUID, *, done: int | None = None, state: str = "", problem: str | None = None) -> None:
        with self.store.write(self.actor.id, "print_queue.tell") as session:
            print_queue.tell(session, job_id, at=self.clock.now_ms(), done=done, state=state, problem=problem)
