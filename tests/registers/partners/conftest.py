"""A shop and a resident as partners in the small compound, with short ways to do deeds and to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop.registers.partners.service import agreements
from desktop.standard.load import Line
from tests.factories.compound import make_compound
from tests.factories.counter import Counter
from tests.factories.profile import TODAY

CODE = "91990101D3B8FRHW51"
SINCE, UNTIL = TODAY - timedelta(days=100), TODAY + timedelta(days=20)


@dataclass
class Office(Counter):
    """The open compound with two partners."""

    shop: UUID
    resident: UUID

    def draft(self, partner: UUID | None = None, starts: date = SINCE, ends: date = UNTIL) -> UUID:
        """A draft with one service."""
        made: UUID = self.do("partners.draft", agreements.draft, partner or self.shop, starts_on=starts, ends_on=ends)
        item = {"kind": "benefit", "content": "幸福市集", "frequency": "", "target": "", "discount": ""}
        self.save("agreements", made, children={"items": [Line(None, item)]})
        return made

    def signed(self, partner: UUID | None = None, starts: date = SINCE, ends: date = UNTIL) -> UUID:
        """A signed one."""
        made = self.draft(partner, starts, ends)
        on = min(starts, TODAY)
        self.do("agreements.sign", agreements.sign, made, on=on)
        return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    village = make_compound(tmp_path)
    made = Office(village, UUID(int=0), UUID(int=0))
    shop = made.save(
        "organisations", name="邻里超市", kind="merchant", uscc=CODE, head_name="刘帆芳", phone="18000001903"
    )
    made.shop = made.save("partners", organisation_id=shop, person_id=None, name="", kind=None)
    made.resident = made.save("partners", organisation_id=None, person_id=village.members["胡强"], name="", kind=None)
    yield made
    village.profile.close()
