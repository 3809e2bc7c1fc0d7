"""Moving out: the people ticked leave on a day, what follows was told before, and one undo takes it all back."""

from datetime import date, timedelta

import pytest

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.procedures import move_out
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts.model import ContactLink
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, Person, Residence
from tests.factories.family import HOME, Folk, make_folk, standing
from tests.factories.profile import TODAY

HEAD = "head"


def test_a_whole_household_leaves_for_a_place_elsewhere(folk: Folk) -> None:
    before, rows = folk.lived(), folk.derived()
    told = folk.foresee(move_out.foresee, folk.home(), to="滨城 幸福里 5 号")
    assert told.verb == "办理搬出 4 人"
    assert [tick.words for tick in told.ticks] == ["周兰", "赵强", "赵明", "赵母"]
    assert "1-1-301 周兰 这一户随之结束，资料和历史都保留。" in told.sentences
    assert any("不再提醒走访这一户" in line for line in told.sentences)
    assert ("联户党员 胡强", "联系中", "结束联系") in [(s.title, s.before, s.after) for s in told.steps]
    assert [(choice.title, choice.chosen) for choice in told.choices] == [("1-1-301 没有人住了，房屋性质", "vacant")]
    assert folk.derived() == rows
    said = folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, to="滨城 幸福里 5 号")
    assert said == "已办理：周兰、赵强、赵明、赵母 搬出 1-1-301 周兰"
    assert HOME not in folk.lived()
    home = folk.read(lambda session: session.get_one(Household, folk.home()))
    assert (home.ended_on, home.end_reason) == (TODAY, "moved")
    assert folk.read(lambda session: session.get_one(Dwelling, home.dwelling_id)).tenure == "vacant"
    assert folk.read(lambda session: standing(session, home.id)) == []
    assert folk.read(lambda session: session.get(HouseholdRow, home.id)) is None
    gone = folk.read(lambda session: session.query(Residence).filter_by(household_id=home.id).all())
    assert {(one.ends_on, one.end_reason, one.moved_to) for one in gone} == {(TODAY, "moved", "滨城 幸福里 5 号")}
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert (folk.lived(), folk.derived()) == (before, rows)


def test_some_leave_and_the_head_stays(folk: Folk) -> None:
    told = folk.foresee(move_out.foresee, folk.home(), ticked={folk.ids["赵明"]})
    assert (told.verb, told.choices) == ("办理搬出 1 人", ())
    assert "1-1-301 周兰 还有 3 人：周兰、赵强、赵母" in told.sentences
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, ticked={folk.ids["赵明"]})
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵母 54"]


def test_a_head_who_leaves_is_followed_by_one_who_is_chosen(folk: Folk) -> None:
    going = {folk.ids["周兰"]}
    told = folk.foresee(move_out.foresee, folk.home(), ticked=going)
    assert [(choice.title, choice.chosen) for choice in told.choices] == [("1-1-301 周兰 由谁做户主", "")]
    with pytest.raises(UserError, match="请先选定“1-1-301 周兰 由谁做户主”"):
        folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, ticked=going)
    picked = {HEAD: str(folk.ids["赵强"])}
    told = folk.foresee(move_out.foresee, folk.home(), ticked=going, picked=picked)
    assert ("赵母", "婆婆", "母亲") in [(s.title, s.before, s.after) for s in told.steps]
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, ticked=going, picked=picked)
    assert folk.lived()[HOME] == ["赵强 02", "赵明 22", "赵母 52"]
    assert folk.read(lambda session: session.get_one(HouseholdRow, folk.home())).head_name == "赵强"
    folk.undo()
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]
    assert folk.derived() == folk.rebuilt()


def test_the_last_who_stays_is_the_head_without_a_question(folk: Folk) -> None:
    going = {folk.ids[name] for name in ("周兰", "赵强", "赵明")}
    told = folk.foresee(move_out.foresee, folk.home(), ticked=going)
    assert told.choices == ()
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, ticked=going)
    assert folk.lived()[HOME] == ["赵母 02"]


def test_a_household_that_moves_within_the_compound_begins_anew_behind_its_new_door(folk: Folk) -> None:
    told = folk.foresee(move_out.foresee, folk.home(), to="1号楼2单元302")
    assert "周兰、赵强、赵明、赵母 在 1-2-302 登记为一户，户主 周兰。" in told.sentences
    assert {choice.title for choice in told.choices} == {"联户党员", "1-1-301 没有人住了，房屋性质"}
    assert [step.after for step in told.steps if step.title == "联户党员 胡强"] == ["随住户到新门牌"]
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, to="1-2-302")
    assert folk.lived()["1-2-302"] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]
    row = folk.read(lambda session: session.query(HouseholdRow).filter_by(door="1-2-302").one())
    assert (row.contact_names, row.people) == ("胡强", 4)
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert "1-2-302" not in folk.lived()
    assert folk.derived() == folk.rebuilt()


