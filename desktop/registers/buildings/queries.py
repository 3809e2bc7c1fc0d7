"""Reading buildings: which there are, and the frozen rows that an elevation shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.buildings.model import Building, Dwelling


@dataclass(frozen=True, slots=True)
class House:
    """A building and how many doors it has."""

    id: UUID
    name: str
    doors: int


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
    homes: tuple[Home, ...]


def houses(session: Session, actor: Actor) -> tuple[House, ...]:
    """The buildings of the scope in their order."""
    actor.require("buildings.see")
    counted: Any = (
        select(Dwelling.building_id, func.count())
        .where(Dwelling.alive, visible(Dwelling, actor))
        .group_by(Dwelling.building_id)
    )
    doors = dict(session.execute(counted).all())
    query = select(Building.id, Building.name).where(Building.alive, visible(Building, actor)).order_by(Building.sort)
    return tuple(House(key, name, doors.get(key, 0)) for key, name in session.execute(query))
