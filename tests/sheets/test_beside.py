"""Lists side by side are taken apart, and nothing else is."""

import pytest

from desktop.sheets.beside import apart
from desktop.sheets.choose import Found
from desktop.sheets.grid import Grid, Merge
from desktop.sheets.header import header_at


def found(*rows: tuple[str | None, ...], merges: tuple[Merge, ...] = (), top: int = 1) -> Found:
    grid = Grid("名册.xlsx", "3号楼", [list(row) for row in rows], merges)
    return Found(grid, header_at(grid, top))


def test_two_lists_are_two_sheets_with_the_rows_where_they_stand() -> None:
    left, right = apart(
        found(
            ("3号楼住户", None, None, None, None, None),
            ("房号", "姓名", "电话", "房号", "姓名", None),
            ("101", "周兰", "13812345678", "201", "何磊", None),
            merges=(Merge(1, 0, 1, 5),),
            top=2,
        )
    )
    assert (left.grid.sheet, right.grid.sheet) == ("3号楼", "3号楼（第 2 组）")
    assert left.header.titles == ("房号", "姓名", "电话")
    assert right.header.titles[:2] == ("房号", "姓名")
    assert (left.grid.row(3), right.grid.row(3)[:2]) == (["101", "周兰", "13812345678"], ["201", "何磊"])
    assert left.grid.merges == (Merge(1, 0, 1, 2),)
    assert right.grid.merges == (Merge(1, 0, 1, 2),)


@pytest.mark.parametrize(
    "titles",
    [
        ("门牌", "姓名", "电话"),
        ("门牌", "姓名", "电话", "电话"),
        ("姓名", "电话", "姓名"),
        ("户主", "身份证号", "家庭成员", "身份证号"),
        ("姓名", "身份证号", "姓名", "身份证号", "与户主关系"),
        ("姓名", "电话", "电话", "姓名", "电话", "电话"),
    ],
)
def test_the_usual_sheet_stays_whole(titles: tuple[str, ...]) -> None:
    whole = found(titles, tuple("x" for _title in titles))
    assert apart(whole) == (whole,)


def test_a_sheet_without_titles_stays_whole() -> None:
    grid = Grid("a.csv", "a", [["x"]])
    empty = Found(grid, header_at(grid, 1))
    nothing = Found(grid, type(empty.header)(0, 0, ((),), ("",)))
    assert apart(nothing) == (nothing,)
