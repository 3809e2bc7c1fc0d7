"""What door cards promise: a card a member, telephone numbers only as far as the member agreed, true links."""

import pytest
from sqlalchemy import select

from desktop.base.errors import UserError
from desktop.printing.preview import page_count
from desktop.registers.contacts.forms.door_cards import DoorCard, collect
from desktop.registers.contacts.model import ContactLink
from desktop.registers.people.model import Membership, Person
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.forms.village import Village, add_homes, link, printed, words


def cards(village: Village, *ids: object) -> list[DoorCard]:
    with village.profile.store.read() as session:
        (made,) = collect(session, village.profile.actor, ids, today=TODAY)  # type: ignore[arg-type]
    return [part for part in made.parts if isinstance(part, DoorCard)]


def members(village: Village, count: int) -> list[Person]:
    with village.profile.store.write(USER_ID, "people.save") as session:
        made = [Person(unit_id=UNIT_ID, name=f"党员{at}") for at in range(count)]
        session.add_all(made)
        session.flush()
        session.add_all(Membership(unit_id=UNIT_ID, person_id=each.id, kind="branch") for each in made)
    return made


def test_households_links_and_members_all_lead_to_the_member(village: Village) -> None:
    with village.profile.store.read() as session:
        link_id = session.scalars(select(ContactLink.id)).first()
    for chosen in (village.full, village.member, link_id):
        assert [card.record_id for card in cards(village, chosen)] == [village.member]


def test_the_number_is_masked_until_the_member_agrees_to_show_it(village: Village) -> None:
    assert cards(village, village.member)[0].phone == "170****5678"
    with village.profile.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, village.member).consent = "publish"
    assert cards(village, village.member)[0].phone == "17012345678"


def test_the_first_doors_are_named_and_all_are_counted(village: Village) -> None:
    with village.profile.store.write(USER_ID, "contacts.assign") as session:
        add_homes(session, 8, member_id=village.member)
    (card,) = cards(village, village.member)
    assert card.count == 10
    assert card.doors[:3] == ("1-1-101", "1-1-502", "2-1-101")
    said = words(printed(village, "contacts", "door-cards", [village.member]))
    assert "等 10 户" in said
    assert "0536-5551234" in said


def test_an_ended_link_is_no_longer_on_the_card(village: Village) -> None:
    with village.profile.store.write(USER_ID, "contacts.end_link") as session:
        for each in session.scalars(select(ContactLink).where(ContactLink.household_id == village.full)):
            each.ends_on, each.end_reason = TODAY, "other"
    assert cards(village, village.member)[0].doors == ("1-1-101",)
    with pytest.raises(UserError, match="还没有联户党员"):
        cards(village, village.full)


def test_eight_cards_fill_a_page_and_members_without_doors_come_last(village: Village) -> None:
    many = members(village, 8)
    with village.profile.store.write(USER_ID, "contacts.assign") as session:
        link(session, many[7].id, village.full)
    made = cards(village, village.member, *(each.id for each in many))
    assert [card.name for card in made][:2] == ["胡强", "党员7"]
    assert page_count(printed(village, "contacts", "door-cards", [each.id for each in many])) == 1
    assert page_count(printed(village, "contacts", "door-cards", [village.member, *(e.id for e in many)])) == 2
