"""What a household sheet says of each household, read in few wide queries: no query per household."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.contacts.model import Visit
from desktop.registers.contacts.queries import standing_by_household
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.registers.people.queries import CURRENT, ENROLLED, LIVING, grouped
from desktop.standard.derived import in_chunks
from desktop.standard.show import show
from desktop.standard.subject import Subject
from desktop.values import door

HEAD = "02"  # 户主 in GB/T 4761
LAST_VISITS = 6
_MOST_NEEDS = 3
_MOST_SAID = 60  # characters of a visit on paper: two lines; the whole of it is in the program


@dataclass(frozen=True, slots=True)
class Resident:
    """One line of the table of members, in words: the age, never the birth date, and the last four of the number."""

    name: str
    relation: str
    sex: str
    age: str
    id_tail: str
    membership: str
    employer: str
    phone: str
    remark: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One visit in words."""

    day: str
    visitor: str
    how: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSheet(Subject):
    """All that a household sheet says; `presence` and `tenure` are codes, to be ticked. Care needs are not read."""

    grid: str
    branch: str
    place: str
    head: str
    phone: str
    hukou_number: str
    hukou_kind: str
    presence: str
    tenure: str
    owner: str
    area: str
    contacts: str
    by_phone: bool
    residents: tuple[Resident, ...]
    visits: tuple[Meeting, ...]
    needs: str
    notice: str


@dataclass(slots=True)
class _Found:
    """Rows of one chunk of households, by the id that they hang on."""

    residences: Mapping[UUID, Sequence[Residence]]
    people: Mapping[UUID, Person]
    phones: Mapping[UUID, Sequence[Phone]] = field(default_factory=dict)
    memberships: Mapping[UUID, Sequence[Membership]] = field(default_factory=dict)
    hukou: Mapping[UUID, Sequence[HukouRecord]] = field(default_factory=dict)

    def members(self, household: Household) -> list[tuple[Residence, Person]]:
        """Who lives there now, the head first."""
        here = [
            (r, self.people[r.person_id]) for r in self.residences.get(household.id, ()) if r.person_id in self.people
        ]
        return sorted(here, key=lambda pair: (pair[1].id != household.head_id, pair[0].relation != HEAD, pair[0].place))

    def number(self, person_id: UUID) -> str:
        """The first telephone to ring."""
        return (
            min(self.phones.get(person_id, ()), key=lambda phone: phone.rank).number if person_id in self.phones else ""
        )


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[HouseholdSheet]:
    """One sheet for each household, in the order of `ids`. UserError when one of them is gone or out of scope."""
    units = {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_(sorted(actor.scope))))}
    made: dict[UUID, HouseholdSheet] = {}
    for part in in_chunks(set(ids)):
        made |= {sheet.record_id: sheet for sheet in _chunk(session, actor, part, units, today) if sheet.record_id}
    gone = len(set(ids) - set(made))
    if gone:
        raise UserError(
            _("有 {n} 户没有找到，可能已搬走、已合并或不归本单位管，没有打印。请回到列表重新选择。").format(n=gone)
        )
    return [made[household_id] for household_id in dict.fromkeys(ids)]


def _chunk(
    session: Session, actor: Actor, ids: list[UUID], units: Mapping[UUID, Unit], today: date
) -> list[HouseholdSheet]:
    homes = session.execute(
        select(Household, Dwelling, Stairwell, Building)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
        .join(Building, Building.id == Dwelling.building_id)
        .where(Household.id.in_(ids), Household.alive, Household.ended_on.is_(None), visible(Household, actor))
    )
    found = _found(session, ids)
    links = standing_by_household(session, ids)
    visits = _visits(session, ids)
    sheets = []
    for household, dwelling, stairwell, building in homes:
        members = found.members(household)
        head = next((person for _r, person in members if person.id == household.head_id), None)
        unit = units[household.unit_id]
        hukou = [record for _r, person in members for record in found.hukou.get(person.id, ())]
        phone = household.phone or next(filter(None, (found.number(person.id) for _r, person in members)), "")
        sheets.append(
            HouseholdSheet(
                register="households",
                record_id=household.id,
                unit_id=household.unit_id,
                headline=f"{dwelling.door} {head.name if head else household.head_name}",
                grid=unit.name,
                branch=unit.branch_name,
                place=place_of(building, stairwell, dwelling),
                head=head.name if head else household.head_name,
                phone=show("phone", phone, today=today),
                hukou_number="、".join(dict.fromkeys(record.number for record in hukou if record.number)),
                hukou_kind="、".join(
                    dict.fromkeys(codes.label("hukou_kind", record.kind) for record in hukou if record.kind)
                ),
                presence=household.presence or next((r.presence for r in hukou if r.presence), ""),
                tenure=dwelling.tenure or "",
                owner=dwelling.owner_name,
                area=_("{area} 平方米").format(area=show("area", dwelling.area, today=today)) if dwelling.area else "",
                contacts="、".join(links[household.id].names) if household.id in links else "",
                by_phone=household.by_phone,
                residents=tuple(_resident(found, residence, person, today) for residence, person in members),
                visits=tuple(_meeting(visit, name) for visit, name in visits[household.id][:LAST_VISITS]),
                needs=_needs(visits[household.id]),
                notice=_notice(head or next((person for _r, person in members), None)),
            )
        )
    return sheets


