"""What a visit list promises: doors as one walks them, empty homes left out, room to write."""

import re
from datetime import date
from uuid import uuid4

import pytest

from desktop.base.errors import UserError
from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.forms.visit_list import collect
from desktop.registers.people.model import Household
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import Village, add_homes, printed, words


def test_doors_come_as_one_walks_them_from_the_top_floor_down(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        more = add_homes(session, 24)
    with village.profile.store.read() as session:
        (made,) = collect(session, village.profile.actor, [*reversed(more), village.empty, village.full], today=TODAY)
    doors = [stop.door for stop in made.parts]
    assert doors[:4] == ["1-1-502", "1-1-101", "2-1-1001", "2-1-1002"]
    assert doors[-4:] == ["2-2-201", "2-2-202", "2-2-101", "2-2-102"]
    assert [stop.record_id for stop in made.parts][:2] == [village.full, village.empty]


def test_empty_homes_are_left_out_and_never_named(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Dwelling, session.get_one(Household, village.empty).dwelling_id).tenure = "vacant"
    said = words(printed(village, "households", "visit-list", [village.empty, village.full]))
    assert "1-1-101" not in said
    assert "共 1 户" in said
    assert "另有 1 户登记为空置，没有列出" in said
    with pytest.raises(UserError, match="没有可以打印的内容"):
        printed(village, "households", "visit-list", [village.empty])


def test_the_state_of_a_visit_is_said_in_words(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        (unlinked,) = add_homes(session, 1)
        session.get_one(Household, village.full).appointed_on = date(2026, 3, 12)
        session.get_one(Household, unlinked).by_phone = True
    with village.profile.store.read() as session:
        (made,) = collect(session, village.profile.actor, [village.full, village.empty, unlinked], today=TODAY)
    assert [stop.due for stop in made.parts] == ["2 天内", "逾期 335 天", "待联户"]
    assert [stop.by_phone for stop in made.parts] == [False, False, True]
    assert made.parts[0].last_visit == "2026-02-18"


def test_what_the_list_was_filtered_by_stands_on_it_and_each_building_has_its_heading(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        (other,) = add_homes(session, 1)
    said = words(printed(village, "households", "visit-list", [village.full, other], filter_text="筛选：已逾期"))
    assert "筛选：已逾期" in said
    assert "1号楼　1 户" in said
    assert "2号楼　1 户" in said


def test_a_household_that_is_gone_is_told(village: Village) -> None:
    with pytest.raises(UserError, match="1 户没有找到"):
        printed(village, "households", "visit-list", [village.full, uuid4()])


def test_households_that_want_a_call_stand_together_at_the_end_of_their_building(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Household, village.full).by_phone = True
    said = words(printed(village, "households", "visit-list", [village.full, village.empty]))
    assert said.index("1-1-101") < said.index("1号楼　1 户只打电话，不上门") < said.index("1-1-502")


def test_the_sheet_and_each_row_have_a_code_of_their_own(village: Village) -> None:
    said = words(printed(village, "households", "visit-list", [village.full, village.empty]))
    assert len(set(re.findall(r"V-\w{5}-\w", said))) == 3
