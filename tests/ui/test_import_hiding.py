"""No whole number of a person stands in the check step of an import, however it was typed."""

import pytest

from desktop.ui.import_hiding import hide


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("13812345678", "138****78"),
        ("138 1234 5678", "138****78"),
        ("138-1234-5678", "138****78"),
        ("+86 138 1234 5678", "861****78"),
        ("008613812345678", "008****78"),
        ("１３８１２３４５６７８", "１３８****７８"),
        ("990101 19440516 801X", "990****1X"),
        ("99010119440516801x", "990****1x"),
        ("990101440516801", "990****01"),
        ("990101 440516 801", "990****01"),
        ("0536-1234567", "0536-123****67"),
        ("儿子 138 1234 5678，女儿 13912345678", "儿子 138****78，女儿 139****78"),
    ],
)
def test_numbers_of_people_are_hidden(typed: str, shown: str) -> None:
    assert hide(typed) == shown


@pytest.mark.parametrize("words", ["3-2-1302", "2026-03-05", "1965.3.8", "3号楼2单元501", "98.5", "共 491 户", ""])
def test_doors_days_and_counts_stay_readable(words: str) -> None:
    assert hide(words) == words
