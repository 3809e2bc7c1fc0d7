"""What is owed in each period of a term: an amount a period, steps, exact parts of periods, sums that are exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from desktop.registers.venues.rules.periods import MONTHS, Period, periods


@dataclass(frozen=True, slots=True)
class Rate:
    """From the day `since` on, `amount` is owed for a whole period: 分, times or minutes."""

    since: date
    amount: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What one line of a contract promises: rent, or one service.

    `rates` are in the order of their days and the first holds from the first day of the term, whatever its own day.
    """

    first: date
    last: date
    anchor: date  # periods are counted from here
    period: str  # code table rent_period
    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is owed for the days `first` to `last`."""

    first: date
    last: date
    amount: int


def laid_out(plan: Plan) -> tuple[Piece, ...]:
    """The pieces of a plan, which cover its days without gap or overlap.

    A part of a period counts by its days against all days of that period, and so does a step within one. The running
    sum is rounded, not each piece: what was rounded off one piece is in the next, and the pieces add up to the exact
    sum rounded once (half up). A plan cut short has the same pieces up to its last day.
    """
    made: list[Piece] = []
    exact, given = Fraction(0), 0
    for period in periods(plan.first, plan.last, anchor=plan.anchor, months=MONTHS[plan.period]):
        exact += _owed(period, plan.rates)
        now = rounded(exact)
        made.append(Piece(period.first, period.last, now - given))
        given = now
    return tuple(made)


def rounded(exact: Fraction) -> int:
    """The nearest whole number, a half upwards."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def with_rate(rates: Sequence[Rate], new: Rate) -> tuple[Rate, ...]:
    """The rates with one more step; one that began on the same day gives way to it, later ones stand."""
    return tuple(sorted((*(one for one in rates if one.since != new.since), new), key=lambda one: one.since))


def _owed(period: Period, rates: Sequence[Rate]) -> Fraction:
    owed, last = Fraction(0), period.last
    for at in range(len(rates) - 1, -1, -1):  # backwards: each rate holds up to the day before the next
        since = rates[at].since if at else date.min
        begins = max(since, period.first)
        if begins <= last:
            owed += Fraction(rates[at].amount * ((last - begins).days + 1), period.whole)
            last = begins - timedelta(days=1)
    return owed
