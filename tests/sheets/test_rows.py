"""Rows below the header: blanks filled where the paper means it, everything that is no data told and left out."""

import pytest

from desktop.base.errors import Cancelled
from desktop.sheets.clean import Cell
from desktop.sheets.dropping import Why
from desktop.sheets.match import match
from desktop.sheets.rows import Roster, read_rows
from tests.sheets.rosters import HOUSEHOLD, TITLES, grid, header_of, roster_of

HEAD = ("门牌", "户主", "姓名", "备注")


def doors(roster: Roster) -> list[tuple[int, str, int]]:
    return [(row.number, row.text("door"), row.group) for row in roster.rows]


def test_merged_cells_belong_to_every_row_they_cover() -> None:
    roster = roster_of(
        grid(
            HEAD,
            ("1-1-101", "张三", "李四", "甲"),
            (None, None, "王五"),
            ("1-1-102", "赵六", "钱七"),
            merges=((2, 0, 3, 0), (2, 1, 3, 1), (2, 3, 3, 3)),
        )
    )
    assert doors(roster) == [(2, "1-1-101", 0), (3, "1-1-101", 0), (4, "1-1-102", 1)]
    assert roster.rows[1].cells["remark"] == Cell("甲", "甲", numeric=False, row=2)
    assert roster.rows[2].text("remark") == ""


@pytest.mark.parametrize("mark", ["同上", "〃", "″", '"', "同前", " 同上 "])
def test_a_ditto_mark_repeats_the_cell_above(mark: str) -> None:
    roster = roster_of(grid(HEAD, ("1-1-101", "张三", "李四", "甲"), (mark, None, "王五"), (mark, None, "赵六", mark)))
    assert doors(roster) == [(2, "1-1-101", 0), (3, "1-1-101", 0), (4, "1-1-101", 0)]
    assert [row.text("remark") for row in roster.rows] == ["甲", "", ""]


def test_a_ditto_mark_without_anything_above_is_nothing() -> None:
    assert roster_of(grid(HEAD, ("同上", "张三", "李四"))).rows[0].text("door") == ""


def test_a_merged_ditto_mark_repeats_too() -> None:
    roster = roster_of(
        grid(HEAD, ("1-1-101", "张三", "甲"), ("同上", None, "乙"), (None, None, "丙"), merges=((3, 0, 4, 0),))
    )
    assert doors(roster) == [(2, "1-1-101", 0), (3, "1-1-101", 0), (4, "1-1-101", 0)]


def test_blank_means_the_same_household_only_when_the_whole_household_is_blank() -> None:
    roster = roster_of(
        grid(HEAD, ("1-1-101", "张三", "李四"), (None, None, "王五"), ("1-1-102", None, "赵六"), (None, "钱七", "孙八"))
    )
    assert doors(roster) == [(2, "1-1-101", 0), (3, "1-1-101", 0), (4, "1-1-102", 1), (5, "", 2)]
    assert roster.rows[2].text("head_name") == ""
    assert roster.rows[1].cells["door"].row == 2


def test_a_household_written_on_every_row_stays_one() -> None:
    roster = roster_of(grid(HEAD, ("1-1-101", "张三", "李四"), ("1-1-101", None, "王五"), ("1-1-101", "张三", "赵六")))
    assert [row.group for row in roster.rows] == [0, 0, 0]
    assert roster.rows[1].text("head_name") == "张三"


def test_without_carried_targets_each_row_stands_alone() -> None:
    roster = roster_of(grid(HEAD, ("1-1-101", "张三", "李四"), (None, None, "王五")), carry=())
    assert doors(roster) == [(2, "1-1-101", 0), (3, "", 1)]


def test_the_caller_may_know_that_a_household_starts() -> None:
    sheet = grid(
        ("门牌", "姓名", "与户主关系"), ("1-1-101", "张三", "户主"), (None, "李四", "户主"), (None, "王五", "子")
    )
    header = header_of(sheet)
    roster = read_rows(
        sheet,
        header,
        match=match(header, TITLES),
        synonyms=TITLES,
        carry=HOUSEHOLD,
        starts=lambda cells: "relation" in cells and cells["relation"].text == "户主",
    )
    assert [(row.text("door"), row.group) for row in roster.rows] == [("1-1-101", 0), ("", 1), ("", 2)]


