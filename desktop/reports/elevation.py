"""A building as its elevation needs it: every door, who is visited behind it, and when the next visit is due."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.buildings.model import Dwelling, Stairwell
from desktop.registers.buildings.queries import Door, Home
from desktop.registers.households.model import HouseholdRow

_NEVER = date(9999, 12, 31)


def doors(session: Session, actor: Actor, *, building_id: UUID) -> tuple[Door, ...]:
    """Every door of a building, stairwell by stairwell, from the lowest floor up."""
    actor.require("buildings.see")
    actor.require("households.see")
    homes: dict[UUID, list[Home]] = {}
    row = HouseholdRow
    listed = select(row.dwelling_id, row.id, row.head_name, row.contact_names, row.next_due, row.members)
    here = listed.where(row.building_id == building_id, visible(row, actor))
    for dwelling_id, key, head, contacts, due, members in session.execute(here):
        homes.setdefault(dwelling_id, []).append(Home(key, head, contacts, due, members))
    query = (
        select(Dwelling.id, Dwelling.door, Dwelling.room, Dwelling.floor, Stairwell.name)
        .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
        .where(Dwelling.building_id == building_id, Dwelling.alive, visible(Dwelling, actor))
        .order_by(Stairwell.sort, Dwelling.sort)
    )
    return tuple(
        Door(key, door, room, floor or 1, stairwell, _urgent_first(homes.get(key, [])))
        for key, door, room, floor, stairwell in session.execute(query)
    )


def _urgent_first(homes: list[Home]) -> tuple[Home, ...]:
    return tuple(sorted(homes, key=lambda home: (home.next_due or _NEVER, home.head_name)))
