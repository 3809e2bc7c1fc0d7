"""Founding, renaming and ending organisations, and all that goes with it."""

from datetime import timedelta

import pytest

from desktop.access.actor import Actor
from desktop.access.roles import READER
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember, Post
from desktop.registers.party_orgs.queries.tree import facts, tree
from desktop.registers.party_orgs.service import orgs, own, posts, rolls
from desktop.standard.undo import undo
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.registers.party_orgs.conftest import BRANCH, FIRST, FOUNDED, SECOND, Branch


def names(branch: Branch, on=TODAY) -> list[str]:
    return [node.name for node in branch.ask(tree, on=on)]


def test_the_unit_founds_its_branch_once(branch: Branch) -> None:
    assert names(branch) == [BRANCH, FIRST, SECOND]
    with pytest.raises(UserError, match="已经建好"):
        branch.do("party_orgs.found", own.found_own)


def test_the_words_of_the_unit_found_the_committees_above(village) -> None:
    made = Branch(village)
    with village.profile.store.write(USER_ID, "units.save") as session:
        unit = session.get_one(Unit, UNIT_ID)
        unit.above, unit.branch_name = "临江县/中心街道/阳光社区", ""
    made.do("party_orgs.found", own.found_own)
    assert [(node.name, node.depth) for node in made.ask(tree, on=TODAY)] == [
        ("中心街道党工委", 0), ("阳光社区党委", 1), ("第一网格党支部", 2),
    ]  # fmt: skip


def test_a_street_without_its_community_is_left_out(village) -> None:
    with village.profile.store.write(USER_ID, "units.save") as session:
        session.get_one(Unit, UNIT_ID).above = "临江县/中心街道"
    made = Branch(village)
    made.do("party_orgs.found", own.found_own)
    assert names(made) == [BRANCH]


def test_a_group_did_not_stand_before_it_was_founded(branch: Branch) -> None:
    assert names(branch, FOUNDED - timedelta(days=1)) == [BRANCH]
    with pytest.raises(UserError, match="还没有成立"):
        branch.ask(facts, branch.orgs[FIRST], on=FOUNDED - timedelta(days=1))


def test_nothing_stands_under_a_centre_or_before_its_parent_or_under_what_has_ended(branch: Branch) -> None:
    branch.member("周兰")
    centre = branch.do(
        "party_orgs.make_centre", orgs.make_centre, branch.orgs[FIRST], household_id=branch.village.homes["1-1-301"],
        on=TODAY,
    )  # fmt: skip
    with pytest.raises(UserError, match="不再设组织"):
        branch.do("party_orgs.found", orgs.found, centre, name="某户", on=TODAY)
    with pytest.raises(UserError, match="不早于上级"):
        branch.do(
            "party_orgs.found", orgs.found, branch.orgs[FIRST], name="某户", on=FOUNDED - timedelta(days=1),
        )  # fmt: skip
    branch.do("party_orgs.end", orgs.end, branch.orgs[FIRST], on=TODAY)
    with pytest.raises(UserError, match="已经撤销"):
        branch.do("party_orgs.found", orgs.found, branch.orgs[FIRST], name="某户", on=TODAY)


def test_a_new_name_sorts_naturally_and_may_not_be_empty(branch: Branch) -> None:
    branch.do("party_orgs.save", orgs.rename, branch.orgs[FIRST], name="10号楼党小组", remark="并入新楼")
    assert names(branch) == [BRANCH, SECOND, "10号楼党小组"]
    assert branch.ask(facts, branch.orgs["10号楼党小组"], on=TODAY).remark == "并入新楼"
    with pytest.raises(UserError, match="请填写组织名称"):
        branch.do("party_orgs.save", orgs.rename, branch.orgs[SECOND], name=" ")


