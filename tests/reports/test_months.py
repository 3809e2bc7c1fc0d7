"""Months as papers speak of them: whole, in Shanghai, never one that is still to come."""

from datetime import date

import pytest

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.reports.months import Month, month_of
from desktop.values.partial_day import PartialDay

TODAY = date(2026, 12, 10)


def test_a_month_goes_from_its_first_day_to_its_last_and_the_year_after_december_is_the_next() -> None:
    december = month_of(None, TODAY)
    assert (december.first, december.last, december.words) == (date(2026, 12, 1), date(2026, 12, 31), "2026年12月")
    assert december.next() == Month(date(2027, 1, 1))
    assert month_of(PartialDay(2024, 2), TODAY).last == date(2024, 2, 29)


def test_a_month_begins_at_midnight_in_shanghai() -> None:
    first, after = Month(date(2026, 3, 1)).instants()
    assert local_time(first).isoformat() == "2026-03-01T00:00:00+08:00"
    assert local_time(after - 1).date() == date(2026, 3, 31)


def test_a_day_asked_for_means_its_month() -> None:
    assert month_of(PartialDay(2026, 12, 31), TODAY) == Month(date(2026, 12, 1))


@pytest.mark.parametrize("asked", [PartialDay(2026), PartialDay(2027, 1)])
def test_a_year_alone_and_a_month_to_come_are_refused(asked: PartialDay) -> None:
    with pytest.raises(UserError, match="没有打印") as refused:
        month_of(asked, TODAY)
    assert refused.value.field == "month"
