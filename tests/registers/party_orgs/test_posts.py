"""Appointing, appointing again and ending posts; who held one on a day."""

from datetime import date, timedelta

import pytest

from desktop.base.errors import UserError
from desktop.registers.party_orgs.queries.standing import holders
from desktop.registers.party_orgs.queries.tree import facts
from desktop.registers.party_orgs.service import orgs, posts
from desktop.registers.people.model import Household, Person, Residence
from desktop.standard.undo import undo
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY, USER_ID
from tests.registers.party_orgs.conftest import BRANCH, FIRST, FOUNDED, SECOND, Branch

MAY = date(2025, 5, 3)


def named(branch: Branch, on: date) -> list[str]:
    return [post.holder_name for post in branch.ask(holders, kind="secretary", on=on, org_id=branch.orgs[BRANCH])]


def test_who_was_secretary_on_the_third_of_may_is_answered(branch: Branch) -> None:
    for name in ("周兰", "于涛"):
        branch.member(name)
    branch.appoint(BRANCH, "secretary", "周兰", on=date(2024, 1, 1))
    branch.appoint(BRANCH, "secretary", "于涛", on=date(2025, 5, 4), replaces=True)
    assert named(branch, MAY) == ["周兰"]
    assert named(branch, date(2025, 5, 4)) == ["于涛"], "who takes over on a day answers for that day"
    assert named(branch, date(2023, 12, 31)) == []
    assert [post.holder_name for post in branch.ask(holders, kind="secretary", on=TODAY)] == ["于涛"]
    assert [post.holder for post in branch.ask(facts, branch.orgs[BRANCH], on=TODAY).former] == ["周兰"]


def test_two_holders_of_a_single_post_are_told_of(branch: Branch) -> None:
    branch.appoint(FIRST, "group_leader", "胡强")
    made = branch.do(
        "posts.appoint", posts.appoint, branch.orgs[FIRST], kind="group_leader", on=TODAY,
        person_id=branch.person("刘丽"),
    )  # fmt: skip
    assert made.reminders == ("楼栋党小组长现有两人任职，另一位是 胡强，请核对。",)
    with branch.village.profile.store.read() as session:
        first = branch.orgs[FIRST]
        assert posts.incumbents(session, first, "group_leader", None, on=TODAY) == ("胡强", "刘丽")


def test_one_person_may_hold_several_posts_also_outside_this_tree(branch: Branch) -> None:
    branch.member("周兰")
    branch.appoint(BRANCH, "secretary", "周兰")
    made = branch.do(
        "posts.appoint", posts.appoint, None, kind="other", on=TODAY, person_id=branch.person("周兰"),
        title="副主任", place_name="两新工委办公室",
    )  # fmt: skip
    assert made.reminders == ()
    assert branch.post(made.id).label == "副主任 周兰"
    assert branch.post(made.id).place_name == "两新工委办公室"


def test_a_liaison_stands_for_one_stairwell(branch: Branch) -> None:
    found = branch.ask(facts, branch.orgs[FIRST], on=TODAY)
    (first, name), (_second, other) = found.stairwells
    assert found.unattended == (name, other)
    branch.appoint(FIRST, "liaison", "胡强", stairwell_id=first)
    assert branch.ask(facts, branch.orgs[FIRST], on=TODAY).unattended == (other,)
    made = branch.do(
        "posts.appoint", posts.appoint, branch.orgs[FIRST], kind="liaison", on=TODAY, stairwell_id=first,
        person_id=branch.person("刘丽"),
    )  # fmt: skip
    assert "胡强" in made.reminders[0]


