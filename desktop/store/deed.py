"""One deed while it lasts: who does what in a transaction, and what it has touched so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.base.ids import uuid7

LOST = ""  # among the fields of a touched row: another row refers to it no longer


@dataclass(slots=True)
class Deed:
    """Who does what in one transaction; what it touched is known when it is over."""

    actor_id: UUID
    action: str
    at: int
    schema: str
    mac_key: bytes
    source: str = ""
    batch: UUID | None = None
    tx: UUID = field(default_factory=uuid7)
    whole: int | None = None  # the hub's sequence up to which all was read; None before the first exchange
    tables: set[str] = field(default_factory=set)  # all that it changed
    touched: dict[str, dict[UUID, set[str]]] = field(default_factory=dict)  # table: row: fields, not yet derived from
    changes: int = 0
    underived: bool = False  # its lists and search entries are written later, see `Store.derive_later`
    claims: dict[UUID, tuple[UUID, str]] = field(default_factory=dict)  # rows of the next flush: their tx and source

    def touch(self, table: str, row_id: UUID, fields: Iterable[str]) -> None:
        """Note what changed, for the derived tables and the screens."""
        self.tables.add(table)
        self.touched.setdefault(table, {}).setdefault(row_id, set()).update(fields)

    def lose(self, references: Mapping[str, str], patch: Mapping[str, Sequence[Any]]) -> None:
        """Note the rows that a changed reference named before: what is derived from them differs too."""
        for name, table in references.items():
            old = patch[name][0] if name in patch else None
            if old is not None:
                self.touched.setdefault(table, {}).setdefault(UUID(old), set()).add(LOST)

    def next_tx(self, source: str = "") -> None:
        """Start another deed inside the same transaction: one household of an import."""
        self.tx, self.source = uuid7(), source

    def claim(self, row_id: UUID) -> None:
        """Say that the next flush of this row belongs to the deed and source of now, whenever it comes.

        Rows just added are claimed by themselves; a change of a row that stands is, where deeds share a flush.
        """
        self.claims.setdefault(row_id, (self.tx, self.source))
