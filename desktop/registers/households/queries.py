"""Keeps the derived rows of the household list, and reads what a household's page shows."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.buildings.queries import named
from desktop.registers.care.queries import cared, households_of
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.contacts.queries import CADENCES, Standing, cadences, standing_by_household
from desktop.registers.contacts.rules import USUAL, next_due
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.registers.people.queries import ANY, CURRENT, ENROLLED, LIVING, grouped, marks_by_row
from desktop.search.index import Entry
from desktop.search.pinyin import sort_key
from desktop.standard.derived import in_chunks, rewrite
from desktop.standard.unit_settings import UnitSetting
from desktop.store.many_ids import AskedOften
from desktop.store.session import Derived

NOBODY = Standing((), (), None, None)
BY_HOUSEHOLD: dict[str, Any] = {"residence": Residence, "contact_link": ContactLink, "visit": Visit}
BY_PERSON: dict[str, Any] = {"phone": Phone, "membership": Membership}


def households_touched(session: Session, touched: Mapping[str, set[UUID]]) -> Iterable[UUID]:
    """The households whose list row may differ after `touched`; all of them when it is empty."""
    if not touched:
        return session.scalars(select(Household.id)).all()
    found = set(touched.get("household", ()))
    people = set(touched.get("person", ()))
    for table, mapped in BY_PERSON.items():
        for part in in_chunks(touched.get(table, ())):
            people.update(session.scalars(select(mapped.person_id).where(mapped.id.in_(part))))
    for part in in_chunks(people):
        found.update(session.scalars(select(Residence.household_id).where(Residence.person_id.in_(part))))
        found.update(session.scalars(select(ContactLink.household_id).where(ContactLink.member_id.in_(part))))
    for table, linked in BY_HOUSEHOLD.items():
        for part in in_chunks(touched.get(table, ())):
            found.update(session.scalars(select(linked.household_id).where(linked.id.in_(part))))
    found.update(households_of(session, touched.get("care_need", ())))
    for part in in_chunks(touched.get("dwelling", ())):
        found.update(session.scalars(select(Household.id).where(Household.dwelling_id.in_(part))))
    for part in in_chunks(touched.get("unit_setting", ())):
        chose = select(UnitSetting.unit_id).where(UnitSetting.id.in_(part), UnitSetting.key.in_(CADENCES))
        found.update(session.scalars(select(Household.id).where(Household.unit_id.in_(chose))))
    return found


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the list rows and search entries of the households touched."""
    homes = households_touched(session, touched)
    rewrite(session, HouseholdRow, homes, rows=_rows, kind="households", entry=_entry)


_ANY_OF = ("household", "residence", "phone", "membership", "dwelling", "contact_link", "visit", "care_need")
DERIVED = Derived(
    {
        **dict.fromkeys(_ANY_OF, ANY),
        "person": frozenset({"name", "died_on", "alive"}),
        "unit_setting": ANY,
    },
    refresh,
    main="household",
)


_HOMES = AskedOften(
    lambda among: select(
        Household.id, Household.unit_id, Household.head_id, Household.head_name, Household.phone,
        Household.presence, Household.by_phone, Household.appointed_on, Household.visit_days,
        Dwelling.building_id, Dwelling.id.label("dwelling_id"), Dwelling.room, Dwelling.door, Dwelling.sort,
        Dwelling.tenure, Stairwell.number.label("stairwell"), Building.name.label("building"),
    )
    .join(Dwelling, Dwelling.id == Household.dwelling_id)
    .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
    .join(Building, Building.id == Dwelling.building_id)
    .where(among(Household.id), Household.alive, Household.ended_on.is_(None))
)  # fmt: skip
_LIVING = AskedOften(lambda among: select(Person.id, Person.name).where(among(Person.id), LIVING))


