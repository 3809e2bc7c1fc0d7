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
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.save import save
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY, UNIT_ID

SINCE = TODAY - timedelta(days=100)


@dataclass
class Office:
    """The open compound with two bonds."""

    village: Village
    bureau: UUID
    leader: UUID
    unit: UUID

    def do(self, action: str, deed: Any, *args: Any, **given: Any) -> Any:
        """One deed in one transaction."""
        with self.village.profile.store.write(self.village.actor.id, action) as session:
            return deed(session, self.village.actor, *args, **given)

    def ask(self, question: Any, *args: Any, **given: Any) -> Any:
        """An answer from the store."""
        with self.village.profile.store.read() as session:
            return question(session, self.village.actor, *args, **given)

    def save(self, record_id: UUID | None = None, /, **values: Any) -> UUID:
        """Save as the page does."""
        made = self.do("bonds.save", save, REGISTER["bonds"], record_id, values=values)
        saved: UUID = made.id
        return saved

    def log(self, bond_id: UUID, on: date = TODAY, **given: Any) -> Any:
        """Somebody came."""
        said = {"kind": "visit", "what": "听取意见", **given}
        return self.do("bonds.log", service.log, bond_id, on=on, **said)

    def rows(self, name: str = "bonds", day: date = TODAY) -> list[dict[str, Any]]:
        """The rows of a list, by column."""
        page = self.ask(listing.page, REGISTER[name], query=Query(), today=day)
        names = [column.name for column in REGISTER[name].columns]
        return [dict(zip(names, row.values, strict=True)) for row in page.rows]


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
    made.leader = made.save(kind="leader", name="陈志远", post="组织部部长", starts_on=SINCE)
    made.unit = made.save(kind="unit", organisation_id=made.bureau, starts_on=SINCE, duties="办实事")
    yield made
    village.profile.close()
