"""Two registrations of one: previewed field by field, the dated rows of both kept, one undo."""

from datetime import timedelta
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.procedures import merge_households, merge_people
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, PersonRow, Phone, Residence
from desktop.values.partial_day import PartialDay
from tests.factories.compound import link, visit
from tests.factories.family import HOME, Folk, add
from tests.factories.profile import TODAY, UNIT_ID

PEOPLE, HOMES = "people.merge", "households.merge"


def fields(told) -> dict[str, tuple[tuple[str, ...], str]]:
    return {choice.title: (tuple(words for _v, words in choice.options), choice.chosen) for choice in told.choices}


def test_fields_are_chosen_and_gaps_are_filled(folk: Folk) -> None:
    who = folk.ids["赵强"]
    folk.change(lambda session: setattr(session.get_one(Person, who), "remark", "白天上班"))
    other = folk.change(
        lambda session: add(
            session, None, "赵 强", sex="1", born=PartialDay(1975, 3), remark="腿脚不便", employer="第三小学",
            phone="13800000001",
        )
    )  # fmt: skip
    told = folk.foresee(merge_people.foresee, who, other_id=other)
    assert fields(told) == {
        "姓名": (("赵强", "赵 强"), "left"),
        "出生日期": (("1975-03-02", "1975-03"), "left"),
        "备注": (("白天上班", "腿脚不便", "都保留"), "both"),
    }
    assert [(s.title, s.before, s.after) for s in told.steps] == [("工作单位或学校", "未填", "第三小学")]
    assert "一并归到保留的一条：电话 1 个。" in told.sentences
    folk.do(PEOPLE, merge_people.do, who, other_id=other)
    kept, gone = (folk.read(lambda session, one=one: session.get_one(Person, one)) for one in (who, other))
    assert (kept.name, kept.remark, kept.employer) == ("赵强", "白天上班；腿脚不便", "第三小学")
    assert (gone.alive, gone.merged_into) == (False, who)
    assert folk.read(lambda session: session.get_one(PersonRow, who)).phone == "13800000001"
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.read(lambda session: session.get_one(Person, other)).alive
    assert folk.read(lambda session: session.get_one(Person, who)).employer == ""
    assert folk.derived() == folk.rebuilt()


def test_two_identity_numbers_are_masked_and_nobody_guesses(folk: Folk) -> None:
    one, other = folk.change(
        lambda session: [
            add(session, None, "钱进", id_no=number) for number in ("990101198001020011", "990101198001020038")
        ]
    )
    told = folk.foresee(merge_people.foresee, one, other_id=other)
    assert fields(told) == {"证件末四位": (("…0011", "…0038"), "")} or "0011" in str(fields(told))
    assert "990101" not in str(told)
    with pytest.raises(UserError, match="请先选定“证件末四位”"):
        folk.do(PEOPLE, merge_people.do, one, other_id=other)
    folk.do(PEOPLE, merge_people.do, one, other_id=other, picked={"field.id_no": "right"})
    assert folk.read(lambda session: session.get_one(Person, one)).id_no == "990101198001020038"


def test_links_visits_membership_and_hukou_of_both_are_kept_once(folk: Folk) -> None:
    who = folk.ids["胡强"]

    def write(session) -> UUID:
        other = add(session, None, "胡强", sex="1", member="branch", phone="13800000002")
        session.add_all([link(other, folk.home()), link(other, folk.home("1-2-101"))])
        session.add(visit(folk.home("1-2-101"), other, TODAY - timedelta(days=3)))
        for person, number in ((who, ""), (other, "3705")):
            session.add(HukouRecord(unit_id=UNIT_ID, person_id=person, number=number, address="滨城"))
        session.add(Phone(unit_id=UNIT_ID, person_id=who, number="13800000002"))
        return other

    other = folk.change(write)
    folk.do(PEOPLE, merge_people.do, who, other_id=other)

    def count(kind, name: str) -> int:
        return folk.read(lambda s: s.query(kind).filter_by(alive=True, **{name: who}).count())

    assert (count(ContactLink, "member_id"), count(Membership, "person_id"), count(Phone, "person_id")) == (5, 1, 1)
    assert (count(HukouRecord, "person_id"), count(Visit, "member_id")) == (1, 9)
    assert folk.read(lambda s: s.query(HukouRecord).filter_by(alive=True, person_id=who).one()).number == "3705"
    assert folk.read(lambda s: s.get_one(HouseholdRow, folk.home("1-2-101"))).contact_names == "胡强"
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert (count(ContactLink, "member_id"), count(Phone, "person_id")) == (4, 1)
    assert folk.derived() == folk.rebuilt()


def test_two_kinds_of_membership_are_asked_about(folk: Folk) -> None:
    who = folk.ids["胡强"]
    other = folk.change(lambda session: add(session, None, "胡强", member="reporting"))
    told = folk.foresee(merge_people.foresee, who, other_id=other)
    assert fields(told)["党员身份"][1] == ""
    folk.do(PEOPLE, merge_people.do, who, other_id=other, picked={"membership": "right"})
    assert folk.read(lambda s: s.query(Membership).filter_by(person_id=who, alive=True).one()).kind == "reporting"


def test_the_same_person_twice_in_one_household_lives_there_once(folk: Folk) -> None:
    other = folk.change(lambda session: add(session, folk.home(), "赵母", sex="2", relation="52", place=7))
    folk.do(PEOPLE, merge_people.do, folk.ids["赵母"], other_id=other)
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]


