"""What is true of every look-up: nobody changes it, and what the person's unit is told of it."""

from desktop.base.errors import UserError
from desktop.base.text import _

NEWS_DAYS = 7  # so long it stands in 今日工作 of the person's unit


def keep(_lookup: object) -> None:
    """UserError always: the log of look-ups is put away by nobody."""
    raise UserError(_("查询记录不能删除，什么也没有改。"))
