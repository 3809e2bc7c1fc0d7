"""Headers are found under titles and notes, flattened, and remembered by their titles."""

import pytest

from desktop.base.errors import UserError
from desktop.sheets.grid import column_letter
from desktop.sheets.header import find_header, header_at, no_header
from desktop.sheets.titles import Synonyms, forms, path_forms
from tests.sheets.rosters import TITLES, grid, header_of

DATA = ("3-2-501", "张三", "13000000111")


@pytest.mark.parametrize("above", range(12))
def test_the_header_is_found_in_each_of_the_first_twelve_rows(above: int) -> None:
    rows = [("阳光花园住户名册",), ("填报单位：第一网格", None, "2026.3.5"), (), ("说明：姓名要与身份证一致",)] * 3
    header = header_of(grid(*rows[:above], ("门牌", "姓名*", "联系\n电话"), DATA))
    assert (header.top_row, header.bottom_row) == (above + 1, above + 1)
    assert header.titles == ("门牌", "姓名", "联系电话")


def test_beyond_the_first_twenty_rows_a_person_points() -> None:
    sheet = grid(*[("注",)] * 21, ("门牌", "姓名", "电话"), DATA)
    assert find_header(sheet, TITLES) is None
    assert header_at(sheet, 22).titles == ("门牌", "姓名", "电话")


def test_a_sheet_that_starts_with_data_has_no_header() -> None:
    sheet = grid(DATA, DATA)
    assert find_header(sheet, TITLES) is None
    header = no_header(sheet)
    assert (header.bottom_row, header.titles) == (0, ("第 1 列", "第 2 列", "第 3 列"))


def test_one_known_title_is_enough_for_a_list_of_names_only() -> None:
    assert header_of(grid(("姓名",), ("张三",))).top_row == 1
    assert find_header(grid(("姓名", "甲", "乙"), ("张三", "x", "y")), TITLES) is None


def test_merged_groups_stand_over_their_columns() -> None:
    sheet = grid(
        ("序号", "户主", None, "家庭成员", None),
        (None, "姓名", "联系方式", "姓名", "与户\n主关系"),
        (1.0, "张三", "1", "李四", "配偶"),
        merges=((1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)),
    )
    assert header_of(sheet).titles == ("序号", "户主/姓名", "户主/联系方式", "家庭成员/姓名", "家庭成员/与户主关系")
    assert header_at(sheet, 1) == header_at(sheet, 1, bottom=2)


def test_three_rows_of_titles_are_one_header() -> None:
    sheet = grid(
        ("基本情况", None, None),
        ("户主", None, "电话"),
        ("姓名", "身份证号", None),
        ("张三", "990101197211136278", "1"),
        merges=((1, 0, 1, 2), (2, 0, 2, 1), (2, 2, 3, 2)),
    )
    header = header_of(sheet)
    assert (header.bottom_row, header.titles) == (3, ("户主/姓名", "户主/身份证号", "电话"))
    pointed = header_at(sheet, 1, bottom=3)
    assert pointed.titles == ("基本情况/户主/姓名", "基本情况/户主/身份证号", "基本情况/电话")


def test_text_files_have_groups_without_merged_cells() -> None:
    sheet = grid(
        ("序号", "户主", None, None, "备注"),
        (None, "姓名", "身份证号", "联系方式", None),
        ("1", "张三", "990101197211136278", "1", None),
    )
    assert header_of(sheet).titles == ("序号", "户主/姓名", "户主/身份证号", "户主/联系方式", "备注")


def test_a_repeated_title_gets_a_number() -> None:
    assert header_of(grid(("姓名", "电话", "电话", None, "电话"), ("张三", "1", "2"))).titles == (
        "姓名",
        "电话",
        "电话(2)",
        "",
        "电话(3)",
    )


def test_pointing_at_nothing_is_told() -> None:
    with pytest.raises(UserError, match="第 2 行没有内容"):
        header_at(grid(("姓名",), (), ("张三",)), 2)


def test_the_key_is_the_set_of_titles() -> None:
    keys = {
        header_at(grid(row), 1).key
        for row in (("姓名*", "电话", "电话"), ("电话", None, " 姓 名 "), ("电话：", "姓名"))
    }
    assert len(keys) == 1
    assert header_at(grid(("姓名", "手机")), 1).key not in keys


@pytest.mark.parametrize(
    ("title", "means"),
    [
        ("面积（㎡）*", ("面积㎡", "面积")),
        ("面积㎡", ("面积㎡", "面积")),
        ("身高(CM)", ("身高cm", "身高")),
        ("★联系\n方式：", ("联系方式",)),
        ("1.姓　名", ("姓名",)),
        ("③ 单元", ("单元",)),
        ("户主（姓名）", ("户主姓名", "户主")),
        (" * ", ()),
    ],
)
def test_titles_lose_their_decoration(title: str, means: tuple[str, ...]) -> None:
    assert forms(title) == means


def test_a_group_and_its_column_may_be_written_as_one_title() -> None:
    synonyms = Synonyms({"head": ("户主/姓名",), "other": ("户主/姓名",)})
    assert [known.target for known in synonyms.known(("户主姓名",))] == ["head", "other"]
    assert path_forms(("户主（必填）", "姓名"))[:2] == ["户主必填/姓名", "户主/姓名"]
    assert synonyms.known(("户主（必填）", "姓名"))
    assert synonyms.known(("甲",)) == ()


@pytest.mark.parametrize(("column", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_excel(column: int, letter: str) -> None:
    assert column_letter(column) == letter


def test_cells_beyond_the_edge_are_empty() -> None:
    sheet = grid(("姓名",), ())
    assert (sheet.cell(1, 0), sheet.cell(1, 5), sheet.cell(2, 0), sheet.cell(9, 0), sheet.cell(0, 0)) == (
        "姓名",
        None,
        None,
        None,
        None,
    )
    assert (sheet.width, grid().width) == (1, 0)
