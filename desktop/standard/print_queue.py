"""The print queue of this PC: finished pages, how far each print is, and what may be done with it."""

import os
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.standard import looks
from desktop.standard.load import name_of_user
from desktop.standard.print_choices import Choice
from desktop.standard.tables import PrintJob, PrintPages
from desktop.standard.todo import Todo

KEPT_DAYS = 30
PACKET = "packet"  # stands for the register of prints that came from another PC
LIVE = frozenset({"waiting", "printing"})
_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class NewJob:
    """Finished pages on their way into the queue; `register` is empty for paper that says nothing of anybody."""

    title: str
    pages: int
    choice: Choice
    register: str = ""
    form: str = ""
    number: str = ""
    paper: str = "A4"
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class JobRow:
    """One print as the queue shows it; `state` is what is true for this program, not what a dead one wrote last."""

    id: UUID
    register: str
    form: str
    title: str
    number: str
    pages: int
    done: int
    choice: Choice
    paper: str
    landscape: bool
    state: str
    problem: str
    created_at: int
    by: str

    @property
    def total(self) -> int:
        """Pages of all copies together."""
        return self.pages * self.choice.copies

    @property
    def begun(self) -> bool:
        """Whether it was left on the way."""
        return 0 < self.done < self.total


def add(session: Session, actor: Actor, new: NewJob, *, pdf: bytes, at: int, process: int, start: bool) -> UUID:
    """Put finished pages into the queue; with `start` and a printer they wait to be printed, else for a person."""
    _require(actor, new.register)
    drop_old(session, at)
    choice = new.choice
    job = PrintJob(
        id=uuid7(), unit_id=actor.unit_id, register=new.register, form=new.form, title=new.title, number=new.number,
        pages=new.pages, done=0, copies=choice.copies, printer=choice.printer, tray=choice.tray, paper=new.paper,
        landscape=new.landscape, both_sides=choice.both_sides, problem="", process=process,
        state="waiting" if start and choice.printer else "stopped", created_at=at, created_by=actor.id, changed_at=at,
    )  # fmt: skip
    session.add_all((job, PrintPages(job_id=job.id, pdf=pdf)))
    session.flush()
    return job.id


def jobs(session: Session, actor: Actor, *, process: int) -> tuple[JobRow, ...]:
    """What is in the queue, the newest first; prints of registers that this person may not print are left out."""
    rows = session.scalars(select(PrintJob).order_by(PrintJob.created_at.desc(), PrintJob.id.desc()))
    return tuple(_row(session, row, process) for row in rows if _may(actor, row))


def job(session: Session, actor: Actor, job_id: UUID, *, process: int) -> JobRow:
    """One print. UserError when it is gone."""
    return _row(session, _found(session, actor, job_id), process)


def pdf_of(session: Session, actor: Actor, job_id: UUID) -> bytes:
    """The pages as they were made."""
    _found(session, actor, job_id)
    return session.get_one(PrintPages, job_id).pdf


def next_waiting(session: Session, actor: Actor, *, process: int) -> UUID | None:
    """The oldest print that this program is to print; None when nothing waits."""
    waiting = select(PrintJob).where(PrintJob.state == "waiting", PrintJob.process == process)
    rows = session.scalars(waiting.order_by(PrintJob.changed_at, PrintJob.id))
    return next((row.id for row in rows if _may(actor, row)), None)


