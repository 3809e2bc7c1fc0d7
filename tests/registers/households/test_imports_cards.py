"""A card for each household, titles beside their values, is read as the list that it is."""

from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.registers.people.model import Household
from tests.factories.rosters import Desk, number, verdicts, workbook

MAN, WIFE = number("19600101", 1), number("19620202", 2)
TABLE = ["姓名", "与户主关系", "身份证号", "序号"]


def test_cards_below_one_another(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["户卡片"],
        ["门牌号", "3-2-501", "户主", "张三", "联系电话", "13800000001"],
        ["身份证号", MAN, "建档日期", "2020-01-05", "车牌"],
        TABLE,
        ["李四", "妻", WIFE, 1],
        ["张三", "本人", MAN, 2],
        ["备注：常年在外"],
        ["户卡片"],
        ["门牌号", "3-2-502", "户主", "王五"],
        TABLE,
        ["户卡片"],
        ["门牌号", "不清楚", "户主", "赵六"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    plan = desk.plan(path)
    assert verdicts(plan) == {"张三": "new", "李四": "new", "王五": "new", "赵六": "needs_fix"}
    assert [(one.at.row, one.waits) for one in plan.problems] == [(12, True)]
    assert plan.staged.unknown == ("建档日期",)
    desk.bring(path)
    assert desk.living() == {"3-2-501": ["张三", "李四"], "3-2-502": ["王五"]}
    assert (desk.person("张三").id_no, desk.phones("张三")) == (MAN, ["13800000001"])
    assert [one.remark for one in desk.rows(Household)] == ["常年在外", ""]
    assert {item.verdict.value for item in desk.plan(path).items} == {"same", "needs_fix"}


def test_a_sheet_for_each_card(desk: Desk, tmp_path: Path) -> None:
    card = [["家庭信息卡"], ["房号：2单元501  电话：13800000001"], ["姓名：张三"], ["姓名", "关系"], ["李四", "妻"]]
    other = [["房号：2单元502"], ["姓名：王五"], ["姓名", "关系"]]
    path = workbook(tmp_path / "3号楼.xlsx", [], 一=card, 二=other, 说明=[["每户一张"]])
    plan = desk.plan(path)
    assert verdicts(plan) == {"张三": "new", "李四": "new", "王五": "new"}
    assert [work.home.where for work in plan.work] == ["3-2-501", "3-2-502"]
    assert plan.staged.notes == ("工作表“说明”里没有认得的表头，没有读。",)
    (only,) = desk.plan(desk.stage(workbook(tmp_path / "4号楼.xlsx", card))).work
    assert only.home.where == "4-2-501"


def test_a_card_for_each_person(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["姓名", "张三", "性别", "男"],
        ["住址", "3-2-501"],
        [],
        ["姓名", "李四", "性别", "女"],
        ["住址", "3-2-502"],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "李四": "new"}
    assert [work.home.claims[0].facts["sex"] for work in plan.work] == ["1", "2"]


def test_what_stands_above_a_list_makes_no_card_of_it(desk: Desk, tmp_path: Path) -> None:
    people = [["姓名", "身份证号", "电话"], ["张三", MAN, "13800000001"]]
    named = desk.stage(workbook(tmp_path / "a.xlsx", [["地址", "建设路12号"], *people]))
    assert (named.mapping["name"], [row.at.row for row in named.rows]) == ("姓名", [3])
    rows = [["门牌", "户主", "电话", "备注"], ["3-2-501", "张三"]]
    notes = [["随手记"]] * 13
    listed = desk.stage(workbook(tmp_path / "b.xlsx", rows, 样卡=[["门牌", "3-2-501"], *people], 其他=notes))
    assert listed.sheets == ("Sheet1",)
    alone = desk.plan(workbook(tmp_path / "c.xlsx", [["门牌", "3-2-501"], ["户主", "张三"]]))
    assert [(work.home.where, work.home.claims[0].name) for work in alone.work] == [("3-2-501", "张三")]
    aside = [["门牌", "3-2-501", "3-2-502"], ["户主", "张三", "李四"]]
    with pytest.raises(UserError, match="没有找到表头"):
        desk.stage(workbook(tmp_path / "d.xlsx", aside))
