"""The periods of a contract: months, quarters or years counted from an anchor day, cut to the term."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}  # code table rent_period
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days of one period that lie within the term; `whole` is how many days all of it has."""

    first: date
    last: date
    whole: int


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last of the month where it has no such day (31 January → 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def periods(first: date, last: date, *, anchor: date, months: int) -> Iterator[Period]:
    """Cut the days `first` to `last` at the days that lie whole periods from `anchor`.

    Every boundary is counted from the anchor itself, so a contract that begins on the 31st does not drift to the 28th.
    """
    at = ((first.year - anchor.year) * 12 + first.month - anchor.month) // months
    while add_months(anchor, at * months) > first:
        at -= 1
    while (starts := add_months(anchor, at * months)) <= last:
        next_one = add_months(anchor, (at + 1) * months)
        if next_one > first:
            yield Period(max(starts, first), min(next_one - _DAY, last), (next_one - starts).days)
        at += 1
