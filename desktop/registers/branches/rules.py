"""When a unit is expected to exchange again, and when it is late."""

from datetime import date, timedelta

EVERY_DAYS = 7  # the community office has a network on Tuesdays
ABOVE_COMMUNITY = frozenset({"county", "street"})  # they hold no residents (MISSION, who sees whom)
COUNTY = "county"


def due_on(last: date | None) -> date | None:
    """The day by which the next exchange is expected; None for a unit that never exchanged."""
    return None if last is None else last + timedelta(days=EVERY_DAYS)


def late(last: date | None, today: date, days: int) -> bool:
    """Has it not exchanged for more than `days` days?"""
    return last is None or (today - last).days > days
