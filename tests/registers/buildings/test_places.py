"""A door brings its stairwell and its building with it, and two PCs make the same ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.registers.buildings.model import Building, Compound, Dwelling, Stairwell
from desktop.registers.buildings.rules import MOST_DOORS, BuildingPlan, check_plan, doors
from desktop.registers.buildings.service import Places, compound_of, ensure_dwelling, generate
from desktop.store.session import WriteSession
from desktop.values import door
from tests.factories.profile import COMPOUND_ID, UNIT_ID, Profile, make_profile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


@pytest.fixture
def session(profile: Profile) -> Iterator[WriteSession]:
    with profile.store.write(profile.actor.id, "buildings.generate") as session:
        yield session


def test_a_door_is_made_once_with_what_it_stands_in(session: WriteSession) -> None:
    first = ensure_dwelling(session, UNIT_ID, door.parse("3-2-501"))
    again = ensure_dwelling(session, session.get_one(Compound, COMPOUND_ID), door.parse("3号楼二单元501室"))
    assert first is again
    assert (first.door, first.room, first.floor, first.kind, first.unit_id) == ("3-2-501", "501", 5, "home", UNIT_ID)
    assert session.get_one(Building, first.building_id).name == "3号楼"
    assert session.get_one(Stairwell, first.stairwell_id).name == "2单元"


def test_one_door_more_does_not_read_the_compound(session: WriteSession) -> None:
    for number in range(1, 31):
        ensure_dwelling(session, UNIT_ID, door.parse(f"1-1-{number}01"))
    session.flush()
    session.expunge_all()
    ensure_dwelling(session, UNIT_ID, door.parse("1-1-3101"))
    assert len([row for row in session if isinstance(row, Dwelling)]) == 1


def test_two_pcs_make_the_same_places(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        profile = make_profile(tmp_path / name)
        with profile.store.write(profile.actor.id, "buildings.generate") as session:
            dwelling = ensure_dwelling(session, UNIT_ID, door.parse("3-2-501"))
            made.append((dwelling.id, dwelling.stairwell_id, dwelling.building_id))
        profile.close()
    assert made[0] == made[1]
    assert len(set(made[0])) == 3


def test_doors_sort_as_people_walk_them(session: WriteSession) -> None:
    texts = ["10-1-101", "2-1-1001", "2-1-201", "底商5", "2-501"]
    made = sorted((ensure_dwelling(session, UNIT_ID, door.parse(text)) for text in texts), key=lambda one: one.sort)
    assert [one.door for one in made] == ["2-501", "2-1-201", "2-1-1001", "10-1-101", "底商5"]


def test_premises_outside_the_buildings_have_a_building_of_their_own(session: WriteSession) -> None:
    shop = ensure_dwelling(session, UNIT_ID, door.parse("底商5号"))
    building, stairwell = session.get_one(Building, shop.building_id), session.get_one(Stairwell, shop.stairwell_id)
    assert (building.number, building.name, stairwell.number, shop.kind) == ("", "楼外用房", "", "shop")
    assert building.id != stairwell.id


def test_a_place_in_the_recycle_bin_is_taken_out_again(session: WriteSession) -> None:
    dwelling = ensure_dwelling(session, UNIT_ID, door.parse("3-2-501"))
    stairwell, building = (
        session.get_one(Stairwell, dwelling.stairwell_id),
        session.get_one(Building, dwelling.building_id),
    )
    session.flush()
    dwelling.alive = stairwell.alive = building.alive = False
    session.flush()
    places = Places(session, session.get_one(Compound, COMPOUND_ID))
    assert ensure_dwelling(session, UNIT_ID, door.parse("3-2-501"), places=places) is dwelling
    assert (dwelling.alive, stairwell.alive, building.alive) == (True, True, True)
    assert (places.made.buildings, places.made.stairwells, places.made.doors) == (1, 1, 1)


def test_a_unit_without_a_compound_is_told_so(session: WriteSession) -> None:
    session.get_one(Compound, COMPOUND_ID).alive = False
    session.flush()
    with pytest.raises(UserError, match="小区"):
        compound_of(session, UNIT_ID)


def test_a_compound_is_generated_with_its_exceptions_and_only_once(profile: Profile, session: WriteSession) -> None:
    compound = session.get_one(Compound, COMPOUND_ID)
    plans = [
        BuildingPlan("1", 2, 3, 2, per_stairwell=(("2", 3),), without=("1-101",), extra=(door.parse("1号楼底商1"),)),
        BuildingPlan("A", 0, 2, 4, first_floor=2),
    ]
    made = generate(session, profile.actor, compound, plans=plans)
    assert (made.buildings, made.doors) == (2, 2 * 3 - 1 + 3 * 3 + 1 + 8)
    doors_made = {one.door for one in session.query(Dwelling)}
    assert {"1-1-102", "1-2-303", "A-201", "A-304"} <= doors_made
    assert "1-1-101" not in doors_made
    assert generate(session, profile.actor, compound, plans=plans).doors == 0


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (BuildingPlan(" ", 1, 1, 1), "building"),
        (BuildingPlan("1", 99, 1, 1), "stairwells"),
        (BuildingPlan("1", 1, 0, 1), "floors"),
        (BuildingPlan("1", 1, 1, 0), "per_floor"),
        (BuildingPlan("1", 1, 1, 2, per_stairwell=(("1", 99),)), "per_floor"),
    ],
)
def test_a_building_that_nobody_would_build_is_refused(plan: BuildingPlan, field: str) -> None:
    with pytest.raises(UserError) as refused:
        check_plan(plan)
    assert refused.value.field == field


def test_too_many_doors_are_refused_before_anything_is_made(profile: Profile, session: WriteSession) -> None:
    plans = [BuildingPlan(str(number), 20, 60, 40) for number in range(2)]
    assert sum(1 for _door in doors(plans[0])) > MOST_DOORS
    with pytest.raises(UserError, match="上限"):
        generate(session, profile.actor, session.get_one(Compound, COMPOUND_ID), plans=plans)
    assert session.query(Dwelling).count() == 0
