"""One unit as the county was told of it, for its page, and how old what is shown is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.clock import local_time
from desktop.registers.branches.model import Branch
from desktop.sync.asking import Parts


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit: `last` is the day of its last exchange. Times are UTC ms, `told_at` is when the server said all this."""

    id: UUID
    name: str
    level: str
    place: str
    phone: str
    seen_at: int | None
    way: str | None
    asked: int
    aside: int
    told_at: int
    parts: Parts


def rows(day: date) -> Any:
    """The list on `day`: the late ones first, then those that never exchanged; 0 is left blank."""
    branch = Branch
    state = case(
        (branch.pcs == 0, "none"), (branch.seen_at.is_(None), "never"), (branch.due_on < day, "late"), else_="fine"
    )
    rank = case((state == "late", 0), (state == "never", 1), (state == "fine", 2), else_=3)
    return select(
        branch.id, branch.unit_id, branch.name, branch.name_sort, branch.level, branch.code, branch.place, branch.phone,
        branch.seen_at, branch.way, branch.due_on, branch.app, branch.schema, state.label("state"), rank.label("rank"),
        *(func.nullif(count, 0).label(count.key) for count in (branch.pcs, branch.asked, branch.aside)),
    ).subquery()  # fmt: skip


def one(session: Session, actor: Actor, unit_id: UUID) -> Shown | None:
    """The unit with this id, None when the server never told of it."""
    actor.require("branches.see")
    row = session.scalars(select(Branch).where(Branch.id == unit_id, visible(Branch, actor))).one_or_none()
    if row is None:
        return None
    parts = msgspec.json.decode(row.parts, type=Parts)
    return Shown(
        row.id, row.name, row.level, row.place, row.phone, row.seen_at, row.way, row.asked, row.aside, row.told_at,
        parts,
    )  # fmt: skip


def first(session: Session, actor: Actor) -> UUID | None:
    """The branch that is called first; None where the server told of none."""
    query = select(Branch.id).where(visible(Branch, actor), Branch.level == "grid", Branch.pcs > 0)
    return session.scalar(query.order_by(Branch.name_sort).limit(1))


def told_at(session: Session, actor: Actor) -> int | None:
    """When the server was asked last, UTC ms; None for never."""
    return session.scalar(select(func.max(Branch.told_at)).where(visible(Branch, actor)))


def last_day(seen_at: int | None) -> date | None:
    """The day of an exchange, in local time."""
    return None if seen_at is None else local_time(seen_at).date()
