"""The search index inside the encrypted database: made and filled on the caller's connection."""

from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice
from typing import Any
from uuid import UUID

from desktop.base.ids import id_of
from desktop.search.driver import Connection, rows, run, run_many
from desktop.search.entries import EDITION, MARKS, Entry, tokens
from desktop.search.finding import Hit, query
from desktop.store.many_ids import said

__all__ = ["DDL", "TABLES", "Entry", "Hit", "clear", "create", "drop", "optimize", "put", "query"]

TABLES = ("search_entry", "search_index")
"""Tables of the index: derived, never synced, rebuilt at will."""

# The full-text table keeps no text of its own (contentless) and no positions (detail=none): every question is an AND
# of tokens and beginnings of tokens. Beginnings of up to six signs, the mark included, are indexed, so that a short
# common one is read in order and stopped at the limit instead of being gathered whole.
DDL = (
    "CREATE TABLE search_entry (rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, record BLOB NOT NULL,"
    " unit BLOB NOT NULL, label TEXT NOT NULL, sublabel TEXT NOT NULL, digest BLOB NOT NULL, UNIQUE (kind, record))",
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', contentless_delete=1, detail=none,"
    f" prefix='1 2 3 4 5 6', tokenize=\"unicode61 remove_diacritics 0 tokenchars '{MARKS}'\")",
)
"""The statements that make the index; migrations run the very same."""

_CHUNK = 500
_KNOWN = (
    "SELECT record, rowid, digest FROM search_entry"
    " WHERE kind = ? AND record IN (SELECT unhex(value) FROM json_each(?))"
)


def create(connection: Connection) -> None:
    """Make the empty index."""
    for statement in DDL:
        run(connection, statement)


def put(connection: Connection, entries: Iterable[Entry]) -> int:
    """Add entries or replace those of the same kind and id; returns how many differed from what was there.

    An entry that says what it said before is left alone, so that refreshing too much costs little.
    """
    source = iter(entries)
    changed = 0
    while chunk := list(islice(source, _CHUNK)):
        # The last word on a record wins when it comes twice.
        changed += _put_chunk(connection, {(entry.kind, entry.id): entry for entry in chunk})
    return changed


def drop(connection: Connection, kind: str, ids: Iterable[UUID]) -> None:
    """Forget the records of one kind; unknown ids are no matter."""
    source = iter(ids)
    while chunk := [(kind, each) for each in islice(source, _CHUNK)]:
        numbers = [(rowid,) for rowid, _digest in _known(connection, chunk).values()]
        run_many(connection, "DELETE FROM search_index WHERE rowid = ?", numbers)
        run_many(connection, "DELETE FROM search_entry WHERE rowid = ?", numbers)


def clear(connection: Connection) -> None:
    """Empty the index, before it is filled anew."""
    run(connection, "DELETE FROM search_entry")
    run(connection, "INSERT INTO search_index(search_index) VALUES ('delete-all')")


def optimize(connection: Connection) -> None:
    """Merge the index into one piece: worth it after a first fill or a large import, seconds at county size."""
    run(connection, "INSERT INTO search_index(search_index) VALUES ('optimize')")


def _known(connection: Connection, keys: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], tuple[int, bytes]]:
    """Row number and digest of the entries that are there already."""
    by_kind: dict[str, list[UUID]] = {}
    for kind, record in keys:
        by_kind.setdefault(kind, []).append(record)
    found: dict[tuple[str, UUID], tuple[int, bytes]] = {}
    for kind, records in by_kind.items():
        for record, rowid, digest in rows(connection, _KNOWN, (kind, said(records))):
            found[kind, id_of(record)] = (rowid, digest)
    return found


def _said(entry: Entry) -> bytes:
    """All that an entry says: where it is the same, its tokens are, and need not be worked out."""
    return repr((
        EDITION, entry.kind, entry.id.int, entry.unit_id.int, entry.label, entry.sublabel, entry.names, entry.doors,
        entry.phones, entry.identities, entry.keys, entry.is_place,
    )).encode()  # fmt: skip


def _put_chunk(connection: Connection, chunk: dict[tuple[str, UUID], Entry]) -> int:
    known = _known(connection, chunk)
    ((last,),) = rows(connection, "SELECT coalesce(max(rowid), 0) FROM search_entry")
    entry_rows: list[tuple[Any, ...]] = []
    index_rows: list[tuple[int, str]] = []
    replaced: list[tuple[int]] = []
    for key, entry in chunk.items():
        digest = blake2b(_said(entry), digest_size=8).digest()
        rowid, old = known.get(key, (None, None))
        if old == digest:
            continue
        if rowid is None:
            last += 1
            rowid = last
        else:
            replaced.append((rowid,))
        shown = (entry.kind, entry.id.bytes, entry.unit_id.bytes, entry.label, entry.sublabel)
        entry_rows.append((rowid, *shown, digest))
        index_rows.append((rowid, " ".join(tokens(entry))))
    run_many(connection, "DELETE FROM search_index WHERE rowid = ?", replaced)
    run_many(connection, "INSERT OR REPLACE INTO search_entry VALUES (?, ?, ?, ?, ?, ?, ?)", entry_rows)
    run_many(connection, "INSERT INTO search_index(rowid, words) VALUES (?, ?)", index_rows)
    return len(entry_rows)
