"""Lists that are spread over sheets, blocks and banners are read whole, or it is said what was not."""

from pathlib import Path

import openpyxl

from tests.factories.rosters import Desk, verdicts, workbook


def test_sheets_that_differ_in_a_column_are_one_list(desk: Desk, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["房号", "户主"], ["1-101", "张三"]],
        二号楼=[["房号", "户主姓名", "联系电话", "车位"], ["1-101", "李四", "13800000001", "A1"]],
        汇总=[["楼栋", "户数", "电话"], ["1号楼", 1, None]],
        填表说明=[["请按楼填写"]],
        旧表=[["房号", "户主"], ["9-901", "旧人"]],
    )
    book = openpyxl.load_workbook(path)
    book["旧表"].sheet_state = "hidden"
    book["Sheet1"].title = "1号楼"
    book.save(path)
    plan = desk.plan(path)
    assert verdicts(plan) == {"张三": "new", "李四": "new"}
    assert [work.home.where for work in plan.work] == ["1-1-101", "2-1-101"]
    assert plan.staged.unknown == ("车位",)
    assert plan.staged.notes == (
        "工作表“汇总”的列与“二号楼”不同，这次没有读。需要时请单独导入。",
        "隐藏的工作表“旧表”没有读。需要时请先在表格里取消隐藏。",
        "工作表“填表说明”里没有认得的表头，没有读。",
    )
    desk.bring(path)
    assert desk.phones("李四") == ["13800000001"]
    again = desk.stage(path)
    assert again.mapping["phone"] == "联系电话"


def test_a_sheet_or_a_block_for_each_stairwell(desk: Desk, tmp_path: Path) -> None:
    block = [["房号", "户主"], [101, "王五"]]
    path = workbook(tmp_path / "3号楼.xlsx", [["1单元", None, "2单元", None], block[0] * 2, [101, "张三", 101, "李四"]])
    plan = desk.plan(workbook(tmp_path / "4号楼.xlsx", [], **{"1单元": block, "第二单元": block, "共3单元": block}))
    assert [work.home.where for work in plan.work] == ["4-1-101", "4-2-101", "4-101"]
    assert [work.home.where for work in desk.plan(path).work] == ["3-1-101", "3-2-101"]
    several = workbook(
        tmp_path / "b.xlsx", [["3号楼（1单元、2单元）住户表"], ["房号", "户主"], ["1-101", "张三"], [102, "李四"]]
    )
    assert [work.home.where for work in desk.plan(several).work] == ["3-1-101", "3-102"]


def test_a_stairwell_below_the_building_that_stands_above_it(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["房号", "户主"],
        ["1号楼"],
        ["1单元"],
        [101, "张三"],
        ["2单元"],
        [101, "李四"],
        ["2号楼"],
        ["1-101", "王五"],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert [work.home.where for work in plan.work] == ["1-1-101", "1-2-101", "2-1-101"]


def test_a_column_may_name_the_compound(desk: Desk, tmp_path: Path) -> None:
    rows = [["小区名称", "门牌", "户主"], ["阳光花园", "3-2-501", "张三"], ["幸福里", "1-1-101", "李四"]]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "李四": "needs_fix"}
    assert plan.problems[0].sentence == "“幸福里”不在本小区，这一格没有当作门牌"
