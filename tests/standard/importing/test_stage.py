"""Columns are recognised by their titles and their places, and a person may say otherwise."""

from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.registers.households.imports.columns import COLUMNS, UNKEPT
from desktop.sheets.header import header_at
from desktop.sheets.read import open_book
from desktop.standard.importing.columns import columns_of, synonyms
from desktop.standard.importing.stage import stage
from tests.factories.rosters import HOUSEHOLDS, Desk, workbook

assert HOUSEHOLDS.imports is not None
KNOWN = synonyms(HOUSEHOLDS.imports)


def _mapping(folder: Path, *titles: str) -> dict[str, str]:
    path = workbook(folder / "a.xlsx", [titles, ["x"] * len(titles)])
    grid = open_book(path).grids[0]
    return columns_of(header_at(grid, 1), HOUSEHOLDS.imports, known=KNOWN, chosen=None).match.chosen


def test_shared_columns_belong_to_the_name_on_their_left(tmp_path: Path) -> None:
    titles = ("门牌", "户主", "性别", "身份证号", "电话", "家庭成员", "关系", "性别(2)", "身份证", "手机")
    found = _mapping(tmp_path, *titles)
    assert (found["head_id"], found["id"]) == ("身份证号", "身份证")
    assert (found["head_phone"], found["phone"]) == ("电话", "手机")
    assert (found["head_name"], found["name"]) == ("户主", "家庭成员")


def test_one_number_beside_the_head_alone_is_the_heads(tmp_path: Path) -> None:
    found = _mapping(tmp_path, "门牌", "户主", "电话", "家庭成员", "关系")
    assert found["head_phone"] == "电话"
    assert "phone" not in found


def test_a_title_that_names_the_head_is_the_heads_wherever_it_stands(tmp_path: Path) -> None:
    found = _mapping(tmp_path, "家庭成员", "关系", "户主身份证号", "户主", "门牌")
    assert found["head_id"] == "户主身份证号"


def test_two_telephones_beside_one_name_are_both_kept(tmp_path: Path) -> None:
    found = _mapping(tmp_path, "门牌", "户主", "家庭成员", "联系电话", "联系手机", "备用电话")
    assert [found["phone"], found["phone_2"]] == ["联系电话", "联系手机"]


def test_a_left_column_before_every_name_goes_to_the_first(tmp_path: Path) -> None:
    assert _mapping(tmp_path, "身份证号", "户主", "家庭成员", "门牌")["head_id"] == "身份证号"


def test_columns_of_strangers_are_not_taken_for_ours(tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "房东电话", "网格员姓名", "紧急联系人电话", "配偶姓名"],
        ["3-2-501", "张三", "1", "2", "3", "4"],
    ]
    staged = stage(open_book(workbook(tmp_path / "a.xlsx", rows)), HOUSEHOLDS)
    assert set(staged.mapping) == {"door", "name", "配偶.name"}  # the spouse in a list with one row a household
    assert {*staged.unkept, *staged.unknown} == {"房东电话", "网格员姓名", "紧急联系人电话"}


def test_serial_numbers_are_neither_kept_nor_told(tmp_path: Path) -> None:
    rows = [["序号", "门牌", "姓名", "宗教信仰", "幸运数字"], [1, "3-2-501", "张三", "佛教", 7]]
    staged = stage(open_book(workbook(tmp_path / "a.xlsx", rows)), HOUSEHOLDS)
    assert (staged.unkept, staged.unknown) == (("宗教信仰",), ("幸运数字",))


def test_a_person_may_point_at_the_header_and_name_the_columns(tmp_path: Path) -> None:
    rows = [["甲", "乙", "民族"], ["3-2-501", "张三", "汉族"]]
    book = open_book(workbook(tmp_path / "a.xlsx", rows))
    staged = stage(book, HOUSEHOLDS, header_row=1, mapping={"door": "甲", "name": "乙"})
    assert staged.mapping == {"door": "甲", "name": "乙"}
    assert (staged.unkept, staged.surely) == (("民族",), True)
    with pytest.raises(UserError, match="没有认得的列"):
        stage(book, HOUSEHOLDS, header_row=2)


def test_one_sheet_of_several_may_be_chosen(tmp_path: Path) -> None:
    rows = [["门牌", "姓名"], ["3-2-501", "张三"]]
    book = open_book(workbook(tmp_path / "a.xlsx", rows, 第二张=[["门牌", "姓名"], ["3-2-502", "李四"]]))
    assert len(stage(book, HOUSEHOLDS).rows) == 2
    staged = stage(book, HOUSEHOLDS, sheet="第二张")
    assert (staged.sheets, len(staged.rows)) == (("第二张",), 1)


def test_a_second_table_below_is_told(tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "身份证号", "性别", "备注"],
        ["3-2-501", "张三", None, "男", None],
        ["户主姓名", "联系电话", "面积"],
        ["李四", "1", "2"],
    ]
    staged = stage(open_book(workbook(tmp_path / "a.xlsx", rows)), HOUSEHOLDS)
    assert "第 3 行起是另一张表" in staged.notes[0]
    assert len(staged.rows) == 1


def test_totals_and_signatures_are_left_out_and_listed(tmp_path: Path) -> None:
    rows = [["门牌", "姓名"], ["3-2-501", "张三"], ["合计", "1户"], ["填表人：", "王五"]]
    staged = stage(open_book(workbook(tmp_path / "a.xlsx", rows)), HOUSEHOLDS)
    assert [(one.at.row, one.why) for one in staged.left_out] == [(3, "合计行"), (4, "签字或填表日期行")]


def test_pasted_words_that_fit_nothing_become_a_remark(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "群.txt"
    path.write_text(
        "3-2-501 张三 13800000001 常年在外地打工不回来\n3-2-502 李四 女\n大家好\n3-2-503 王五 1980-01-02\n", "utf-8"
    )
    plan = desk.plan(path)
    assert [one.text for one in plan.staged.left_out] == ["大家好"]
    desk.bring(path)
    assert (desk.person("张三").remark, desk.person("李四").sex) == ("常年在外地打工不回来", "2")
    assert str(desk.person("王五").born) == "1980-01-02"


def test_every_title_is_known_to_one_target_or_to_those_who_share_it() -> None:
    columns = {column.name: column for column in COLUMNS}
    unkept = {title.lower() for title in UNKEPT}
    for column in columns.values():
        assert not unkept & {title.lower() for title in column.titles}, column.name


def test_lists_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    titles = ("门牌", "姓名", "电话")
    rows = [(*titles, None, *titles), ("3-1-101", "周兰", "13812345678", None, "3-1-201", "何磊", "13912345678")]
    staged = stage(open_book(workbook(tmp_path / "a.xlsx", rows)), HOUSEHOLDS)
    assert [row.cells["name"].text for row in staged.rows] == ["周兰", "何磊"]
    assert [row.cells["door"].text for row in staged.rows] == ["3-1-101", "3-1-201"]
    assert len({row.at for row in staged.rows}) == 2, "each row can be put right by itself"
    assert staged.unknown == ()
