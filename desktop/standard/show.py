"""How a stored value is said: masked, in words and in the units of the field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from desktop import codes as code_tables
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.spec import Kind
from desktop.values import area, citizen_id, days, money, phone
from desktop.values.partial_day import PartialDay

SOON_DAYS = 7
State = Literal["overdue", "soon", "fine", "none"]


@dataclass(frozen=True, slots=True)
class Due:
    """How near a day is: a state for shape and colour, and its words."""

    state: State
    words: str


def due(day: date | None, today: date, soon: int = SOON_DAYS) -> Due:
    """The state of something due on `day`."""
    if day is None:
        return Due("none", "")
    left = (day - today).days
    if left < 0:
        return Due("overdue", _("逾期 {n} 天").format(n=-left))
    if left == 0:
        return Due("soon", _("今天"))
    if left <= soon:
        return Due("soon", _("{n} 天内").format(n=left))
    return Due("fine", day.isoformat())


def due_span(state: str, today: date, soon: int = SOON_DAYS) -> tuple[date | None, date | None]:
    """First and last day of a state; the inverse of `due` for filters."""
    return {
        "overdue": (None, today - timedelta(days=1)),
        "soon": (today, today + timedelta(days=soon)),
        "fine": (today + timedelta(days=soon + 1), None),
    }[state]


DUE_WORDS = {"overdue": _("已逾期"), "soon": _("7 天内"), "fine": _("不用急"), "none": _("没有日期")}


def _age(value: PartialDay, today: date) -> str:
    return str(max(value.age_on(today), 0))


_SHOWN: dict[str, Callable[[Any, str, date], str]] = {
    "flag": lambda value, _codes, _today: _("有") if value else "",
    "code": lambda value, codes, _today: code_tables.label(codes, value),
    "day": lambda value, _codes, _today: value.isoformat(),
    "partial_day": lambda value, _codes, _today: str(value),
    "age": lambda value, _codes, today: _age(value, today),
    "due": lambda value, _codes, today: due(value, today).words,
    "instant": lambda value, _codes, _today: f"{local_time(value):%Y-%m-%d %H:%M}",
    "citizen_id": lambda value, _codes, _today: citizen_id.tail(value),
    "phone": lambda value, _codes, _today: phone.mask(value),
    "area": lambda value, _codes, _today: area.show(value),
    "money": lambda value, _codes, _today: money.show(value),
}


def show(kind: Kind, value: Any, *, codes: str = "", today: date) -> str:
    """The words for a stored value in a list, on paper or in an export; "" for nothing."""
    if value is None or value == "":
        return ""
    said = _SHOWN.get(kind)
    return str(value) if said is None else said(value, codes, today)


def long_day(day: date | PartialDay | None) -> str:
    """A day as paper writes it: 2026年3月5日."""
    if day is None:
        return ""
    return days.show(day if isinstance(day, PartialDay) else PartialDay.of(day))