def _rows(session: Session, ids: list[UUID]) -> Iterator[dict[str, Any]]:
    homes = _HOMES.of(session, ids)
    residences = grouped(session, Residence, "household_id", ids=ids, current=CURRENT)
    person_ids = {r.person_id for rows in residences.values() for r in rows}
    people = {p.id: p for part in in_chunks(person_ids) for p in _LIVING.of(session, part)}
    phones: dict[UUID, list[Any]] = {}
    for part in in_chunks(person_ids):
        phones |= grouped(session, Phone, "person_id", ids=part)
    party = {
        key for part in in_chunks(person_ids)
        for key in grouped(session, Membership, "person_id", ids=part, current=ENROLLED)
    }  # fmt: skip
    links, often = standing_by_household(session, ids), cadences(session)
    marks, agreed = marks_by_row(session, {*ids, *person_ids}), cared(session, person_ids)
    for household in homes:
        members = [people[r.person_id] for r in residences.get(household.id, ()) if r.person_id in people]
        link = links.get(household.id, NOBODY)
        head = people[household.head_id].name if household.head_id in people else household.head_name
        ordinary = partial(
            next_due, linked_on=link.linked_on, last_met=link.last_met, appointed_on=household.appointed_on,
            every_days=household.visit_days, cadence=often.get(household.unit_id, USUAL),
        )  # fmt: skip
        since = min((agreed[person.id] for person in members if person.id in agreed), default=None)
        usual, due = ordinary(), ordinary(care_since=since)
        yield {
            "id": household.id,
            "unit_id": household.unit_id,
            "building_id": household.building_id,
            "dwelling_id": household.dwelling_id,
            "building": household.building,
            "stairwell": household.stairwell,
            "room": household.room,
            "door": household.door,
            "door_sort": household.sort,
            "head_name": head,
            "head_sort": sort_key(head),
            "people": len(members),
            "members": sum(person.id in party for person in members),
            "contact_names": "、".join(link.names),
            "contact_sort": sort_key(link.names[0]) if link.names else "",
            "last_visit": link.last_met,
            "next_due": due,
            "agreed": due is not None and (due != usual or due == household.appointed_on),
            "phone": _phone(household, members, phones),
            "tenure": household.tenure,
            "presence": household.presence,
            "by_phone": household.by_phone,
            "marks": marks.get(household.id, 0) + sum(marks.get(person.id, 0) for person in members),
        }


def _phone(household: Any, members: list[Any], phones: Mapping[UUID, list[Any]]) -> str:
    """The number to ring: the household's own, else the head's, else the first that anybody has."""
    if household.phone:
        return str(household.phone)
    for person in sorted(members, key=lambda each: each.id != household.head_id):
        numbers = sorted(phones.get(person.id, ()), key=lambda phone: phone.rank)
        if numbers:
            return str(numbers[0].number)
    return ""


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        kind="households",
        id=row["id"],
        unit_id=row["unit_id"],
        label=f"{row['door']} {row['head_name']}".strip(),
        sublabel=row["contact_names"],
        names=(row["head_name"],) if row["head_name"] else (),
        doors=(row["door"],),
        phones=(row["phone"],) if row["phone"] else (),
        is_place=True,
    )


def in_building(session: Session, actor: Actor, building: str) -> tuple[UUID, ...]:
    """The households of a building, by its name (3号楼), number (3) or id, in walking order: floors from the top down.

    UserError when no building of the scope, or more than one, is called so.
    """
    building_id = named(session, actor, building)
    query = (
        select(HouseholdRow.id)
        .join(Dwelling, Dwelling.id == HouseholdRow.dwelling_id)
        .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
        .where(HouseholdRow.building_id == building_id, visible(HouseholdRow, actor))
        .order_by(Stairwell.sort, Dwelling.floor.desc().nulls_last(), Dwelling.sort, HouseholdRow.id)
    )
    return tuple(session.scalars(query))


def related(session: Session, household_id: UUID) -> set[UUID]:
    """The rows whose history belongs to a household: its door, people, their phones and facts, links, visits."""
    lived = select(Residence.person_id).where(Residence.household_id == household_id)
    of_person = [select(mapped.id).where(mapped.person_id.in_(lived)) for mapped in (Phone, Membership, HukouRecord)]
    linked = [
        select(mapped.id).where(mapped.household_id == household_id) for mapped in (Residence, ContactLink, Visit)
    ]
    home = select(Household.dwelling_id).where(Household.id == household_id)
    return set(session.scalars(union_all(home, lived, *of_person, *linked)))
