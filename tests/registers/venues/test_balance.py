"""The balance is the sum of its rows: under any order, with anything reversed, in whole 分, times and minutes."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.registers.venues.rules.balance import (
    MINUTES,
    TIMES,
    Effect,
    Standing,
    effect,
    spread,
    standing,
    units_for,
    worth,
)
from desktop.values import money

KINDS = ("payment", "delivery", "conversion", "waiver", "settlement", "refund")
rows = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 10**12), st.booleans()), max_size=40)


@given(st.integers(0, 10**12), rows, st.randoms())
def test_the_order_of_the_rows_does_not_matter_and_a_reversal_leaves_nothing(
    amount: int, told: list[tuple[str, int, bool]], chance: random.Random
) -> None:
    effects = [effect(kind, size) for kind, size, _back in told]
    effects += [-effect(kind, size) for kind, size, back in told if back]
    kept = [(kind, size) for kind, size, back in told if not back]
    found = standing(amount, effects)
    chance.shuffle(effects)
    assert standing(amount, effects) == found
    less = sum(size for kind, size in kept if kind in ("conversion", "waiver", "settlement"))
    given_ = sum(size for kind, size in kept if kind in ("payment", "delivery"))
    back = sum(size for kind, size in kept if kind == "refund")
    assert (found.due, found.met) == (amount - less, given_ - back)
    assert found.open == amount - less - given_ + back


def test_standings_add_up() -> None:
    assert Standing(5, 2) + Standing(1, 1) == Standing(6, 3)
    assert Standing(5, 2) + Effect(-1, 4) == Standing(4, 6)


@given(st.integers(0, 10**9), st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30))
def test_what_is_laid_on_open_periods_is_all_laid_and_none_gets_too_much_but_the_last(
    amount: int, opens: list[int]
) -> None:
    laid = spread(amount, opens)
    assert sum(laid) == amount
    assert all(0 <= part <= max(open_, 0) for part, open_ in zip(laid[:-1], opens[:-1], strict=True))
    for at, part in enumerate(laid[:-1]):
        assert part == max(opens[at], 0) or not any(laid[at + 1 :])  # the older first


def test_there_must_be_something_to_lay_it_on() -> None:
    with pytest.raises(ValueError, match="5"):
        spread(5, ())


@given(st.integers(0, 10**6), st.sampled_from((TIMES, MINUTES)), st.integers(1, 10**6))
def test_service_for_an_amount_is_worth_at_least_that_amount(fen: int, measure: str, price: int) -> None:
    units = units_for(fen, measure, price)
    assert worth(units, measure, price) >= fen
    assert not units or worth(units - 1, measure, price) <= fen


def test_half_an_hour_is_worth_half_the_price() -> None:
    assert (worth(30, MINUTES, 8_001), worth(3, TIMES, 8_000)) == (4_001, 24_000)


@given(st.integers(1, 999_999_999_999))
def test_every_amount_in_words_reads_back(fen: int) -> None:
    assert money.from_words(money.in_words(fen)) == fen
    assert money.from_words(f"人民币{money.in_words(fen)}") == fen