def test_empty_rows_and_rows_without_wanted_cells() -> None:
    roster = roster_of(grid(("序号", *HEAD), (1.0,), (), (None, "  ", "\u3000"), (2.0, None, "张三"), (3.0, "\u200b")))
    assert [row.number for row in roster.rows] == [5]
    assert roster.empty == 2
    assert [(dropped.row, dropped.why) for dropped in roster.dropped] == [(2, Why.NO_DATA), (6, Why.NO_DATA)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("合计", "491户"), Why.TOTAL),
        ((None, "合 计："), Why.TOTAL),
        (("1号楼小计", None, "共若干户"), Why.TOTAL),
        (("总计（户）",), Why.TOTAL),
        (("填表人：张三", None, "审核人："), Why.SIGNATURE),
        (("负责人（签字）",), Why.SIGNATURE),
        (("制表日期：2026.3.5",), Why.SIGNATURE),
        (("注：本表一式两份",), Why.NOTE),
        (("第 1 页 共 3 页",), Why.NOTE),
        (("门牌", "户主", "姓名", "备注"), Why.HEADER_AGAIN),
        (("门 牌*", "户主", None, "备注"), Why.HEADER_AGAIN),
    ],
)
def test_rows_that_are_no_data_are_told(row: tuple[object, ...], why: Why) -> None:
    roster = roster_of(grid(HEAD, ("1-1-101", "张三", "李四"), row, ("1-1-102", "赵六", "钱七")))
    assert [data.number for data in roster.rows] == [2, 4]
    assert [(dropped.row, dropped.why) for dropped in roster.dropped] == [(3, why)]
    assert roster.dropped[0].text


@pytest.mark.parametrize(
    "row",
    [
        ("1-1-103", "张三", "李四", "费用合计 3 元"),
        ("1-1-103", "户主", "李四", "第 1 页"),
        ("1-1-103", "负责", "姓名"),
        (13.0, "合"),
        ("注：", "张三", "李四"),
    ],
)
def test_data_that_looks_like_a_note_stays(row: tuple[object, ...]) -> None:
    assert [data.number for data in roster_of(grid(HEAD, row)).rows] == [2]


def test_a_banner_names_the_section_below_it() -> None:
    roster = roster_of(
        grid(
            HEAD,
            ("1号楼",),
            ("101", "张三", "李四"),
            ("2号楼",),
            ("101", "王五", "赵六"),
            merges=((2, 0, 2, 3), (4, 0, 4, 3)),
        )
    )
    assert [(row.number, row.section) for row in roster.rows] == [(3, "1号楼"), (5, "2号楼")]
    assert [dropped.why for dropped in roster.dropped] == [Why.BANNER, Why.BANNER]


def test_a_building_alone_in_its_row_is_a_banner_in_files_without_merged_cells() -> None:
    roster = roster_of(grid(HEAD, ("1号楼",), ("101", "张三", "李四"), ("阳光花园2栋：",), ("101", "王五", "赵六")))
    assert [(row.number, row.section) for row in roster.rows] == [(3, "1号楼"), (5, "阳光花园2栋：")]


def test_a_second_table_is_told_and_not_mixed_in() -> None:
    roster = roster_of(
        grid(HEAD, ("1-1-101", "张三", "李四"), (), ("姓名", "身份证号", "联系电话"), ("王五", "990101", "1"))
    )
    assert [row.number for row in roster.rows] == [2]
    assert roster.next_table == 4
    assert roster.dropped[-1].why is Why.SECOND_TABLE


def test_a_broken_cell_stays_visible_in_its_row() -> None:
    row = roster_of(grid(HEAD, ("1-1-101", "张\ufffd", "李四"))).rows[0]
    assert row.cells["head_name"].broken
    assert row.text("head_name") == ""


def test_broken_merged_ranges_cost_no_time() -> None:
    merges = [(2, 0, 1_048_576, 0)] * 50 + [(1, 1, 9, 1), (3, 16_000, 900, 16_383)]
    sheet = grid(HEAD, ("1-1-101", "张三", "李四"), (None, None, "王五"))
    header = header_of(sheet)
    torn = grid(*sheet.rows, merges=merges)
    roster = read_rows(torn, header, match=match(header, TITLES), synonyms=TITLES)
    assert [row.text("door") for row in roster.rows] == ["1-1-101", "1-1-101"]


def test_reading_can_be_watched_and_cancelled() -> None:
    sheet = grid(HEAD, *[("1-1-101", "张三", "李四")] * 1200)
    header = header_of(sheet)
    seen: list[tuple[int, int]] = []
    watched = read_rows(
        sheet,
        header,
        match=match(header, TITLES),
        synonyms=TITLES,
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert len(watched.rows) == 1200
    assert seen == [(500, 1201), (1000, 1201)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_rows(sheet, header, match=match(header, TITLES), synonyms=TITLES, on_progress=stop)
