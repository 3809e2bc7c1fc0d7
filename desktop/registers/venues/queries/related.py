"""Which rows belong to a venue, a contract, an obligation or a row of the ledger, for its history."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.venues.model import (
    Contract,
    ContractDeed,
    ContractService,
    Entry,
    Obligation,
    RentStep,
    Spending,
)
from desktop.standard import files


def of_venue(session: Session, venue_id: UUID) -> tuple[UUID, ...]:
    """Its contracts."""
    return tuple(session.scalars(select(Contract.id).where(Contract.venue_id == venue_id)))


def of_contract(session: Session, contract_id: UUID) -> tuple[UUID, ...]:
    """Its terms, deeds, obligations and rows of the ledger, and its scans."""
    kinds = (RentStep, ContractService, ContractDeed, Obligation, Entry)
    rows = (key for kind in kinds for key in session.scalars(select(kind.id).where(kind.contract_id == contract_id)))
    return (*rows, *files.rows_of(session, contract_id))


def of_obligation(session: Session, obligation_id: UUID) -> tuple[UUID, ...]:
    """The rows of the ledger on it."""
    return tuple(session.scalars(select(Entry.id).where(Entry.obligation_id == obligation_id)))


def of_entry(session: Session, entry_id: UUID) -> tuple[UUID, ...]:
    """What takes it back, and its photos."""
    reversals = session.scalars(select(Entry.id).where(Entry.reverses_id == entry_id))
    return (*reversals, *files.rows_of(session, entry_id))


def of_spending(session: Session, spending_id: UUID) -> tuple[UUID, ...]:
    """What takes it back."""
    return tuple(session.scalars(select(Spending.id).where(Spending.reverses_id == spending_id)))
