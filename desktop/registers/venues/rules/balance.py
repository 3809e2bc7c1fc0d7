"""The two-currency ledger: what its rows do to what is owed and to what was given, how an obligation stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from desktop.registers.venues.rules.schedule import rounded

MONEY, TIMES, MINUTES = "money", "times", "minutes"
MEASURES = (MONEY, TIMES, MINUTES)
AN_HOUR = 60

# By kind of row: what one unit of it adds to what is owed, and to what was given.
_EFFECTS = {
    "payment": (0, 1),
    "delivery": (0, 1),
    "conversion": (-1, 0),  # it is owed in the other currency from now on
    "waiver": (-1, 0),
    "settlement": (-1, 0),  # the contract was changed or ended: this part is not owed any more
    "refund": (0, -1),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a row adds to what is owed (`due`) and to what was given (`met`): 分, times or minutes."""

    due: int
    met: int

    def __neg__(self) -> "Effect":
        return Effect(-self.due, -self.met)


@dataclass(frozen=True, slots=True)
class Standing:
    """How much is owed after all rows, how much was given, and what is open: below zero it was given ahead."""

    due: int = 0
    met: int = 0

    @property
    def open(self) -> int:
        """What is still owed."""
        return self.due - self.met

    def __add__(self, other: "Standing | Effect") -> "Standing":
        return Standing(self.due + other.due, self.met + other.met)


def effect(kind: str, amount: int) -> Effect:
    """What a row of a kind (code table entry_kind; a reversal is the negative of the row reversed) does."""
    due, met = _EFFECTS[kind]
    return Effect(due * amount, met * amount)


def standing(amount: int, effects: Iterable[Effect]) -> Standing:
    """An obligation laid out at `amount`, after its rows in whatever order."""
    found = Standing(due=amount)
    for one in effects:
        found += one
    return found


def worth(units: int, measure: str, price: int) -> int:
    """What a service is worth in 分 at `price` a time or an hour; a 分 that is half counts up."""
    return rounded(Fraction(units * price, AN_HOUR)) if measure == MINUTES else units * price


def units_for(fen: int, measure: str, price: int) -> int:
    """How many times or minutes pay `fen` at `price` a time or an hour: never less than it is worth."""
    of_one = AN_HOUR if measure == MINUTES else 1
    return -(-fen * of_one // price)


def spread(amount: int, opens: Iterable[int]) -> tuple[int, ...]:
    """`amount` laid on what is open, in its order; what is left over is on the last one.

    ValueError when there is nothing to lay it on.
    """
    wanted = list(opens)
    laid, left = [], amount
    for open_ in wanted:
        laid.append(min(left, max(open_, 0)))
        left -= laid[-1]
    if not laid:
        raise ValueError(amount)
    laid[-1] += left
    return tuple(laid)
