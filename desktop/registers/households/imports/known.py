"""What the register holds of the actor's scope, read in a few queries and indexed for recognising people and doors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.registers.buildings.model import Building, Compound, Dwelling, Stairwell
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.values.partial_day import PartialDay


class Place(NamedTuple):
    """A compound: its id, unit, and what it is called."""

    id: UUID
    unit_id: UUID
    name: str
    address: str


@dataclass(slots=True)
class KnownPerson:
    """A person of the register; `own`, `hukou` and `party` hold values by field, the last two also their row's `id`."""

    id: UUID
    name: str
    own: dict[str, Any]
    phones: list[tuple[UUID, str]] = field(default_factory=list)
    home: "KnownHome | None" = None
    residence: UUID | None = None
    relation: str | None = None
    hukou: dict[str, Any] = field(default_factory=dict)
    party: dict[str, Any] = field(default_factory=dict)

    @property
    def born(self) -> PartialDay | None:
        """The birth date."""
        found: PartialDay | None = self.own["born"]
        return found


@dataclass(slots=True)
class KnownHome:
    """A household of the register with those who live there now."""

    id: UUID
    door: "KnownDoor"
    own: dict[str, Any]
    people: list[KnownPerson] = field(default_factory=list)


@dataclass(slots=True)
class KnownDoor:
    """A dwelling of the register with its households."""

    id: UUID
    compound: UUID
    text: str
    own: dict[str, Any]
    homes: list[KnownHome] = field(default_factory=list)