def test_the_secretary_is_a_verified_member_living_in_the_compound(branch: Branch) -> None:
    give = {"kind": "secretary", "on": TODAY}
    appoint = posts.appoint
    with pytest.raises(UserError, match="不能只写姓名"):
        branch.do("posts.appoint", appoint, branch.orgs[BRANCH], holder_name="王敏", **give)
    with pytest.raises(UserError, match="没有核实过的党员身份"):
        branch.do("posts.appoint", appoint, branch.orgs[BRANCH], person_id=branch.person("周兰"), **give)
    branch.member("于涛", kind="unverified")
    with pytest.raises(UserError, match="没有核实过的党员身份"):
        branch.do("posts.appoint", appoint, branch.orgs[BRANCH], person_id=branch.person("于涛"), **give)
    with pytest.raises(UserError, match="没有登记住在本小区"):
        branch.do("posts.appoint", appoint, branch.orgs[BRANCH], person_id=branch.person("胡强"), **give)
    branch.member("周兰", kind="reporting")
    branch.appoint(BRANCH, "secretary", "周兰", on=TODAY)


@pytest.mark.parametrize("change", ["left", "second home", "ended household"])
def test_who_does_not_live_here_any_more_is_no_secretary(branch: Branch, change: str) -> None:
    member = branch.member("周兰")
    with branch.village.profile.store.write(USER_ID, "households.save") as session:
        home = session.query(Residence).filter_by(person_id=member).one()
        if change == "left":
            home.ends_on = TODAY
        elif change == "second home":
            home.main = False
        else:
            session.get_one(Household, home.household_id).ended_on = TODAY
    with pytest.raises(UserError, match="没有登记住在本小区"):
        branch.appoint(BRANCH, "secretary", "周兰", on=TODAY)


def test_the_dead_take_up_no_post_and_an_organisation_has_to_stand(branch: Branch) -> None:
    with pytest.raises(UserError, match="还没有成立或已经撤销"):
        branch.appoint(FIRST, "group_leader", "胡强", on=FOUNDED - timedelta(days=1))
    with branch.village.profile.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, branch.person("胡强")).died_on = PartialDay.of(TODAY)
    with pytest.raises(UserError, match="已故"):
        branch.appoint(SECOND, "group_leader", "胡强")


def test_a_second_term_follows_the_first_without_a_gap(branch: Branch) -> None:
    first = branch.appoint(FIRST, "group_leader", "胡强", term_until=TODAY + timedelta(days=20))
    until = TODAY + timedelta(days=1_000)
    second = branch.do("posts.reappoint", posts.reappoint, first, on=TODAY, term_until=until, basis="选举")
    old, new = branch.post(first), branch.post(second)
    assert (old.ends_on, old.end_reason) == (TODAY, "re_elected")
    assert (new.holder_name, new.starts_on, new.term_until, new.basis) == ("胡强", TODAY, until, "选举")
    branch.do("posts.undo", undo, tx=branch.last.tx)
    assert branch.post(first).ends_on is None
    assert not branch.post(second).alive


def test_a_term_is_not_renewed_on_the_day_it_began_nor_after_its_end(branch: Branch) -> None:
    made = branch.appoint(FIRST, "group_leader", "胡强", on=TODAY)
    until = TODAY + timedelta(days=9)
    with pytest.raises(UserError, match="要晚于原任职日期"):
        branch.do("posts.reappoint", posts.reappoint, made, on=TODAY, term_until=until)
    branch.do("posts.end_post", posts.end_post, made, on=TODAY, reason="resigned")
    for deed, given in ((posts.end_post, {"reason": "other"}), (posts.reappoint, {"term_until": until})):
        with pytest.raises(UserError, match="已经卸任"):
            branch.do("posts.end_post", deed, made, on=TODAY, **given)


def test_a_holder_without_a_record_goes_on_by_name(branch: Branch) -> None:
    community = branch.do(
        "party_orgs.found", orgs.found, None, name="阳光社区党委", on=None, tier="community"
    )  # fmt: skip
    made = branch.do(
        "posts.appoint", posts.appoint, community, kind="committee_secretary", on=FOUNDED, holder_name=" 李主任 ",
    )  # fmt: skip
    again = branch.do("posts.reappoint", posts.reappoint, made.id, on=TODAY, term_until=TODAY + timedelta(days=9))
    assert branch.post(again).holder_name == "李主任"
    with pytest.raises(UserError, match="不早于任职日期"):
        branch.do("posts.end_post", posts.end_post, again, on=TODAY - timedelta(days=1), reason="other")
