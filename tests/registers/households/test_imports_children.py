"""Lists of children: a child heads no household unless the file says so, and the parents beside it are no relations."""

from pathlib import Path

from desktop.registers.people.model import Household, Residence
from tests.factories.rosters import Desk, verdicts, workbook

TITLES = ["儿童姓名", "性别", "出生日期", "住址", "父亲姓名", "父亲电话", "母亲姓名"]


def test_a_list_of_children_makes_a_parent_the_head(desk: Desk, tmp_path: Path) -> None:
    rows = [
        TITLES,
        ["张小小", "男", "2022-03-05", "3-2-501", "张三", "13800138001", "李四"],
        ["张小妹", "女", "2024.1", "3-2-501", "张三", "13800138001", "李四"],
        ["王小小", "女", "2023.1.1", "3-2-502", None, None, "王五"],
        ["赵小小", "女", None, "3-2-503", None, None, None],
    ]
    file = workbook(tmp_path / "a.xlsx", rows)
    plan = desk.plan(file)
    assert "有 2 户是从孩子的名单里读出的，户主按同一行的父亲或母亲填写，请核对。" in plan.notes
    assert [one.sentence for one in plan.reminders] == [
        "“赵小小”未满 18 岁，没有作为户主，这一户暂时没有户主；导入后请在住户页面选定"
    ]
    desk.bring(file)
    assert desk.living()["3-2-501"] == ["张小小", "张三", "李四", "张小妹"]
    heads = {one.head_id for one in desk.rows(Household)}
    assert heads == {desk.person("张三").id, desk.person("王五").id, None}
    relations = {one.person_id: one.relation for one in desk.rows(Residence)}
    told = {name: relations[desk.person(name).id] for name in ("张三", "李四", "张小小", "张小妹", "王小小", "赵小小")}
    assert told == {"张三": "02", "李四": None, "张小小": "20", "张小妹": "30", "王小小": "30", "赵小小": None}


def test_a_list_of_children_leaves_the_head_of_a_standing_household(desk: Desk, tmp_path: Path) -> None:
    people = [["门牌", "姓名", "与户主关系"], ["3-2-501", "张老三", "户主"], ["3-2-501", "张三", "子"]]
    desk.bring(workbook(tmp_path / "a.xlsx", [*people, ["3-2-502", "王五", "户主"]]))
    before = {one.head_id for one in desk.rows(Household)}
    rows = [
        TITLES,
        ["张小小", "男", "2022-03-05", "3-2-501", "张三", None, None],
        ["王小小", "男", "2022-03-05", "3-2-502", "王五", None, None],
    ]
    desk.bring(workbook(tmp_path / "b.xlsx", rows))
    assert {one.head_id for one in desk.rows(Household)} == before
    relations = {one.person_id: one.relation for one in desk.rows(Residence)}
    assert relations[desk.person("张三").id] == "20"
    assert relations[desk.person("张小小").id] is None  # the grandchild of the head: no cell says so
    assert relations[desk.person("王小小").id] == "20"


def test_a_child_whom_the_file_calls_the_head_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "出生日期"],
        ["3-2-501", "张小小", "2010-05-06"],
        ["3-2-502", "李四", "2008"],  # 17 or 18: a year alone makes nobody a child
        ["3-2-503", "王五", "2008-12"],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张小小": "new", "李四": "new", "王五": "new"}
    assert [one.sentence for one in plan.reminders] == [
        "户主“张小小”未满 18 岁，请核对",
        "户主“王五”未满 18 岁，请核对",
    ]
