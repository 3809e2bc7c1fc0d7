"""What the monthly sheet promises: large type, a sheet a member, seven doors a page, calls apart from visits."""

from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.printing.blocks import Note, Paragraph, Table, Title
from desktop.printing.preview import page_count, page_text
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts.forms.month_sheet import MonthSheet, collect, draw
from desktop.registers.people.model import Household, Membership, Person
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.forms.village import Village, add_homes, link, printed, words


def sheets(village: Village, *ids: UUID) -> list[MonthSheet]:
    with village.profile.store.read() as session:
        return list(collect(session, village.profile.actor, ids, today=TODAY))


def second_member(village: Village) -> tuple[UUID, UUID]:
    """Another member, linked to one more household."""
    with village.profile.store.write(USER_ID, "people.save") as session:
        other = Person(unit_id=UNIT_ID, name="白露")
        session.add_all([other, Membership(unit_id=UNIT_ID, person_id=other.id, kind="branch")])
        (home,) = add_homes(session, 1)
        link(session, other.id, home)
    return other.id, home


def test_each_member_has_a_sheet_of_their_own_with_their_doors_as_one_walks(village: Village) -> None:
    other, home = second_member(village)
    first, second = sheets(village, village.full, home)
    assert (first.name, [door.record_id for door in first.parts]) == ("白露", [home])
    assert (second.name, [door.record_id for door in second.parts]) == ("胡强", [village.full, village.empty])
    assert [sheet.name for sheet in sheets(village, other)] == ["白露"]


def test_between_five_and_eight_doors_stand_on_a_page(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        add_homes(session, 20, member_id=village.member)
    pdf = printed(village, "contacts", "month-sheet", [village.member])
    assert page_count(pdf) == 4
    assert all(5 <= page_text(pdf, page).count("在家") <= 8 for page in range(3))


def test_everything_that_is_read_at_the_door_is_eighteen_points_or_more(village: Village) -> None:
    (sheet,) = sheets(village, village.member)
    sizes = [block.size for block in draw(sheet) if isinstance(block, Title | Paragraph | Table)]
    assert min(sizes) >= 18
    assert all(block.size >= 14 for block in draw(sheet) if isinstance(block, Note))


def test_households_that_want_a_call_come_last_and_it_is_said(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Household, village.full).by_phone = True
    said = words(printed(village, "contacts", "month-sheet", [village.member]))
    assert said.index("1-1-101") < said.index("下面 1 户请打电话，不上门") < said.index("1-1-502")


def test_empty_homes_are_never_named(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Dwelling, session.get_one(Household, village.empty).dwelling_id).tenure = "vacant"
    assert "1-1-101" not in words(printed(village, "contacts", "month-sheet", [village.member]))


def test_nobody_linked_is_told(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        (home,) = add_homes(session, 1)
    with pytest.raises(UserError, match="还没有联户党员"):
        sheets(village, home)
