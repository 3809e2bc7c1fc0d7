"""A shop and a resident as partners in the small compound, with short ways to do deeds and to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.catalog import REGISTERS
from desktop.registers.partners.service import agreements
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.load import Line
from desktop.standard.save import save
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

CODE = "91990101D3B8FRHW51"
SINCE, UNTIL = TODAY - timedelta(days=100), TODAY + timedelta(days=20)


@dataclass
class Office:
    """The open compound with two partners."""

    village: Village
    shop: UUID
    resident: UUID

    def do(self, action: str, deed: Any, *args: Any, **given: Any) -> Any:
        """One deed in one transaction."""
        with self.village.profile.store.write(self.village.actor.id, action) as session:
            done = deed(session, self.village.actor, *args, **given)
        self.last = session.info["changes"]
        return done

    def ask(self, question: Any, *args: Any, **given: Any) -> Any:
        """An answer from the store."""
        with self.village.profile.store.read() as session:
            return question(session, self.village.actor, *args, **given)

    def get(self, kind: Any, key: UUID) -> Any:
        """A row as it is stored."""
        with self.village.profile.store.read() as session:
            return session.get_one(kind, key)

    def rows(self, name: str, day: date = TODAY, query: Query = Query()) -> list[dict[str, Any]]:  # noqa: B008 - frozen
        """The rows of a list, by column."""
        register = named(name)
        page = self.ask(listing.page, register, query=query, today=day)
        names = [column.name for column in register.columns]
        return [dict(zip(names, row.values, strict=True)) for row in page.rows]

    def save(self, register: str, record_id: UUID | None = None, /, *, items: Any = None, **values: Any) -> UUID:
        """Save as the page does."""
        children = {"items": items} if items is not None else {}
        made = self.do(f"{register}.save", save, named(register), record_id, values=values, children=children)
        saved: UUID = made.id
        return saved

    def draft(self, partner: UUID | None = None, starts: date = SINCE, ends: date = UNTIL) -> UUID:
        """A draft with one service."""
        made: UUID = self.do("partners.draft", agreements.draft, partner or self.shop, starts_on=starts, ends_on=ends)
        self.save("agreements", made, items=[Line(None, {"kind": "benefit", "content": "幸福市集", "frequency": "",
                                                         "target": "", "discount": ""})])  # fmt: skip
        return made

    def signed(self, partner: UUID | None = None, starts: date = SINCE, ends: date = UNTIL) -> UUID:
        """A signed one."""
        made = self.draft(partner, starts, ends)
        on = min(starts, TODAY)
        self.do("agreements.sign", agreements.sign, made, on=on)
        return made


def named(name: str) -> Register:
    """A register of the catalogue."""
    return next(register for register in REGISTERS if register.name == name)


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
