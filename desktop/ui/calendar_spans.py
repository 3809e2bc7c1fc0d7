"""Which weeks a calendar shows: those of a month, or one; always from a Monday."""

from datetime import date, timedelta

Span = tuple[date, int, int]  # the first Monday, how many weeks, the month that is meant (0 for a week)


def week_of(day: date) -> Span:
    """The week around a day."""
    return day - timedelta(days=day.weekday()), 1, 0


def month_of(day: date) -> Span:
    """The whole weeks that the month of a day touches."""
    first = day.replace(day=1)
    start = first - timedelta(days=first.weekday())
    return start, (last_of(first) - start).days // 7 + 1, day.month


def months_on(day: date, months: int) -> date:
    """The same day some months on or back, or the last one of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    first = date(at // 12, at % 12 + 1, 1)
    return first.replace(day=min(day.day, last_of(first).day))


def last_of(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