@dataclass(slots=True)
class Known:
    """The register, indexed. Nothing in it is tied to a session."""

    compounds: list[Place] = field(default_factory=list)
    branch_name: str = ""
    doors: dict[tuple[UUID, str], KnownDoor] = field(default_factory=dict)
    rooms: dict[tuple[UUID, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    buildings: set[tuple[UUID, str]] = field(default_factory=set)
    stairwells: set[tuple[UUID, str, str]] = field(default_factory=set)
    by_number: dict[str, KnownPerson] = field(default_factory=dict)
    by_place: dict[tuple[UUID, str], list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_birth: dict[str, dict[PartialDay, list[KnownPerson]]] = field(default_factory=lambda: defaultdict(dict))


PERSON = ("former_name", "sex", "born", "id_type", "id_no", "employer", "occupation", "remark")
HOME = ("head_id", "head_name", "phone", "presence", "remark")
DOOR = ("tenure", "area", "owner_name")
HUKOU = ("number", "kind", "relation", "address", "presence")
PARTY = ("kind", "branch_name", "joined_on")


def load(session: Session, actor: Actor) -> Known:
    """Read the scope; a dozen queries whatever its size."""
    known = Known()
    unit = session.get(Unit, actor.unit_id)
    known.branch_name = unit.branch_name if unit else ""
    query = select(Compound.id, Compound.unit_id, Compound.name, Compound.address)
    for row in session.execute(query.where(Compound.alive, visible(Compound, actor)).order_by(Compound.id)):
        known.compounds.append(Place(*row))
    doors = _doors(session, actor, known)
    homes = _homes(session, actor, doors)
    people = _people(session, actor)
    _residences(session, actor, people, homes)
    _facts(session, actor, people)
    _index(known, people.values())
    return known


def _doors(session: Session, actor: Actor, known: Known) -> dict[UUID, KnownDoor]:
    numbers: dict[UUID, tuple[UUID, str]] = {}
    query = select(Building.id, Building.compound_id, Building.number)
    for row_id, compound, number in session.execute(query.where(Building.alive, visible(Building, actor))):
        numbers[row_id] = (compound, number)
        known.buildings.add((compound, number))
    stairs: dict[UUID, str] = {}
    query = select(Stairwell.id, Stairwell.building_id, Stairwell.number)
    for row_id, building, number in session.execute(query.where(Stairwell.alive, visible(Stairwell, actor))):
        stairs[row_id] = number
        if building in numbers:
            known.stairwells.add((*numbers[building], number))
    doors: dict[UUID, KnownDoor] = {}
    columns: list[Any] = [Dwelling.id, Dwelling.building_id, Dwelling.stairwell_id, Dwelling.door, Dwelling.room]
    columns += [getattr(Dwelling, name) for name in DOOR]
    for row_id, building, stair, text, room, *own in session.execute(
        select(*columns).where(Dwelling.alive, visible(Dwelling, actor))
    ):
        if building not in numbers:
            continue
        compound, number = numbers[building]
        door = KnownDoor(row_id, compound, text, dict(zip(DOOR, own, strict=True)))
        doors[row_id] = known.doors[compound, text] = door
        if stairs.get(stair):
            known.rooms[compound, number, room].append(text)
    return doors


def _homes(session: Session, actor: Actor, doors: dict[UUID, KnownDoor]) -> dict[UUID, KnownHome]:
    homes: dict[UUID, KnownHome] = {}
    columns: list[Any] = [Household.id, Household.dwelling_id, *(getattr(Household, name) for name in HOME)]
    standing = (Household.alive, Household.ended_on.is_(None), visible(Household, actor))
    for row_id, dwelling, *own in session.execute(select(*columns).where(*standing).order_by(Household.id)):
        if dwelling in doors:
            homes[row_id] = KnownHome(row_id, doors[dwelling], dict(zip(HOME, own, strict=True)))
            doors[dwelling].homes.append(homes[row_id])
    return homes


def _people(session: Session, actor: Actor) -> dict[UUID, KnownPerson]:
    columns: list[Any] = [Person.id, Person.name, *(getattr(Person, name) for name in PERSON)]
    standing = (Person.alive, Person.died_on.is_(None), visible(Person, actor))
    rows = session.execute(select(*columns).where(*standing).order_by(Person.id))
    return {row[0]: KnownPerson(row[0], row[1], dict(zip(PERSON, row[2:], strict=True))) for row in rows}


def _residences(session: Session, actor: Actor, people: dict[UUID, KnownPerson], homes: dict[UUID, KnownHome]) -> None:
    columns = (Residence.id, Residence.person_id, Residence.household_id, Residence.relation)
    standing = (Residence.alive, Residence.ends_on.is_(None), visible(Residence, actor))
    query = select(*columns).where(*standing).order_by(Residence.main.desc(), Residence.place, Residence.id)
    for row_id, person_id, household_id, relation in session.execute(query):
        person, home = people.get(person_id), homes.get(household_id)
        if person is not None and home is not None and person.home is None:
            person.home, person.residence, person.relation = home, row_id, relation
            home.people.append(person)


def _facts(session: Session, actor: Actor, people: dict[UUID, KnownPerson]) -> None:
    """Telephones, hukou facts and memberships."""
    query = select(Phone.id, Phone.person_id, Phone.number).where(Phone.alive, visible(Phone, actor))
    for row_id, person_id, number in session.execute(query.order_by(Phone.rank, Phone.id)):
        if person_id in people:
            people[person_id].phones.append((row_id, number))
    columns: list[Any] = [HukouRecord.id, HukouRecord.person_id, *(getattr(HukouRecord, name) for name in HUKOU)]
    for row_id, person_id, *own in session.execute(
        select(*columns).where(HukouRecord.alive, visible(HukouRecord, actor))
    ):
        if person_id in people:
            people[person_id].hukou = {"id": row_id, **dict(zip(HUKOU, own, strict=True))}
    columns = [Membership.id, Membership.person_id, *(getattr(Membership, name) for name in PARTY)]
    standing = (Membership.alive, Membership.ends_on.is_(None), visible(Membership, actor))
    for row_id, person_id, *own in session.execute(select(*columns).where(*standing)):
        if person_id in people:
            people[person_id].party = {"id": row_id, **dict(zip(PARTY, own, strict=True))}


def _index(known: Known, people: Iterable[KnownPerson]) -> None:
    for person in people:
        if person.own["id_no"]:
            known.by_number.setdefault(person.own["id_no"], person)
        names = {person.name, person.own["former_name"]} - {""}
        for name in names:
            if person.home is not None:
                known.by_place[person.home.door.id, name].append(person)
            if person.born is not None and person.born.is_full:
                known.by_birth[name].setdefault(person.born, []).append(person)
