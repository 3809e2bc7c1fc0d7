"""The rows of one invented building: doors, households, people, Party members, links and visits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from desktop.base.ids import place_id, uuid7
from desktop.procedures.invented import HEAD, Invented
from desktop.registers.buildings import rules
from desktop.registers.buildings.model import Building, Compound, Dwelling, Stairwell
from desktop.registers.buildings.rules import BuildingPlan
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.contacts.rules import VISIT_EVERY_DAYS
from desktop.registers.people.model import Household, Membership, Person, Phone, Residence
from desktop.store.record import Record
from desktop.values import citizen_id
from desktop.values.door import Door, building_label, natural_key, stairwell_label
from desktop.values.partial_day import PartialDay

STAIRWELLS, FLOORS, PER_FLOOR = 3, 7, 3
HOUSEHOLDS_PER_MEMBER = 6  # 80 members for 467 households in the report
UNLINKED_EVERY = 18  # so that Today has households without a contact (R2)
KINDS = ("branch", "branch", "branch", "reporting", "reporting", "floating", "unverified")
SAID = (
    "身体都好，孩子放学后有人接", "反映楼道灯不亮，已转物业", "询问医保缴费时间，当面说明",
    "家中有人外出务工，过年回来", "希望小区增设充电桩",
    "对垃圾分类有建议，已记下", "了解社区食堂开放时间", "水管渗水，物业已约上门", "",
)  # fmt: skip # data
NEEDS = ("", "", "", "", "楼道灯维修", "增设充电桩", "社区食堂就餐卡")  # data


@dataclass(slots=True)
class Rows:
    """New rows by table, as attribute values."""

    made: dict[type[Record], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: type[Record], /, **values: Any) -> UUID:
        """Add a row; returns its id."""
        row_id: UUID = values.setdefault("id", uuid7())
        self.made.setdefault(table, []).append(values)
        return row_id

    def in_order(self) -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
        """Parents before children."""
        order = (
            Building, Stairwell, Dwelling, Person, Household, Residence, Phone, Membership, ContactLink, Visit,
        )  # fmt: skip
        yield from ((kind, self.made[kind]) for kind in order if kind in self.made)


@dataclass(slots=True)
class Home:
    """A household as its links and visits need it."""

    id: UUID
    values: dict[str, Any]
    adults: list[UUID]


def building(compound: Compound, number: int, families: list[list[Invented]], *, random: Random, today: date) -> Rows:
    """Everything of building `number`; its empty doors are vacant or shops, one door holds two households."""
    rows = Rows()
    doors = _doors(rows, compound, str(number))
    homes = []
    taken = sorted(random.sample(range(len(doors)), max(1, len(families) - 1)))
    if len(families) > 1:
        taken.insert(1, taken[0])  # two households behind one door (R11)
    for place, family in zip(taken, families, strict=True):
        doors[place]["tenure"] = random.choices(("own", "let", "other"), weights=(78, 18, 4))[0]
        homes.append(_home(rows, compound.unit_id, doors[place], family))
    for place in set(range(len(doors))) - set(taken):
        doors[place]["tenure"] = "vacant"
    _contacts(rows, compound.unit_id, homes, random=random, today=today)
    return rows


def _doors(rows: Rows, compound: Compound, number: str) -> list[dict[str, Any]]:
    shared = {"unit_id": compound.unit_id}
    building_id = rows.add(
        Building, id=place_id(compound.id, rules.building_key(number)), **shared, compound_id=compound.id,
        number=number, name=building_label(number), sort=natural_key(number),
    )  # fmt: skip
    stairwells = {
        str(place): rows.add(
            Stairwell, id=place_id(compound.id, rules.stairwell_key(number, str(place))), **shared,
            building_id=building_id, number=str(place), name=stairwell_label(str(place)), sort=natural_key(str(place)),
        )
        for place in range(1, STAIRWELLS + 1)
    }  # fmt: skip
    plan = BuildingPlan(number, STAIRWELLS, FLOORS, PER_FLOOR)
    for door in rules.doors(plan):
        rows.add(
            Dwelling,
            **shared,
            building_id=building_id,
            stairwell_id=stairwells[door.stairwell],
            **_door(compound, door),
        )
    return rows.made[Dwelling]


def _door(compound: Compound, door: Door) -> dict[str, Any]:
    return {
        "id": place_id(compound.id, door.normal), "door": door.normal, "room": door.room, "floor": door.floor,
        "kind": door.kind, "sort": door.natural_key, "area": 7_200 + int(door.room) % 7 * 890,
    }  # fmt: skip


def _home(rows: Rows, unit_id: UUID, dwelling: dict[str, Any], family: list[Invented]) -> Home:
    ids = [_person(rows, unit_id, person) for person in family]
    household_id = uuid7()
    for place, (person_id, person) in enumerate(zip(ids, family, strict=True)):
        rows.add(
            Residence, unit_id=unit_id, person_id=person_id, household_id=household_id, relation=person.relation,
            place=place,
        )  # fmt: skip
    values = {
        "id": household_id, "unit_id": unit_id, "dwelling_id": dwelling["id"], "head_id": ids[0],
        "presence": "living_only" if dwelling["tenure"] == "let" else "both",
    }  # fmt: skip
    rows.add(Household, **values)
    if dwelling["tenure"] == "own":
        dwelling["owner_name"] = family[0].name
    adults = [each for each, person in zip(ids, family, strict=True) if person.phone]
    return Home(household_id, rows.made[Household][-1], adults)


def _person(rows: Rows, unit_id: UUID, person: Invented) -> UUID:
    person_id = rows.add(
        Person, unit_id=unit_id, name=person.name, sex=person.sex, employer=person.employer,
        born=PartialDay.of(person.born) if person.id_no else PartialDay(person.born.year),
        id_no=person.id_no, id_type=citizen_id.RESIDENT if person.id_no else None,
    )  # fmt: skip
    if person.phone:
        rows.add(Phone, unit_id=unit_id, person_id=person_id, number=person.phone, kind="mobile")
    return person_id


def _contacts(rows: Rows, unit_id: UUID, homes: list[Home], *, random: Random, today: date) -> None:
    """Party members among the adults, each linked to the households around, and what came of it."""
    linked = [home for place, home in enumerate(homes) if (place + 1) % UNLINKED_EVERY]
    for start in range(0, len(linked), HOUSEHOLDS_PER_MEMBER):
        share = linked[start : start + HOUSEHOLDS_PER_MEMBER]
        member_id = next((adult for home in share for adult in home.adults), None)
        if member_id is None:
            continue
        kind = random.choice(KINDS)
        rows.add(
            Membership, unit_id=unit_id, person_id=member_id, kind=kind,
            branch_name="" if kind != "reporting" else "县直机关党支部",  # data
            joined_on=PartialDay(today.year - random.randint(3, 40), random.randint(1, 12)),
        )  # fmt: skip
        way = "in_service" if kind == "reporting" else "resident"
        for home in share:
            _link(rows, unit_id, home, member_id, way, random=random, today=today)


def _link(rows: Rows, unit_id: UUID, home: Home, member_id: UUID, way: str, *, random: Random, today: date) -> None:
    """One link and its visits: late, soon and in good time, as a living branch has them."""
    chance = random.random()
    days_ago = random.randint(8, 40) if chance < 0.1 else random.randint(150, 420)
    rows.add(
        ContactLink, unit_id=unit_id, member_id=member_id, household_id=home.id, kind=way,
        starts_on=today - timedelta(days=days_ago),
    )  # fmt: skip
    if chance < 0.1:
        return  # just linked, the first visit is still to come
    late, soon = VISIT_EVERY_DAYS, VISIT_EVERY_DAYS - 7
    span = (late + 1, late + 40) if chance < 0.25 else (soon, late) if chance < 0.36 else (1, soon - 1)
    last = random.randint(*span)
    for ago, outcome in ((last + random.randint(60, 100), "home"), (last, "home"), (last - 3, "away"))[
        : _tries(chance)
    ]:
        met = outcome == "home"
        rows.add(
            Visit, unit_id=unit_id, household_id=home.id, member_id=member_id, outcome=outcome,
            visited_on=today - timedelta(days=max(ago, 0)), way="phone" if chance > 0.95 else "door",
            said=random.choice(SAID) if met else "", needs=random.choice(NEEDS) if met else "",
            settled=met and chance > 0.7,
        )  # fmt: skip
    if 0.36 < chance < 0.38:
        home.values["appointed_on"] = today + timedelta(days=random.randint(1, 9))


def _tries(chance: float) -> int:
    """How many visits are logged: mostly two, sometimes a third at a closed door."""
    return 3 if chance > 0.9 else 2


__all__ = ["HEAD", "Home", "Rows", "building"]
