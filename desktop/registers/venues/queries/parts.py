"""The rows that belong to one contract, in their order."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.venues.model import ContractDeed, ContractService, Entry, Obligation, RentStep
from desktop.registers.venues.rules.balance import Effect, Standing, standing


def steps(session: Session, contract_id: UUID) -> Sequence[RentStep]:
    """The steps of the rent as they were signed, by day."""
    query = select(RentStep).where(RentStep.contract_id == contract_id, RentStep.alive)
    return session.scalars(query.order_by(RentStep.since, RentStep.id)).all()


def services(session: Session, contract_id: UUID) -> Sequence[ContractService]:
    """The services given in place of rent."""
    query = select(ContractService).where(ContractService.contract_id == contract_id, ContractService.alive)
    return session.scalars(query.order_by(ContractService.id)).all()


def deeds(session: Session, contract_id: UUID) -> Sequence[ContractDeed]:
    """What was done to it since it was signed, by day."""
    query = select(ContractDeed).where(ContractDeed.contract_id == contract_id, ContractDeed.alive)
    return session.scalars(query.order_by(ContractDeed.done_on, ContractDeed.id)).all()


def obligations(session: Session, contract_id: UUID) -> Sequence[Obligation]:
    """All that it obliges to: by the day it is due, the deposit first, then in the order it was laid out."""
    query = select(Obligation).where(Obligation.contract_id == contract_id, Obligation.alive)
    return session.scalars(
        query.order_by(Obligation.due_on, Obligation.kind != "deposit", Obligation.first_on, Obligation.id)
    ).all()


def entries(session: Session, contract_id: UUID) -> Sequence[Entry]:
    """The rows of its ledger, by day."""
    query = select(Entry).where(Entry.contract_id == contract_id, Entry.alive)
    return session.scalars(query.order_by(Entry.booked_on, Entry.id)).all()


def standings(session: Session, contract_id: UUID) -> dict[UUID, Standing]:
    """How each of its obligations stands, by the obligation's id."""
    found = {one.id: standing(one.amount, ()) for one in obligations(session, contract_id)}
    for entry in entries(session, contract_id):
        if entry.obligation_id in found:  # an obligation taken back elsewhere leaves its rows behind
            found[entry.obligation_id] += Effect(entry.due_by, entry.met_by)
    return found
