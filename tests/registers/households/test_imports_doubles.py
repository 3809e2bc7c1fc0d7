"""Two rows of one file that mean the same household or person wait, and are put together on request."""

from pathlib import Path

from desktop.standard.importing.choices import ADD, KEEP, MERGE, NONE
from desktop.standard.importing.plan import Verdict
from tests.factories.rosters import Desk, number, workbook

MAN, WIFE = number("19700305", 1), number("19720811", 2)
HEADS = [
    ["门牌", "户主姓名", "身份证号", "电话"],
    ["3-2-501", "张三", MAN, None],
    ["3-2-502", "王五", None, None],
    ["3-2-501", "张三", None, "13800000001"],
]


def test_the_same_head_behind_the_same_door_waits(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADS)
    plan = desk.plan(path)
    waits = [one for one in plan.items if one.verdict is Verdict.CONFLICT]
    assert [(one.who.at.row, one.conflict) for one in waits] == [(4, "与第 2 行是同一户")]
    assert waits[0].options == ((KEEP, "以第 2 行为准"), (MERGE, "合并到第 2 行"), (ADD, "是另一户，新增"))
    desk.bring(path)
    assert (desk.living(), desk.phones("张三")) == ({"3-2-501": ["张三"], "3-2-502": ["王五"]}, [])


def test_merging_adds_what_the_later_row_knows(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADS)
    waits = next(one for one in desk.plan(path).items if one.verdict is Verdict.CONFLICT)
    chosen = NONE.decide(waits.who, MERGE)
    plan = desk.plan(path, chosen)
    merged = next(one for one in plan.items if one.verdict is Verdict.MERGED)
    assert (merged.who, merged.chosen, plan.counts["people"], plan.counts["households"]) == (waits.who, MERGE, 2, 2)
    desk.bring(path, chosen)
    assert (desk.person("张三").id_no, desk.phones("张三")) == (MAN, ["13800000001"])


def test_another_household_of_the_same_name_is_added_when_a_person_says_so(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADS)
    waits = next(one for one in desk.plan(path).items if one.verdict is Verdict.CONFLICT)
    desk.bring(path, NONE.decide(waits.who, ADD))
    assert desk.living() == {"3-2-501": ["张三", "|", "张三"], "3-2-502": ["王五"]}


def test_two_people_of_one_name_with_different_numbers_are_two(desk: Desk, tmp_path: Path) -> None:
    rows = [*HEADS[:3], ["3-2-501", "张三", WIFE, None]]
    assert desk.plan(workbook(tmp_path / "a.xlsx", rows)).counts.get("conflict", 0) == 0


def test_a_row_left_out_is_nobody_s_double(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADS)
    waits = next(one for one in desk.plan(path).items if one.verdict is Verdict.CONFLICT)
    for row in (2, 4):
        plan = desk.plan(path, NONE.skip(waits.who.at._replace(row=row)))
        assert (plan.counts["skipped"], plan.counts.get("conflict", 0)) == (1, 0)


def test_the_people_of_a_household_wait_and_come_with_its_head(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "与户主关系", "身份证号", "面积", "电话"],
        ["3-2-501", "张三", "户主", MAN, None, None],
        ["3-2-501", "李四", "配偶", None, None, None],
        ["3-2-501", "张三", "户主", None, "90", None],
        ["3-2-501", "李四", "配偶", WIFE, None, None],
        ["3-2-501", "张小三", "子", None, None, "13800000003"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    plan = desk.plan(path)
    waits = [one for one in plan.items if one.verdict is Verdict.CONFLICT]
    assert [(one.name, bool(one.options)) for one in waits] == [("张三", True), ("李四", False), ("张小三", False)]
    desk.bring(path, NONE.decide(waits[0].who, MERGE))
    assert sorted(desk.living()["3-2-501"]) == sorted(["张三", "李四", "张小三"])
    assert desk.person("李四").id_no == WIFE


def test_one_person_behind_two_doors_is_put_together(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "身份证号", "电话"],
        ["3-2-501", "张三", MAN, None],
        ["5-1-101", "张三", MAN, "13800000001"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    twice = next(one for one in desk.plan(path).items if one.verdict is Verdict.CONFLICT)
    assert twice.options == ((KEEP, "以第 2 行为准"), (MERGE, "合并到第 2 行"))
    chosen = NONE.decide(twice.who, MERGE)
    assert [one.verdict.value for one in desk.plan(path, chosen).items] == ["new", "merged"]
    desk.bring(path, chosen)
    assert (desk.living(), desk.phones("张三")) == ({"3-2-501": ["张三"]}, ["13800000001"])
