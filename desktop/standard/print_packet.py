"""Prints that leave this PC in a sealed packet, or come to it in one."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.printing.packet import Opened, Packed
from desktop.standard import looks, print_queue
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import PACKET, NewJob
from desktop.standard.tables import PrintJob


def pack(session: Session, actor: Actor, job_ids: Sequence[UUID], *, process: int) -> tuple[str, tuple[Packed, ...]]:
    """(the unit they come from, prints as they go into a packet)."""
    unit = session.get(Unit, actor.unit_id)
    found = []
    for job_id in job_ids:
        row = print_queue.job(session, actor, job_id, process=process)
        found.append(
            Packed(
                title=row.title, number=row.number, pages=row.pages, pdf=print_queue.pdf_of(session, actor, job_id),
                copies=row.choice.copies, both_sides=row.choice.both_sides, paper=row.paper, landscape=row.landscape,
            )
        )  # fmt: skip
    return unit.name if unit else "", tuple(found)


def packed(session: Session, actor: Actor, job_ids: Sequence[UUID], *, at: int) -> None:
    """The packet lies where it was wanted: its prints wait here no longer, and the log says that they left."""
    rows = [session.get_one(PrintJob, job_id) for job_id in job_ids]
    what = _("待印包：{titles}").format(titles=_("、").join(row.title for row in rows))
    looks.log(session, actor, kind="export", what=what, at=at, count=len(rows))
    for row in rows:
        row.state, row.problem, row.changed_at = "packed", "", at


def unpack(
    session: Session, actor: Actor, opened: Opened, *, printer: str, at: int, process: int
) -> tuple[UUID, ...]:  # fmt: skip
    """Put the prints of an opened packet into the queue, to be started by a person; reading it is logged."""
    actor.require(f"{PACKET}.print")
    inside = opened.inside
    what = _("打开待印包：{unit} {by}").format(unit=inside.unit, by=inside.by)
    looks.log(session, actor, kind="print", what=what, at=at, count=len(inside.prints))
    return tuple(
        print_queue.add(
            session, actor, NewJob(
                one.title, one.pages, Choice(printer, "", one.copies, one.both_sides), register=PACKET,
                number=one.number, paper=one.paper, landscape=one.landscape,
            ), pdf=one.pdf, at=at, process=process, start=False,
        )
        for one in inside.prints
    )  # fmt: skip