def start(session: Session, actor: Actor, job_id: UUID, *, at: int, process: int, page: int | None = None) -> JobRow:
    """Print on from where it stopped, or from `page` (from 1, through all copies); what is over begins anew.

    Pages that went to a printer before are a reprint, and stand in the log once more.
    """
    row = _found(session, actor, job_id)
    if not row.printer:
        raise UserError(_("还没有选打印机，什么也没有打。请先选打印机，再开始打印。"))
    if _state(row, process) in LIVE:
        return _row(session, row, process)
    total = row.pages * row.copies
    before = row.done if row.done < total else 0
    after = before if page is None else min(max(page, 1), total) - 1
    if row.both_sides and after % row.pages % 2:
        after -= 1  # a leaf is printed whole
    if after < row.done and row.register:
        looks.log(
            session, actor, kind="print", what=row.title, at=at, count=-(-(total - after) // row.pages),
            reason=_("重打 {number}").format(number=row.number),
        )  # fmt: skip
    _set(row, "waiting", at=at)
    row.done, row.process = after, process
    return _row(session, row, process)


def stop(session: Session, actor: Actor, job_id: UUID, *, at: int) -> None:
    """Let it rest where it is; what is over stays so."""
    row = _found(session, actor, job_id)
    if row.state in LIVE:
        _set(row, "stopped", at=at)


def cancel(session: Session, actor: Actor, job_id: UUID, *, at: int) -> None:
    """Print no more of it; its pages stay for a reprint until they are dropped."""
    row = _found(session, actor, job_id)
    if row.state != "done":
        _set(row, "cancelled", at=at)


def choose(session: Session, actor: Actor, job_id: UUID, *, printer: str, tray: str, at: int) -> None:
    """Another printer; a print that is running is stopped first."""
    row = _found(session, actor, job_id)
    if row.state in LIVE:
        _set(row, "stopped", at=at)
    row.printer, row.tray = printer, tray


def claim(session: Session, job_id: UUID, *, at: int, process: int) -> bool:
    """Begin to print what waits; False when somebody thought otherwise meanwhile."""
    row = session.get(PrintJob, job_id)
    if row is None or row.state != "waiting":
        return False
    _set(row, "printing", at=at)
    row.process = process
    return True


def tell(
    session: Session, job_id: UUID, *, at: int, done: int | None = None, state: str = "", problem: str | None = None
) -> None:
    """What became of a running print; a state that a person gave it meanwhile stays."""
    row = session.get(PrintJob, job_id)
    if row is None:
        return
    if done is not None:
        row.done = done
    if problem is not None:
        row.problem = problem
    if state and row.state == "printing":
        row.state, row.changed_at = state, at


def drop_old(session: Session, now: int) -> int:
    """Forget prints that nobody touched for 30 days; how many."""
    old = session.scalars(select(PrintJob.id).where(PrintJob.changed_at < now - KEPT_DAYS * _DAY_MS)).all()
    for table, key in ((PrintPages, PrintPages.job_id), (PrintJob, PrintJob.id)):
        session.execute(delete(table).where(key.in_(old)))
    return len(old)


def todos(session: Session, actor: Actor, today: date) -> tuple[Todo, ...]:
    """Prints that were left on the way, for 今日工作."""
    left = (row for row in jobs(session, actor, process=os.getpid()) if row.state in ("stopped", "failed"))
    return tuple(
        Todo("today", row.title, words(row), _("接着打印"), "print_queue", day=today) for row in left if row.begun
    )


def words(row: JobRow) -> str:
    """Where a print stands, in one sentence."""
    if row.state == "done":
        return _("已打完，共 {total} 页").format(total=row.total)
    if row.state == "packed":
        return _("已装进待印包，到有打印机的电脑上打")
    if row.done == 0:
        return _("还没有打，共 {total} 页").format(total=row.total)
    if row.state == "printing":
        return _("已交给打印机 {done} 页，共 {total} 页").format(done=row.done, total=row.total)
    return _("上次停在第 {done} 页，共 {total} 页").format(done=row.done, total=row.total)


def _row(session: Session, row: PrintJob, process: int) -> JobRow:
    choice = Choice(row.printer, row.tray, row.copies, row.both_sides)
    return JobRow(
        row.id, row.register, row.form, row.title, row.number, row.pages, row.done, choice, row.paper, row.landscape,
        _state(row, process), row.problem, row.created_at, name_of_user(session, row.created_by),
    )  # fmt: skip


def _state(row: PrintJob, process: int) -> str:
    """A program that ended left its prints as they were: for the next one they have stopped."""
    return "stopped" if row.state in LIVE and row.process != process else row.state


def _set(row: PrintJob, state: str, *, at: int) -> None:
    row.state, row.changed_at, row.problem = state, at, ""


def _found(session: Session, actor: Actor, job_id: UUID) -> PrintJob:
    row = session.get(PrintJob, job_id)
    if row is None:
        raise UserError(_("这份打印已不在队列里，什么也没有打。要再打时，请从原来的页面重新打印。"))
    _require(actor, row.register, row.unit_id)
    return row


def _require(actor: Actor, register: str, unit_id: UUID | None = None) -> None:
    if register:
        actor.require(f"{register}.print", unit_id)


def _may(actor: Actor, row: PrintJob) -> bool:
    return row.unit_id in actor.scope and (not row.register or actor.may(f"{row.register}.print"))
