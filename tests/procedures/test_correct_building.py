"""A household goes behind the right door as if it had always been there."""

import pytest

from desktop.base.errors import UserError
from desktop.procedures import correct_building
from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Residence
from tests.factories.family import HOME, LIVED_SINCE, Folk
from tests.factories.profile import TODAY

DEED = "households.correct_building"


def test_people_links_visits_and_dates_go_along(folk: Folk) -> None:
    told = folk.foresee(correct_building.foresee, folk.home(), door="2-1-301")
    assert told.verb == "更正为 2-1-301"
    assert told.sentences[0] == "4 人、联户党员和走访记录都跟着改到 2-1-301，住进日期不变。"
    assert [(choice.title, choice.chosen) for choice in told.choices] == [("房屋资料（自住）", "along")]
    folk.do(DEED, correct_building.do, folk.home(), door="2-1-301")
    assert folk.lived()["2-1-301"] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]
    row = folk.read(lambda session: session.get_one(HouseholdRow, folk.home()))
    assert (row.building, row.door, row.tenure, row.contact_names) == ("2号楼", "2-1-301", "own", "胡强")
    places = folk.read(lambda session: session.query(Residence).filter_by(household_id=folk.home()).all())
    assert {(one.starts_on, one.ends_on) for one in places} == {(None, None), (LIVED_SINCE, None)}
    assert folk.read(lambda session: session.query(Dwelling).filter_by(door=HOME).one()).tenure is None
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]
    assert folk.derived() == folk.rebuilt()


def test_a_door_that_is_missing_is_made(folk: Folk) -> None:
    told = folk.foresee(correct_building.foresee, folk.home(), door="7号楼1单元101")
    assert "小区里还没有 7-1-101，将新建这个门牌。" in told.sentences
    folk.do(DEED, correct_building.do, folk.home(), door="7号楼1单元101", picked={"facts": "stay"})
    assert folk.read(lambda session: session.get_one(HouseholdRow, folk.home())).building == "7号楼"
    assert folk.read(lambda session: session.query(Dwelling).filter_by(door=HOME).one()).tenure == "own"
    assert folk.derived() == folk.rebuilt()


def test_a_door_where_others_live_is_told_and_its_facts_are_asked_about(folk: Folk) -> None:
    folk.change(lambda session: setattr(session.query(Dwelling).filter_by(door="1-1-302").one(), "owner_name", "于涛"))
    told = folk.foresee(correct_building.foresee, folk.home(), door="1-1-302")
    assert "1-1-302 已登记 1-1-302 于涛，更正后这扇门里有 2 户。" in told.sentences
    assert told.choices[0].chosen == ""
    with pytest.raises(UserError, match="请先选定“房屋资料"):
        folk.do(DEED, correct_building.do, folk.home(), door="1-1-302")


def test_the_facts_of_a_door_are_named(folk: Folk) -> None:
    def write(session):
        door = session.query(Dwelling).filter_by(door=HOME).one()
        door.area, door.owner_name = 8960, "赵强"

    folk.change(write)
    told = folk.foresee(correct_building.foresee, folk.home(), door="2-1-301")
    assert told.choices[0].title == "房屋资料（自住、89.6 平方米、产权人 赵强）"


def test_before_a_door_is_typed_only_the_use_is_told_and_the_same_door_is_refused(folk: Folk) -> None:
    assert folk.foresee(correct_building.foresee, folk.home()).steps == ()
    with pytest.raises(UserError, match="没有改动"):
        folk.foresee(correct_building.foresee, folk.home(), door=HOME)
    with pytest.raises(UserError):
        folk.foresee(correct_building.foresee, folk.home(), door="某处")
    assert TODAY
