"""Rosters and the tenancy sheet promise: buildings apart, numbers masked, empty homes unnamed, renters only."""

from uuid import UUID, uuid4

import pytest

from desktop.base.errors import UserError
from desktop.printing.preview import page_count
from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.forms import rosters, tenancy_sheet
from desktop.registers.people.model import Household
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import RARE, Village, add_homes, printed, words


def tenure(village: Village, household: UUID, said: str) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Dwelling, session.get_one(Household, household).dwelling_id).tenure = said


def test_each_building_has_a_roster_of_its_own_in_walking_order(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        more = add_homes(session, 4)
    with village.profile.store.read() as session:
        made = rosters.collect_residents(
            session, village.profile.actor, [*more, village.full, village.empty], today=TODAY
        )
    assert [sheet.building for sheet in made] == ["1号楼", "2号楼"]
    assert [home.door for home in made[0].homes] == ["1-1-101", "1-1-502"]
    assert made[0].people == 4
    assert made[0].homes[1].people[0][0] == RARE


def test_a_roster_shows_no_whole_number_and_no_birth_date(village: Village) -> None:
    for form in ("resident-roster", "building-roster"):
        said = words(printed(village, "households", form, [village.full, village.empty]))
        assert "170****7800" in said
        assert not [part for part in ("17034567800", "990101196204090014", "1962") if part in said]


def test_vacant_homes_are_counted_and_not_named(village: Village) -> None:
    tenure(village, village.empty, "vacant")
    said = words(printed(village, "households", "building-roster", [village.full, village.empty]))
    assert "1-1-101" not in said
    assert "共 1 户 4 人　另有 1 户登记为空置，没有列出" in said
    with pytest.raises(UserError, match="没有可以打印的内容"):
        printed(village, "households", "building-roster", [village.empty])


def test_who_asks_for_calls_is_marked(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Household, village.full).by_phone = True
    assert "只打电话" in words(printed(village, "households", "building-roster", [village.full]))


def test_a_household_that_is_gone_is_told(village: Village) -> None:
    with pytest.raises(UserError, match="1 户没有找到"):
        printed(village, "households", "resident-roster", [village.full, uuid4()])


def test_a_whole_building_goes_on_over_pages_with_its_head_on_each(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        many = add_homes(session, 60)
    pages = words(printed(village, "households", "resident-roster", many)).split("——")
    assert len(pages) > 3
    assert all("与户主关系" in page for page in pages[:-1])


def test_only_renters_get_the_tenancy_sheet_unless_one_is_chosen_by_itself(village: Village) -> None:
    assert page_count(printed(village, "households", "tenancy-sheet", [village.full])) == 1
    with village.profile.store.read() as session, pytest.raises(UserError, match="没有登记为出租"):
        tenancy_sheet.collect(session, village.profile.actor, [village.full, village.empty], today=TODAY)
    tenure(village, village.full, "let")
    with village.profile.store.read() as session:
        made = tenancy_sheet.collect(session, village.profile.actor, [village.full, village.empty], today=TODAY)
    assert [sheet.record_id for sheet in made] == [village.full]
