"""Moving in: new or known people join a household or go behind a door, and their old home is not forgotten."""

import pytest

from desktop.base.errors import UserError
from desktop.procedures import move_in
from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, Person, Residence
from tests.factories.family import HOME, Folk, add
from tests.factories.profile import TODAY

INTO, DOOR = "households.move_in", "people.move_in"


def test_somebody_new_joins_a_household(folk: Folk) -> None:
    home = folk.home("1-1-302")
    told = folk.foresee(move_in.foresee_into_household, home, name="于小雨")
    assert told.verb == "办理 于小雨 搬入 1-1-302"
    (asked,) = told.choices
    assert (asked.title, asked.chosen) == ("于小雨 是户主 于涛 的", "")
    folk.do(INTO, move_in.into_household, home, name="于小雨", on=TODAY, picked={asked.name: "30"})
    assert folk.lived()["1-1-302"] == ["于涛 02", "于小雨 30"]
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()["1-1-302"] == ["于涛 02"]
    assert folk.read(lambda session: session.query(Person).filter_by(name="于小雨", alive=True).all()) == []
    assert folk.derived() == folk.rebuilt()


def test_the_question_has_the_same_name_each_time_though_nobody_is_registered_yet(folk: Folk) -> None:
    told = [folk.foresee(move_in.foresee_into_household, folk.home(), name="于小雨") for _twice in range(2)]
    assert told[0].choices == told[1].choices


def test_somebody_known_leaves_the_old_home(folk: Folk) -> None:
    home, who = folk.home("1-1-302"), folk.ids["罗艳"]
    told = folk.foresee(move_in.foresee_into_household, home, person_id=who)
    assert ("罗艳", "1-1-202 罗艳", "1-1-302 于涛") in [(s.title, s.before, s.after) for s in told.steps]
    assert "1-1-202 罗艳 这一户随之结束，资料和历史都保留。" in told.sentences
    picked = {f"relation.{who}": "12"}
    folk.do(INTO, move_in.into_household, home, person_id=who, on=TODAY, picked=picked)
    assert folk.lived()["1-1-302"] == ["于涛 02", "罗艳 12"]
    assert "1-1-202" not in folk.lived()
    old = folk.read(lambda session: session.get_one(Household, folk.home("1-1-202")))
    assert (old.ended_on, old.end_reason) == (TODAY, "moved")
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()["1-1-202"] == ["罗艳 02"]
    assert folk.derived() == folk.rebuilt()


def test_a_person_goes_behind_an_empty_door_as_a_household_of_their_own(folk: Folk) -> None:
    who = folk.ids["赵明"]
    folk.change(lambda session: setattr(session.query(Dwelling).filter_by(door="1-2-302").one(), "tenure", "vacant"))
    told = folk.foresee(move_in.foresee_into_door, who, door="1-2-302")
    assert [choice.title for choice in told.choices] == ["1-2-302 原为空置，住进后的房屋性质"]
    folk.do(DOOR, move_in.into_door, who, door="1-2-302", on=TODAY, picked={"tenure": "own"})
    assert folk.lived()["1-2-302"] == ["赵明 02"]
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵母 54"]
    assert folk.read(lambda session: session.query(HouseholdRow).filter_by(door="1-2-302").one()).tenure == "own"
    assert folk.derived() == folk.rebuilt()


def test_a_person_goes_behind_a_door_where_others_live(folk: Folk) -> None:
    who = folk.ids["刘丽"]  # on the roll of the branch, with no home known here
    told = folk.foresee(move_in.foresee_into_door, who, door="1-1-302")
    assert [choice.name for choice in told.choices] == ["join"]
    folk.do(DOOR, move_in.into_door, who, door="1-1-302", on=TODAY, picked={"join": "new"})
    assert folk.lived()["1-1-302"] == ["于涛 02", "|", "刘丽 02"]
    (place,) = folk.read(lambda session: session.query(Residence).filter_by(person_id=who).all())
    assert place.starts_on == TODAY
    folk.undo()
    assert folk.lived()["1-1-302"] == ["于涛 02"]


def test_before_anybody_or_any_door_is_named_only_the_way_is_told(folk: Folk) -> None:
    assert folk.foresee(move_in.foresee_into_household, folk.home()).choices == ()
    assert "例如 3-2-1302" in folk.foresee(move_in.foresee_into_door, folk.ids["赵明"]).sentences[0]


@pytest.mark.parametrize(
    ("given", "why"),
    [({"name": "周兰"}, "已经有叫周兰的人"), ({"person": "周兰"}, "已经住在这里")],
)
def test_who_lives_there_already_does_not_move_in(folk: Folk, given: dict[str, str], why: str) -> None:
    said = {"person_id": folk.ids[given["person"]]} if "person" in given else given
    with pytest.raises(UserError, match=why):
        folk.foresee(move_in.foresee_into_household, folk.home(), **said)


def test_a_door_that_nobody_knows_and_the_door_of_now_are_refused(folk: Folk) -> None:
    with pytest.raises(UserError, match="本小区没有登记"):
        folk.foresee(move_in.foresee_into_door, folk.ids["赵明"], door="9-9-909")
    with pytest.raises(UserError, match="已经住在这里"):
        folk.foresee(move_in.foresee_into_door, folk.ids["赵明"], door=HOME)


def test_who_was_merged_or_died_does_not_move(folk: Folk) -> None:
    gone = folk.change(lambda session: add(session, None, "旧登记", alive=False))
    with pytest.raises(UserError, match="已经合并或不在册"):
        folk.foresee(move_in.foresee_into_door, gone, door="1-2-302")
