"""A leader and a unit bound to the small compound, with short ways to do deeds and to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.access.unit import Unit
from desktop.catalog import REGISTERS
from desktop.registers.bonds import service
from desktop.registers.organisations import service as organisations
from tests.factories.compound import make_compound
from tests.factories.counter import Counter
from tests.factories.profile import TODAY, UNIT_ID

SINCE = TODAY - timedelta(days=100)


@dataclass
class Office(Counter):
    """The open compound with two bonds."""

    bureau: UUID
    leader: UUID
    unit: UUID

    def log(self, bond_id: UUID, on: date = TODAY, **given: Any) -> Any:
        """Somebody came."""
        said = {"kind": "visit", "what": "听取意见", **given}
        return self.do("bonds.log", service.log, bond_id, on=on, **said)


REGISTER = {register.name: register for register in REGISTERS}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    village = make_compound(tmp_path)
    made = Office(village, UUID(int=0), UUID(int=0), UUID(int=0))
    with village.profile.store.write(village.actor.id, "units.save") as session:
        session.get_one(Unit, UNIT_ID).above = "临江县/中心街道/阳光社区"
        made.bureau = organisations.enter(
            session, village.actor, name="县自然资源局", kind="department", head_name="赵立新", phone="13000004412"
        ).id
    made.leader = made.save("bonds", kind="leader", name="陈志远", post="组织部部长", starts_on=SINCE)
    made.unit = made.save("bonds", kind="unit", organisation_id=made.bureau, starts_on=SINCE, duties="办实事")
    yield made
    village.profile.close()
