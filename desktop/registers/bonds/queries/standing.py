"""How one bond stands on a day, with the third link of its place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.bonds.model import Bond
from desktop.registers.bonds.queries import lists, third
from desktop.registers.bonds.queries.third import Third


@dataclass(frozen=True, slots=True)
class Held:
    """Its state in words, the day of the next contact while it stands, and the third link."""

    state: str
    next_on: date | None
    third: Third


def of_bond(session: Session, actor: Actor, bond_id: UUID, *, on: date) -> Held | None:
    """The bond; None outside the scope."""
    query = select(Bond.compound_id, lists.is_state(on), case((lists.standing(on), lists.next_due(on)))).where(
        Bond.id == bond_id, visible(Bond, actor)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    compound_id, state, next_on = row
    return Held(codes.label("bond_state", state), next_on, third.figures(session, actor, compound_id=compound_id))
