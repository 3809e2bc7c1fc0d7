"""Lists of households in the shapes that people make are understood without being told how."""

from datetime import date
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from tests.factories.rosters import Desk, item, number, verdicts, workbook

MAN, WIFE, SON = number("19700305", 1), number("19720811", 2), number("19990525", 5)


def test_one_row_a_person_with_the_door_written_once(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "与户主关系", "身份证号", "电话"],
        ["3-2-501", "张三", "户主", MAN, "13800000001"],
        [None, "李四", "配偶", WIFE, "13800000002"],
        [None, "张小三", "子", SON, None],
        ["3-2-502", "王五", "户主", None, "0536-1234567"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张小三"], "3-2-502": ["王五"]}


def test_building_stairwell_and_room_in_columns_of_their_own(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["楼栋", "单元", "房号", "户主姓名", "联系电话"],
        ["3号楼", "1单元", 101, "张三", 13800000001],
        [None, None, 102, "李四", 13800000002],
        [None, "2单元", 101, "王五", 13800000003],
        ["4栋", "1", 101, "赵六", 13800000004],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert list(desk.living()) == ["3-1-101", "3-1-102", "3-2-101", "4-1-101"]


def test_a_sheet_for_each_building(desk: Desk, tmp_path: Path) -> None:
    rows = [["房间号", "户主", "电话"], ["1-101", "张三", "13800000001"], ["2-502", "李四", "13800000002"]]
    path = workbook(tmp_path / "a.xlsx", [], **{"3号楼": rows, "十二号楼": rows})
    plan = desk.plan(path)
    assert plan.counts["households"] == 4
    desk.bring(path)
    assert sorted(desk.living()) == ["12-1-101", "12-2-502", "3-1-101", "3-2-502"]


def test_a_file_named_after_its_building(desk: Desk, tmp_path: Path) -> None:
    rows = [["房间号", "姓名"], ["1单元101", "张三"], ["2单元101", "李四"]]
    desk.bring(workbook(tmp_path / "3号楼住户.xlsx", rows))
    assert list(desk.living()) == ["3-1-101", "3-2-101"]


def test_banners_between_the_buildings(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["房号", "姓名", "电话", "备注"],
        ["3号楼2单元", None, None, None],
        ["101", "张三", "13800000001", None],
        ["4号楼1单元", None, None, None],
        ["101", "李四", "13800000002", None],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows, merges=("A2:D2", "A4:D4")))
    assert desk.living() == {"3-2-101": ["张三"], "4-1-101": ["李四"]}


def test_merged_doors_over_the_rows_of_a_household(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["楼栋门牌", "姓名", "关系"],
        ["3号楼2单元501", "张三", "本人"],
        [None, "李四", "妻子"],
        ["3号楼2单元502", "王五", "本人"],
        [None, "赵六", "妻子"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows, merges=("A2:A3", "A4:A5")))
    assert desk.living() == {"3-2-501": ["张三", "李四"], "3-2-502": ["王五", "赵六"]}


def test_members_below_the_head_with_blanks(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "身份证号", "家庭成员", "与户主关系", "身份证号"],
        ["3-2-501", "张三", MAN, "李四", "配偶", WIFE],
        [None, None, None, "张小三", "儿子", SON],
        ["3-2-502", "王五", None, None, None, None],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张小三"], "3-2-502": ["王五"]}
    assert [desk.person(name).id_no for name in ("张三", "李四", "张小三")] == [MAN, WIFE, SON]


def test_the_head_repeated_on_every_row_and_among_the_members(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "户主电话", "家庭成员", "与户主关系", "身份证号"],
        ["3-2-501", "张三", "13800000001", "张三", "户主", MAN],
        ["3-2-501", "张三", "13800000001", "李四", "配偶", WIFE],
        ["3-2-502", "王五", "13800000002", "王五", "户主", None],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四"], "3-2-502": ["王五"]}
    assert desk.person("张三").id_no == MAN


def test_two_households_behind_one_door(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "与户主关系"],
        ["3-2-501", "张三", "户主"],
        ["3-2-501", "李四", "配偶"],
        ["3-2-501", "王五", "户主"],
        ["3-2-501", "赵六", "配偶"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    desk.bring(path)
    assert desk.living() == {"3-2-501": ["张三", "李四", "|", "王五", "赵六"]}
    assert set(verdicts(desk.plan(path)).values()) == {"same"}


def test_shops_garages_and_rooms_below_the_ground(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名"], ["底商5号", "张三"], ["车库12", "李四"], ["3-1-B101", "王五"], ["A座1203", "赵六"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert sorted(desk.living()) == sorted(["底商5", "车库12", "3-1-B101", "A-1203"])


def test_members_whose_head_is_not_named(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "与户主关系"], ["3-2-501", "李四", "配偶"], ["3-2-501", "张小三", "子"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["李四", "张小三"]}


def test_doors_that_excel_took_for_dates_wait_and_say_so(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名"], [date(2026, 3, 2), "张三"], ["3-2-502", "李四"]]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    (problem,) = plan.problems
    assert (problem.at.row, problem.title, problem.waits) == (2, "门牌", True)
    assert "日期" in problem.sentence
    assert verdicts(plan) == {"张三": "needs_fix", "李四": "new"}


def test_a_message_pasted_from_a_chat(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "群接龙.txt"
    path.write_text(
        "1. 3-2-501 张三 13800000001\n2. 3号楼2单元502 李四 电话13800000002\n3. 王五 3-2-601\n", encoding="utf-8"
    )
    desk.bring(path)
    assert desk.living() == {"3-2-501": ["张三"], "3-2-502": ["李四"], "3-2-601": ["王五"]}
    assert desk.phones("李四") == ["13800000002"]


def test_a_message_that_names_the_building_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "3号楼群接龙\n1. 501 张三 13800138001 3口人\n2. 502李四 13800138002\n3、2单元503 王五\n4.504空\n"
        "5. 601 赵六 138 0013 8004\n6、302室周七\n四号楼\n1. 101 孙八\n",
        encoding="utf-8",
    )
    plan = desk.plan(path)
    assert [(work.home.where, work.home.claims[0].name) for work in plan.work] == [
        ("3-501", "张三"), ("3-502", "李四"), ("3-2-503", "王五"),
        ("3-601", "赵六"), ("3-302", "周七"), ("4-101", "孙八"),
    ]  # fmt: skip
    assert plan.work[3].home.claims[0].phones == ["13800138004"]
    assert [(one.at.row, one.text) for one in plan.staged.left_out] == [(1, "3号楼群接龙"), (5, "504空"), (8, "四号楼")]


def test_columns_without_any_titles_are_told_by_their_content(desk: Desk, tmp_path: Path) -> None:
    rows = [["3-2-501", "张三", "男", MAN, "13800000001"], ["3-2-502", "李四", "女", WIFE, "13800000002"]]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert not plan.staged.surely
    assert verdicts(plan) == {"张三": "new", "李四": "new"}


def test_text_with_tabs(desk: Desk, tmp_path: Path) -> None:
    rows = [["房间号", "业主姓名", "手机"], ["3-2-501", "张三", "13800000001"]]
    desk.bring(workbook(tmp_path / "a.txt", rows))
    assert desk.living() == {"3-2-501": ["张三"]}
    assert desk.phones("张三") == ["13800000001"]


def test_a_header_in_three_rows_with_groups(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["阳光花园住户表", None, None, None, None, None],
        ["住址", None, None, "住户", None, None],
        ["幢", "单元", "室", "户主", None, "户人口"],
        [None, None, None, "姓名*", "联系方式\n（手机）", None],
        ["三", "二", "501", "张三", "13800000001", 3],
    ]
    merges = ("A1:F1", "A2:C2", "D2:F2", "D3:E3")
    desk.bring(workbook(tmp_path / "a.xlsx", rows, merges=merges))
    assert desk.living() == {"3-2-501": ["张三"]}
    assert desk.phones("张三") == ["13800000001"]


def test_empty_homes_are_doors_without_a_household(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "房屋性质"],
        ["3-2-501", "张三", "自住"],
        ["3-2-502", None, "空置"],
        ["3-2-503", "空", None],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert (plan.counts["new_doors"], plan.counts["new_households"], plan.counts["waiting"]) == (3, 1, 0)


def test_the_compound_before_the_door_is_dropped_and_another_compound_refused(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["姓名", "家庭住址"],
        ["张三", "某某县人民路12号阳光花园3号楼2单元501室"],
        ["李四", "阳光花园小区3-2-502"],
        ["王五", "幸福家园3-2-502"],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "李四": "new", "王五": "needs_fix"}
    assert "不在本小区" in plan.problems[0].sentence


def test_a_sheet_that_is_no_roster_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    rows = [["会议纪要"], ["今天讨论了三件事情，下次再议。"], ["散会。"]]
    with pytest.raises(UserError, match="没有导入"):
        desk.plan(workbook(tmp_path / "a.xlsx", rows))


def test_several_telephones_in_one_cell(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "联系方式"], ["3-2-501", "张三", "13800000001、0536-1234567/139 0000 0002"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.phones("张三") == ["13800000001", "0536-1234567", "13900000002"]


def test_a_head_told_in_brackets(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名"], ["3-2-501", "李四"], ["3-2-501", "张三（户主）"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living()["3-2-501"] == ["李四", "张三"]


def test_two_names_in_one_cell_are_two_people_and_told(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "身份证号"], ["3-2-501", "张三、李四", MAN], ["3-2-502", "王五", WIFE]]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "李四": "new", "王五": "new"}
    assert plan.problems[0].value == "张三、李四"
    assert item(plan, "张三").door == "3-2-501"
