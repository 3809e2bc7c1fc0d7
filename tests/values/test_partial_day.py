"""A day may be known in part, and still be compared, bounded and counted from."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.partial_day import PartialDay

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
partial_days = st.one_of(
    days.map(PartialDay.of),
    days.map(lambda day: PartialDay(day.year, day.month)),
    days.map(lambda day: PartialDay(day.year)),
)


@given(partial_days)
def test_the_stored_form_reads_back(day: PartialDay) -> None:
    assert PartialDay.from_text(str(day)) == day


@given(partial_days, partial_days)
def test_stored_forms_sort_as_the_days_do(one: PartialDay, other: PartialDay) -> None:
    assert (one < other) == (str(one) < str(other))


@given(partial_days)
def test_its_bounds_hold_everything_it_may_be(day: PartialDay) -> None:
    assert day.first() <= day.last()
    assert (day.first() == day.last()) == day.is_full
    assert day.first().year == day.last().year == day.year


def test_the_last_day_of_february_depends_on_the_year() -> None:
    assert PartialDay(2024, 2).last() == date(2024, 2, 29)
    assert PartialDay(2026, 2).last() == date(2026, 2, 28)
    assert PartialDay(2026).last() == date(2026, 12, 31)
    assert PartialDay(2026).first() == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (PartialDay(1965, 5, 12), date(2026, 5, 11), 60),
        (PartialDay(1965, 5, 12), date(2026, 5, 12), 61),
        (PartialDay(2012, 2, 29), date(2026, 2, 28), 13),
        (PartialDay(2012, 2, 29), date(2026, 3, 1), 14),
        (PartialDay(1965, 5), date(2026, 5, 30), 60),
        (PartialDay(1965), date(2026, 12, 30), 60),
        (PartialDay(1965), date(2026, 12, 31), 61),
        (PartialDay(2027, 1, 1), date(2026, 12, 31), -1),
    ],
)
def test_an_age_is_never_put_too_high(born: PartialDay, on: date, age: int) -> None:
    assert born.age_on(on) == age


@pytest.mark.parametrize("parts", [(2026, 2, 29), (2026, 13), (2026, 0), (2026, 3, 0), (0,), (2026, None, 5)])
def test_a_day_that_never_was_cannot_be_made(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of the calendar
        PartialDay(*parts)


@pytest.mark.parametrize("text", ["", "2026-3-5", "20260305", "2026-03-05-01", "26", "2026-03-"])
def test_only_the_stored_form_is_read_from_the_store(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a fault of ours, whatever its words
        PartialDay.from_text(text)


def test_a_day_is_not_compared_with_anything_else() -> None:
    with pytest.raises(TypeError):
        assert PartialDay(2026) < date(2026, 1, 1)
