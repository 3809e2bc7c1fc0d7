"""How one contract stands today, and which contract of a venue a person means to open."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.venues.model import Contract
from desktop.registers.venues.queries.lists import is_state
from desktop.store import attachments

FORM = "venue-agreement"
_ORDER = ("running", "signed", "draft", "expired", "terminated", "renewed")


@dataclass(frozen=True, slots=True)
class Held:
    """A contract with its state, a code of agreement_state, and the edition of the texts it was signed with."""

    id: UUID
    number: str
    state: str
    wording: str = ""


def of_contract(session: Session, actor: Actor, contract_id: UUID, *, on: date) -> Held | None:
    """The contract; None outside the scope."""
    query = select(Contract.id, Contract.number, is_state(on)).where(
        Contract.id == contract_id, Contract.alive, visible(Contract, actor)
    )
    row = session.execute(query).first()
    kept = attachments.of_record(session, contract_id, kind=FORM)
    return Held(*row, kept[-1].wording or "" if kept else "") if row else None


def of_venue(session: Session, actor: Actor, venue_id: UUID, *, on: date) -> tuple[Held, ...]:
    """The contracts on a venue: what stands first, then what is to come and drafts, then what is over."""
    rank = case({state: at for at, state in enumerate(_ORDER)}, value=is_state(on), else_=len(_ORDER))
    query = (
        select(Contract.id, Contract.number, is_state(on))
        .where(Contract.venue_id == venue_id, Contract.alive, visible(Contract, actor))
        .order_by(rank, Contract.starts_on.desc(), Contract.id.desc())
    )
    return tuple(Held(*row) for row in session.execute(query))
