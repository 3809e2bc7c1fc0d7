"""Lists whose cells say more than their titles come in whole: a family in one cell, a room called 户号."""

from pathlib import Path

import pytest

from desktop.registers.people.model import Person, Residence
from tests.factories.rosters import Desk, verdicts, workbook


@pytest.mark.parametrize("title", ["家庭成员（关系）", "家庭成员", "其他家庭成员", "家庭成员姓名及关系"])
def test_a_whole_family_in_one_cell_is_a_person_each(desk: Desk, tmp_path: Path, title: str) -> None:
    rows = [
        ["楼栋", "单元", "房号", "业主姓名", title, "联系方式"],
        ["3", "2", "501", "张三", "张䶮（妻）、王小（子）", "13800000001"],
        ["3", "2", "502", "李四", "妻：买买提·阿依；女儿：李小花", "13800000002"],
        ["3", "2", "503", "王五", "配偶 刘芳、母亲赵氏梅", "13800000003"],
        ["3", "2", "504", "钱七", "无", "13800000004"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {
        "3-2-501": ["张三", "张䶮", "王小"], "3-2-502": ["李四", "买买提·阿依", "李小花"],
        "3-2-503": ["王五", "刘芳", "赵氏梅"], "3-2-504": ["钱七"],
    }  # fmt: skip
    names = {one.id: one.name for one in desk.rows(Person)}
    said = {names[one.person_id]: one.relation for one in desk.rows(Residence)}
    assert said["张䶮"] == said["买买提·阿依"] == "12"
    assert (said["王小"], said["李小花"], said["刘芳"], said["赵氏梅"]) == ("20", "30", "10", "52")


def test_a_name_that_cannot_be_read_is_told_and_the_rest_of_the_family_comes(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "户主", "其他家庭成员"], ["3-2-501", "张三", "李四（妻）、13800000001、某某"]]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new", "李四": "new"}
    assert [(one.title, one.value) for one in plan.problems] == [("其他家庭成员", "13800000001")]


def test_a_room_called_by_the_word_for_a_hukou_number_is_a_room(desk: Desk, tmp_path: Path) -> None:
    rows = [["楼栋号", "单元号", "户号", "户主"], [5, 1, 301, "赵敏"], [5, 1, "302", "周兰"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"5-1-301": ["赵敏"], "5-1-302": ["周兰"]}


def test_a_hukou_number_beside_a_room_stays_one(desk: Desk, tmp_path: Path) -> None:
    rows = [["楼栋", "房号", "户号", "姓名"], ["5", "301", "12", "赵敏"], ["5", "302", "13", "周兰"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"5-301": ["赵敏"], "5-302": ["周兰"]}