def _found(session: Session, ids: list[UUID]) -> _Found:
    residences = grouped(session, Residence, "household_id", ids=ids, current=CURRENT)
    person_ids = {residence.person_id for rows in residences.values() for residence in rows}
    found = _Found(residences, {})
    for part in in_chunks(person_ids):
        people = session.scalars(select(Person).where(Person.id.in_(part), LIVING))
        found.people = {**found.people, **{person.id: person for person in people}}
        found.phones = {**found.phones, **grouped(session, Phone, "person_id", ids=part)}
        standing = grouped(session, Membership, "person_id", ids=part, current=ENROLLED)
        found.memberships = {**found.memberships, **standing}
        found.hukou = {**found.hukou, **grouped(session, HukouRecord, "person_id", ids=part)}
    return found


def _visits(session: Session, ids: Collection[UUID]) -> Mapping[UUID, list[tuple[Visit, str]]]:
    """The visits of each household with the visitor's name, the newest first."""
    query = (
        select(Visit, Person.name)
        .outerjoin(Person, Person.id == Visit.member_id)
        .where(Visit.household_id.in_(ids), Visit.alive)
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
    )
    found: dict[UUID, list[tuple[Visit, str]]] = defaultdict(list)
    for visit, name in session.execute(query):
        found[visit.household_id].append((visit, name or visit.visitor_name))
    return found


def place_of(building: Building, stairwell: Stairwell, dwelling: Dwelling) -> str:
    """3号楼2单元1302（3-2-1302）: as people say it, and as they look it up."""
    said = building.name + door.stairwell_label(stairwell.number) + dwelling.room
    return said if said == dwelling.door else f"{said}（{dwelling.door}）"


def _resident(found: _Found, residence: Residence, person: Person, today: date) -> Resident:
    def said(kind: Any, value: Any, table: str = "") -> str:
        return show(kind, value, codes=table, today=today)

    memberships = found.memberships.get(person.id, ())
    return Resident(
        name=person.name,
        relation=said("code", residence.relation, "relation"),
        sex=said("code", person.sex, "sex"),
        age=said("age", person.born),
        id_tail=said("citizen_id", person.id_no),
        membership=said("code", memberships[0].kind, "membership_kind") if memberships else "",
        employer=person.employer,
        phone=said("phone", found.number(person.id)),
        remark=_in_one_line(person.remark),
    )


def _meeting(visit: Visit, visitor: str) -> Meeting:
    how = codes.label("visit_way", visit.way) + "，" + codes.label("visit_outcome", visit.outcome)
    words = [visit.said]
    if visit.needs:
        words.append(_("诉求：{needs}").format(needs=visit.needs))
    if visit.settled:
        words.append(_("已当场解决"))
    said = "；".join(filter(None, (_in_one_line(word).rstrip("。；") for word in words)))
    return Meeting(
        day=visit.visited_on.isoformat(),
        visitor=visitor,
        how=how,
        said=said if len(said) <= _MOST_SAID else said[: _MOST_SAID - 1] + "…",
    )


def _needs(visits: Sequence[tuple[Visit, str]]) -> str:
    """What was asked for and not settled at the door, the newest first."""
    open_ones = [visit.needs for visit, _name in visits if visit.needs and not visit.settled]
    return "；".join(map(_in_one_line, open_ones[:_MOST_NEEDS]))


def _in_one_line(text: str) -> str:
    """A cell of a form has few lines to give; what was typed on several goes on."""
    return " ".join(text.split())


def _notice(person: Person | None) -> str:
    """When the head of the household was given the privacy notice."""
    return _("{day} 已签收").format(day=person.notice_on.isoformat()) if person and person.notice_on else ""
