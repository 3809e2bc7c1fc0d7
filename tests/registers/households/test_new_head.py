"""A head who is typed above and among the members is one person."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.catalog import DERIVED, REGISTERS
from desktop.registers.people.model import Household, Person, Residence
from desktop.standard.load import Line
from desktop.standard.save import save
from tests.factories.profile import make_profile

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")


def folk(session: Session) -> list[tuple[str, str | None, bool]]:
    """Name, relation and whether the household calls them its head."""
    query = (
        select(Person.name, Residence.relation, Household.head_id == Person.id)
        .join(Residence, Residence.person_id == Person.id)
        .join(Household, Household.id == Residence.household_id)
        .order_by(Residence.place)
    )
    return [(name, relation, bool(head)) for name, relation, head in session.execute(query)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([("周兰", "02"), ("周小明", "20")], [("周兰", "02", True), ("周小明", "20", False)]),
        ([("周小明", "20"), ("周兰", None)], [("周小明", "20", False), ("周兰", "02", True)]),
        ([("周兰", "01")], [("周兰", "02", True)]),  # 本人
        ([("周兰", "30")], [("周兰", "02", True), ("周兰", "30", False)]),  # a daughter of the same name
        ([], [("周兰", "02", True)]),
    ],
)
def test_a_head_is_made_once(
    tmp_path: Path, lines: list[tuple[str, str | None]], found: list[tuple[str, str | None, bool]]
) -> None:
    profile = make_profile(tmp_path, derived=DERIVED)
    members = [Line(None, {"name": name, "relation": relation}) for name, relation in lines]
    with profile.store.write(profile.actor.id, "households.save") as session:
        values = {"door": "3-2-1302", "head_name": "周兰"}
        save(session, profile.actor, HOUSEHOLDS, None, values=values, children={"members": members})
    with profile.store.read() as session:
        assert folk(session) == found
    profile.close()