def test_ending_a_group_ends_its_posts_rolls_and_centres_on_the_same_day(branch: Branch) -> None:
    branch.member("周兰")
    first = branch.orgs[FIRST]
    branch.do("party_orgs.add_member", rolls.add_member, first, person_id=branch.person("胡强"), on=FOUNDED)
    leader = branch.appoint(FIRST, "group_leader", "胡强")
    home = branch.village.homes["1-1-301"]
    branch.do("party_orgs.make_centre", orgs.make_centre, first, household_id=home, on=TODAY)
    told = branch.ask(orgs.ending, first, on=TODAY)
    done = branch.do("party_orgs.end", orgs.end, first, on=TODAY)
    assert told == done == orgs.Ending(orgs=1, posts=2, members=1, buildings=1)
    assert names(branch) == [BRANCH, SECOND]
    ended = branch.post(leader)
    assert (ended.ends_on, ended.end_reason) == (TODAY, "org_ended")
    with branch.village.profile.store.read() as session:
        for kind in (PartyOrgBuilding, PartyOrgMember, Post):
            assert [row.ends_on for row in session.query(kind)] == [TODAY] * session.query(kind).count()
    assert FIRST in names(branch, TODAY - timedelta(days=1)), "the past does not change"
    with pytest.raises(UserError, match="已经撤销"):
        branch.do("party_orgs.end", orgs.end, first, on=TODAY)


def test_an_end_is_taken_back_whole(branch: Branch) -> None:
    branch.appoint(FIRST, "group_leader", "胡强")
    branch.do("party_orgs.end", orgs.end, branch.orgs[BRANCH], on=TODAY)
    assert names(branch) == []
    branch.do("party_orgs.undo", undo, tx=branch.last.tx)
    assert names(branch) == [BRANCH, FIRST, SECOND]
    assert [post.holder for post in branch.ask(facts, branch.orgs[FIRST], on=TODAY).node.posts] == ["胡强"]


def test_a_household_with_a_member_becomes_a_centre_with_its_host(branch: Branch) -> None:
    branch.member("周兰")
    home = branch.village.homes["1-1-301"]
    give = {"household_id": home, "on": TODAY}
    centre = branch.do("party_orgs.make_centre", orgs.make_centre, branch.orgs[FIRST], **give)
    found = branch.ask(facts, centre, on=TODAY)
    assert (found.node.name, found.door, found.household_id) == ("1-1-301 周兰", "1-1-301", home)
    assert [(post.kind, post.holder) for post in found.node.posts] == [("host", "周兰")]
    with pytest.raises(UserError, match="已经是党员中心户"):
        branch.do("party_orgs.make_centre", orgs.make_centre, branch.orgs[SECOND], **give)


def test_a_household_without_a_member_is_no_centre(branch: Branch) -> None:
    branch.member("周兰")
    for given in ({}, {"person_id": branch.person("周兰")}):
        with pytest.raises(UserError, match="没有登记党员"):
            branch.do(
                "party_orgs.make_centre", orgs.make_centre, branch.orgs[FIRST], on=TODAY,
                household_id=branch.village.homes["1-1-302"], **given,
            )  # fmt: skip


def test_only_those_who_may_change_the_tree(branch: Branch) -> None:
    actor = branch.village.actor
    reader = Actor(actor.id, actor.name, READER, actor.unit_id, actor.scope)
    with branch.village.profile.store.write(actor.id, "party_orgs.found") as session:
        for deed, given in (
            (orgs.found, {"name": "3号楼党小组", "on": TODAY}),
            (orgs.rename, {"name": "别名"}),
            (orgs.end, {"on": TODAY}),
            (rolls.cover, {"building_ids": (), "on": TODAY}),
            (posts.appoint, {"kind": "secretary", "on": TODAY}),
        ):
            with pytest.raises(UserError, match="没有做这一步的权限"):
                deed(session, reader, branch.orgs[BRANCH], **given)


def test_a_stranger_sees_no_tree(branch: Branch) -> None:
    actor = branch.village.actor
    stranger = Actor(actor.id, actor.name, actor.role, actor.unit_id, frozenset({USER_ID}))
    with branch.village.profile.store.read() as session:
        assert tree(session, stranger, on=TODAY) == ()
        assert session.query(PartyOrg).count() == 3
