"""How one agreement stands today, and which agreement of a partner a person means to open."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.partners.model import Agreement
from desktop.registers.partners.queries.lists import is_state, rank
from desktop.store import attachments

FORM = "partner-agreement"


@dataclass(frozen=True, slots=True)
class Held:
    """An agreement with its state, a code of agreement_state, and the edition of the texts it was signed with."""

    id: UUID
    number: str
    state: str
    wording: str = ""


def of_agreement(session: Session, actor: Actor, agreement_id: UUID, *, on: date) -> Held | None:
    """The agreement; None outside the scope."""
    query = select(Agreement.id, Agreement.number, is_state(on)).where(
        Agreement.id == agreement_id, Agreement.alive, visible(Agreement, actor)
    )
    row = session.execute(query).first()
    kept = attachments.of_record(session, agreement_id, kind=FORM)
    return Held(*row, kept[-1].wording or "" if kept else "") if row else None


def of_partner(session: Session, actor: Actor, partner_id: UUID, *, on: date) -> tuple[Held, ...]:
    """The agreements of a partner: what stands first, the drafts last."""
    query = (
        select(Agreement.id, Agreement.number, is_state(on))
        .where(Agreement.partner_id == partner_id, Agreement.alive, visible(Agreement, actor))
        .order_by(rank(on), Agreement.starts_on.desc(), Agreement.id.desc())
    )
    return tuple(Held(*row) for row in session.execute(query))
