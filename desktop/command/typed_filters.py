"""Conditions on a list as they are typed: 楼栋=3号楼, 状态=已逾期, last_visit=2026-01-01..2026-03-31."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from desktop import codes as code_tables
from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Column, Register
from desktop.standard import list as listing
from desktop.standard.filling.choice import born_between
from desktop.standard.list import Filter, Query
from desktop.standard.show import DUE_WORDS
from desktop.values import area, days, money, phone

BLANK = frozenset({"", "空", "无", "没有"})  # data
STATE_WORDS = frozenset({"状态", "state"})  # data
DUE_SYNONYMS = {
    "逾期": "overdue",
    "临近": "soon",
    "即将到期": "soon",
    "正常": "fine",
    "没有": "none",
    "无": "none",
}  # data
FLAG_WORDS = {"有": True, "1": True, "true": True, "无": False, "没有": False, "0": False, "false": False}  # data


def query(
    session: Session, actor: Actor, register: Register, *, conditions: Iterable[str], text: str = "", today: date
) -> Query:
    """The query that was typed; several values of one column widen it, several columns narrow it.

    UserError names the columns when one is unknown, and the words when a code is.
    """
    filters: dict[str, list[str]] = {}
    for condition in conditions:
        name, equals, typed = condition.partition("=")
        if not equals:
            raise UserError(_("条件要写成“栏=值”，例如 楼栋=3号楼；“{typed}”里没有等号。").format(typed=condition))
        filters.setdefault(_column(register, name.strip()).name, []).append(typed.strip())
    made = tuple(
        _filter(session, actor, register, listing.column_of(register, name), typed=typed, today=today)
        for name, typed in filters.items()
    )
    return Query(text=text, filters=made)


def _column(register: Register, name: str) -> Column:
    for column in register.columns:
        if name in {column.name, column.title}:
            return column
    due = [column for column in register.columns if column.kind == "due"]
    if name in STATE_WORDS and due:
        return due[0]
    titles = "、".join(column.title for column in register.columns)
    raise UserError(_("“{register}”里没有“{name}”这一栏，可以用：{titles}。").format(
        register=register.title, name=name, titles=titles))  # fmt: skip


def _filter(
    session: Session, actor: Actor, register: Register, column: Column, *, typed: list[str], today: date
) -> Filter:
    if column.kind == "due":
        return Filter(column.name, values=tuple(_due_state(each) for each in typed))
    if all(each in BLANK for each in typed) and column.kind != "flag":
        return Filter(column.name, blank=True)
    if column.kind in {"day", "partial_day", "age"}:
        if len(typed) > 1:
            raise UserError(
                _("“{title}”一次只能写一个日期或一段日期，例如 2026-01-01..2026-03-31。").format(title=column.title)
            )
        first_last = _born(typed[0], today) if column.kind == "age" else _span(typed[0], today)
        return Filter(column.name, span=first_last)
    reader = _READ.get(column.kind)
    if reader is not None:
        return Filter(column.name, values=tuple(reader(column, each) for each in typed))
    there = [choice.value for choice in listing.facet(
        session, actor, register, column=column.name, query=Query(), today=today, limit=100_000)]  # fmt: skip
    return Filter(column.name, values=tuple(value for each in typed for value in _like(each, there)))


def _due_state(typed: str) -> str:
    states = {**DUE_SYNONYMS, **{words: state for state, words in DUE_WORDS.items()}, **{s: s for s in DUE_WORDS}}
    if typed not in states:
        words = "、".join(DUE_WORDS.values())
        raise UserError(_("“{typed}”不是走访状态，可以写：{words}。").format(typed=typed, words=words))
    return states[typed]


def _span(typed: str, today: date) -> tuple[date | None, date | None]:
    first, dots, last = typed.partition("..")
    if not dots:
        day = days.parse(first, today=today)
        return day.first(), day.last()
    return (
        days.parse(first, today=today).first() if first else None,
        days.parse(last, today=today).last() if last else None,
    )


def _born(typed: str, today: date) -> tuple[date | None, date | None]:
    """An age, or ages from..to, as days of birth."""
    low, dots, high = typed.partition("..")
    if not all(part.isdecimal() for part in (low, high) if part) or not (low or high):
        raise UserError(_("年龄要写整数，例如 60，或一段 60..79；“{typed}”不是。").format(typed=typed))
    youngest = int(low) if low else 0
    return born_between(youngest, (int(high) if high else None) if dots else youngest, today)


def _number(column: Column, typed: str) -> int:
    if not typed.isdecimal():
        raise UserError(_("“{title}”要写整数，“{typed}”不是。").format(title=column.title, typed=typed))
    return int(typed)


def _flag(column: Column, typed: str) -> bool:
    if typed.lower() not in FLAG_WORDS:
        raise UserError(_("“{title}”要写“有”或“无”，“{typed}”不是。").format(title=column.title, typed=typed))
    return FLAG_WORDS[typed.lower()]


_READ: dict[str, Callable[[Column, str], Any]] = {
    "code": lambda column, typed: code_tables.parse(column.codes, typed),
    "number": _number,
    "flag": _flag,
    "phone": lambda _column, typed: phone.parse(typed),
    "area": lambda _column, typed: area.parse(typed),
    "money": lambda _column, typed: money.parse(typed),
}


def _like(typed: str, there: list[Any]) -> list[str]:
    """The values that `typed` means: itself, else those of its number (3 means 3号楼), else lists that hold it."""
    if typed in there:
        return [typed]
    texts = [value for value in there if isinstance(value, str)]
    same = [value for value in texts if typed.isdecimal() and "".join(c for c in value if c.isdecimal()) == typed]
    if same:
        return same
    return [value for value in texts if typed in value.split("、")] or [typed]


__all__ = ["query"]
