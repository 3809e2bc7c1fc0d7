"""Days are read however people write them, partly known ones too; ages and decades are asked again."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import days
from desktop.values.days import PartialDay

TODAY = date(2026, 11, 22)
full_days = st.dates(date(1850, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026-3-5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026/03/05", "2026-03-05"),
        ("2026。3。5", "2026-03-05"),
        ("２０２６－３－５", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("2026 年 3 月 5 号", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("2026-03-05 00:00:00", "2026-03-05"),
        ("2026-03-05T08:30:00", "2026-03-05"),
        ("二〇二六年三月五日", "2026-03-05"),
        ("二○二六年十二月三十一日", "2026-12-31"),
        ("46086", "2026-03-05"),
        ("46086.0", "2026-03-05"),
        ("2026年3月", "2026-03"),
        ("2026年3月份", "2026-03"),
        ("2026.3", "2026-03"),
        ("2026.3.", "2026-03"),
        ("202603", "2026-03"),
        ("一九八五年五月", "1985-05"),
        ("1985年5", "1985-05"),
        ("2026年", "2026"),
        ("2026", "2026"),
        ("0812", "2026-08-12"),
        ("8.12", "2026-08-12"),
        ("8-12", "2026-08-12"),
        ("８月１２日", "2026-08-12"),
        ("三月五日", "2026-03-05"),
        ("今天", "2026-11-22"),
        ("昨日", "2026-11-21"),
        ("前天", "2026-11-20"),
        ("明天", "2026-11-23"),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, stored: str) -> None:
    assert str(days.parse(typed, today=TODAY)) == stored


@pytest.mark.parametrize(
    ("typed", "stored", "past"),
    [
        ("85年3月", "1985-03", "1985-03"),
        ("85年", "1985", "1985"),
        ("65.5.12", "1965-05-12", "1965-05-12"),
        ("650512", "1965-05-12", "1965-05-12"),
        ("26-3-5", "2026-03-05", "2026-03-05"),
        ("28.6.30", "2028-06-30", "1928-06-30"),
        ("36.6.30", "2036-06-30", "1936-06-30"),
        ("37.6.30", "1937-06-30", "1937-06-30"),
    ],
)
def test_two_digit_years_mean_the_near_future_only_where_one_can_be(typed: str, stored: str, past: str) -> None:
    assert str(days.parse(typed, today=TODAY)) == stored
    assert str(days.parse(typed, today=TODAY, past=True)) == past


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填日期，例如 2026-3-5"),
        ("四十多岁", "“四十多岁”不是日期，只知道年份时写成 1965，知道年月时写成 1965-3"),
        ("60后", "“60后”不是日期，只知道年份时写成 1965，知道年月时写成 1965-3"),
        ("1985年左右", "“1985年左右”不是日期，只知道年份时写成 1965，知道年月时写成 1965-3"),
        ("正月初五", "“正月初五”是农历，请换算成公历，例如 2026-3-5"),
        ("1900.01.00", "“1900.01.00”不是日期，请写成 2026-3-5，只知道年月时写成 2026-3"),
        ("2.29", "“2.29”不是日期，请写成 2026-3-5，只知道年月时写成 2026-3"),
        ("2026-13-1", "“2026-13-1”不是日期，请写成 2026-3-5，只知道年月时写成 2026-3"),
    ],
)
def test_what_is_no_day_is_refused_with_a_way_out(typed: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        days.parse(typed, today=TODAY)
    assert refused.value.message == sentence


@pytest.mark.parametrize(
    "typed",
    ["85", "812", "1.2.3.4", "0001-1-1", "9999-1-1", "0230", "2026-3/5", "三千年", "2026年十十月", "1" * 50,
     "00005", "2026-3-5-1", "99999999", "1234567", "3-2-501", "张三"],
)  # fmt: skip
def test_nothing_is_guessed(typed: str) -> None:
    with pytest.raises(UserError):
        days.parse(typed, today=TODAY)


def test_a_birth_or_a_visit_cannot_lie_ahead() -> None:
    with pytest.raises(UserError, match=r"^日期“2026-12-1”晚于今天，请核对$"):
        days.parse("2026-12-1", today=TODAY, past=True)
    assert str(days.parse("2026", today=TODAY, past=True)) == "2026"


@given(full_days, st.sampled_from(["{0.year}-{0.month}-{0.day}", "{0.year}.{0.month:02}.{0.day:02}",
       "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}", "{0}", "{0} 00:00:00", "{0:%Y/%m/%d}"]))  # fmt: skip
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert days.parse(form.format(day), today=TODAY) == PartialDay.of(day)


@given(full_days)
def test_what_is_shown_reads_back(day: date) -> None:
    for partial in (PartialDay.of(day), PartialDay(day.year, day.month), PartialDay(day.year)):
        assert days.parse(days.show(partial), today=TODAY) == partial
        assert days.parse(str(partial), today=TODAY) == partial


def test_days_are_shown_without_leading_zeros() -> None:
    assert days.show(PartialDay(2026, 3, 5)) == "2026年3月5日"
    assert days.show(PartialDay(2026, 3)) == "2026年3月"
    assert days.show(PartialDay(2026)) == "2026年"


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (46086.75, date(2026, 3, 5)),
        (2_958_465, date(9999, 12, 31)),
    ],
)
def test_excel_serials_are_days_of_the_1900_system(serial: float, day: date) -> None:
    assert days.from_excel_serial(serial) == day


@pytest.mark.parametrize("serial", [0, 60, -1, 2_958_466])
def test_a_day_that_only_excel_believes_in_is_refused(serial: float) -> None:
    with pytest.raises(UserError, match="换算不成日期，请写成 2026-3-5"):
        days.from_excel_serial(serial)


@given(st.dates(date(1900, 3, 1), date(2100, 1, 1)))
def test_serials_count_day_by_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert days.from_excel_serial(serial) + timedelta(days=1) == days.from_excel_serial(serial + 1)


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        (datetime(2026, 3, 5, 8, 30), "2026-03-05"),
        (date(2026, 3, 5), "2026-03-05"),
        (46086.0, "2026-03-05"),
        (46086.75, "2026-03-05"),
        (20260305.0, "2026-03-05"),
        (202603, "2026-03"),
        (2026.3, "2026-03"),
        (1985.0, "1985"),
        ("2026.3.5", "2026-03-05"),
    ],
)
def test_a_cell_of_any_type_is_read(cell: object, stored: str) -> None:
    assert str(days.from_cell(cell, today=TODAY)) == stored


def test_a_number_that_may_be_january_or_october_is_asked() -> None:
    with pytest.raises(UserError, match="可能是 1 月，也可能是 10 月"):
        days.from_cell(2026.1, today=TODAY)


def test_true_is_no_day() -> None:
    with pytest.raises(UserError, match="“True”不是日期"):
        days.from_cell(True, today=TODAY)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        day = days.parse(text, today=TODAY)
    except UserError:
        return
    assert PartialDay.from_text(str(day)) == day
