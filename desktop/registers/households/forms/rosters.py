"""居民名册 and 楼栋名册: who lives in a building, masked, for the branch's own folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Table, Title
from desktop.registers.households.forms.homes_on_paper import homes
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import PersonRow
from desktop.standard.derived import in_chunks
from desktop.standard.show import long_day, show
from desktop.standard.subject import Subject

VACANT = "vacant"  # tenure
_DOORS = (
    Column(_("门牌"), 22),
    Column(_("户主"), 26),
    Column(_("人口"), 12),
    Column(_("党员"), 12),
    Column(_("联户党员"), 30),
    Column(_("联系电话"), 30),
    Column(_("备注"), align="left"),
)
_PEOPLE = (
    Column(_("门牌"), 20),
    Column(_("姓名"), 26),
    Column(_("与户主关系"), 22),
    Column(_("性别"), 11),
    Column(_("年龄"), 11),
    Column(_("证件末四位"), 22),
    Column(_("党员"), 30),
    Column(_("电话"), 29),
    Column(_("工作单位或学校"), weight=1, align="left"),
    Column(_("备注"), 26),
)


@dataclass(frozen=True, slots=True)
class Home:
    """A household of a roster in words; `people` are its lines in the roster of residents."""

    door: str
    head: str
    count: str
    members: str
    contacts: str
    phone: str
    remark: str
    people: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Subject):
    """One building: its households in walking order."""

    building: str
    day: str
    homes: tuple[Home, ...]
    left_out: int  # households that are registered as vacant; where they are is not printed

    @property
    def people(self) -> int:
        """How many people live there."""
        return sum(int(home.count or 0) for home in self.homes)


def collect_buildings(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Roster]:
    """One roster for each building that the households stand in, without the people."""
    return _collect(session, actor, ids, today, {})


def collect_residents(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Roster]:
    """One roster for each building that the households stand in, with everybody in them."""
    people: dict[UUID, list[PersonRow]] = {}
    for part in in_chunks(set(ids)):
        living = select(PersonRow).where(PersonRow.household_id.in_(part), visible(PersonRow, actor))
        for row in session.scalars(living.order_by(PersonRow.relation != "02", PersonRow.born, PersonRow.name_sort)):
            if row.household_id is not None:
                people.setdefault(row.household_id, []).append(row)
    return _collect(session, actor, ids, today, people)


def _collect(
    session: Session, actor: Actor, ids: Sequence[UUID], today: date, people: dict[UUID, list[PersonRow]]
) -> list[Roster]:
    found = homes(session, actor, ids)
    found.sort(key=lambda home: (home.building, home.stairwell, home.floor or 0, home.row.door_sort, home.row.id))
    rosters = []
    for (_sort, _building_id), group in groupby(found, key=lambda home: (home.building, home.row.building_id)):
        rows = [home.row for home in group]
        lived = [row for row in rows if row.tenure != VACANT or row.people]
        if lived:
            rosters.append(_roster(lived, len(rows) - len(lived), people, today))
    return rosters


def _roster(rows: list[HouseholdRow], left_out: int, people: dict[UUID, list[PersonRow]], today: date) -> Roster:
    return Roster(
        register="households",
        unit_id=rows[0].unit_id,
        listed=True,
        building=rows[0].building,
        day=long_day(today),
        homes=tuple(_home(row, people.get(row.id, ()), today) for row in rows),
        left_out=left_out,
    )


def _home(row: HouseholdRow, people: Sequence[PersonRow], today: date) -> Home:
    return Home(
        door=row.door,
        head=row.head_name,
        count=str(row.people) if row.people else "",
        members=str(row.members) if row.members else "",
        contacts=row.contact_names or _("待联户"),
        phone=show("phone", row.phone, today=today),
        remark=_("只打电话，不上门") if row.by_phone else "",
        people=tuple(_person(each, today) for each in people),
    )


def _person(row: PersonRow, today: date) -> tuple[str, ...]:
    return (
        row.name,
        show("code", row.relation, codes="relation", today=today),
        show("code", row.sex, codes="sex", today=today),
        show("age", row.born, today=today),
        show("citizen_id", row.id_no, today=today),
        show("code", row.membership, codes="membership_kind", today=today),
        show("phone", row.phone, today=today),
        row.employer,
    )


def draw_building(sheet: Roster) -> Sequence[Block]:
    """One line for each household."""
    rows = [(h.door, h.head, h.count, h.members, h.contacts, h.phone, h.remark) for h in sheet.homes]
    return [
        Title(_("{building}楼栋名册").format(building=sheet.building), _summary(sheet)),
        Table(_DOORS, rows),
        _INSIDE,
    ]


def draw_residents(sheet: Roster) -> Sequence[Block]:
    """One line for each resident, household after household; the door stands on the first line of each."""
    rows = []
    for home in sheet.homes:
        lines = home.people or ((home.head, *[""] * 7),)
        rows += [(home.door if at == 0 else "", *line, home.remark if at == 0 else "") for at, line in enumerate(lines)]
    return [
        Title(_("{building}居民名册").format(building=sheet.building), _summary(sheet)),
        Table(_PEOPLE, rows),
        _INSIDE,
    ]


def _summary(sheet: Roster) -> str:
    said = _("截至 {day}　共 {homes} 户 {people} 人").format(day=sheet.day, homes=len(sheet.homes), people=sheet.people)
    if sheet.left_out:
        said += "　" + _("另有 {n} 户登记为空置，没有列出").format(n=sheet.left_out)
    return said


_INSIDE = Note(_("支部内部使用，不张贴、不外传；用完收回锁好。"))
