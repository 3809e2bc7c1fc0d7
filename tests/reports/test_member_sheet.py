"""The member's sheet promises: members only, masked, with the homes they look after."""

from uuid import UUID

import pytest

from desktop.base.errors import UserError
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
