"""Keeps what the county's server told of its units, in the place of what it told before."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.registers.branches import rules
from desktop.registers.branches.model import Branch
from desktop.registers.branches.queries import last_day
from desktop.search.pinyin import sort_key
from desktop.sync.asking import UnitStanding


def keep(session: Session, actor: Actor, units: Sequence[UnitStanding], *, told_at: int) -> None:
    """All of them anew, but for the county itself. `told_at`: when the server said it, UTC ms."""
    actor.require("branches.see")
    session.execute(delete(Branch))
    session.add_all(_row(actor, unit, told_at) for unit in units if unit.level != rules.COUNTY)
    session.flush()


def _row(actor: Actor, unit: UnitStanding, told_at: int) -> Branch:
    heard = [one for one in unit.parts.devices if one.seen_at is not None]
    newest = max(heard, key=lambda one: one.seen_at or 0, default=None)
    seen_at = newest.seen_at if newest else None
    return Branch(
        id=unit.id, unit_id=actor.unit_id, name=unit.name, name_sort=sort_key(unit.name), level=unit.level,
        code=unit.code, place="/".join(unit.above), phone=unit.phone, seen_at=seen_at,
        way=(newest.way or None) if newest else None, due_on=rules.due_on(last_day(seen_at)),
        app=newest.app if newest else "", schema=newest.schema if newest else "",
        pcs=sum(one.enabled for one in unit.parts.devices), asked=unit.conflicts, aside=unit.aside, told_at=told_at,
        parts=msgspec.json.encode(unit.parts),
    )  # fmt: skip
