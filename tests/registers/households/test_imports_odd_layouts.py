"""Lists whose doors, heads and households are told in roundabout ways come in right as well."""

from pathlib import Path

from desktop.registers.people.model import Household
from tests.factories.rosters import Desk, item, number, verdicts, workbook

MAN = number("19700305", 1)


def test_the_building_in_one_cell_and_the_room_in_another(desk: Desk, tmp_path: Path) -> None:
    rows = [["住址", "房号", "姓名"], ["3号楼", "2-501", "张三"], ["4号楼1单元", "502", "李四"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三"], "4-1-502": ["李四"]}


def test_storey_and_place_make_the_room(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["楼号", "单元", "楼层", "房号", "姓名"],
        ["3", "2单元", "5层", 1, "张三"],
        ["3", "二单元", "11", 2, "李四"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三"], "3-2-1102": ["李四"]}


def test_an_unreadable_door_gives_way_to_the_hukou_address(desk: Desk, tmp_path: Path) -> None:
    rows = [["姓名", "现居地址", "户籍地址"], ["张三", "女儿家", "阳光花园3-2-501"], ["李四", "女儿家", "某某镇某某村"]]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "李四": "needs_fix"}
    assert item(plan, "张三").door == "3-2-501"


def test_a_list_that_calls_the_compound_otherwise_is_about_it_all_the_same(desk: Desk, tmp_path: Path) -> None:
    rows = [["姓名", "住址"], ["张三", "幸福家园3-2-501"], ["李四", "幸福家园3-2-502"]]
    assert verdicts(desk.plan(workbook(tmp_path / "a.xlsx", rows))) == {"张三": "new", "李四": "new"}


def test_the_name_of_the_head_on_each_persons_row(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "户主姓名", "与户主关系"],
        ["3-2-501", "张三", "张三", None],
        ["3-2-501", "李四", "张三", "配偶"],
        ["3-2-501", "王五", "王五", None],
        ["3-2-502", "赵六", "赵老太", "子"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "|", "王五"], "3-2-502": ["赵六"]}
    heads = {one.head_name for one in desk.rows(Household)}
    assert heads == {"张三", "王五", "赵老太"}


def test_members_of_a_hukou_without_a_door_follow_its_number(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["户号", "姓名", "与户主关系", "户籍详址"],
        ["H1", "张三", "户主", "3-2-501"],
        ["H2", "王五", "户主", "3-2-502"],
        ["H1", "李四", "配偶", None],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四"], "3-2-502": ["王五"]}


def test_a_head_beside_members_may_be_unknown_empty_or_double(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "电话", "家庭成员", "与户主关系", "身份证号"],
        ["3-2-501", "某户", "13800000001", "李四", "配偶", None],
        ["3-2-502", "空", None, None, None, None],
        ["3-2-503", "张三、王五", "13800000002", "赵六", "子", None],
        ["3-2-504", "钱七", None, None, None, MAN],
        [None, "孙八", None, None, None, None],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {
        "李四": "new", "张三": "new", "王五": "new", "赵六": "new", "钱七": "new", "孙八": "needs_fix",
    }  # fmt: skip
    assert [(one.at.row, one.title) for one in plan.problems] == [(4, "户主"), (5, "家庭成员"), (6, "门牌")]
    assert plan.problems[-1].fixes == ("3-2-504",)
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    households = {one.head_name: one.phone for one in desk.rows(Household)}
    assert households["某户"] == "13800000001"


def test_a_member_named_as_head_by_relation_is_not_a_second_head(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "家庭成员", "与户主关系"],
        ["3-2-501", "张三", "李四", "户主"],
        ["3-2-502", None, "王五", "配偶"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四"], "3-2-502": ["王五"]}


def test_a_relation_beside_the_name_is_kept_as_a_remark(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "备注"], ["3-2-501", "张三(常出差)", "会电工"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.person("张三").remark == "常出差；会电工"


def test_a_house_of_its_own_has_a_number_and_no_building(desk: Desk, tmp_path: Path) -> None:
    rows = [["别墅号", "业主"], [1, "张三"], ["3A", "李四"], ["6号别墅", "王五"]]
    path = workbook(tmp_path / "a.xlsx", rows)
    desk.bring(path)
    assert desk.living() == {"别墅1": ["张三"], "别墅3A": ["李四"], "别墅6": ["王五"]}
    assert set(verdicts(desk.plan(path)).values()) == {"same"}
