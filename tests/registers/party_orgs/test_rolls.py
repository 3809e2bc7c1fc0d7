"""The buildings of a group and its roll, each with its days."""

from datetime import timedelta

import pytest

from desktop.base.errors import UserError
from desktop.registers.party_orgs.queries.tree import facts
from desktop.registers.party_orgs.service import rolls
from desktop.registers.people.service import end_membership
from tests.factories.profile import TODAY
from tests.registers.party_orgs.conftest import BRANCH, FIRST, FOUNDED, SECOND, Branch


def covered(branch: Branch, name: str, on=TODAY) -> list[str]:
    return [building for _id, building in branch.ask(facts, branch.orgs[name], on=on).buildings]


def roll(branch: Branch, name: str, on=TODAY) -> list[str]:
    return [one.name for one in branch.ask(facts, branch.orgs[name], on=on).roll]


def add(branch: Branch, group: str, name: str, on=TODAY) -> str:
    return branch.do(
        "party_orgs.add_member", rolls.add_member, branch.orgs[group], person_id=branch.person(name), on=on
    )


def test_a_group_covers_several_buildings_and_gives_one_away(branch: Branch) -> None:
    both = list(branch.village.buildings.values())
    change = TODAY - timedelta(days=5)
    assert branch.do("party_orgs.cover", rolls.cover, branch.orgs[FIRST], building_ids=both, on=change) == 1
    assert covered(branch, FIRST) == ["1号楼", "2号楼"]
    second = [branch.village.buildings["2"]]
    assert branch.do("party_orgs.cover", rolls.cover, branch.orgs[FIRST], building_ids=second, on=TODAY) == 1
    assert covered(branch, FIRST) == ["2号楼"]
    assert covered(branch, FIRST, change) == ["1号楼", "2号楼"]
    assert covered(branch, FIRST, change - timedelta(days=1)) == ["1号楼"]


def test_a_member_stands_on_one_roll_at_a_time(branch: Branch) -> None:
    assert add(branch, FIRST, "胡强", FOUNDED) == ""
    assert add(branch, SECOND, "胡强") == FIRST
    assert (roll(branch, FIRST), roll(branch, SECOND)) == ([], ["胡强"])
    assert roll(branch, FIRST, TODAY - timedelta(days=1)) == ["胡强"]
    with pytest.raises(UserError, match="已经在这个党小组里"):
        add(branch, SECOND, "胡强")


def test_only_members_come_on_a_roll_and_only_groups_keep_one(branch: Branch) -> None:
    with pytest.raises(UserError, match="要从在册党员中选"):
        add(branch, FIRST, "周兰")
    with pytest.raises(UserError, match="只有在册的楼栋党小组"):
        add(branch, BRANCH, "胡强")


def test_leaving_a_roll_keeps_the_membership(branch: Branch) -> None:
    add(branch, FIRST, "胡强", FOUNDED)
    give = {"person_id": branch.person("胡强")}
    with pytest.raises(UserError, match="不早于编入日期"):
        branch.do(
            "party_orgs.remove_member", rolls.remove_member, branch.orgs[FIRST], on=FOUNDED - timedelta(days=1), **give
        )
    branch.do("party_orgs.remove_member", rolls.remove_member, branch.orgs[FIRST], on=TODAY, **give)
    assert roll(branch, FIRST) == []
    assert roll(branch, BRANCH) == ["胡强", "刘丽"]
    with pytest.raises(UserError, match="不在这个党小组里"):
        branch.do("party_orgs.remove_member", rolls.remove_member, branch.orgs[FIRST], on=TODAY, **give)


def test_a_roll_still_names_who_is_no_member_any_more(branch: Branch) -> None:
    """The two are told apart on the page, and somebody has to see to it."""
    add(branch, FIRST, "胡强", FOUNDED)
    branch.do("people.end_membership", end_membership, branch.person("胡强"), on=TODAY)
    (one,) = branch.ask(facts, branch.orgs[FIRST], on=TODAY).roll
    assert (one.name, one.kind, one.door, one.posts) == ("胡强", None, "", "")
