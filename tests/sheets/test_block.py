"""A copied block is read as spreadsheets write it."""

import pytest

from desktop.sheets.block import cells


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", ()),
        ("\n", ()),
        ("周兰", (("周兰",),)),
        ("甲\t乙\r\n丙\t丁\r\n", (("甲", "乙"), ("丙", "丁"))),
        ("甲\t\t丙", (("甲", "", "丙"),)),
        ("甲\t", (("甲", ""),)),
        ("甲\n\n乙\n\n", (("甲",), ("",), ("乙",))),
        ('"两行\n一格"\t乙\n丙\t"带""引号"""', (("两行\n一格", "乙"), ("丙", '带"引号"'))),
        ('"5" 的水管\t乙', (('"5" 的水管', "乙"),)),
        ('"没有完\t乙', (('"没有完', "乙"),)),
        ('""\t乙', (("", "乙"),)),
        ('"a""', (('"a""',),)),
    ],
)
def test_a_block_is_rows_of_cells(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert cells(text) == rows
