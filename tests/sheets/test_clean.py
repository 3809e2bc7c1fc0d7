"""Cells lose the noise of Excel and typing, and nothing else."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sheets.clean import clean, plain, tidy


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("'13000000111", "13000000111"),
        ("’990101194405168421", "990101194405168421"),
        ("990101194405168421\t", "990101194405168421"),
        ("\u00a0张三\u3000", "张三"),
        ("张\u3000三", "张 三"),
        ("１３０００００００１１", "13000000011"),
        ("Ａ座", "A座"),
        ("9901\u200b0119\ufeff", "99010119"),
        ("一楼\n东厅", "一楼 东厅"),
        ("\u202e张三\u2069", "张三"),
        ('="0012"', "0012"),
        ("=1+1", "=1+1"),
        ("①号楼", "①号楼"),
        ("﨑山", "﨑山"),
        ("𬭎", "𬭎"),
        ("3－2－501", "3－2－501"),
        ("plain", "plain"),
        ("''", "''"),
        (" 〃 ", "〃"),
    ],
)
def test_text_is_tidied(raw: str, text: str) -> None:
    cell = clean(raw, 7)
    assert (cell.raw, cell.text, cell.numeric, cell.row) == (raw, text, False, 7)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (13000000111.0, "13000000111"),
        (9.90101194405168e17, "990101194405168000"),
        (133.8, "133.8"),
        (0.1 + 0.2, "0.3"),
        (5, "5"),
        (-2.0, "-2"),
        (float("nan"), ""),
        (float("inf"), ""),
    ],
)
def test_numbers_read_as_people_typed_them(raw: float, text: str) -> None:
    cell = clean(raw, 1)
    assert (cell.text, cell.numeric) == (text, True)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime.fromisoformat("2026-03-02"), "2026-03-02"),
        (datetime.fromisoformat("2026-03-02 05:06"), "2026-03-02 05:06"),
        (time(5, 6), "05:06"),
        (timedelta(hours=32, minutes=5), "32:05"),
        ("  x ", "x"),
    ],
)
def test_other_kinds_read_as_excel_shows_them(raw: object, text: str) -> None:
    assert plain(raw) == text  # type: ignore[arg-type]  # every kind of the table is a raw cell
    assert clean(raw, 1).numeric is False  # type: ignore[arg-type]  # as above


def test_a_cell_whose_bytes_are_lost_is_refused_alone() -> None:
    cell = clean("张\ufffd", 3)
    assert (cell.text, cell.broken, cell.raw) == ("", True, "张\ufffd")
    assert clean("#N/A", 3).broken
    assert clean("#3-2-501", 3).text == "#3-2-501"


@given(st.text())
def test_no_text_keeps_space_at_its_edges_or_line_breaks(text: str) -> None:
    once = tidy(text)
    assert once == once.strip()
    assert once == " ".join(once.split())


@given(st.integers(0, 10**15))
def test_whole_numbers_keep_every_digit(number: int) -> None:
    assert clean(float(number), 1).text == str(number)
