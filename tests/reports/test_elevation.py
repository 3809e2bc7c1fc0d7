"""A building is shown from its own rows: no other building of the file is read for it."""

from desktop.reports import elevation
from tests.factories.compound import Village
from tests.factories.plans import plans


def test_the_doors_of_a_building_are_found_by_the_building(village: Village) -> None:
    with village.profile.store.read() as session:
        told = plans(session, lambda: elevation.doors(session, village.actor, building_id=village.buildings["1"]))
    assert [plan.splitlines()[0] for plan in told] == [
        "SEARCH household_row USING INDEX ix_household_row_building_id (building_id=?)",
        "SEARCH dwelling USING INDEX ix_dwelling_building_id (building_id=?)",
    ]
