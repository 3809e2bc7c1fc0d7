"""Making places: a door brings its stairwell and building with it, and two PCs make the same ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.ids import place_id
from desktop.base.text import _
from desktop.registers.buildings import rules
from desktop.registers.buildings.model import Building, Compound, Dwelling, Stairwell
from desktop.registers.buildings.rules import BuildingPlan
from desktop.values.door import Door, building_label, natural_key, stairwell_label

P = TypeVar("P", Building, Stairwell, Dwelling)


@dataclass(frozen=True, slots=True)
class Made:
    """How many places a deed made."""

    buildings: int
    stairwells: int
    doors: int


class Places:
    """The places of one compound; `dwelling` makes what is missing. Read `whole` at once for bulk work."""

    def __init__(self, session: Session, compound: Compound, *, whole: bool = True) -> None:
        self._session = session
        self._compound = compound
        self._unit_id = compound.unit_id
        self._made = [0, 0, 0]
        self._whole = whole
        self._buildings: dict[UUID, Building] = {}
        self._stairwells: dict[UUID, Stairwell] = {}
        self._dwellings: dict[UUID, Dwelling] = {}
        if whole:
            self._read(session, compound)

    def _read(self, session: Session, compound: Compound) -> None:
        buildings = session.scalars(select(Building).where(Building.compound_id == compound.id)).all()
        self._buildings = {building.id: building for building in buildings}
        inside = Stairwell.building_id.in_(
            select(Building.id).where(Building.compound_id == compound.id).scalar_subquery()
        )
        self._stairwells = {stairwell.id: stairwell for stairwell in session.scalars(select(Stairwell).where(inside))}
        within = Dwelling.building_id.in_(
            select(Building.id).where(Building.compound_id == compound.id).scalar_subquery()
        )
        self._dwellings = {dwelling.id: dwelling for dwelling in session.scalars(select(Dwelling).where(within))}

    @property
    def made(self) -> Made:
        """What was made so far; a place taken out of the recycle bin counts as made."""
        return Made(*self._made)

    def dwelling(self, door: Door) -> Dwelling:
        """The dwelling behind `door`, with its building and stairwell."""
        key = place_id(self._compound.id, door.normal)
        found = self._known(self._dwellings, Dwelling, key)
        if found is not None and found.alive:
            return found
        stairwell = self._stairwell(door)
        if found is None:
            found = Dwelling(
                id=key,
                unit_id=self._unit_id,
                building_id=stairwell.building_id,
                stairwell_id=stairwell.id,
                door=door.normal,
                room=door.room,
                floor=door.floor,
                kind=door.kind,
                sort=door.natural_key,
            )
            self._session.add(found)
            self._dwellings[key] = found
        found.alive = True
        self._made[2] += 1
        return found

    def _known(self, read: Mapping[UUID, P], kind: type[P], key: UUID) -> P | None:
        return read.get(key) or (None if self._whole else self._session.get(kind, key))

    def _stairwell(self, door: Door) -> Stairwell:
        building = self._building(door.building)
        key = place_id(self._compound.id, rules.stairwell_key(door.building, door.stairwell))
        found = self._known(self._stairwells, Stairwell, key)
        if found is not None and found.alive:
            return found
        if found is None:
            found = Stairwell(
                id=key,
                unit_id=self._unit_id,
                building_id=building.id,
                number=door.stairwell,
                name=stairwell_label(door.stairwell),
                sort=natural_key(door.stairwell),
            )
            self._session.add(found)
            self._stairwells[key] = found
        found.alive = True
        self._made[1] += 1
        return found

    def _building(self, number: str) -> Building:
        key = place_id(self._compound.id, rules.building_key(number))
        found = self._known(self._buildings, Building, key)
        if found is not None and found.alive:
            return found
        if found is None:
            found = Building(
                id=key,
                unit_id=self._unit_id,
                compound_id=self._compound.id,
                number=number,
                name=building_label(number) or _("楼外用房"),
                sort=natural_key(number) if number else "~",
            )
            self._session.add(found)
            self._buildings[key] = found
        found.alive = True
        self._made[0] += 1
        return found


def compound_of(session: Session, unit_id: UUID) -> Compound:
    """The compound of a unit, the oldest when there are several. UserError when there is none."""
    standing = (Compound.unit_id == unit_id, Compound.alive)
    found = session.scalars(select(Compound).where(*standing).order_by(Compound.id)).first()
    if found is None:
        raise UserError(_("还没有登记小区，不能新建门牌。请先在“小区信息”里填写小区名称。"))
    return found


def ensure_dwelling(session: Session, place: UUID | Compound, door: Door, *, places: Places | None = None) -> Dwelling:
    """The dwelling behind `door` in a compound (or in the compound of a unit, by its id), made when missing.

    For one door its own places are looked up; a bulk deed hands in its `places`.
    """
    if places is not None:
        return places.dwelling(door)
    compound = place if isinstance(place, Compound) else compound_of(session, place)
    known = session.get(Dwelling, place_id(compound.id, door.normal))
    if known is not None and known.alive:
        return known
    return Places(session, compound, whole=False).dwelling(door)


def generate(session: Session, actor: Actor, compound: Compound, *, plans: Sequence[BuildingPlan]) -> Made:
    """Make every door of the planned buildings; doors that stand already stay as they are.

    Raises UserError for a plan that cannot be, and when it has more doors than a compound can.
    """
    actor.require("buildings.generate", compound.unit_id)
    for plan in plans:
        rules.check_plan(plan)
    planned = [door for plan in plans for door in rules.doors(plan)]
    if len(planned) > rules.MOST_DOORS:
        raise UserError(
            _("共有 {count} 个门，超过了一个小区的上限，没有生成。请核对楼层数和每层户数。").format(count=len(planned))
        )
    return _make(session, compound, planned)


def _make(session: Session, compound: Compound, planned: Iterable[Door]) -> Made:
    places = Places(session, compound)
    for door in planned:
        places.dwelling(door)
    session.flush()
    return places.made
