"""Doors, stairwells and households as the elevation, the linking and the visit read them."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from desktop.base.errors import UserError
from desktop.registers.buildings import queries as buildings
from desktop.registers.contacts import queries as contacts
from desktop.registers.people.model import Person
from desktop.reports import elevation, household_card, linking
from desktop.reports.walking import in_walking_order
from desktop.values.partial_day import PartialDay
from tests.factories.compound import Village
from tests.factories.profile import TODAY


def test_buildings_come_with_their_doors(village: Village) -> None:
    with village.profile.store.read() as session:
        found = buildings.houses(session, village.actor)
    assert [(house.name, house.doors) for house in found] == [("1号楼", 9), ("2号楼", 3)]


def test_every_door_is_on_the_elevation_with_who_lives_there(village: Village) -> None:
    with village.profile.store.read() as session:
        doors = elevation.doors(session, village.actor, building_id=village.buildings["1"])
    by_door = {door.door: door for door in doors}
    assert len(doors) == 9
    assert by_door["1-2-302"].homes == ()
    home = by_door["1-1-301"].homes[0]
    assert (home.head_name, home.contacts, home.next_due) == ("周兰", "胡强", TODAY - timedelta(days=21))
    assert (by_door["1-1-301"].floor, by_door["1-1-301"].stairwell) == (3, "1单元")


def test_stairwells_tell_how_many_households_nobody_has(village: Village) -> None:
    with village.profile.store.read() as session:
        parts = linking.parts(session, village.actor)
    told = [(part.building, part.stairwell, part.households, part.unlinked) for part in parts]
    assert told == [("1号楼", "1", 5, 0), ("1号楼", "2", 3, 1), ("2号楼", "1", 2, 1)]


def test_the_households_of_a_stairwell_are_named_in_walking_order(village: Village) -> None:
    with village.profile.store.read() as session:
        homes = linking.homes(session, village.actor, building_id=village.buildings["1"], stairwell="2")
    assert [(home.label, home.contacts) for home in homes] == [
        ("1-2-301 何磊", "刘丽"), ("1-2-201 郭磊", "胡强"), ("1-2-101 邓鋐", ""),
    ]  # fmt: skip


def test_chosen_households_keep_the_order_in_which_they_were_chosen(village: Village) -> None:
    ids = [village.homes["2-1-101"], village.homes["1-1-101"], uuid4()]
    with village.profile.store.read() as session:
        found = linking.chosen(session, village.actor, ids=ids)
    assert [home.id for home in found] == ids[:2]


def test_any_choice_is_put_into_walking_order(village: Village) -> None:
    doors = ("2-1-101", "1-1-101", "1-2-201", "1-1-302")
    with village.profile.store.read() as session:
        found = in_walking_order(session, village.actor, [village.homes[door] for door in doors])
        assert in_walking_order(session, replace(village.actor, scope=frozenset({uuid4()})), found) == ()
    assert found == tuple(village.homes[door] for door in ("1-1-302", "1-1-101", "1-2-201", "2-1-101"))


def test_a_card_says_what_a_visitor_wants_to_know(village: Village) -> None:
    with village.profile.store.read() as session:
        card = household_card.card(session, village.actor, village.homes["1-1-301"])
    assert card.label == "1-1-301 周兰"
    assert card.members == ((village.members["胡强"], "胡强"),)
    assert (card.people, card.phone, card.next_due) == (1, "17000000000", TODAY - timedelta(days=21))
    assert [(past.visitor, past.outcome) for past in card.past] == [("胡强", "home")]


def test_a_household_without_links_and_visits_has_a_card_too(village: Village) -> None:
    with village.profile.store.read() as session:
        card = household_card.card(session, village.actor, village.homes["1-2-101"])
    assert (card.members, card.past, card.last_visit) == ((), (), None)


def test_a_household_of_others_is_told_in_a_sentence(village: Village) -> None:
    stranger = replace(village.actor, scope=frozenset({uuid4()}))
    with village.profile.store.read() as session, pytest.raises(UserError, match="没有找到这一户"):
        household_card.card(session, stranger, village.homes["1-1-301"])


def test_a_resident_leads_to_the_household_and_a_stranger_to_none(village: Village) -> None:
    with village.profile.store.read() as session:
        found = household_card.home_of(session, village.actor, village.members["周兰"])
        assert household_card.home_of(session, village.actor, village.members["胡强"]) is None
    assert found == (village.homes["1-1-301"], "1-1-301 周兰")


def test_those_without_a_member_are_picked_out_in_their_order(village: Village) -> None:
    ids = [village.homes[door] for door in ("2-1-201", "1-1-101", "1-2-101")]
    with village.profile.store.read() as session:
        assert contacts.unlinked(session, ids) == (ids[0], ids[2])


def test_a_link_leads_to_its_household(village: Village) -> None:
    home = village.homes["1-1-301"]
    with village.profile.store.read() as session:
        row = contacts.standing_by_household(session, [home])[home]
        assert row.member_ids == (village.members["胡强"],)
        assert contacts.household_of(session, village.actor, uuid4()) is None


def test_who_died_or_was_merged_is_said_to_have(village: Village) -> None:
    gone, twice = village.members["周兰"], village.members["于涛"]
    with village.profile.store.write(village.actor.id, "people.save") as session:
        session.get_one(Person, gone).died_on = PartialDay.from_text("2026-03")
        session.get_one(Person, twice).merged_into = gone
        session.get_one(Person, twice).alive = False
    with village.profile.store.read() as session:
        said = [
            household_card.no_longer(session, village.actor, village.members[name]) for name in ("周兰", "于涛", "胡强")
        ]
    assert said == ["已故 2026-03", "已并入 周兰 的登记", ""]


def test_nobody_says_why_a_stranger_is_not_on_the_list(village: Village) -> None:
    with village.profile.store.read() as session:
        assert household_card.no_longer(session, village.actor, uuid4()) == ""
