"""What the import shows of a file before anything is written: enough to know a column by, no number to dial."""

from pathlib import Path

import pytest

from desktop.ui.import_pages_columns import covered
from desktop.ui.import_wizard_course import read_again, read_file
from tests.factories.rosters import HOUSEHOLDS, workbook


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


def test_a_chosen_sheet_shows_its_own_columns(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["门牌", "户主", "电话"], ["3-2-501", "张三", None]],
        租户=[["房号", "租户"], ["3-2-502", "李四"]],
    )
    read = read_file(path, (HOUSEHOLDS,), prefer=None, recall=None, on_progress=lambda _done, _all: None)
    assert [column.title for column in read.columns] == ["门牌", "户主", "电话"]
    other = read_again(read, HOUSEHOLDS, mapping=None, sheet="租户", header_row=None)
    assert [(column.title, column.samples, column.target) for column in other.columns] == [
        ("房号", ("3-2-502",), "room"),
        ("租户", ("李四",), "name"),
    ]
