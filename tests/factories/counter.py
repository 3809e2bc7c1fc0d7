"""A small compound with somebody at its counter: short ways to do deeds and to ask, for tests of any register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from desktop.catalog import REGISTERS
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.save import save
from tests.factories.compound import Village
from tests.factories.profile import TODAY

ALL = Query()


@dataclass
class Counter:
    """The open compound; `last` is what the last deed changed."""

    village: Village
    last: Any = field(default=None, init=False)

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

    def rows(self, name: str, day: date = TODAY, query: Query = ALL) -> list[dict[str, Any]]:
        """The rows of a list, by column, each with its id."""
        register = named(name)
        page = self.ask(listing.page, register, query=query, today=day)
        names = [column.name for column in register.columns]
        return [dict(zip(names, row.values, strict=True)) | {"id": row.id} for row in page.rows]

    def save(
        self,
        register: str,
        record_id: UUID | None = None,
        /,
        *,
        children: Mapping[str, Any] | None = None,
        **values: Any,
    ) -> UUID:
        """Save as the page does."""
        made = self.do(f"{register}.save", save, named(register), record_id, values=values, children=children or {})
        saved: UUID = made.id
        return saved


def named(name: str) -> Register:
    """A register of the catalogue."""
    return next(register for register in REGISTERS if register.name == name)
