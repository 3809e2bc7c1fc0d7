"""A glance says what is filled, in words and masked, and names other records only within the scope."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop.catalog import REGISTERS
from desktop.standard.glance import Glance, glance
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

BY_NAME = {register.name: register for register in REGISTERS}


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def test_a_household_is_its_filled_fields_and_its_members(village: Village) -> None:
    with village.profile.store.read() as session:
        home = village.homes["1-1-301"]
        seen = glance(session, village.actor, BY_NAME["households"], home, today=TODAY)
    assert seen.title == "1-1-301 周兰"
    assert dict(seen.facts)["户主姓名"] == "周兰"
    assert "产权人" not in dict(seen.facts)
    ((heading, (line,)),) = seen.rows
    assert heading == "成员"
    assert line.startswith("周兰 · 户主 · 女")
    assert "170****0000" in line


def test_other_records_are_called_by_their_names_when_they_may_be_seen(village: Village) -> None:
    contacts = BY_NAME["contacts"]
    with village.profile.store.read() as session:
        link = UUID(bytes=session.connection().exec_driver_sql("SELECT id FROM link_row LIMIT 1").scalar_one())
        seen = glance(session, village.actor, contacts, link, today=TODAY, catalog=REGISTERS)
        assert {"联户党员", "联系的户"} <= dict(seen.facts).keys()
        alone: Glance = glance(session, village.actor, contacts, link, today=TODAY)
        assert "联户党员" not in dict(alone.facts)
        elsewhere = replace(BY_NAME["people"], model=BY_NAME["units"].model)  # nobody of that id is to be seen
        cut = glance(session, village.actor, contacts, link, today=TODAY, catalog=(elsewhere,))
        assert "联户党员" not in dict(cut.facts)
