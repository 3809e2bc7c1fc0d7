"""Days asked of the database: the newest on top, so many days after another."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, func


def newest_first(day: Any) -> ColumnElement[float]:
    """A number that falls as the day rises: a list sorted up by it begins with the newest."""
    return -func.julianday(day)


def days_after(day: Any, count: Any) -> ColumnElement[date]:
    """The day that is `count` days after another, both of them columns."""
    return func.date(day, func.printf("+%d days", count), type_=Date)
