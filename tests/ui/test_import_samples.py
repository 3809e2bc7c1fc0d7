"""What the import shows of a file before anything is written: enough to know a column by, no number to dial."""

import pytest

from desktop.ui.import_pages_columns import covered


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("周兰 138 1234 5678", "周兰 138****5678"),
        ("139.1234.5678、138 1234 5678", "139****5678、138****5678"),
        ("1-1-301", "1-1-301"),
        ("2026-11-22", "2026-11-22"),
        ("370****34", "370****34"),
    ],
)
def test_a_mobile_number_is_covered_in_every_column(cell: str, shown: str) -> None:
    assert covered(cell, phones=False) == shown


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("0536-123 4567", "0536-***4567"),
        ("612345", "****45"),
        ("138 1234 5678/139 1234 5678", "138****5678、139****5678"),
        ("138****78", "138****78"),
        ("空号", "空号"),
    ],
)
def test_a_column_of_numbers_covers_short_and_fixed_ones_too(cell: str, shown: str) -> None:
    assert covered(cell, phones=True) == shown
