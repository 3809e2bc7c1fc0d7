"""The rosters that offices and secretaries really send come in whole, in whatever order, and only once."""

from pathlib import Path

from sqlalchemy import func, select

from desktop.registers.buildings.model import Building, Dwelling
from desktop.registers.people.model import HukouRecord, Membership
from desktop.standard.importing.summary import summary
from desktop.store.journal import Change
from tests.factories.rosters import Desk

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LIST = SAMPLES / "住户台账.xlsx"
HUKOU = SAMPLES / "户籍人口登记表.xls"
PHONES = SAMPLES / "更新手机号_gbk.csv"
MEMBERS = SAMPLES / "双报到党员信息登记表.xls"


def test_the_secretarys_own_list_comes_in_whole_and_only_once(desk: Desk) -> None:
    staged = desk.stage(LIST)
    said = summary(desk.plan(staged))
    assert (said["households"], said["people"], said["new"]) == (491, 1345, 1345)
    assert (said["new_buildings"], said["new_stairwells"], said["new_doors"]) == (8, 24, 491)
    assert {one["column"] for one in said["needs_fix"]} == {"户主/身份证号"}
    assert "备注中的 258 处关爱信息没有保存。" in said["sentences"]
    desk.bring(staged)
    living = desk.living()
    assert (len(living), sum(len(people) for people in living.values())) == (491, 1345)
    assert living["1-1-202"] == ["次仁·卓玛", "单杰芳", "沈玉秀"]
    assert len(desk.rows(Building)) == 8
    again = desk.bring(staged)
    assert (again.batch, again.plan.counts["same"]) == (None, 1345)


def test_every_value_knows_its_file_sheet_and_row(desk: Desk) -> None:
    imported = desk.bring(LIST)
    with desk.profile.store.read() as session:
        person = desk.person("于涛雪")
        change = session.scalars(select(Change).where(Change.row_id == person.id)).one()
        assert change.source == "住户台账.xlsx · 3月底台账(最新) · 第 5 行"
        assert change.batch == imported.batch
        deeds = session.execute(select(func.count(Change.tx.distinct()))).scalar_one()
    assert deeds > 491  # one a household, besides what set the profile up


def test_the_register_of_the_police_adds_facts_and_no_people(desk: Desk) -> None:
    desk.bring(LIST)
    before = desk.living()
    plan = desk.plan(HUKOU)
    assert (plan.counts["people"], plan.counts.get("new", 0), plan.counts.get("conflict", 0)) == (1345, 0, 0)
    assert "民族" in plan.staged.unkept
    assert "宗教信仰" in plan.staged.unkept
    desk.bring(HUKOU)
    assert desk.living() == before
    assert len(desk.rows(HukouRecord)) == 1345
    assert desk.plan(HUKOU).counts["same"] == 1345


def test_the_register_of_the_police_alone_makes_the_households(desk: Desk) -> None:
    desk.bring(HUKOU)
    living = desk.living()
    assert (len(living), sum(len(people) for people in living.values())) == (491, 1345)
    assert living["1-1-101"] == ["徐斌婷", "于涛雪", "唐艳宇", "冯玉"]
    kinds = {membership.kind for membership in desk.rows(Membership)}
    assert kinds == {"unverified"}
    assert desk.plan(LIST).counts.get("new", 0) == 0


def test_a_list_of_new_telephones_changes_nothing_else(desk: Desk) -> None:
    desk.bring(LIST)
    dwellings = desk.rows(Dwelling)
    plan = desk.plan(PHONES)
    assert (plan.counts["people"], plan.counts["changed"], plan.counts["gone"]) == (40, 40, 0)
    assert {one.field for item in plan.items for one in item.differences} == {"phone"}
    desk.bring(PHONES)
    assert desk.phones("仇杰") == ["17000009857"]
    assert [dwelling.last_change for dwelling in desk.rows(Dwelling)] == [
        dwelling.last_change for dwelling in dwellings
    ]


def test_members_who_report_in_join_the_household_behind_their_door(desk: Desk) -> None:
    desk.bring(LIST)
    households = sum(people.count("|") + 1 for people in desk.living().values())
    desk.bring(MEMBERS)
    living = desk.living()
    assert sum(people.count("|") + 1 for people in living.values()) == households
    assert "于杰超" in living["2-3-801"]
    memberships = desk.rows(Membership)
    assert (len(memberships), {one.kind for one in memberships}) == (34, {"reporting"})
    assert str(memberships[0].joined_on) == "2012-09-27"
    assert memberships[0].branch_name == "县医院第二党支部"


def test_whoever_is_absent_from_a_list_is_named_and_stays(desk: Desk) -> None:
    desk.bring(LIST)
    desk.bring(MEMBERS)
    plan = desk.plan(LIST)
    assert plan.counts["gone"] == 34
    desk.bring(LIST)
    assert sum(len(people) for people in desk.living().values()) == 1345 + 34
