"""走访名单: the households to call on, in walking order, with room to write at the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Heading, Note, Signatures, Table, Title, ticked
from desktop.registers.households.forms.homes_on_paper import homes
from desktop.registers.households.model import HouseholdRow
from desktop.standard.show import due, long_day
from desktop.standard.subject import Subject

_COLUMNS = (
    Column(_("序号"), 12),
    Column(_("门牌\n短码"), 25),
    Column(_("户主"), 22),
    Column(_("人口"), 12),
    Column(_("联户党员"), 20),
    Column(_("上次走访\n走访期限"), 27),
    Column(_("结果"), 46),
    Column(_("情况、诉求"), align="left"),
    Column(_("约定下次"), 24),
)
_ROW_MM = 13  # two lines by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Subject):
    """One door on the way; its code opens the sheet at this row."""

    building: str
    door: str
    head: str
    people: str
    contacts: str
    last_visit: str
    due: str
    by_phone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitList(Subject):
    """The doors in walking order, as `parts`: in each building those that want a telephone call come last."""

    day: str
    left_out: int = 0  # how many chosen households are registered as vacant; where they are is not printed


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[VisitList]:
    """One list of the chosen households: building, stairwell, floors from the top down, room.

    Households that want a telephone call instead of a visit stand together at the end of their building.

    Empty dwellings are left out: a list of them is of use to burglars only. UserError when a household is gone.
    """
    found = homes(session, actor, ids)
    lived = [home for home in found if home.row.tenure != "vacant"]
    lived.sort(
        key=lambda at: (at.building, at.row.by_phone, at.stairwell, -(at.floor or 0), at.row.door_sort, at.row.id)
    )
    if not lived:
        return []
    names = tuple(dict.fromkeys(home.row.building for home in lived))
    more = _(" 等 {n} 栋").format(n=len(names)) if len(names) > 1 else ""
    return [
        VisitList(
            unit_id=lived[0].row.unit_id,
            listed=True,
            headline=names[0] + more,
            day=long_day(today),
            parts=tuple(_stop(home.row, today) for home in lived),
            left_out=len(found) - len(lived),
        )
    ]


def _stop(row: HouseholdRow, today: date) -> Stop:
    return Stop(
        register="households",
        record_id=row.id,
        unit_id=row.unit_id,
        building=row.building,
        door=row.door,
        head=row.head_name,
        people=str(row.people) if row.people else "",
        contacts=row.contact_names,
        last_visit=row.last_visit.isoformat() if row.last_visit else "",
        due=due(row.next_due, today).words if row.contact_names else _("待联户"),
        by_phone=row.by_phone,
    )


def draw(sheet: VisitList) -> Sequence[Block]:
    """A table for each building, and one for the calls to make; rows are high enough to write in."""
    outcomes = ticked([label for _code, label in codes.options("visit_outcome")], ())
    stops = [stop for stop in sheet.parts if isinstance(stop, Stop)]
    groups = [
        (key, list(rows))
        for key, rows in groupby(enumerate(stops, start=1), lambda each: (each[1].building, each[1].by_phone))
    ]
    summary = _("共 {n} 户　{day}").format(n=len(stops), day=sheet.day)
    if sheet.left_out:
        summary += "　" + _("另有 {n} 户登记为空置，没有列出").format(n=sheet.left_out)
    if len({building for (building, _phone), _rows in groups}) == 1:
        summary = stops[0].building + "　" + summary
    blocks: list[Block] = [Title(_("走访名单"), summary)]
    for (name, by_phone), rows in groups:
        if len(groups) > 1 or by_phone:
            words = _("{building}　{n} 户只打电话，不上门") if by_phone else _("{building}　{n} 户")
            blocks.append(Heading(words.format(building=name, n=len(rows)), size=12))
        blocks.append(Table(_COLUMNS, [_row(number, stop, outcomes) for number, stop in rows], row_mm=_ROW_MM))
    return [
        *blocks,
        Note(_("走访期限说的是支部该做的事，不评价住户。“情况”只记事实和需要。回来后扫右上角的码，整张录入。")),
        Signatures((_("走访人"), _("录入人"))),
    ]


def _row(number: int, stop: Stop, outcomes: str) -> tuple[str, ...]:
    door = "\n".join(filter(None, (stop.door, stop.code)))
    when = "\n".join(filter(None, (stop.last_visit, stop.due)))
    return str(number), door, stop.head, stop.people, stop.contacts, when, outcomes, "", ""