def test_who_goes_to_a_door_where_others_live_is_asked_whether_to_join_them(folk: Folk) -> None:
    going = {folk.ids["赵母"]}
    told = folk.foresee(move_out.foresee, folk.home(), ticked=going, to="1-1-302")
    assert [choice.name for choice in told.choices] == ["join"]
    join = {"join": str(folk.home("1-1-302"))}
    told = folk.foresee(move_out.foresee, folk.home(), ticked=going, to="1-1-302", picked=join)
    assert [choice.title for choice in told.choices] == ["1-1-302 已有住户", "赵母 是户主 于涛 的"]
    picked = join | {f"relation.{folk.ids['赵母']}": "52"}
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, ticked=going, to="1-1-302", picked=picked)
    assert folk.lived()["1-1-302"] == ["于涛 02", "赵母 52"]
    folk.undo()
    assert folk.lived()["1-1-302"] == ["于涛 02"]


def test_relations_of_those_who_come_along_follow_from_the_first(folk: Folk) -> None:
    join = {"join": str(folk.home("1-1-302")), f"relation.{folk.ids['周兰']}": "30"}
    told = folk.foresee(move_out.foresee, folk.home(), to="1-1-302", picked=join)
    proposed = {choice.title: choice.chosen for choice in told.choices if choice.name.startswith("relation.")}
    assert proposed == {
        "周兰 是户主 于涛 的": "30", "赵强 是户主 于涛 的": "28", "赵明 是户主 于涛 的": "43",
        "赵母 是户主 于涛 的": "",
    }  # fmt: skip


def test_a_door_that_is_not_there_is_kept_as_it_was_told(folk: Folk) -> None:
    told = folk.foresee(move_out.foresee, folk.home(), to="9-9-909")
    assert "本小区没有登记“9-9-909”这个门牌，按小区以外的去处记下。" in told.sentences


def test_a_member_who_leaves_is_asked_about_the_households_linked(folk: Folk) -> None:
    home, who = folk.home("1-2-201"), folk.ids["胡强"]
    told = folk.foresee(move_out.foresee, home, ticked={who})
    (asked,) = told.choices
    assert (asked.title, [words for _v, words in asked.options]) == (
        "胡强 联系的住户",
        ["结束联系 4 户", "仍联系 4 户"],
    )
    folk.do("households.move_out", move_out.do, home, on=TODAY, ticked={who}, picked={asked.name: "end"})
    (link,) = folk.read(lambda session: session.query(ContactLink).filter_by(household_id=folk.home()).all())
    assert (link.ends_on, link.end_reason) == (TODAY, "member_left")
    assert folk.derived() == folk.rebuilt()


def test_a_day_to_come_and_a_day_before_they_moved_in_are_refused(folk: Folk) -> None:
    for on in (TODAY + timedelta(days=1), date(2019, 1, 1)):
        with pytest.raises(UserError) as told:
            folk.foresee(move_out.foresee, folk.home(), on=on)
        assert told.value.field == "on"


def test_nobody_ticked_the_same_door_and_a_household_that_has_ended_are_refused(folk: Folk) -> None:
    with pytest.raises(UserError, match="请勾选搬出的人"):
        folk.foresee(move_out.foresee, folk.home(), ticked=set())
    with pytest.raises(UserError, match="这就是现在的门牌"):
        folk.foresee(move_out.foresee, folk.home(), to=HOME)
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY)
    with pytest.raises(UserError, match="已经搬走、合并或不在册"):
        folk.foresee(move_out.foresee, folk.home())


def test_a_household_nobody_is_registered_in_leaves_as_a_whole(folk: Folk) -> None:
    home = folk.home("1-2-101")
    folk.change(lambda session: setattr(session.query(Residence).filter_by(household_id=home).one(), "alive", False))
    assert folk.foresee(move_out.foresee, home).verb == "办理全户搬出"
    assert folk.do("households.move_out", move_out.do, home, on=TODAY) == "已办理：1-2-101 邓鋐 全户搬出"
    assert folk.read(lambda session: session.get_one(Household, home)).ended_on == TODAY


def test_who_was_registered_by_mistake_goes_nowhere(folk: Folk) -> None:
    who = folk.ids["赵母"]
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, ticked={who}, reason="mistake", to="1-1-302")
    (place,) = folk.read(lambda session: session.query(Residence).filter_by(person_id=who).all())
    assert (place.end_reason, place.moved_to) == ("mistake", None)
    assert folk.read(lambda session: session.get_one(Person, who)).alive


def test_a_reader_moves_nobody(tmp_path) -> None:
    folk = make_folk(tmp_path, READER)
    with pytest.raises(UserError, match="没有做这一步的权限"):
        folk.foresee(move_out.foresee, folk.home())
    folk.village.profile.close()
