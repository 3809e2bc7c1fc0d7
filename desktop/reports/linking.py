"""Who is linked to whom, counted by building and stairwell, for assigning members to households."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.contacts.queries import Linkable, Part
from desktop.registers.households.model import HouseholdRow
from desktop.reports.walking import walk


def parts(session: Session, actor: Actor) -> tuple[Part, ...]:
    """Every stairwell that has households, in order."""
    actor.require("households.see")
    row = HouseholdRow
    bare = func.sum(case((row.contact_names == "", 1), else_=0))
    query = (
        select(row.building_id, func.min(row.building), row.stairwell, func.count(), bare)
        .where(visible(row, actor))
        .group_by(row.building_id, row.stairwell)
        .order_by(func.min(row.door_sort))
    )
    return tuple(Part(*found) for found in session.execute(query))


def homes(session: Session, actor: Actor, *, building_id: UUID, stairwell: str) -> tuple[Linkable, ...]:
    """The households of one stairwell, in walking order."""
    actor.require("households.see")
    query = walk(actor, HouseholdRow.id, HouseholdRow.door, HouseholdRow.head_name, HouseholdRow.contact_names)
    inside = query.where(HouseholdRow.building_id == building_id, HouseholdRow.stairwell == stairwell)
    found = session.execute(inside)
    return tuple(Linkable(key, f"{door} {head}".strip(), contacts) for key, door, head, contacts in found)


def chosen(session: Session, actor: Actor, *, ids: Sequence[UUID]) -> tuple[Linkable, ...]:
    """Named households, as they were chosen in a list."""
    actor.require("households.see")
    found: dict[UUID, Linkable] = {}
    for start in range(0, len(ids), 500):
        part = HouseholdRow.id.in_(ids[start : start + 500])
        row = HouseholdRow
        query = select(row.id, row.door, row.head_name, row.contact_names).where(part, visible(row, actor))
        found |= {
            key: Linkable(key, f"{door} {head}".strip(), named) for key, door, head, named in session.execute(query)
        }
    return tuple(found[each] for each in ids if each in found)
