"""The notice promises: large type, one for each hallway, blanks for a missing time, a message without numbers."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.printing.blocks import Paragraph, Run, Title
from desktop.printing.preview import page_count
from desktop.registers.buildings.forms.stair_notice import StairNotice, collect, draw, tell
from desktop.registers.buildings.model import Building
from tests.factories.profile import COMPOUND_ID, TODAY, UNIT_ID, USER_ID
from tests.forms.village import Village, add_homes, printed


def notices(village: Village, **asked: Any) -> list[StairNotice]:
    with village.profile.store.read() as session:
        return list(collect(session, village.profile.actor, village.buildings, today=TODAY, **asked))


@pytest.fixture
def tower(village: Village) -> Village:
    with village.profile.store.write(USER_ID, "households.save") as session:
        add_homes(session, 30)
    return village


def test_every_hallway_gets_one_or_every_building_or_nobody_in_particular(tower: Village) -> None:
    assert [one.where for one in notices(tower)] == ["1号楼1单元", "2号楼1单元", "2号楼2单元"]
    assert [one.where for one in notices(tower, spread="building")] == ["1号楼", "2号楼"]
    assert [one.where for one in notices(tower, spread="once")] == [""]


def test_a_building_without_stairwells_is_a_hallway_of_its_own(village: Village) -> None:
    with village.profile.store.write(USER_ID, "buildings.save") as session:
        session.add(Building(unit_id=UNIT_ID, compound_id=COMPOUND_ID, number="9", name="9号楼", sort="009"))
    assert [one.where for one in notices(village)] == ["1号楼1单元", "9号楼"]


def test_copies_are_made_of_each(tower: Village) -> None:
    assert [one.where for one in notices(tower, spread="building", copies=2)] == ["1号楼", "1号楼", "2号楼", "2号楼"]
    for copies in (0, 51):
        with pytest.raises(UserError, match="每处张数写 1 到 50"):
            notices(tower, copies=copies)


@pytest.mark.parametrize("kind", ["water", "power", "meeting", "reminder", "repair"])
def test_the_usual_words_of_each_kind_fill_one_page_in_large_type(village: Village, kind: str) -> None:
    (made,) = notices(village, kind=kind)
    sizes = [block.size for block in draw(made) if isinstance(block, Title | Paragraph)]
    assert min(sizes) >= 22
    assert page_count(printed(village, "buildings", "stair-notice", village.buildings, given={"kind": kind})) == 1


def test_a_long_notice_is_set_a_little_smaller_and_stays_one_page(village: Village) -> None:
    given = {"text": "请各户看好自家门窗水电，出门随手关灯。" * 9, "time": "明天", "place": "全楼"}
    (made,) = notices(village, **given)
    assert min(block.size for block in draw(made) if isinstance(block, Paragraph)) == 22
    assert page_count(printed(village, "buildings", "stair-notice", village.buildings, given=given)) == 1


def test_a_time_that_nobody_wrote_is_a_line_to_write_on(village: Village) -> None:
    (made,) = notices(village, kind="water")
    assert made.lines == (("时间", ""),)
    blanks = [run for block in draw(made) if isinstance(block, Paragraph) for run in block.text if isinstance(run, Run)]
    assert any(run.blank_mm for run in blanks)
    (reminder,) = notices(village, kind="reminder")
    assert reminder.lines == ()


def test_own_words_go_before_the_usual_ones(village: Village) -> None:
    (made,) = notices(village, title="告邻居书", text="电梯周三保养。", sign="物业", day=date(2026, 3, 12))
    assert (made.title, made.text, made.sign, made.day) == ("告邻居书", "电梯周三保养。", "物业", "2026年3月12日")


def test_a_title_without_words_is_refused(village: Village) -> None:
    with pytest.raises(UserError, match="还没有写通知的内容") as refused:
        notices(village, title="告邻居书")
    assert refused.value.field == "text"


def test_the_message_says_the_same_without_telephones(village: Village) -> None:
    (made,) = notices(village, title="会议通知", text="有事请打 138 1234 5678。", time="周五晚上七点")
    assert "138 1234 5678" in str(draw(made))
    said = tell(made)
    assert said.startswith("【会议通知】\n各位邻居：")
    assert "时间：周五晚上七点" in said
    assert "地点" not in said
    assert re.search(r"\d{7,}", said.replace("-", "").replace(" ", "")) is None


def test_a_branch_without_a_telephone_prints_none(village: Village) -> None:
    with village.profile.store.write(USER_ID, "units.save") as session:
        unit = session.scalars(select(Unit)).one()
        unit.phone, unit.branch_name = "", ""
    (made,) = notices(village)
    assert (made.phone, made.sign) == ("", "第一网格")


def test_buildings_that_are_not_there_are_told(village: Village) -> None:
    with village.profile.store.read() as session, pytest.raises(UserError, match="没有找到所选的楼栋"):
        collect(session, village.profile.actor, [UNIT_ID], today=TODAY)
