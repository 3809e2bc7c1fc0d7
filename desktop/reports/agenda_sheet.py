"""The calendar of a month on paper: one A4 across, and below it whatever did not fit into its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Box, Column, Drawing, Heading, Note, Rule, Table, Title, Words
from desktop.reports import agenda
from desktop.reports.months import Month
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.ui.calendar_rows import KINDS, WEEKDAYS, Item, long_words, whole_words
from desktop.values.partial_day import PartialDay

NAME = "calendar"
_LINES = 4  # items in a day before the rest is told below
_CUT = 12  # characters of an item within a day
# The grid on one A4 across, whatever the number of weeks: millimetres.
_WIDE, _HIGH, _HEAD, _TALLEST, _LINE, _SIDE = 266.0, 143.0, 7.0, 27.0, 4.4, 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet(Subject):
    """The weeks, seven days each with the number and the lines; `more` are (day, kind, words) of what was cut."""

    month: str
    branch: str
    day: str
    weeks: tuple[tuple[tuple[str, ...], ...], ...]
    more: tuple[tuple[str, str, str], ...]


def collect(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, month: PartialDay | None = None
) -> Sequence[MonthSheet]:
    """One sheet for the unit of this PC, of any month, past or to come. UserError for a year without a month."""
    actor.require("households.see")
    if month is not None and month.month is None:
        raise UserError(_("请写到月，例如 2026-11，没有打印。"), field="month")
    asked = Month((month.first() if month else today).replace(day=1))
    unit = session.get_one(Unit, actor.unit_id)
    items = agenda.read(session, actor, first=asked.first, last=asked.last, today=today)
    by_day: dict[date, list[Item]] = {}
    for item in items:
        by_day.setdefault(item.day, []).append(item)
    start, weeks = asked.first - timedelta(days=asked.first.weekday()), []
    while start <= asked.last:
        days = [start + timedelta(days=at) for at in range(7)]
        weeks.append(tuple(_cell(day, by_day.get(day, []), asked) for day in days))
        start += timedelta(days=7)
    crowded = [item for found in by_day.values() if _is_cut(found) for item in found]
    return [
        MonthSheet(
            unit_id=unit.id,
            headline=asked.words,
            month=asked.words,
            branch=unit.branch_name or unit.name,
            day=long_day(today),
            weeks=tuple(weeks),
            more=tuple((long_words(item.day), KINDS[item.kind].word, whole_words(item)) for item in crowded),
        )
    ]


def _cell(day: date, items: Sequence[Item], month: Month) -> tuple[str, ...]:
    if day.month != month.first.month:
        return ()
    lines = [_short(item) for item in items[:_LINES]]
    if len(items) > _LINES:
        lines[-1] = _("还有 {count} 条见下表").format(count=len(items) - _LINES + 1)
    return (str(day.day), *lines)


def _is_cut(items: Sequence[Item]) -> bool:
    return len(items) > _LINES or any(len(item.title) > _CUT for item in items)


def _short(item: Item) -> str:
    title = item.title if len(item.title) <= _CUT else item.title[: _CUT - 1] + "…"
    return f"{KINDS[item.kind].letter} {title}"


def draw(sheet: MonthSheet) -> Sequence[Block]:
    """Seven columns, a row for each week; then what was cut, whole."""
    legend = "　".join(f"{kind.letter}＝{kind.word}" for kind in KINDS.values())
    said: list[Block] = [
        Title(_("{month}日历").format(month=sheet.month), sheet.branch, size=16),
        _grid(sheet.weeks),
        Note(_("{legend}。印于 {day}，之后的变动以程序里为准。").format(legend=legend, day=sheet.day)),
    ]
    if sheet.more:
        heads = (Column(_("日期"), 34), Column(_("类别"), 24), Column(_("内容"), align="left"))
        said += [Heading(_("没有写全的日子")), Table(heads, sheet.more, row_mm=6.5, size=9.5)]
    return said


def _grid(weeks: Sequence[Sequence[Sequence[str]]]) -> Drawing:
    wide, high = _WIDE / 7, min((_HIGH - _HEAD) / len(weeks), _TALLEST)
    foot = _HEAD + high * len(weeks)
    parts: list[Box | Rule | Words] = [Box(0, 0, _WIDE, foot), Box(0, 0, _WIDE, _HEAD, tinted=True)]
    for at, name in enumerate(WEEKDAYS):
        parts.append(Words(at * wide, 0, wide, _HEAD, _("星期{day}").format(day=name), face="sans-bold"))
        if at:
            parts.append(Rule(at * wide, 0, at * wide, foot))
    for row, week in enumerate(weeks):
        top = _HEAD + row * high
        parts.append(Rule(0, top, _WIDE, top))
        for at, texts in enumerate(week):
            for line, text in enumerate(texts):
                place = (at * wide + _SIDE, top + 0.8 + line * _LINE, wide - 2 * _SIDE, _LINE)
                parts.append(
                    Words(*place, text, 8.5 if line else 10.0, "left", "sans" if line else "sans-bold")
                )  # the number of the day, then its lines
    return Drawing(_WIDE, foot, tuple(parts))
