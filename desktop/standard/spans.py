"""Ranges of days that have a name: 本月 means another month next month, so a saved filter keeps the name."""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.base.text import _

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Span:
    """A named range: how it is kept, how it is said, and its first and last day."""

    name: str
    words: str
    days: Days


def spans(today: date) -> tuple[Span, ...]:
    """The named ranges as of `today`."""
    first = today.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    before = first - timedelta(days=1)
    return (
        Span("today", _("今天"), (today, today)),
        Span("week", _("近 7 天"), (today - timedelta(days=6), today)),
        Span("thirty", _("近 30 天"), (today - timedelta(days=29), today)),
        Span("month", _("本月"), (first, last)),
        Span("last_month", _("上月"), (before.replace(day=1), before)),
        Span("year", _("今年"), (date(today.year, 1, 1), date(today.year, 12, 31))),
    )