def test_whoever_heads_a_household_still_does_after_merging(folk: Folk) -> None:
    other = folk.change(lambda session: add(session, folk.home("1-1-302"), "于涛", sex="2", relation="99"))
    folk.do(PEOPLE, merge_people.do, other, other_id=folk.ids["于涛"])
    assert folk.lived()["1-1-302"] == ["于涛 02"]
    assert folk.read(lambda session: session.get_one(Household, folk.home("1-1-302"))).head_id == other
    assert folk.derived() == folk.rebuilt()


def test_who_lives_behind_two_doors_is_asked_about(folk: Folk) -> None:
    who, other = folk.ids["赵明"], folk.ids["于涛"]
    told = folk.foresee(merge_people.foresee, who, other_id=other)
    assert fields(told)["现在住在"] == (("住在 1-1-301 周兰", "住在 1-1-302 于涛", "几处都住"), "")
    here = {"home": str(folk.home())}
    told = folk.foresee(merge_people.foresee, who, other_id=other, picked=here)
    assert "1-1-302 于涛 这一户随之结束，资料和历史都保留。" in told.sentences
    folk.do(PEOPLE, merge_people.do, who, other_id=other, picked=here)
    assert "1-1-302" not in folk.lived()
    ended = folk.read(lambda s: s.query(Residence).filter_by(household_id=folk.home("1-1-302")).one())
    assert (ended.person_id, ended.ends_on, ended.end_reason) == (who, TODAY, "mistake")
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()["1-1-302"] == ["于涛 02"]
    assert folk.derived() == folk.rebuilt()


def test_who_lives_behind_both_doors_has_one_main_home(folk: Folk) -> None:
    who, other = folk.ids["赵明"], folk.ids["于涛"]
    folk.do(PEOPLE, merge_people.do, who, other_id=other, picked={"home": "both"})
    homes = folk.read(lambda s: s.query(Residence).filter_by(person_id=who, alive=True).all())
    assert sorted(home.main for home in homes) == [False, True]
    assert folk.derived() == folk.rebuilt()


def test_nobody_is_merged_with_themselves_and_the_other_has_to_be_named(folk: Folk) -> None:
    assert folk.foresee(merge_people.foresee, folk.ids["赵强"]).verb == "合并居民"
    assert folk.foresee(merge_households.foresee, folk.home()).verb == "合并两户"
    with pytest.raises(UserError, match="同一条登记"):
        folk.foresee(merge_people.foresee, folk.ids["赵强"], other_id=folk.ids["赵强"])
    with pytest.raises(UserError, match="同一户"):
        folk.foresee(merge_households.foresee, folk.home(), other_id=folk.home())


def test_two_households_become_one(folk: Folk) -> None:
    keep, gone = folk.home(), folk.home("1-1-302")
    folk.change(lambda session: setattr(session.get_one(Household, gone), "by_phone", True))
    folk.change(lambda session: add(session, gone, "赵明", relation="20"))
    told = folk.foresee(merge_households.foresee, keep, other_id=gone)
    assert told.verb == "把 2 户合并为 1-1-301 一户"
    assert "两户登记在不同的门牌，合并后都住在 1-1-301。" in told.sentences
    assert "其中一户要求只打电话不上门，合并后按只打电话。" in told.sentences
    assert "赵明 两边都有同名的登记，会列在“疑似重复”里，可以再合并。" in told.sentences
    asked = {choice.title: choice.chosen for choice in told.choices}
    assert asked["合并后的户主"] == str(folk.ids["周兰"])
    assert asked["于涛 是户主 周兰 的"] == ""
    picked = {f"relation.{folk.ids['于涛']}": "73", "field.remark": "left"}
    told = folk.foresee(merge_households.foresee, keep, other_id=gone, picked=picked)
    open_ = [choice.name for choice in told.choices if not choice.chosen]
    assert open_ == [choice.name for choice in told.choices if choice.title == "赵明 是户主 周兰 的"]
    folk.do(HOMES, merge_households.do, keep, other_id=gone, picked=picked | {open_[0]: "93"})
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54", "于涛 73", "赵明 93"]
    home = folk.read(lambda session: session.get_one(Household, gone))
    assert (home.alive, home.merged_into, home.end_reason) == (False, keep, "merged")
    row = folk.read(lambda session: session.get_one(HouseholdRow, keep))
    assert (row.people, row.by_phone, row.contact_names) == (6, True, "胡强")
    assert folk.read(lambda session: session.query(Visit).filter_by(household_id=keep).count()) == 2
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()["1-1-302"] == ["于涛 02", "赵明 20"]
    assert folk.derived() == folk.rebuilt()


def test_the_other_head_may_be_the_head_of_both(folk: Folk) -> None:
    keep, gone = folk.home(), folk.home("1-1-302")
    picked = {
        "head": str(folk.ids["于涛"]), "field.remark": "right", f"relation.{folk.ids['周兰']}": "30",
        f"relation.{folk.ids['赵母']}": "97",
    }  # fmt: skip
    folk.change(lambda session: setattr(session.get_one(Person, folk.ids["于涛"]), "sex", "1"))
    folk.do(HOMES, merge_households.do, keep, other_id=gone, picked=picked)
    assert folk.lived()[HOME] == ["周兰 30", "赵强 28", "赵明 43", "赵母 97", "于涛 02"]


def test_a_household_nobody_is_registered_in_goes_into_another(folk: Folk) -> None:
    def empty(session) -> UUID:
        home = session.get_one(Household, folk.home())
        made = Household(unit_id=UNIT_ID, dwelling_id=home.dwelling_id, head_name="某户", phone="05461234567")
        session.add(made)
        session.flush()
        return made.id

    gone = folk.change(empty)
    folk.do(HOMES, merge_households.do, folk.home(), other_id=gone)
    assert folk.read(lambda session: session.get_one(Household, folk.home())).phone == "05461234567"
    assert folk.derived() == folk.rebuilt()
