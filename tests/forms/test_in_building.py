"""The households of a building are found by whatever it is called, in walking order."""

import pytest
from sqlalchemy import select

from desktop.base.errors import UserError
from desktop.registers.buildings.model import Building, Compound
from desktop.registers.households.queries import in_building
from tests.factories.profile import UNIT_ID, USER_ID
from tests.forms.village import Village, add_homes


@pytest.mark.parametrize("said", ["1", "1号楼", " 1栋 ", "一号楼", "1#"])
def test_a_building_is_known_by_its_name_and_its_number(village: Village, said: str) -> None:
    with village.profile.store.read() as session:
        assert in_building(session, village.profile.actor, said) == (village.full, village.empty)


def test_a_building_is_known_by_its_id(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        add_homes(session, 70)
    with village.profile.store.read() as session:
        second = session.scalars(select(Building).where(Building.number == "3")).one()
        assert len(in_building(session, village.profile.actor, str(second.id))) == 10


def test_an_unknown_building_is_told_with_those_that_are_known(village: Village) -> None:
    with village.profile.store.read() as session, pytest.raises(UserError, match=r"没有找到楼栋“综合楼”.*1号楼"):
        in_building(session, village.profile.actor, "综合楼")


def test_two_buildings_of_one_name_are_told_apart_by_id_only(village: Village) -> None:
    with village.profile.store.write(USER_ID, "buildings.save") as session:
        compound = Compound(unit_id=UNIT_ID, name="东苑")
        session.add(compound)
        session.flush()
        session.add(Building(unit_id=UNIT_ID, compound_id=compound.id, number="1", name="1号楼", sort="001"))
    with village.profile.store.read() as session, pytest.raises(UserError, match="有 2 栋楼都叫“1号楼”"):
        in_building(session, village.profile.actor, "1号楼")
