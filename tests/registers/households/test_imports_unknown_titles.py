"""Columns whose titles nobody has thought of are told by their cells, and say so."""

from pathlib import Path

from tests.factories.rosters import Desk, number, verdicts, workbook

MAN = number("19700305", 1)


def test_doors_and_names_are_seen_by_their_cells(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["牌牌", "从业", "介绍人", "甲方", "证件号", "电话"],
        ["3-2-501", "在职", "王介绍", "张三(户主)", MAN, "13800000001"],
        ["3-2-502", "退休", "王二", "李四", None, "13800000002"],
        ["3-2-503", "在职", "王三", "王老二", None, "13800000003"],
        ["不清楚", "在职", "王四", "欧阳修", None, "13800000004"],
        ["3-2-505", "务工", "王五", "王" * 51, None, "13800000005"],
        ["3-2-506", "务工", "王六", "赵一", None, "13800000006"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    staged = desk.stage(path)
    assert {target: staged.mapping[target] for target in ("door", "name")} == {"door": "牌牌", "name": "甲方"}
    assert staged.notes == (
        "“牌牌”这一列是按内容认作“门牌”的，请核对。",
        "“甲方”这一列是按内容认作“姓名”的，请核对。",
    )
    assert not staged.surely
    assert staged.unknown == ("从业", "介绍人")
    plan = desk.plan(staged)
    assert (verdicts(plan)["张三"], plan.work[0].home.where) == ("new", "3-2-501")


def test_words_of_a_few_kinds_are_no_names(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "从业", "证件号"], *[[f"3-2-{room}", "高中", MAN] for room in (501, 502, 503)]]
    staged = desk.stage(workbook(tmp_path / "a.xlsx", rows))
    assert "name" not in staged.mapping
    assert staged.unknown == ("从业",)


def test_an_empty_column_gives_way_to_one_that_says_something(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["楼院", "楼门号", "户号", "姓名", "家庭住址", "备注"],
        ["阳光花园", "3号楼2门", 501, "张三", None, None],
        ["阳光花园", "3号楼2门", 502, "李四", None, None],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert [work.home.where for work in plan.work] == ["3-2-501", "3-2-502"]
    assert plan.staged.mapping["remark"] == "备注"  # remembered for the next file, where it may hold something
    assert plan.staged.unknown == ("家庭住址",)
    bare = desk.stage(workbook(tmp_path / "b.xlsx", [["门牌", "姓名"], [None, None], ["", ""]]))
    assert set(bare.mapping) == {"door", "name"}
