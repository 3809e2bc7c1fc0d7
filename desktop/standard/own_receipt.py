"""Whether a unit may write rent receipts of its own: off until the county allows it, with the words that allow it."""

from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard import unit_settings

_KEY = "venues.own_receipt"


def basis(session: Session, unit_id: UUID) -> str:
    """By which paper or word it was allowed; "" while it is not."""
    said = unit_settings.get(session, unit_id, _KEY, default="")
    return said if isinstance(said, str) else ""


def allow(session: Session, actor: Actor, *, by: str) -> None:
    """Switch it on. UserError without the words of the permission, or for whoever may not settle it."""
    if not by.strip():
        raise UserError(_("请写明县里准许的文号或说明，没有开通。"), field="by")
    unit_settings.put(session, actor, _KEY, value=by.strip())


def stop(session: Session, actor: Actor) -> None:
    """Switch it off; what was printed stays."""
    unit_settings.put(session, actor, _KEY, value=None)
