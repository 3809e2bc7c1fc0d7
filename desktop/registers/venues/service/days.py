"""The day of the open deed, and days that lie ahead of it."""

from datetime import date

from sqlalchemy.orm import Session

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _


def day_of(session: Session) -> date:
    """The day of the open deed."""
    return local_time(session.info["deed"].at).date()


def not_ahead(session: Session, on: date, title: str, *, field: str = "on") -> None:
    """UserError for a day after today: what has not happened is not written down."""
    if on > day_of(session):
        raise UserError(_("{title}晚于今天，请在当天或以后登记。").format(title=title), field=field)
