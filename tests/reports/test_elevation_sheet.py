"""The printed elevation promises: duty by shapes, empty homes like any other, and no word on anybody."""

import pytest
from sqlalchemy import select

from desktop.base.errors import UserError
from desktop.printing.blocks import Box, Drawing, Words
from desktop.registers.buildings.model import Building, Dwelling
from desktop.registers.people.model import Household
from desktop.reports.elevation_sheet import ElevationSheet, collect
from desktop.reports.papers import ELEVATION_A3, ELEVATION_A4
from tests.factories.compound import EMPTY, Village
from tests.factories.profile import COMPOUND_ID, TODAY, UNIT_ID, USER_ID


def sheets(village: Village, *numbers: str) -> list[ElevationSheet]:
    with village.profile.store.read() as session:
        ids = [village.buildings[number] for number in numbers]
        return list(collect(session, village.actor, ids, today=TODAY))


def states(sheet: ElevationSheet) -> dict[tuple[str, str], str]:
    return {(sheet.groups[spot.group][0], spot.room): spot.state for spot in sheet.spots}


def drawing(sheet: ElevationSheet, form: object = ELEVATION_A4) -> Drawing:
    (found,) = (block for block in form.draw(sheet) if isinstance(block, Drawing))  # type: ignore[attr-defined]  # a Form
    return found


def test_a_door_says_what_the_branch_owes_and_a_white_one_nothing(village: Village) -> None:
    (first,) = sheets(village, "1")
    found = states(first)
    one, two = first.groups[0][0], first.groups[1][0]
    assert found[one, "301"] == "overdue"
    assert found[one, "201"] == "soon"
    assert found[two, "301"] == "fine"
    assert found[two, "101"] == "none"


def test_an_empty_home_and_a_vacant_one_look_like_any_that_needs_nothing(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        home = session.get_one(Household, village.homes["1-1-301"])
        session.get_one(Dwelling, home.dwelling_id).tenure = "vacant"
    (first,) = sheets(village, "1")
    found = states(first)
    assert found[first.groups[1][0], EMPTY[0].rpartition("-")[2]] == "fine"
    assert found[first.groups[0][0], "301"] == "fine"


def test_nobody_is_named(village: Village) -> None:
    for sheet in sheets(village, "1", "2"):
        said = " ".join(part.text for part in drawing(sheet).parts if isinstance(part, Words))
        assert not [name for name in ("周兰", "邓鋐", "胡强", "空") if name in said]


def test_shapes_carry_the_meaning_without_colour(village: Village) -> None:
    (first,) = sheets(village, "1")
    parts = drawing(first).parts
    marks = [part.text[0] for part in parts if isinstance(part, Words) and part.text[:1] in "■▲○" and part.text]
    assert set(marks) == {"■", "▲", "○"}
    assert any(isinstance(part, Box) and part.tinted and part.rule > 1 for part in parts)


def test_a_larger_paper_holds_the_same_doors_no_smaller(village: Village) -> None:
    (first,) = sheets(village, "1")
    small, large = drawing(first), drawing(first, ELEVATION_A3)
    assert len(small.parts) == len(large.parts)
    assert large.width_mm >= small.width_mm
    assert small.width_mm <= 267
    assert small.height_mm <= 171


def test_buildings_come_in_their_order_and_those_without_doors_are_told(village: Village) -> None:
    assert [sheet.building for sheet in sheets(village, "2", "1")] == ["1号楼", "2号楼"]
    with village.profile.store.write(USER_ID, "buildings.save") as session:
        session.add(Building(unit_id=UNIT_ID, compound_id=COMPOUND_ID, number="9", name="9号楼", sort="009"))
    with village.profile.store.read() as session:
        bare = session.scalars(select(Building.id).where(Building.number == "9")).one()
        with pytest.raises(UserError, match="还没有门牌"):
            collect(session, village.actor, [bare], today=TODAY)
