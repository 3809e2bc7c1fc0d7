"""The moves of the fund: rent that came in and what was spent, within the actor's scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.venues.model import Entry, Notice, Obligation, Spending
from desktop.registers.venues.rules import fund
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.rules.fund import Move
from desktop.standard.derived import in_chunks


@dataclass(frozen=True, slots=True)
class Sums:
    """What was carried over into a span of days, came in and was spent within it, in 分."""

    carried: int
    income: int
    spent: int

    @property
    def left(self) -> int:
        """What is carried over to the days after."""
        return self.carried + self.income - self.spent


def income(session: Session, actor: Actor) -> tuple[Move, ...]:
    """Money that came in for rent, for service not given and for penalties: day and 分. A deposit is no income."""
    return _income(session, visible(Entry, actor))


def spent(session: Session, actor: Actor) -> tuple[Move, ...]:
    """What was spent: day and 分, above zero for a spending."""
    return _spent(session, visible(Spending, actor))


def every_move(session: Session) -> tuple[Move, ...]:
    """Income and spendings of the whole file, for whoever watches over the balance."""
    return (*_income(session), *((day, -amount) for day, amount in _spent(session)))


def moved(session: Session, *, entries: Iterable[UUID], spendings: Iterable[UUID]) -> tuple[Move, ...]:
    """What these rows did to the fund when they came, or by being taken back: a row is never edited."""
    found: list[Move] = []
    for part in in_chunks(entries):
        income = (
            select(Entry.booked_on, Entry.met_by, Entry.alive)
            .join(Obligation, Obligation.id == Entry.obligation_id)
            .where(Entry.id.in_(part), Entry.measure == MONEY, Obligation.kind != "deposit")
        )
        found += [(day, met if alive else -met) for day, met, alive in session.execute(income)]
    for part in in_chunks(spendings):
        spending = select(Spending.spent_on, Spending.amount, Spending.alive).where(Spending.id.in_(part))
        found += [(day, -amount if alive else amount) for day, amount, alive in session.execute(spending)]
    return tuple(found)


def _income(session: Session, *where: ColumnElement[bool]) -> tuple[Move, ...]:
    query = (
        select(Entry.booked_on, Entry.met_by)
        .join(Obligation, Obligation.id == Entry.obligation_id)
        .where(Entry.alive, Obligation.alive, Entry.measure == MONEY, Entry.met_by != 0)
        .where(Obligation.kind != "deposit", *where)
    )
    return tuple((row[0], row[1]) for row in session.execute(query))


def _spent(session: Session, *where: ColumnElement[bool]) -> tuple[Move, ...]:
    query = select(Spending.spent_on, Spending.amount).where(Spending.alive, *where)
    return tuple((row[0], row[1]) for row in session.execute(query))


def moves(session: Session, actor: Actor) -> tuple[Move, ...]:
    """Both: income above zero, spendings below."""
    return (*income(session, actor), *((day, -amount) for day, amount in spent(session, actor)))


def left(session: Session, actor: Actor) -> int:
    """What all of it comes to, 分; below zero where two PCs spent the same money before they exchanged."""
    spending = select(func.sum(Spending.amount)).where(Spending.alive, visible(Spending, actor))
    spent_ = session.scalar(spending)
    if not spent_:
        return 0  # nothing to look at, and income is many rows
    came = (
        select(func.sum(Entry.met_by))
        .join(Obligation, Obligation.id == Entry.obligation_id)
        .where(Entry.alive, Obligation.alive, Entry.measure == MONEY, Obligation.kind != "deposit")
        .where(visible(Entry, actor))
    )
    return (session.scalar(came) or 0) - int(spent_)


def posted_otherwise(session: Session, actor: Actor) -> list[tuple[Notice, int]]:
    """Own notices whose days have other spendings by now, 分, and no later notice covers; what they say stays."""
    newer = aliased(Notice)
    again = select(newer.id).where(
        newer.alive, newer.unit_id == Notice.unit_id, newer.id > Notice.id,
        newer.first_on <= Notice.first_on, newer.last_on >= Notice.last_on,
    )  # fmt: skip
    within = (
        select(func.coalesce(func.sum(Spending.amount), 0))
        .where(Spending.alive, visible(Spending, actor), Spending.spent_on.between(Notice.first_on, Notice.last_on))
        .correlate(Notice)
        .scalar_subquery()
    )
    standing = select(Notice, within).where(Notice.alive, Notice.unit_id == actor.unit_id, ~again.exists())
    query = standing.where(within != Notice.spent).order_by(Notice.first_on)
    return [(notice, now) for notice, now in session.execute(query)]


def sums(session: Session, actor: Actor, *, first: date, last: date) -> Sums:
    """The sums of the days `first` to `last`."""
    came, went = income(session, actor), spent(session, actor)
    before = first - timedelta(days=1)
    carried = fund.balance(came, before) - fund.balance(went, before)
    return Sums(
        carried,
        fund.balance(came, last) - fund.balance(came, before),
        fund.balance(went, last) - fund.balance(went, before),
    )
