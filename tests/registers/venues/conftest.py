"""A venue and a tenant in the small compound, with short ways to do deeds and to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.registers.venues.model import Contract
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import Standing
from desktop.registers.venues.service import contracts
from desktop.standard.load import Line
from tests.factories.compound import make_compound
from tests.factories.counter import Counter
from tests.factories.profile import TODAY

SINCE, UNTIL = date(2025, 7, 1), date(2028, 6, 30)
HAIRCUTS = {"kind": "convenience", "content": "每周免费理发", "period": "month", "amount": 4, "measure": "times",
            "price": 2_000, "discount": "老年人8折"}  # fmt: skip


@dataclass
class Office(Counter):
    """The open compound with a venue and a tenant."""

    venue: UUID
    tenant: UUID

    def draft(
        self,
        starts: date = SINCE,
        ends: date = UNTIL,
        *,
        services: Sequence[dict[str, Any]] = (HAIRCUTS,),
        steps: Sequence[tuple[date, int]] = (),
        **terms: Any,
    ) -> UUID:
        """A draft with its terms: 3000 元 a month and four haircuts unless said otherwise."""
        made: UUID = self.do(
            "venues.draft", contracts.draft, self.venue, tenant_id=self.tenant, trade="care", starts_on=starts,
            ends_on=ends,
        )  # fmt: skip
        said = {"rent": 300_000, "rent_period": "month", "witness": "阳光社区党委"} | terms
        lines = [Line(None, one) for one in services]
        later = [Line(None, {"since": day, "rent": rent}) for day, rent in steps]
        self.save("venue_contracts", made, children={"services": lines, "steps": later}, **said)
        return made

    def signed(self, starts: date = SINCE, ends: date = UNTIL, **terms: Any) -> UUID:
        """A signed one."""
        made = self.draft(starts, ends, **terms)
        self.do("venue_contracts.sign", contracts.sign, made, on=min(starts, TODAY))
        return made

    def contract(self, key: UUID) -> Contract:
        """A contract as it is stored."""
        found: Contract = self.get(Contract, key)
        return found

    def obligations(self, key: UUID, *kinds: str) -> list[Any]:
        """What a contract obliges to, of these kinds."""
        with self.village.profile.store.read() as session:
            return [one for one in parts.obligations(session, key) if not kinds or one.kind in kinds]

    def standing(self, key: UUID, *kinds: str) -> Standing:
        """The sum of the standings of these kinds."""
        with self.village.profile.store.read() as session:
            found = parts.standings(session, key)
        total = Standing()
        for one in self.obligations(key, *kinds):
            total += found[one.id]
        return total


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    village = make_compound(tmp_path)
    made = Office(village, UUID(int=0), UUID(int=0))
    made.venue = made.save("venues", name="一楼东厅", place="党群服务中心一楼东厅", area=6000, owner="阳光社区居委会")
    made.tenant = made.save("organisations", name="康养服务中心", kind="merchant", uscc="91990101D3B8FRHW51")
    yield made
    village.profile.close()
