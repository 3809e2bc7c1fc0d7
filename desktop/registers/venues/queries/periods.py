"""The balance of a contract in both currencies, period by period."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.venues.model import Contract
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import MINUTES, MONEY, Standing
from desktop.registers.venues.rules.periods import MONTHS, periods


@dataclass(frozen=True, slots=True)
class PeriodBalance:
    """The days of one period of rent, with what is owed and was given for them; a deposit is apart."""

    first: date
    last: date
    money: Standing = field(default_factory=Standing)
    times: Standing = field(default_factory=Standing)
    minutes: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True)
class Account:
    """All periods of a contract in order; `deposit` stands beside them and is not in their sum."""

    periods: tuple[PeriodBalance, ...] = ()
    deposit: Standing = field(default_factory=Standing)

    @property
    def total(self) -> PeriodBalance | None:
        """The sum of all periods; None when there are none."""
        if not self.periods:
            return None
        found = PeriodBalance(self.periods[0].first, self.periods[-1].last)
        for one in self.periods:
            found = replace(
                found, money=found.money + one.money, times=found.times + one.times,
                minutes=found.minutes + one.minutes,
            )  # fmt: skip
        return found


def of_contract(session: Session, actor: Actor, contract_id: UUID) -> Account:
    """The account; empty while nothing is signed. What falls before or after the term counts to its first or last."""
    actor.require("venue_contracts.see")
    query = select(Contract).where(Contract.id == contract_id, Contract.alive, visible(Contract, actor))
    contract = session.scalars(query).first()
    if contract is None or contract.signed_on is None:
        return Account()
    anchor, months = contract.counts_from or contract.starts_on, MONTHS[contract.rent_period]
    cut = periods(contract.starts_on, contract.ends_on, anchor=anchor, months=months)
    made = [PeriodBalance(one.first, one.last) for one in cut]
    firsts = [one.first for one in made]
    standing, deposit = parts.standings(session, contract_id), Standing()
    for one in parts.obligations(session, contract_id):
        if one.kind == "deposit":
            deposit += standing[one.id]
            continue
        at = max(bisect_right(firsts, one.first_on) - 1, 0)
        period, found = made[at], standing[one.id]
        if one.measure == MONEY:
            made[at] = replace(period, money=period.money + found)
        elif one.measure == MINUTES:
            made[at] = replace(period, minutes=period.minutes + found)
        else:
            made[at] = replace(period, times=period.times + found)
    return Account(tuple(made), deposit)
