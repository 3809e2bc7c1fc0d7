"""The records of a building, for the forms of any register."""

import pytest
from sqlalchemy import select

from desktop import catalog
from desktop.base.errors import UserError
from desktop.registers.contacts.model import Visit
from desktop.reports.of_building import DIVIDED, of_building
from tests.factories.compound import EMPTY, HOMES, Village

DOORS = [door for door in (*HOMES, *EMPTY) if door.startswith("1-")]


def found(village: Village, name: str, building: str = "1号楼") -> tuple[object, ...]:
    register = catalog.register_named(name)
    assert register is not None
    with village.profile.store.read() as session:
        return of_building(session, village.actor, register, building=building)


def test_every_register_that_is_divided_brings_the_records_of_the_building(village: Village) -> None:
    homes = {village.homes[door] for door in HOMES if door.startswith("1-")}
    for name in ("households", "contacts"):
        assert set(found(village, name)) == homes
    with village.profile.store.read() as session:
        visits = {visit.id: visit.household_id for visit in session.scalars(select(Visit))}
    assert set(found(village, "visits")) == {visit for visit, home in visits.items() if home in homes} < set(visits)
    assert found(village, "buildings", "1") == (village.buildings["1"],)
    assert len(found(village, "dwellings")) == len(DOORS)
    assert set(found(village, "people", str(village.buildings["1"]))) >= {village.members["周兰"]}
    assert {"households", "people", "buildings", "dwellings"} <= DIVIDED


def test_a_register_that_knows_no_buildings_says_so(village: Village) -> None:
    with pytest.raises(UserError, match="“单位”的表单不分楼栋"):
        found(village, "units")


def test_an_unknown_building_is_told(village: Village) -> None:
    with pytest.raises(UserError, match=r"没有找到楼栋“8号楼”.*1号楼"):
        found(village, "people", "8号楼")
