"""What must be true of organisations and posts."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from desktop.base.errors import UserError
from desktop.registers.party_orgs import rules
from desktop.registers.party_orgs.model import PartyOrg, Post
from tests.factories.profile import TODAY, UNIT_ID


def org(tier: str, **given: object) -> PartyOrg:
    return PartyOrg(**{"unit_id": UNIT_ID, "tier": tier, "name": "某组织", **given})


def post(kind: str, **given: object) -> Post:
    return Post(**{
        "unit_id": UNIT_ID, "kind": kind, "title": "某职务", "holder_name": "胡强", "starts_on": TODAY, **given,
    })  # fmt: skip


def test_each_tier_stands_directly_under_the_one_before() -> None:
    assert [rules.tier_below(tier) for tier in rules.TIERS] == ["community", "branch", "group", "centre", None]
    for above, below in zip(rules.TIERS, rules.TIERS[1:], strict=False):
        rules.check_place(org(below), org(above))


@pytest.mark.parametrize(("tier", "above"), [("group", "community"), ("branch", "street"), ("street", "street")])
def test_a_tier_may_not_be_left_out(tier: str, above: str) -> None:
    with pytest.raises(UserError, match="上级应是"):
        rules.check_place(org(tier), org(above))


def test_what_stands_above_may_be_held_elsewhere_but_not_above_a_group() -> None:
    for tier in ("street", "community", "branch"):
        rules.check_place(org(tier), None)
    for tier in ("group", "centre"):
        with pytest.raises(UserError, match="先选上一级"):
            rules.check_place(org(tier), None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, "on"),
        ({"household_id": uuid4()}, "household_id"),
    ],
)
def test_an_organisation_that_cannot_stand_is_refused(given: dict[str, object], field: str) -> None:
    with pytest.raises(UserError) as refused:
        rules.check_org(org("group", **given))
    assert refused.value.field == field


def test_a_centre_stands_in_a_household_and_an_end_on_the_first_day_is_allowed() -> None:
    rules.check_org(org("centre", household_id=uuid4(), starts_on=TODAY, ends_on=TODAY))


def test_every_tier_has_its_own_posts() -> None:
    rules.check_kind(post("secretary"), org("branch"))
    rules.check_kind(post("liaison", stairwell_id=uuid4()), org("group"))
    with pytest.raises(UserError, match="楼栋党小组没有这个职务，可以选：楼栋党小组长、楼道党建联络员、其他职务"):
        rules.check_kind(post("secretary"), org("group"))
    with pytest.raises(UserError, match="只有楼道党建联络员"):
        rules.check_kind(post("group_leader", stairwell_id=uuid4()), org("group"))


def test_a_post_outside_the_tree_names_its_place() -> None:
    rules.check_kind(post("other", place_name="两新工委办公室"), None)
    with pytest.raises(UserError, match="任职的地方"):
        rules.check_kind(post("other"), None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"holder_name": ""}, "holder_name"),
        ({"title": " "}, "title"),
        ({"term_until": TODAY}, "term_until"),
        ({"ends_on": TODAY - timedelta(days=1)}, "on"),
    ],
)
def test_a_post_that_cannot_stand_is_refused(given: dict[str, object], field: str) -> None:
    with pytest.raises(UserError) as refused:
        rules.check_post(post("other", **given))
    assert refused.value.field == field


def test_a_row_stands_from_its_first_day_up_to_the_day_of_its_end() -> None:
    row = post("other", ends_on=TODAY + timedelta(days=2))
    rules.check_post(row)
    days = {away: rules.is_standing(row, TODAY + timedelta(days=away)) for away in (-1, 0, 1, 2)}
    assert days == {-1: False, 0: True, 1: True, 2: False}
    assert rules.is_standing(org("branch"), date(1990, 1, 1)), "no day of founding is known: it always stood"
    assert not rules.is_standing(org("branch", alive=False), TODAY)
    assert rules.may_go_on(post("other"))
    assert not rules.may_go_on(row)


def test_a_term_that_ends_within_thirty_days_is_told_of() -> None:
    states = {away: rules.term_state(TODAY + timedelta(days=away), TODAY) for away in (-1, 0, 30, 31)}
    assert states == {-1: "overdue", 0: "soon", 30: "soon", 31: "fine"}
    assert rules.term_state(None, TODAY) == "none"
