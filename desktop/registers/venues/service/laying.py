"""Obligations of a contract: laid out when it is signed, and brought in line when a deed changes or ends it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Contract, ContractService, Entry, Obligation
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import AN_HOUR, MINUTES, MONEY, TIMES, effect
from desktop.registers.venues.rules.schedule import Piece, Plan, Rate, laid_out, rounded, with_rate

_GIVEN = ("makeup", "instead")  # made by a conversion


def rates(session: Session, contract: Contract) -> tuple[Rate, ...]:
    """The rent as signed, with its steps and with what deeds changed since."""
    found: tuple[Rate, ...] = (Rate(contract.starts_on, contract.rent),)
    for step in parts.steps(session, contract.id):
        found = with_rate(found, Rate(step.since, step.rent))
    for deed in parts.deeds(session, contract.id):
        if deed.kind == "change" and deed.since is not None and deed.rent is not None:
            found = with_rate(found, Rate(deed.since, deed.rent))
    return found


def measure_of(service: ContractService) -> str:
    """How the ledger counts a service: times, or minutes where it is promised in hours."""
    return MINUTES if service.measure == "hours" else TIMES


def lay_out(session: Session, contract: Contract) -> int:
    """Add every obligation of a contract just signed; returns how many. UserError when it obliges to nothing."""
    made = []
    if contract.deposit:
        made.append(
            _obligation(contract, None, Piece(contract.starts_on, contract.ends_on, contract.deposit), "deposit")
        )
    for service, pieces in _lines(session, contract, contract.ends_on):
        made += [_obligation(contract, service, piece) for piece in pieces if piece.amount]
    if all(one.kind == "deposit" for one in made):
        raise UserError(_("还没有写租金，也没有写抵租的服务，没有签订。请先在合同里补上。"))
    session.add_all(made)
    session.flush()
    return len(made)


def bring_in_line(session: Session, contract: Contract, *, last: date, on: date, note: str) -> None:
    """Make what is owed what the terms now say up to the day `last`: less by rows of the ledger, more by obligations.

    What was laid out stays as it was; nothing is owed any more for days after `last`.
    """
    every = parts.obligations(session, contract.id)
    standing = parts.standings(session, contract.id)
    settled: dict[UUID, int] = {}
    for entry in parts.entries(session, contract.id):
        if entry.kind == "settlement":
            settled[entry.obligation_id] = settled.get(entry.obligation_id, 0) - entry.due_by

    def settle(some: Sequence[Obligation], less: int) -> None:
        for one in reversed(some):  # what was added last goes first
            part = min(less, max(standing[one.id].due, 0))
            if part > 0:  # below zero there is nothing to settle: what is owed more is an obligation of its own
                session.add(row(one, "settlement", part, on=on, note=note))
                less -= part

    for service, pieces in _lines(session, contract, last):
        wanted = {piece.first: piece for piece in pieces}
        laid: dict[date, list[Obligation]] = {first: [] for first in wanted}
        for one in every:
            if one.kind in ("rent", "service") and one.service_id == (service.id if service else None):
                laid.setdefault(one.first_on, []).append(one)
        for first, some in laid.items():
            now = sum(one.amount - settled.get(one.id, 0) for one in some)
            need = wanted[first].amount if first in wanted else 0
            if need > now:
                piece = wanted[first]
                session.add(_obligation(contract, service, Piece(piece.first, piece.last, need - now)))
            settle(some, now - need)
    for one in every:
        if one.kind in _GIVEN and one.last_on > last:
            kept = max((last - one.first_on).days + 1, 0)
            need = rounded(Fraction(one.amount * kept, (one.last_on - one.first_on).days + 1))
            settle((one,), one.amount - settled.get(one.id, 0) - need)
    session.flush()


def row(one: Obligation, kind: str, amount: int, *, on: date, note: str = "", receipt: str = "") -> Entry:
    """A row of the ledger on an obligation; not yet added."""
    does = effect(kind, amount)
    return Entry(
        unit_id=one.unit_id, contract_id=one.contract_id, obligation_id=one.id, kind=kind, measure=one.measure,
        booked_on=on, due_by=does.due, met_by=does.met, note=note.strip(), receipt=receipt.strip(),
    )  # fmt: skip


def _lines(
    session: Session, contract: Contract, last: date
) -> Iterator[tuple[ContractService | None, tuple[Piece, ...]]]:
    """Rent (None) and each service with its pieces up to `last`."""
    anchor = contract.counts_from or contract.starts_on
    planned: list[tuple[ContractService | None, str, tuple[Rate, ...]]] = [
        (None, contract.rent_period, rates(session, contract))
    ]
    for service in parts.services(session, contract.id):
        amount = service.amount * (AN_HOUR if measure_of(service) == MINUTES else 1)
        planned.append((service, service.period, (Rate(contract.starts_on, amount),)))
    for line, period, held in planned:
        plan = Plan(contract.starts_on, last, anchor, period, held)
        yield line, laid_out(plan) if last >= contract.starts_on else ()


def _obligation(contract: Contract, service: ContractService | None, piece: Piece, kind: str = "") -> Obligation:
    """Rent and deposit are due in the days that the contract gives after the period began, a service when it ends."""
    early = piece.first + timedelta(days=0 if kind else contract.due_days)
    return Obligation(
        unit_id=contract.unit_id, contract_id=contract.id, service_id=service.id if service else None,
        kind=kind or ("service" if service else "rent"), measure=measure_of(service) if service else MONEY,
        first_on=piece.first, last_on=piece.last, due_on=piece.last if service else early, amount=piece.amount,
    )  # fmt: skip
