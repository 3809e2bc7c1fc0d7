"""Reading buildings: which there are, and the frozen rows that an elevation shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Building, Dwelling
from desktop.values import door

_MOST_NAMED = 8


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


def named(session: Session, actor: Actor, said: str) -> UUID:
    """The building that is called so: by its name (3号楼), number (3) or id.

    UserError when no building of the scope, or more than one, is called so.
    """
    standing = (Building.alive, visible(Building, actor))
    everyone = session.scalars(select(Building).where(*standing).order_by(Building.sort)).all()
    said = said.strip()
    found = [each for each in everyone if said in (each.name, each.number, str(each.id))]
    found = found or [each for each in everyone if each.number and each.number == _number(said)]
    if len(found) > 1:
        raise UserError(_("有 {n} 栋楼都叫“{name}”，请改用楼栋的编号（id）指定。").format(n=len(found), name=said))
    if not found:
        known = "、".join(each.name for each in everyone[:_MOST_NAMED])
        known += _(" 等") if len(everyone) > _MOST_NAMED else ""
        raise UserError(
            _("没有找到楼栋“{name}”，什么也没有做。现有：{known}").format(name=said, known=known or _("还没有楼栋"))
        )
    return found[0].id


def _number(said: str) -> str:
    """The number within 3栋, 3#楼, 三号楼; "" when it is no number."""
    try:
        return door.parse(f"{said}-1-101").building
    except UserError:
        return ""
