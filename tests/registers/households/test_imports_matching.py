"""People are recognised before doors, and where file and register disagree a person decides."""

from pathlib import Path

from desktop.registers.people.model import Household, Residence
from desktop.standard.importing.choices import ADD, TAKE, Choices
from tests.factories.rosters import Desk, Rows, item, number, verdicts, workbook

MAN, WIFE, OTHER = number("19700305", 1), number("19720811", 2), number("19990525", 5)
HEAD = ["门牌", "姓名", "与户主关系", "身份证号", "出生日期", "电话"]
FAMILY = [
    HEAD,
    ["3-2-501", "张三", "户主", MAN, None, "13800000001"],
    ["3-2-501", "李四", "配偶", None, "1972-08-11", None],
]


def _file(folder: Path, rows: Rows, name: str = "b.xlsx") -> Path:
    return workbook(folder / name, rows)


def test_a_number_is_filled_in_where_it_was_missing(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    plan = desk.plan(_file(tmp_path, [HEAD, ["3-2-501", "李四", "配偶", WIFE, None, None]]))
    number_, sex = item(plan, "李四").differences
    assert (number_.title, number_.old, number_.new) == ("身份证号", "", "*" * 14 + WIFE[-4:])
    assert (sex.title, sex.old, sex.new) == ("性别", "", "女")


def test_an_absent_column_or_cell_never_empties_anything(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    assert verdicts(desk.plan(_file(tmp_path, [["门牌", "姓名"], ["3-2-501", "张三"]]))) == {"张三": "same"}


def test_the_same_number_under_another_name_is_decided_by_a_person(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    path = _file(tmp_path, [HEAD, ["3-2-501", "张山", "户主", MAN, None, None]])
    plan = desk.plan(path)
    found = item(plan, "张山")
    assert (found.verdict, plan.writes) == ("conflict", False)
    assert "姓名不同" in found.conflict
    desk.bring(path, Choices().decide(found.who, TAKE))
    assert desk.living() == {"3-2-501": ["张山", "李四"]}


def test_another_number_under_the_same_name_and_door_is_decided_by_a_person(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    path = _file(tmp_path, [HEAD, ["3-2-501", "张三", "户主", OTHER, "1970-03-05", None]])
    found = item(desk.plan(path), "张三")
    assert found.verdict == "conflict"
    assert MAN not in found.conflict
    assert desk.plan(path, Choices().decide(found.who, TAKE)).counts["changed"] == 1
    assert desk.plan(path, Choices().decide(found.who, ADD)).counts["new"] == 1


def test_somebody_behind_another_door_has_moved_only_if_a_person_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    path = _file(tmp_path, [HEAD, ["4-1-101", "张三", "户主", MAN, None, None]])
    found = item(desk.plan(path), "张三")
    assert (found.verdict, found.options[0][0]) == ("conflict", "keep")
    assert desk.bring(path).batch is None
    desk.bring(path, Choices().decide(found.who, TAKE))
    assert desk.living() == {"3-2-501": ["李四"], "4-1-101": ["张三"]}
    ended = [one for one in desk.rows(Residence) if one.ends_on]
    assert [(str(one.ends_on), one.end_reason) for one in ended] == [("2026-03-10", "moved")]


def test_name_and_birth_tell_somebody_behind_another_door(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    path = _file(tmp_path, [HEAD, ["4-1-101", "李四", "户主", None, "1972-08-11", None]])
    found = item(desk.plan(path), "李四")
    assert found.verdict == "conflict"
    assert desk.plan(path, Choices().decide(found.who, ADD)).counts["new"] == 1


def test_people_of_the_same_name_with_other_numbers_are_others(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    plan = desk.plan(_file(tmp_path, [HEAD, ["4-1-101", "张三", "户主", OTHER, None, None]]))
    assert verdicts(plan) == {"张三": "new"}


def test_a_number_written_twice_stays_with_the_first_row(desk: Desk, tmp_path: Path) -> None:
    rows = [HEAD, ["3-2-501", "张三", "户主", MAN, None, None], ["3-2-502", "王五", "户主", MAN, None, None]]
    plan = desk.plan(_file(tmp_path, rows))
    assert verdicts(plan) == {"张三": "new", "王五": "new"}
    (problem,) = plan.problems
    assert (problem.at.row, problem.kept) == (3, False)
    assert "第 2 行" in problem.sentence
    assert MAN not in problem.value


def test_somebody_listed_behind_two_doors_counts_once(desk: Desk, tmp_path: Path) -> None:
    rows = [HEAD, ["3-2-501", "张三", "户主", MAN, None, None], ["3-2-502", "张三", "户主", MAN, None, None]]
    plan = desk.plan(_file(tmp_path, rows))
    assert [one.verdict for one in plan.items] == ["new", "conflict"]


def test_a_damaged_number_still_helps_to_recognise(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    rows = [HEAD, ["3-2-501", "张三", "户主", float(MAN[:17] + "0"), None, "13800000002"]]
    plan = desk.plan(_file(tmp_path, rows))
    assert [one.title for one in item(plan, "张三").differences] == ["电话"]
    assert plan.problems[0].value.startswith("9.90101")


def test_a_list_of_heads_does_not_move_anybody_into_an_occupied_home(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    path = _file(tmp_path, [["门牌", "户主姓名", "新手机号"], ["3-2-501", "王五", "13800000009"]])
    found = item(desk.plan(path), "王五")
    assert found.verdict == "conflict"
    assert "张三" in found.conflict
    desk.bring(path, Choices().decide(found.who, ADD))
    assert desk.living() == {"3-2-501": ["张三", "李四", "|", "王五"]}


def test_a_door_without_its_stairwell_is_the_one_that_there_is(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    assert verdicts(desk.plan(_file(tmp_path, [["门牌", "姓名"], ["3号楼501室", "张三"]]))) == {"张三": "same"}
    desk.bring(_file(tmp_path, [["门牌", "姓名"], ["3-1-501", "王五"]]))
    plan = desk.plan(_file(tmp_path, [["门牌", "姓名"], ["3号楼501室", "赵六"]]))
    assert verdicts(plan) == {"赵六": "needs_fix"}
    assert plan.problems[0].fixes == ("3-1-501", "3-2-501")


def test_the_head_may_change_and_nobody_is_lost(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    rows = [HEAD, ["3-2-501", "李四", "户主", None, None, None], ["3-2-501", "张三", "配偶", None, None, None]]
    desk.bring(_file(tmp_path, rows))
    assert desk.living() == {"3-2-501": ["张三", "李四"]}
    (household,) = desk.rows(Household)
    assert household.head_id == desk.person("李四").id


def test_somebody_known_needs_no_door(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    rows = [["姓名", "身份证号", "工作单位"], ["张三", MAN, "县医院"], ["王五", OTHER, "县医院"]]
    plan = desk.plan(_file(tmp_path, rows))
    assert verdicts(plan) == {"张三": "changed", "王五": "needs_fix"}
    assert [problem.at.row for problem in plan.problems if problem.waits] == [3]


def test_a_remark_is_added_to_what_stands_there(desk: Desk, tmp_path: Path) -> None:
    titles = ["门牌", "姓名", "备注"]
    desk.bring(_file(tmp_path, [titles, ["3-2-501", "张三", "会修水管"]]))
    path = _file(tmp_path, [titles, ["3-2-501", "张三", "白天在家，低保户"]])
    desk.bring(path)
    assert desk.person("张三").remark == "会修水管；白天在家"
    assert desk.bring(path).batch is None


def test_a_vaguer_birth_date_says_nothing_new(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    rows = [["门牌", "姓名", "出生日期"], ["3-2-501", "李四", "1972年8月"]]
    assert verdicts(desk.plan(_file(tmp_path, rows))) == {"李四": "same"}


def test_a_second_number_comes_beside_one_that_the_file_knows_too(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, FAMILY))
    rows = [["门牌", "姓名", "电话"], ["3-2-501", "张三", "13800000001/13800000002"]]
    desk.bring(_file(tmp_path, rows))
    assert desk.phones("张三") == ["13800000001", "13800000002"]
