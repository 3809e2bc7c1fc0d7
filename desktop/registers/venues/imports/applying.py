"""Writing a planned ledger of venues: venue, tenant and signed contract of each row, as one deed a row."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.registers.organisations import service as organisations
from desktop.registers.organisations.queries import by_number_or_name
from desktop.registers.venues.imports.planning import Work, has_contract, venue_of
from desktop.registers.venues.imports.reading import Line
from desktop.registers.venues.model import Contract, ContractService, Venue
from desktop.registers.venues.service import contracts, laying
from desktop.standard.importing.bring_in import Written
from desktop.standard.importing.by_rows import write_rows
from desktop.standard.importing.plan import Plan


def apply(
    session: Session, actor: Actor, plan: Plan, *, on_progress: Callable[[int, int], None] | None = None
) -> Written:
    """Write every row of `plan` that changes something; `on_progress(done, all)` may raise Cancelled."""
    return write_rows(
        session, plan, lambda work: _write(session, actor, work).id, table="venue", on_progress=on_progress
    )


def _write(session: Session, actor: Actor, work: Work) -> Venue:
    line = work.line
    venue = venue_of(session, actor, line)  # a row above may have made it
    if venue is None:
        venue = contracts.save_venue(session, actor, None, values={
            "name": line.venue, "place": line.place, "area": line.area, "remark": line.remark,
        }, children={})  # fmt: skip
        session.flush()
    if work.contract and not has_contract(session, actor, venue.id, line):
        _sign(session, actor, venue, line)
    return venue


def _sign(session: Session, actor: Actor, venue: Venue, line: Line) -> None:
    """A contract that was signed on paper before: its words lie in the binder, its number is given here."""
    unit = session.get_one(Unit, actor.unit_id)
    contract = Contract(
        unit_id=venue.unit_id, venue_id=venue.id, tenant_id=_tenant(session, actor, line), trade=line.trade,
        number=contracts.number(session, actor, line.starts_on.year), party_a=venue.owner or unit.name,
        witness=unit.branch_name or "", starts_on=line.starts_on, ends_on=line.ends_on, rent=line.rent,
        rent_period=line.period, deposit=line.deposit, signed_on=line.starts_on, remark=line.remark,
    )  # fmt: skip
    session.add(contract)
    if line.service:
        session.add(ContractService(
            unit_id=venue.unit_id, contract_id=contract.id, kind="convenience", content=line.service,
            amount=line.often.amount, measure=line.often.measure, period=line.often.period,
        ))  # fmt: skip
    session.flush()
    laying.lay_out(session, contract)


def _tenant(session: Session, actor: Actor, line: Line) -> UUID:
    known = by_number_or_name(session, actor, uscc=None, name=line.tenant)
    if known is not None:
        return known.id
    kind = "nonprofit" if line.trade == "incubation" else "merchant"
    return organisations.enter(session, actor, name=line.tenant, kind=kind).id
