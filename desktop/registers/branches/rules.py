"""When a unit is expected to exchange again, and when it is late."""

from datetime import date, timedelta

from desktop.base.errors import UserError
from desktop.base.text import _

EVERY_DAYS = 7  # the community office has a network on Tuesdays
COUNTY = "county"


def due_on(last: date | None) -> date | None:
    """The day by which the next exchange is expected; None for a unit that never exchanged."""
    return None if last is None else last + timedelta(days=EVERY_DAYS)


def late(last: date | None, today: date, days: int) -> bool:
    """Has it not exchanged for more than `days` days?"""
    return last is None or (today - last).days > days


def keep(_unit: object) -> None:
    """UserError always: what the server said is put away by nobody."""
    raise UserError(_("各单位的情况是县服务器给出的，不能删除，什么也没有改。"))
