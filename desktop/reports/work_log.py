"""工作日志: what was done in a month, day by day, gathered from the visits and the journal: nobody has to write it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Signatures, Table, Title
from desktop.registers.contacts.model import VisitRow
from desktop.reports.months import Month, month_of
from desktop.spec import Register
from desktop.standard.history import Wording
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.store.journal import Change
from desktop.values.no_numbers import without_numbers
from desktop.values.partial_day import PartialDay

# What registers add beside visits and deeds, such as jottings: (session, actor, first, last) -> (day, words).
Lines = Callable[[Session, Actor, date, date], Iterable[tuple[date, str]]]
VISITED = "contacts.visit"  # told door by door, not counted among the deeds
# Care needs stand nowhere but on their own screen (MISSION); jottings are told word by word.
_UNTOLD = frozenset({"care", "settings", "phrases", "jottings"})
_MOST_SAID = 60
_WEEK = _("一二三四五六日")
_COLUMNS = (Column(_("日期"), 26), Column(_("做了什么"), align="left"))


@dataclass(frozen=True, slots=True)
class Day:
    """One day in lines."""

    day: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLog(Subject):
    """The days of a month on which something was done."""

    month: str
    branch: str
    day: str
    days: tuple[Day, ...]
    visits: int
    homes: int


def collect(
    session: Session,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    today: date,
    month: PartialDay | None = None,
    catalog: Sequence[Register] = (),
    more: Sequence[Lines] = (),
) -> Sequence[WorkLog]:
    """One log for the unit of this PC. `catalog` names the deeds, `more` brings the lines of other registers."""
    actor.require("visits.see")
    asked = month_of(month, today)
    unit = session.get_one(Unit, actor.unit_id)
    visits = _visits(session, actor, asked)
    lines: defaultdict[date, list[str]] = defaultdict(list)
    for day, rows in visits.items():
        lines[day] += _told(rows)
    for day, said in _deeds(session, asked, catalog):
        lines[day].append(said)
    for source in more:
        for day, said in source(session, actor, asked.first, asked.last):
            lines[day].append(without_numbers(said))
    return [
        WorkLog(
            unit_id=unit.id,
            headline=asked.words,
            month=asked.words,
            branch=unit.branch_name or unit.name,
            day=long_day(today),
            days=tuple(Day(_day(day), tuple(lines[day])) for day in sorted(lines)),
            visits=sum(len(rows) for rows in visits.values()),
            homes=len({row.household_id for rows in visits.values() for row in rows}),
        )
    ]


def _visits(session: Session, actor: Actor, month: Month) -> Mapping[date, list[VisitRow]]:
    query = (
        select(VisitRow)
        .where(visible(VisitRow, actor), VisitRow.visited_on.between(month.first, month.last))
        .order_by(VisitRow.visited_on, VisitRow.visitor, VisitRow.door_sort, VisitRow.id)
    )
    return {day: list(rows) for day, rows in groupby(session.scalars(query), key=lambda row: row.visited_on)}


def _told(rows: Sequence[VisitRow]) -> list[str]:
    """Who called on whom; then what was said and asked for, door by door."""
    lines = []
    for visitor, group in groupby(rows, key=lambda row: row.visitor):
        homes = list(group)
        named = "、".join(f"{row.door} {row.head_name}".strip() + _outcome(row) for row in homes)
        who = visitor or _("支部")
        lines.append(_("{who} 走访 {n} 户：{named}").format(who=who, n=len(homes), named=named))
    for row in rows:
        said = [without_numbers(" ".join(part.split())).rstrip("。；") for part in (row.said, row.needs)]
        told = (
            _("；诉求：").join(part for part in said if part) if said[0] else _("诉求：") + said[1] if said[1] else ""
        )
        if told:
            cut = told if len(told) <= _MOST_SAID else told[: _MOST_SAID - 1] + "…"
            lines.append(f"{row.door}　{cut}")
    return lines


def _outcome(row: VisitRow) -> str:
    """(电话), (不在): only what is not the usual."""
    notes = [codes.label("visit_way", row.way)] if row.way != "door" else []
    notes += [codes.label("visit_outcome", row.outcome)] if row.outcome != "home" else []
    return _("（{notes}）").format(notes="，".join(notes)) if notes else ""


def _deeds(session: Session, month: Month, catalog: Sequence[Register]) -> list[tuple[date, str]]:
    """The deeds of each day in words with how many records they touched; what has no words is none of a person's."""
    words = Wording.of(catalog)
    registers = {register.name: register for register in catalog}
    first, after = month.instants()
    query = select(Change.at, Change.action, Change.table_name, Change.row_id, Change.tx)
    found: dict[tuple[date, str], dict[str, set[UUID]]] = {}
    for at, action, table, row_id, tx in session.execute(query.where(Change.at >= first, Change.at < after)):
        if action != VISITED:
            tables = found.setdefault((local_time(at).date(), action), defaultdict(set))
            tables[table].add(row_id)
            tables[""].add(tx)
    lines = []
    for (day, action), tables in sorted(found.items()):
        register = registers.get(action.partition(".")[0])
        said = words.action(action)
        if register is None or register.name in _UNTOLD or not said or said == register.title:
            continue
        rows = tables.get(register.model.__tablename__, ())
        count = f"{len(rows)} {register.counter}" if rows else _("{n} 次").format(n=len(tables[""]))
        lines.append((day, f"{said}　{count}"))
    return lines


def _day(day: date) -> str:
    return _("{month}月{day}日\n星期{week}").format(month=day.month, day=day.day, week=_WEEK[day.weekday()])


def draw(sheet: WorkLog) -> Sequence[Block]:
    """A table of the days; a month without a line still has room to write in."""
    rows = [(each.day, "\n".join(each.lines)) for each in sheet.days]
    summary = _("{branch}　登记走访 {n} 次，{homes} 户").format(branch=sheet.branch, n=sheet.visits, homes=sheet.homes)
    return [
        Title(_("{month}工作日志").format(month=sheet.month), summary),
        Table(_COLUMNS, rows, min_rows=len(rows) + 2),
        Note(_("由走访记录和操作记录自动汇总，印于 {day}；空行可以手写补充。").format(day=sheet.day)),
        Signatures((_("记录人"), _("支部书记"))),
    ]
