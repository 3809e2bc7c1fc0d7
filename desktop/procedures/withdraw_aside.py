"""Withdraw what the county did not take: it leaves the list and stays in the history of its record."""

from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures.at_desk import PERMISSION
from desktop.reports.aside_open import of_record
from desktop.store.exchange_rows import AsideSettled


def withdraw(session: Session, actor: Actor, record: UUID, *, at: int) -> int:
    """Withdraw all that is open of a record; returns how many changes that are. UserError when there is none.

    `at` is UTC ms. The change itself stays in the journal with its author and its time.
    """
    actor.require(PERMISSION)
    found = of_record(session, record)
    if not found:
        raise UserError(_("这一条已经处理过了，列表会更新。"))
    session.add_all(AsideSettled(change_id=one, at=at, actor=actor.id) for one in found)
    return len(found)
