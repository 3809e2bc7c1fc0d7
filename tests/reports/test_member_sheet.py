"""The member's sheet promises: members only, masked, with the homes they look after."""

from datetime import timedelta
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.registers.people.model import Membership, Person
from desktop.reports.member_sheet import MemberSheet, collect, draw
from tests.factories.compound import Village
from tests.factories.profile import TODAY, UNIT_ID, USER_ID


def sheets(village: Village, *ids: UUID) -> list[MemberSheet]:
    with village.profile.store.read() as session:
        return list(collect(session, village.actor, ids, today=TODAY))


def test_a_member_is_told_with_the_homes_looked_after(village: Village) -> None:
    (made,) = sheets(village, village.members["胡强"])
    assert made.name == "胡强"
    assert made.count == len(made.doors) == 4
    assert "1-1-301" in made.doors
    assert "1-1-301、" in str(draw(made))


def test_those_who_are_no_members_get_no_sheet(village: Village) -> None:
    hu, zhou = village.members["胡强"], village.members["周兰"]
    assert [sheet.name for sheet in sheets(village, zhou, hu, hu)] == ["胡强"]
    with pytest.raises(UserError, match="没有登记为党员"):
        sheets(village, zhou)


def test_a_member_of_another_branch_is_not_written_down_as_one_of_this(village: Village) -> None:
    with village.profile.store.write(USER_ID, "people.save") as session:
        guest = Person(unit_id=UNIT_ID, name="新来")
        session.add(guest)
        session.flush()
        session.add(Membership(unit_id=UNIT_ID, person_id=guest.id, kind="reporting"))
        key = guest.id
    (made,) = sheets(village, key)
    assert (made.branch, made.moved_here, made.doors) == ("", "", ())


def test_the_posts_held_today_are_told_with_where_and_ended_ones_are_not(village: Village) -> None:
    hu = village.members["胡强"]
    long_ago = TODAY - timedelta(days=400)
    with village.profile.store.write(USER_ID, "posts.appoint") as session:
        org = PartyOrg(unit_id=UNIT_ID, tier="branch", name="阳光花园党支部", starts_on=long_ago)
        session.add(org)
        session.flush()
        for title, values in (
            ("书记", {"org_id": org.id}),
            ("办公室副主任", {"place_name": "两新工委"}),
            ("组织委员", {"org_id": org.id, "ends_on": TODAY - timedelta(days=30)}),
        ):
            session.add(
                Post(
                    unit_id=UNIT_ID, kind="other", title=title, person_id=hu, holder_name="胡强", starts_on=long_ago,
                    **values,
                )
            )  # fmt: skip
    (made,) = sheets(village, hu)
    assert made.posts == "阳光花园党支部书记、两新工委办公室副主任"
