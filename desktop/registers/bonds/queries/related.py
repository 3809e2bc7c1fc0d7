"""Which rows belong to a bond, for its history."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.bonds.model import BondContact


def of_bond(session: Session, bond_id: UUID) -> tuple[UUID, ...]:
    """What was done under it."""
    return tuple(session.scalars(select(BondContact.id).where(BondContact.bond_id == bond_id)))
