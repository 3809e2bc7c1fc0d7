"""Writes very many new rows at once: journaled and sealed as a flush does it, but without one object for each."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.base.ids import uuid7
from desktop.store.fast_rows import insert_rows
from desktop.store.journal import Chain, Deed, append, entry, release, seal_wired, table_of, unlock
from desktop.store.record import Record, content, defaults
from desktop.store.types import to_wire

CHUNK = 2_000


def insert(session: Session, kind: type[Record], rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert rows, given as attribute values, in the deed of a write session; returns how many.

    Ids and defaults are filled in as the mapped class does. Parents have to be written before their children.
    """
    session.flush()
    source = iter(rows)
    written = 0
    while chunk := list(islice(source, CHUNK)):
        _insert_chunk(session, kind, chunk)
        written += len(chunk)
    return written


def _insert_chunk(session: Session, kind: type[Record], rows: list[Mapping[str, Any]]) -> None:
    deed: Deed = session.info["deed"]
    chain: Chain = session.info["chain"]
    empty: dict[str, Any] = {**dict.fromkeys(content(kind)), **defaults(kind)}
    made: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    for given in rows:
        row = {**empty, **given}
        row_id: UUID = row.setdefault("id", uuid7())
        kept = {name: to_wire(row[name]) for name in empty if row[name] is not None}
        patch = {name: [None, value] for name, value in kept.items()}
        change = entry(deed, chain, kind=kind, row_id=row_id, op="insert", patch=patch)
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
