"""A term is partitioned exactly, whatever its days, and its pieces add up to the day-exact sum in 分."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.registers.venues.rules.periods import MONTHS, add_months, periods
from desktop.registers.venues.rules.schedule import Piece, Plan, Rate, laid_out, rounded, with_rate

DAY = timedelta(days=1)
days = st.dates(date(1999, 12, 25), date(2044, 12, 31))
amounts = st.integers(0, 10**9)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A term of up to six years with steps, counted from a day in or before it."""
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 2200)))
    anchor = first + timedelta(days=draw(st.integers(-40, 40)))
    steps = draw(st.lists(st.integers(1, 2300), max_size=4, unique=True))
    rates = [Rate(first, draw(amounts)), *(Rate(first + timedelta(days=n), draw(amounts)) for n in sorted(steps))]
    return Plan(first, last, anchor, draw(st.sampled_from(sorted(MONTHS))), tuple(rates))


def oracle(plan: Plan) -> Fraction:
    """The sum asked day by day: which rate holds, how long is the period this day lies in."""
    months, total, day = MONTHS[plan.period], Fraction(0), plan.first
    bounds = sorted(add_months(plan.anchor, n * months) for n in range(-60 // months - 2, 120 // months + 2))
    at = 0
    while day <= plan.last:
        while bounds[at + 1] <= day:
            at += 1
        held = [rate.amount for rate in plan.rates[1:] if rate.since <= day]
        total += Fraction(held[-1] if held else plan.rates[0].amount, (bounds[at + 1] - bounds[at]).days)
        day += DAY
    return total


@given(plans())
@example(Plan(date(2024, 1, 31), date(2024, 3, 30), date(2024, 1, 31), "month", (Rate(date(2024, 1, 31), 100),)))
@example(Plan(date(2024, 2, 29), date(2028, 2, 28), date(2024, 2, 29), "year", (Rate(date(2024, 2, 29), 3_600_001),)))
def test_the_pieces_cover_every_day_once_and_add_up_exactly(plan: Plan) -> None:
    pieces = laid_out(plan)
    assert (pieces[0].first, pieces[-1].last) == (plan.first, plan.last)
    for one, after in pairwise(pieces):
        assert one.last + DAY == after.first
    assert all(piece.first <= piece.last for piece in pieces)
    assert sum(piece.amount for piece in pieces) == rounded(oracle(plan))
    assert all(piece.amount >= 0 for piece in pieces)


@given(plans(), st.data())
def test_a_plan_that_ends_on_any_day_keeps_the_pieces_before_it(plan: Plan, data: st.DataObject) -> None:
    end = data.draw(st.dates(plan.first, plan.last))
    cut = Plan(plan.first, end, plan.anchor, plan.period, plan.rates)
    short, whole = laid_out(cut), laid_out(plan)
    assert short[:-1] == whole[: len(short) - 1]
    assert short[-1].first == whole[len(short) - 1].first
    assert sum(piece.amount for piece in short) == rounded(oracle(cut))
    assert short[-1].last == end


def test_a_contract_ended_on_every_day_of_a_leap_year_owes_more_each_day() -> None:
    first, last = date(2024, 1, 31), date(2025, 1, 30)
    told = []
    for n in range((last - first).days + 1):
        plan = Plan(first, first + n * DAY, first, "month", (Rate(first, 300_000), Rate(date(2024, 7, 15), 330_000)))
        told.append(sum(piece.amount for piece in laid_out(plan)))
    assert told == sorted(set(told))
    assert told[-1] == sum(piece.amount for piece in laid_out(plan))


def test_whole_periods_owe_the_whole_amount_though_the_first_is_a_part() -> None:
    plan = Plan(date(2025, 7, 15), date(2025, 10, 9), date(2025, 8, 1), "month", (Rate(date(2025, 7, 15), 100_000),))
    assert laid_out(plan) == (
        Piece(date(2025, 7, 15), date(2025, 7, 31), 54_839),  # 17 of 31 days
        Piece(date(2025, 8, 1), date(2025, 8, 31), 100_000),
        Piece(date(2025, 9, 1), date(2025, 9, 30), 100_000),
        Piece(date(2025, 10, 1), date(2025, 10, 9), 29_032),
    )


def test_months_that_begin_on_the_31st_do_not_drift() -> None:
    told = [one.first for one in periods(date(2025, 1, 31), date(2025, 5, 30), anchor=date(2025, 1, 31), months=1)]
    assert told == [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30)]


def test_a_new_rate_gives_way_to_the_one_of_the_same_day_only() -> None:
    first, second, third = Rate(date(2025, 1, 1), 1), Rate(date(2026, 1, 1), 2), Rate(date(2027, 1, 1), 3)
    between = Rate(date(2026, 6, 1), 9)
    assert with_rate((first, third), second) == (first, second, third)
    assert with_rate((first, second, third), between) == (first, second, between, third)
    assert with_rate((first, second), Rate(date(2026, 1, 1), 5)) == (first, Rate(date(2026, 1, 1), 5))
