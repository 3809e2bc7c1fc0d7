"""Lists with one row a household: further columns name those who live with the head."""

from pathlib import Path

from desktop.registers.people.model import Person, Residence
from desktop.standard.importing.plan import Verdict
from tests.factories.rosters import Desk, item, number, verdicts, workbook

MAN, WIFE, SON = number("19700305", 1), number("19720811", 2), number("19990525", 5)
DAUGHTER, OLD = number("20030415", 6), number("19450101", 7)


def relations(desk: Desk) -> dict[str, str | None]:
    """Each person's relation to the head."""
    names = {person.id: person.name for person in desk.rows(Person)}
    return {names[row.person_id]: row.relation for row in desk.rows(Residence)}


def test_spouse_children_and_parents_beside_the_head(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主姓名", "身份证号", "电话", "配偶姓名", "配偶身份证号", "子女1姓名", "子女1身份证号", "父亲姓名"],
        ["3-2-501", "张三", MAN, "13800000001", "李四", WIFE, "张小三", SON, "张老三"],
        ["3-2-502", "王五", None, "13800000003", None, None, None, None, None],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张小三", "张老三"], "3-2-502": ["王五"]}
    assert relations(desk) == {"张三": "02", "李四": "10", "张小三": "20", "张老三": "51", "王五": "02"}
    assert (desk.person("李四").id_no, desk.person("张小三").id_no) == (WIFE, SON)


def test_groups_over_the_columns_of_each_person(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["楼栋", "单元", "房号", "户主", None, "妻子", None, "女儿", None],
        [None, None, None, "姓名", "身份证号", "姓名", "手机", "姓名", "身份证号"],
        ["3号楼", "2单元", "501", "张三", MAN, "李四", "13800000002", "张小丽", DAUGHTER],
        ["3号楼", "2单元", "502", "王五", None, "赵六", None, None, None],
    ]
    merges = ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:I1")
    desk.bring(workbook(tmp_path / "a.xlsx", rows, merges=merges))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张小丽"], "3-2-502": ["王五", "赵六"]}
    assert desk.phones("李四") == ["13800000002"]
    assert relations(desk)["张小丽"] == "30"


def test_numbered_members_with_their_own_relation(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["房号", "业主姓名", "成员1姓名", "成员1与户主关系", "成员1身份证号", "成员2姓名", "成员2关系"],
        ["3-2-501", "张三", "李四", "妻", WIFE, "张老三", "父亲"],
        ["3-2-502", "王五", "赵六", "妻", None, "王小五", "户主"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张老三"], "3-2-502": ["王五", "赵六", "王小五"]}
    assert {name: relations(desk)[name] for name in ("李四", "张老三", "王小五")} == {
        "李四": "12", "张老三": "51", "王小五": None,
    }  # fmt: skip


def test_a_number_alone_says_whose_a_column_is(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主姓名", "户主身份证号", "家庭成员1", "关系1", "身份证1", "家庭成员2", "关系2", "电话2", "备注1"],
        ["3-2-501", "张三", MAN, "李四", "妻子", WIFE, "张小三", "儿子", "13800000003", "常在外地"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张小三"]}
    assert relations(desk) == {"张三": "02", "李四": "12", "张小三": "20"}
    assert (desk.person("李四").id_no, desk.phones("张小三")) == (WIFE, ["13800000003"])


def test_the_same_titles_again_tell_of_the_next_person(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["房号", "户主", "身份证号", "电话", "家庭成员", "关系", "身份证号", "家庭成员", "关系", "身份证号", "备注"],
        ["3-2-501", "张三", MAN, "13800000001", "李四", "妻子", WIFE, "张小三", "儿子", SON, "常在外地"],
        ["3-2-502", "王五", None, None, "赵六", "妻子", None, None, None, None, None],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张小三"], "3-2-502": ["王五", "赵六"]}
    assert [desk.person(name).id_no for name in ("张三", "李四", "张小三")] == [MAN, WIFE, SON]
    assert desk.phones("张三") == ["13800000001"]


def test_two_halves_of_a_list_side_by_side_are_no_relatives(desk: Desk, tmp_path: Path) -> None:
    rows = [["姓名", "关系", "房号", "姓名", "关系", "房号"], ["张三", "户主", "3-2-501", "王五", "户主", "3-2-502"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三"], "3-2-502": ["王五"]}


def test_a_group_may_call_itself_information(desk: Desk, tmp_path: Path) -> None:
    said = ["姓名", "与户主关系", "身份证号"]
    rows = [
        ["房号", "户主基本信息", None, None, "家庭成员信息", None, None, None, None, None],
        [None, "姓名", "身份证号", "电话", *said, *said],
        ["3-2-501", "张三", MAN, "13800000001", "李四", "妻子", WIFE, "张小三", "儿子", SON],
    ]
    few = [row[:7] for row in rows]
    desk.bring(workbook(tmp_path / "few.xlsx", few, merges=("A1:A2", "B1:D1", "E1:G1")))
    assert relations(desk) == {"张三": "02", "李四": "12"}
    assert (desk.person("张三").id_no, desk.person("李四").id_no) == (MAN, WIFE)
    desk.bring(workbook(tmp_path / "more.xlsx", rows, merges=("A1:A2", "B1:D1", "E1:J1")))
    assert relations(desk) == {"张三": "02", "李四": "12", "张小三": "20"}
    assert desk.phones("张三") == ["13800000001"]


def test_the_number_may_stand_behind_and_be_a_chinese_one(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌号", "姓名", "联系电话", "子女姓名1", "子女身份证号1", "子女姓名2", "孩子三姓名"],
        ["3-2-501", "张三", "13800000001", "张小三", SON, "张小四", "张小五"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "张小三", "张小四", "张小五"]}
    assert relations(desk) == {"张三": "02", "张小三": "20", "张小四": None, "张小五": None}


def test_a_bare_title_is_the_name(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["地址", "户主", "户主电话", "配偶", "配偶电话", "父亲", "母亲"],
        ["3号楼2单元501", "张三", "13800000001", "李四", "13800000002", "张老三", "周兰"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四", "张老三", "周兰"]}
    assert (desk.phones("张三"), desk.phones("李四")) == (["13800000001"], ["13800000002"])


def test_words_instead_of_a_name_make_nobody_and_are_not_kept(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主姓名", "配偶姓名", "配偶身份证号", "父亲姓名"],
        ["3-2-501", "张三", "离异", None, "张老三（已故）"],
        ["3-2-502", "王五", "丧偶", None, "无"],
        ["3-2-503", "赵六", None, WIFE, None],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "王五": "new", "赵六": "new"}
    assert [(one.at.row, one.title) for one in plan.problems] == [(4, "配偶姓名")]


def test_a_number_that_cannot_be_read_is_told_with_its_own_column(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主姓名", "身份证号", "配偶姓名", "配偶身份证号"],
        ["3-2-501", "张三", MAN, "李四", "99010119720811"],
        ["3-2-502", "王五", WIFE, "赵六", MAN],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert [(one.at.row, one.title) for one in plan.problems] == [(2, "配偶身份证号"), (3, "配偶身份证号")]
    assert "相同" in plan.problems[1].sentence


def test_in_a_list_of_persons_the_spouse_is_not_entered_again(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "身份证号", "配偶姓名", "父亲姓名"],
        ["3-2-501", "张三", MAN, "李四", "张老三"],
        ["3-2-501", "李四", WIFE, "张三", "李老四"],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "李四": "new"}
    assert plan.staged.unknown == ("配偶姓名", "父亲姓名")


def test_a_list_that_tells_relations_keeps_its_own_way(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "与户主关系", "配偶姓名"],
        ["3-2-501", "张三", "户主", "李四"],
        ["3-2-501", "张小三", "子", None],
    ]
    assert verdicts(desk.plan(workbook(tmp_path / "a.xlsx", rows))) == {"张三": "new", "张小三": "new"}


def test_the_same_list_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主姓名", "身份证号", "配偶姓名", "长子姓名", "长子身份证号"],
        ["3-2-501", "张三", MAN, "李四", "张小三", SON],
        ["3-2-502", "王五", OLD, "赵六", None, None],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    desk.bring(path)
    again = desk.plan(path)
    assert (again.writes, again.counts["same"]) == (False, 5)
    assert item(again, "张小三").verdict is Verdict.SAME
    assert relations(desk)["张小三"] == "22"


def test_the_same_titles_for_everybody_and_the_door_once(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["序号", "姓名", "关系", "身份证号", "姓名", "关系", "身份证号", "门牌", "备注"],
        [1, "张三", "户主", MAN, "李四", "妻", WIFE, "3-2-501", "常年在外"],
        [2, "王五", "户主", None, None, None, None, "3-2-502", None],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["张三", "李四"], "3-2-502": ["王五"]}
    assert relations(desk) == {"张三": "02", "李四": "12", "王五": "02"}
    assert (desk.person("张三").id_no, desk.person("李四").id_no) == (MAN, WIFE)
