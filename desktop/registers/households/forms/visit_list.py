"""走访名单: the households to call on, in walking order, with room to write at the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Heading, Note, Signatures, Table, Title, ticked
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.households.model import HouseholdRow
from desktop.spec import Form
from desktop.standard.derived import in_chunks
from desktop.standard.show import due, long_day
from desktop.standard.subject import Subject

_COLUMNS = (
    Column(_("序号"), 17),
    Column(_("门牌"), 24),
    Column(_("户主"), 25),
    Column(_("人口"), 12),
    Column(_("联户党员"), 23),
    Column(_("上次走访"), 25),
    Column(_("走访期限"), 25),
    Column(_("结果"), 46),
    Column(_("情况"), align="left"),
)


_Found = tuple[HouseholdRow, str, str, int | None]


@dataclass(frozen=True, slots=True)
class Stop:
    """One door on the way."""

    building: str
    door: str
    head: str
    people: str
    contacts: str
    last_visit: str
    due: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitList(Subject):
    """The doors in walking order. The code of the list opens its first door; from there 保存并下一户 goes on."""

    day: str
    stops: tuple[Stop, ...]
    left_out: int = 0  # how many chosen households are registered as vacant; where they are is not printed


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[VisitList]:
    """One list of the chosen households: building, stairwell, floors from the top down, room.

    Empty dwellings are left out: a list of them is of use to burglars only. UserError when a household is gone.
    """
    found: list[_Found] = []
    for part in in_chunks(set(ids)):
        query = (
            select(HouseholdRow, Building.sort, Stairwell.sort, Dwelling.floor)
            .join(Dwelling, Dwelling.id == HouseholdRow.dwelling_id)
            .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
            .join(Building, Building.id == Dwelling.building_id)
            .where(HouseholdRow.id.in_(part), visible(HouseholdRow, actor))
        )
        found += session.execute(query).all()
    if len(found) < len(set(ids)):
        raise UserError(
            _("有 {n} 户没有找到，可能已搬走、已合并或不归本单位管，没有打印。请回到列表重新选择。").format(
                n=len(set(ids)) - len(found)
            )
        )
    lived = [each for each in found if each[0].tenure != "vacant"]
    lived.sort(key=lambda each: (each[1], each[2], -(each[3] or 0), each[0].door_sort, each[0].id))
    if not lived:
        return []
    first = lived[0][0]
    return [
        VisitList(
            register="households",
            record_id=first.id,
            unit_id=first.unit_id,
            listed=True,
            day=long_day(today),
            stops=tuple(_stop(row, today) for row, *_keys in lived),
            left_out=len(found) - len(lived),
        )
    ]


def _stop(row: HouseholdRow, today: date) -> Stop:
    return Stop(
        building=row.building,
        door=row.door,
        head=row.head_name,
        people=str(row.people) if row.people else "",
        contacts=row.contact_names,
        last_visit=row.last_visit.isoformat() if row.last_visit else "",
        due=due(row.next_due, today).words if row.contact_names else _("待联户"),
        remark=_("请打电话，不上门") if row.by_phone else "",
    )


def draw(sheet: VisitList) -> Sequence[Block]:
    """A table for each building; rows are high enough to write in."""
    outcomes = ticked([label for _code, label in codes.options("visit_outcome")], ())
    buildings = [
        (name, list(stops)) for name, stops in groupby(enumerate(sheet.stops, start=1), lambda each: each[1].building)
    ]
    summary = _("共 {n} 户　{day}").format(n=len(sheet.stops), day=sheet.day)
    if sheet.left_out:
        summary += "　" + _("另有 {n} 户登记为空置，没有列出").format(n=sheet.left_out)
    if len(buildings) == 1:
        summary = buildings[0][0] + "　" + summary
    blocks: list[Block] = [Title(_("走访名单"), summary)]
    for name, stops in buildings:
        if len(buildings) > 1:
            blocks.append(Heading(_("{building}　{n} 户").format(building=name, n=len(stops)), size=12))
        rows = [
            (
                f"☐ {number}",
                stop.door,
                stop.head,
                stop.people,
                stop.contacts,
                stop.last_visit,
                stop.due,
                outcomes,
                stop.remark,
            )
            for number, stop in stops
        ]
        blocks.append(Table(_COLUMNS, rows, row_mm=11))
    return [
        *blocks,
        Note(_("走访期限说的是支部该做的事，不评价住户。“情况”只记事实和需要，回来后照序号录入。")),
        Signatures((_("走访人"), _("录入人"))),
    ]


VISIT_LIST = Form("visit-list", _("走访名单"), collect, draw, landscape=True, code="V")
