"""A building as its elevation needs it: every door, who is visited behind it, and when the next visit is due."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.households.model import HouseholdRow

_NEVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class House:
    """A building with its doors and the households behind them."""

    id: UUID
    name: str
    doors: int
    households: int


@dataclass(frozen=True, slots=True)
class Home:
    """A household behind a door, as far as the branch's duty goes; no care, no family facts."""

    id: UUID
    head_name: str
    contacts: str
    next_due: date | None
    members: int


@dataclass(frozen=True, slots=True)
class Door:
    """One door; `homes` is empty where nobody lives, the one due first stands first."""

    id: UUID
    door: str
    room: str
    floor: int
    stairwell: str
    tenure: str | None
    homes: tuple[Home, ...]


def houses(session: Session, actor: Actor) -> tuple[House, ...]:
    """The buildings of the scope in their order."""
    actor.require("buildings.see")
    doors = dict(_counted(session, Dwelling.building_id, Dwelling.alive & visible(Dwelling, actor)))
    homes = dict(_counted(session, HouseholdRow.building_id, visible(HouseholdRow, actor)))
    query = select(Building.id, Building.name).where(Building.alive, visible(Building, actor)).order_by(Building.sort)
    found = session.execute(query).tuples()
    return tuple(House(key, name, doors.get(key, 0), homes.get(key, 0)) for key, name in found)


def doors(session: Session, actor: Actor, *, building_id: UUID) -> tuple[Door, ...]:
    """Every door of a building, stairwell by stairwell, from the lowest floor up."""
    actor.require("buildings.see")
    actor.require("households.see")
    homes: dict[UUID, list[Home]] = {}
    row = HouseholdRow
    listed = select(row.dwelling_id, row.id, row.head_name, row.contact_names, row.next_due, row.members)
    here = listed.where(row.building_id == building_id, visible(row, actor))
    for dwelling_id, key, head, contacts, due, members in session.execute(here).tuples():
        homes.setdefault(dwelling_id, []).append(Home(key, head, contacts, due, members))
    query = (
        select(Dwelling.id, Dwelling.door, Dwelling.room, Dwelling.floor, Stairwell.name, Dwelling.tenure)
        .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
        .where(Dwelling.building_id == building_id, Dwelling.alive, visible(Dwelling, actor))
        .order_by(Stairwell.sort, Dwelling.sort)
    )
    return tuple(
        Door(key, door, room, floor or 1, stairwell, tenure, _urgent_first(homes.get(key, [])))
        for key, door, room, floor, stairwell, tenure in session.execute(query).tuples()
    )


def _urgent_first(homes: list[Home]) -> tuple[Home, ...]:
    return tuple(sorted(homes, key=lambda home: (home.next_due or _NEVER, home.head_name)))


def _counted(session: Session, key: Any, where: Any) -> list[tuple[UUID, int]]:
    return [
        (building, count) for building, count in session.execute(select(key, func.count()).where(where).group_by(key))
    ]
