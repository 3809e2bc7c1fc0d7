"""Writes very many new rows at once: journaled and sealed as a flush does it, but without one object for each."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.base.ids import uuid7
from desktop.store.fast_rows import insert_rows
from desktop.store.journal import Chain, Deed, append, entry, release, seal_wired, table_of, unlock
from desktop.store.record import Record, content, defaults, record_types
from desktop.store.types import to_wire

CHUNK = 2_000


class NewRows:
    """New rows of one deed that are gathered and written together, each with the tx and source of when it was added."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._deed: Deed = session.info["deed"]
        self._rows: dict[type[Record], list[dict[str, Any]]] = {}
        self._told: dict[UUID, tuple[UUID, str]] = {}

    def add(self, kind: type[Record], /, **values: Any) -> dict[str, Any]:
        """A row, given as attribute values; what comes back has its `id` and may be added to until it is written."""
        row = {"id": uuid7(), **values}
        self._rows.setdefault(kind, []).append(row)
        self._told[row["id"]] = (self._deed.tx, self._deed.source)
        return row

    def write(self) -> None:
        """Write all of them, parents first, after whatever waits in the session."""
        self._session.flush()
        for kind in record_types():
            if kind in self._rows:
                insert(self._session, kind, self._rows[kind], told=self._told)
        self._rows.clear()
        self._told.clear()


def insert(
    session: Session,
    kind: type[Record],
    rows: Iterable[Mapping[str, Any]],
    *,
    told: Mapping[UUID, tuple[UUID, str]] | None = None,
) -> int:
    """Insert rows, given as attribute values, in the deed of a write session; returns how many.

    Ids and defaults are filled in as the mapped class does. Parents have to be written before their children.
    `told`: tx and source by id, for rows that have others than the deed of now.
    """
    session.flush()
    source = iter(rows)
    written = 0
    while chunk := list(islice(source, CHUNK)):
        _insert_chunk(session, kind, chunk, told=told or {})
        written += len(chunk)
    return written


def _insert_chunk(
    session: Session,
    kind: type[Record],
    rows: list[Mapping[str, Any]],
    *,
    told: Mapping[UUID, tuple[UUID, str]],
) -> None:
    deed: Deed = session.info["deed"]
    chain: Chain = session.info["chain"]
    empty: dict[str, Any] = {**dict.fromkeys(content(kind)), **defaults(kind)}
    made: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    for given in rows:
        row = {**empty, **given}
        if "id" not in row:
            row["id"] = uuid7()
        row_id: UUID = row["id"]
        kept = {name: to_wire(row[name]) for name in empty if row[name] is not None}
        patch = {name: [None, value] for name, value in kept.items()}
        change = entry(deed, chain, kind=kind, row_id=row_id, op="insert", patch=patch, told=told.get(row_id))
        row["last_change"] = change["id"]
        row["mac"] = seal_wired(deed.mac_key, kind.__tablename__, row_id, change["id"], kept)
        made.append(row)
        changes.append(change)
        deed.touch(kind.__tablename__, row_id, kept)
    connection = session.connection()
    append(connection, chain, changes)
    deed.changes += len(changes)
    unlock(connection)
    insert_rows(connection, table_of(kind), made)
    release(session)
