"""Tables that stand one below another on a sheet: read when they are made alike, else told, whichever says more."""

from pathlib import Path

from tests.factories.rosters import Desk, workbook

MORE = ["房号", "户主", "电话", "面积"]
LESS = ["房号", "户主", "电话"]


def test_tables_below_another_are_read_each_under_its_own_title(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["阳光花园3号楼"],
        LESS,
        ["1-101", "张一", "13800138001"],
        ["4号楼住户"],
        MORE,
        ["1-101", "李一", "13800138002", 89],
        ["1-102", "李二", "13800138003", 120],
        [],
        ["5号楼住户"],
        ["房号", "户主姓名", "电话", "性别"],
        ["1-101", "王一", "13800138004", "女"],
    ]
    file = workbook(tmp_path / "a.xlsx", rows, Other=[LESS, ["6-1-101", "赵一", "13800138005"]])
    staged = desk.stage(file)
    assert (staged.sheets, staged.notes) == (("Sheet1", "Other"), ())
    assert {one.text for one in staged.left_out} == {"4号楼住户", "5号楼住户"}
    desk.bring(staged)
    living = {"3-1-101": ["张一"], "4-1-101": ["李一"], "4-1-102": ["李二"], "5-1-101": ["王一"], "6-1-101": ["赵一"]}
    assert desk.living() == living
    assert desk.person("王一").sex == "2"


def test_a_table_that_is_made_otherwise_is_told_above_as_below(desk: Desk, tmp_path: Path) -> None:
    let = ["房号", "房东", "租户", "租户电话"]
    rows = [
        ["一、自住户"],
        LESS,
        ["3-2-501", "张三", "13800138001"],
        ["二、出租户"],
        let,
        ["3-2-503", "王东", "赵租", "13800138002"],
    ]
    staged = desk.stage(workbook(tmp_path / "a.xlsx", rows))
    assert staged.notes == ("工作表“Sheet1”第 2 行起是另一张表，没有读。需要时请另存成一个文件再导入。",)


def test_titles_without_people_below_them_are_no_table(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["单位", "电话"],
        ["阳光社区", "0571-88888888"],
        [],
        MORE,
        ["3-2-501", "张三", "13800138001", 89],
        ["合计", 1],
        ["电话", "单位", "职务"],
        ["13800138009", "街道", "主任"],
    ]
    staged = desk.stage(workbook(tmp_path / "a.xlsx", rows))
    assert len(staged.rows) == 1
    assert [note.partition("第")[2][:2] for note in staged.notes] == [" 7"]
