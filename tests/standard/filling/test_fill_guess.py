"""Whose fact a column asks for is told by its groups and its place; strangers' columns stay empty."""

import pytest

from desktop.sheets.grid import Grid
from desktop.sheets.header import header_at
from desktop.sheets.template_layout import Layout, TemplateColumn
from desktop.standard.filling.forms_of import asked_form, fitted, forms, say
from desktop.standard.filling.guess import guess
from desktop.standard.filling.offers import Offer
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY
from tests.standard.filling.conftest import Office


def facts(office: Office, titles: list[str], *, rows: str = "people") -> list[str]:
    """What goes into columns with these titles; "组/列" is a title under a group."""
    paths = tuple(tuple(title.split("/")) for title in titles)
    header = header_at(Grid("t", "t", [list(titles)]), 1)
    header = type(header)(1, 1, paths, header.titles)
    columns = tuple(TemplateColumn(at, title) for at, title in enumerate(header.titles))
    (source,) = (one for one in office.sources if one.name == rows)
    found = guess(Layout("t", header, 2, None, columns), source)
    return [found.mapping[title].fact for title in header.titles]


def test_columns_of_the_head_and_of_members(office: Office) -> None:
    assert facts(office, ["姓名", "户主姓名", "户主/身份证号", "家庭成员/姓名", "户主/住址"]) == [
        "name", "head.name", "head.id_no", "name", "address",
    ]  # fmt: skip
    titles = [
        "户主",
        "姓名",
        "姓名",
        "与户主关系",
        "成员1姓名",
        "成员（二）手机",
        "成员9姓名",
        "家庭成员/住址",
        "成员3的体重",
    ]
    assert facts(office, titles, rows="households") == [
        "head.name", "head.name", "member1.name", "", "member1.name", "member2.phone", "", "", "",
    ]  # fmt: skip


def test_columns_about_others_stay_empty(office: Office) -> None:
    titles = ["监护人/姓名", "紧急联系人电话", "配偶姓名", "房东电话", "网格员姓名", "监护人/居民姓名信息"]
    assert facts(office, titles) == [""] * 6


def test_a_role_before_a_title_is_the_one_of_the_row_where_rows_are_persons(office: Office) -> None:
    titles = ["受检人姓名", "学生身份证号", "服务对象电话", "老年人住址", "对象姓名"]
    assert facts(office, titles) == ["name", "id_no", "phone", "address", ""]
    assert facts(office, ["学生姓名", "受检人身份证号"], rows="households") == ["", ""]


def test_words_around_a_known_title_change_nothing(office: Office) -> None:
    titles = ["居民身份证号码信息", "采集人口姓名(中文)", "联系电话（手机）", "1.姓名*", "基本信息/性别", "微信昵称"]
    assert facts(office, titles) == ["id_no", "name", "phone", "name", "sex", ""]


def test_who_is_the_head_may_stand_in_brackets(office: Office) -> None:
    titles = ["房主（户主）", "电话(户主)", "姓名（户主）", "房主"]
    for rows in ("people", "households"):
        assert facts(office, titles, rows=rows) == ["head.name", "head.phone", "head.name", "owner_name"]


def test_a_door_beside_its_building_is_the_room(office: Office) -> None:
    assert facts(office, ["楼号", "单元号", "门牌号"]) == ["building", "stairwell", "room"]
    assert facts(office, ["门牌号", "姓名"]) == ["door", "name"]
    assert facts(office, ["楼栋", "房号", "门牌号"]) == ["building", "room", "door"], "the room has a column of its own"
    assert facts(office, ["楼栋", "楼栋门牌"]) == ["building", "door"]


BUILDING = Offer("building", "", "part", "号楼")
FLAG, DAY, DOOR = Offer("a", "", "flag"), Offer("b", "", "partial_day"), Offer("c", "", "door")


@pytest.mark.parametrize(
    ("offer", "form", "value", "words"),
    [
        (DAY, "iso", PartialDay(1985, 7), "1985-07"),
        (DAY, "real", PartialDay(1985, 7), "1985-07"),
        (DAY, "cn", PartialDay(1985, 7, 1), "1985年7月1日"),
        (DAY, "month_cn", PartialDay(1985, 7, 1), "1985年7月"),
        (DAY, "slash", PartialDay(1985, 7, 1), "1985/7/1"),
        (DAY, "dot", PartialDay(1985, 7, 1), "1985.07.01"),
        (DAY, "compact", PartialDay(1985, 7, 1), "19850701"),
        (DAY, "month_compact", PartialDay(1985, 7, 1), "198507"),
        (DAY, "year", PartialDay(1985, 7, 1), "1985"),
        (DAY, "month", PartialDay(1985), "1985"),
        (FLAG, "tick", True, "√"),
        (FLAG, "one_zero", False, "0"),
        (DOOR, "words", "3-2-501", "3号楼2单元501"),
        (DOOR, "dashes", "3-2-501", "3-2-501"),
        (BUILDING, "with_unit", "3", "3号楼"),
        (BUILDING, "with_unit", "综合楼", "综合楼"),
        (Offer("m", "", "money"), "", 300000, "3,000.00"),
        (Offer("n", "", "code", "sex"), "code", "1", "1"),
        (Offer("n", "", "number"), "", 3, 3),
    ],
)  # fmt: skip
def test_a_fact_is_written_in_the_form_asked_for(offer: Offer, form: str, value: object, words: object) -> None:
    assert say(offer, form, value, today=TODAY, full=True) == words


def test_a_list_is_met_in_another_form_or_by_a_like_word() -> None:
    assert fitted(BUILDING, "bare", "3", ("1号楼", "3号楼"), today=TODAY, full=True) == ("3号楼", True)
    assert fitted(Offer("t", ""), "", "第一 支部", ("第一支部",), today=TODAY, full=True) == ("第一支部", True)
    assert fitted(Offer("t", ""), "", "第二支部", ("第一支部",), today=TODAY, full=True) == ("第二支部", False)
    assert fitted(Offer("r", "", "code", "relation"), "word", "22", ("子", "女"), today=TODAY, full=True) == (
        "子",
        True,
    )


def test_a_column_tells_its_form() -> None:
    assert asked_form(DAY, TemplateColumn(0, "入党时间", "示例 1990.07.01")) == "dot"
    assert asked_form(DAY, TemplateColumn(0, "出生年月")) == "month"
    assert asked_form(DAY, TemplateColumn(0, "生日", is_day=True)) == "real"
    assert asked_form(Offer("s", "", "code", "sex"), TemplateColumn(0, "性别代码")) == "code"
    assert asked_form(BUILDING, TemplateColumn(0, "楼栋名称")) == "with_unit"
    assert (asked_form(Offer("t", ""), TemplateColumn(0, "x")), forms(Offer("t", ""))) == ("", ())
