"""Splitting a household and changing its head: relations follow the standard, and doubts are asked."""

import pytest

from desktop.base.errors import UserError
from desktop.procedures import change_head, split_household
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Residence
from tests.factories.family import HOME, Folk
from tests.factories.profile import TODAY

SPLIT, HEAD = "households.split", "households.change_head"


def test_the_grown_son_becomes_a_household_of_his_own_behind_the_same_door(folk: Folk) -> None:
    going = {folk.ids["赵明"]}
    told = folk.foresee(split_household.foresee, folk.home(), ticked=going)
    assert told.verb == "办理分户 1 人"
    assert [(choice.title, choice.chosen) for choice in told.choices] == [("联户党员 胡强", "both")]
    folk.do(SPLIT, split_household.do, folk.home(), ticked=going, on=TODAY)
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵母 54", "|", "赵明 02"]
    rows = folk.read(lambda session: session.query(HouseholdRow).filter_by(door=HOME).all())
    assert sorted((row.head_name, row.people, row.contact_names) for row in rows) == [
        ("周兰", 3, "胡强"), ("赵明", 1, "胡强"),
    ]  # fmt: skip
    (ended,) = folk.read(
        lambda session: session.query(Residence).filter_by(person_id=folk.ids["赵明"], end_reason="split").all()
    )
    assert (ended.ends_on, ended.moved_to) == (TODAY, HOME)
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]
    assert folk.derived() == folk.rebuilt()


def test_old_and_new_household_both_need_a_head(folk: Folk) -> None:
    going = {folk.ids["周兰"], folk.ids["赵明"]}
    told = folk.foresee(split_household.foresee, folk.home(), ticked=going, door="1-2-302")
    assert [choice.name for choice in told.choices] == ["head", "linked"]
    picked = {"head": str(folk.ids["赵母"]), "linked": "none"}
    folk.do(SPLIT, split_household.do, folk.home(), ticked=going, door="1-2-302", on=TODAY, picked=picked)
    assert folk.lived()[HOME] == ["赵强 20", "赵母 02"]
    assert folk.lived()["1-2-302"] == ["周兰 02", "赵明 22"]
    row = folk.read(lambda session: session.query(HouseholdRow).filter_by(door="1-2-302").one())
    assert row.contact_names == ""


def test_a_new_household_without_the_old_head_asks_for_one(folk: Folk) -> None:
    going = {folk.ids["赵强"], folk.ids["赵母"]}
    told = folk.foresee(split_household.foresee, folk.home(), ticked=going)
    assert "new_head" in [choice.name for choice in told.choices]
    picked = {"new_head": str(folk.ids["赵强"])}
    folk.do(SPLIT, split_household.do, folk.home(), ticked=going, on=TODAY, picked=picked)
    assert folk.lived()[HOME][-2:] == ["赵强 02", "赵母 52"]


def test_nobody_everybody_and_a_strange_door_are_refused(folk: Folk) -> None:
    assert folk.foresee(split_household.foresee, folk.home()).verb == "办理分户"
    with pytest.raises(UserError, match="请勾选分出去的人"):
        folk.do(SPLIT, split_household.do, folk.home(), on=TODAY)
    with pytest.raises(UserError, match="没有人留下"):
        folk.foresee(split_household.foresee, folk.home(), ticked=set(folk.ids.values()))
    with pytest.raises(UserError, match="分户要在本小区的门牌"):
        folk.foresee(split_household.foresee, folk.home(), ticked={folk.ids["赵明"]}, door="外省")


def test_another_head_changes_everybodys_relation(folk: Folk) -> None:
    told = folk.foresee(change_head.foresee, folk.home())
    assert [words for _value, words in told.choices[0].options] == [
        "赵强（夫）", "赵明（长子）", "赵母（婆婆）",
    ]  # fmt: skip
    picked = {"head": str(folk.ids["赵强"])}
    told = folk.foresee(change_head.foresee, folk.home(), picked=picked)
    assert told.verb == "变更户主为 赵强"
    assert [(s.title, s.before, s.after) for s in told.steps] == [
        ("户主", "周兰", "赵强"), ("周兰", "户主", "妻"), ("赵强", "夫", "户主"), ("赵母", "婆婆", "母亲"),
    ]  # fmt: skip
    folk.do(HEAD, change_head.do, folk.home(), picked=picked)
    assert folk.lived()[HOME] == ["周兰 12", "赵强 02", "赵明 22", "赵母 52"]
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]


def test_a_relation_in_doubt_is_asked_and_may_be_left_open(folk: Folk) -> None:
    brother = f"relation.{folk.ids['罗艳']}"

    def move(session):
        place = session.query(Residence).filter_by(person_id=folk.ids["罗艳"]).one()
        place.household_id, place.relation, place.place = folk.home(), "97", 5

    folk.change(move)
    picked = {"head": str(folk.ids["赵强"])}
    told = folk.foresee(change_head.foresee, folk.home(), picked=picked)
    assert [(choice.name, choice.chosen) for choice in told.choices[1:]] == [(brother, "")]
    with pytest.raises(UserError, match="请先选定“罗艳 是户主 赵强 的”"):
        folk.do(HEAD, change_head.do, folk.home(), picked=picked)
    folk.do(HEAD, change_head.do, folk.home(), picked=picked | {brother: "-"})
    assert folk.lived()[HOME][-1] == "罗艳 ?"


def test_who_lives_alone_has_nobody_to_hand_over_to(folk: Folk) -> None:
    with pytest.raises(UserError, match="没有另外的人可做户主"):
        folk.foresee(change_head.foresee, folk.home("1-1-302"))


def test_the_head_has_to_be_chosen(folk: Folk) -> None:
    with pytest.raises(UserError, match="请先选定“新户主”"):
        folk.do(HEAD, change_head.do, folk.home())
