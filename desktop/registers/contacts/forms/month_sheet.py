"""月度走访单: for each Party member the doors to look after, in large type, to be filled by hand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Paragraph, Run, Table, Title
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.contacts.forms.door_cards import members_of
from desktop.registers.contacts.model import ContactLink
from desktop.registers.contacts.queries import STANDING, standing_by_household
from desktop.registers.people.model import Household, Person
from desktop.registers.people.queries import LIVING
from desktop.standard.derived import in_chunks
from desktop.standard.subject import Subject

_SIZE = 18.0  # points: readable without glasses (large version of 适老化规范)
_ROW_MM = 31  # seven doors on a page
_COLUMNS = (Column(_("门牌、户主"), 52), Column(_("结果"), 30), Column(_("情况、要办的事"), align="left"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Door(Subject):
    """One household of the member."""

    door: str
    head: str
    last_visit: str
    by_phone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet(Subject):
    """One member's doors in walking order, as `parts`; those that want a telephone call come last."""

    name: str
    month: str


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[MonthSheet]:
    """A sheet for each member among `ids` and for each member linked to a household, or by a link, among `ids`.

    Empty dwellings are left out, as on a visit list. UserError when none of the members has a door.
    """
    doors = _doors(session, actor, members_of(session, actor, ids))
    people = [
        person
        for part in in_chunks(doors)
        for person in session.scalars(select(Person).where(Person.id.in_(part), LIVING, visible(Person, actor)))
    ]
    if not people:
        raise UserError(_("所选的范围里还没有联户党员，没有月度走访单可以打印。请先落实联户党员。"))
    people.sort(key=lambda person: (person.name, person.id))
    month = _("{year}年{month}月").format(year=today.year, month=today.month)
    return [
        MonthSheet(
            unit_id=person.unit_id, headline=person.name, name=person.name, month=month, parts=tuple(doors[person.id])
        )
        for person in people
    ]


def _doors(session: Session, actor: Actor, members: Collection[UUID]) -> dict[UUID, list[Door]]:
    """The doors of each member who has any."""
    found: dict[UUID, list[Door]] = {}
    head = aliased(Person)
    for part in in_chunks(members):
        query = (
            select(
                ContactLink.member_id, Household, Dwelling.door, func.coalesce(head.name, Household.head_name),
            )
            .join(Household, Household.id == ContactLink.household_id)
            .join(Dwelling, Dwelling.id == Household.dwelling_id)
            .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
            .join(Building, Building.id == Dwelling.building_id)
            .outerjoin(head, head.id == Household.head_id)
            .where(ContactLink.member_id.in_(part), STANDING, visible(Household, actor))
            .where(Household.alive, Household.ended_on.is_(None))
            .where(func.coalesce(Dwelling.tenure, "") != "vacant")
            .order_by(Household.by_phone, Building.sort, Stairwell.sort, Dwelling.floor.desc(), Dwelling.sort)
        )  # fmt: skip
        rows = session.execute(query).all()
        met = {
            household_id: standing.last_met
            for few in in_chunks({household.id for _member, household, _door, _name in rows})
            for household_id, standing in standing_by_household(session, few).items()
        }
        for member, household, door, name in rows:
            last = met.get(household.id)
            said = _("上次 {month}月{day}日").format(month=last.month, day=last.day) if last else ""
            found.setdefault(member, []).append(
                Door(
                    register="households", record_id=household.id, unit_id=household.unit_id, door=door,
                    head=name or "", last_visit=said, by_phone=household.by_phone,
                )
            )  # fmt: skip
    return found


def draw(sheet: MonthSheet) -> Sequence[Block]:
    """A row for each door, high enough for a slow hand."""
    results = "\n".join(f"☐ {label}" for _code, label in codes.options("visit_outcome"))
    doors = [door for door in sheet.parts if isinstance(door, Door)]
    blocks: list[Block] = [
        Title(_("月度走访单"), size=26),
        _large(Run(sheet.name, "sans-bold"), Run(_("　{month}　{n} 户").format(month=sheet.month, n=len(doors)))),
    ]
    for by_phone in (False, True):
        rows = [
            ("\n".join(filter(None, (door.door, door.head, door.last_visit))), results, "")
            for door in doors
            if door.by_phone == by_phone
        ]
        if rows and by_phone:
            blocks.append(_large(Run(_("下面 {n} 户请打电话，不上门").format(n=len(rows)), "sans-bold")))
        if rows:
            blocks.append(Table(_COLUMNS, rows, row_mm=_ROW_MM, size=_SIZE, head_mm=11))
    return [*blocks, Note(_("只记事实和需要。走完交回支部，支部扫右上角的码整张录入。"), size=14)]


def _large(*runs: Run) -> Paragraph:
    return Paragraph(runs, face="sans", size=_SIZE, align="left", indent=0, leading=1.8)
