"""Writing derived list rows anew, and the search entries that go with them, in chunks that fit one statement."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, Update, bindparam, delete, select, update
from sqlalchemy.orm import Session

from desktop.search import index
from desktop.search.index import Entry
from desktop.store.fast_rows import insert_rows, run_rows
from desktop.store.journal import table_of
from desktop.store.record import Row

CHUNK = 500
_AS_NUMBER = attrgetter("int")  # ids themselves compare in Python, a hundred thousand of them for a second
Values = dict[str, Any]


def in_chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Ids in lists short enough for one statement."""
    ordered = sorted(ids, key=_AS_NUMBER)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def rewrite(
    session: Session,
    listed: type[Row],
    ids: Iterable[UUID],
    *,
    rows: Callable[[Session, list[UUID]], Iterable[Values]],
    kind: str = "",
    entry: Callable[[Mapping[str, Any]], Entry] | None = None,
) -> None:
    """Replace the rows of `listed` with these ids by what `rows` says of them; an id it leaves out goes.

    With `entry`, the search entries of `kind` follow.
    """
    connection, table = session.connection(), table_of(listed)
    for part in in_chunks(ids):
        made = {row["id"]: row for row in rows(session, part)}
        gone = _write(connection, table, part, made)
        if gone:
            connection.execute(delete(table).where(table.c.id.in_(gone)))
        if entry is not None:
            index.drop(connection, kind, [each for each in part if each not in made])
            index.put(connection, [entry(row) for row in made.values()])


def _write(connection: Connection, table: Table, ids: list[UUID], made: Mapping[UUID, Values]) -> list[UUID]:
    """Write what differs from what stands there, of it the columns that differ; returns the ids that stand in vain.

    A list has an index for each way to sort it: a row written anew would cost all of them.
    """
    names = tuple(column.key for column in table.columns)
    fresh = dict(made)
    gone: list[UUID] = []
    changed: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for standing in connection.execute(select(table).where(table.c.id.in_(ids))):
        row = fresh.pop(standing.id, None)
        if row is None:
            gone.append(standing.id)
        elif differ := tuple(name for name, was in zip(names, standing, strict=True) if row[name] != was):
            changed[differ].append({**row, "its_id": standing.id})
    for columns, rows in changed.items():
        run_rows(connection, _update(table, columns), rows)
    insert_rows(connection, table, list(fresh.values()))
    return gone


@lru_cache(maxsize=256)
def _update(table: Table, columns: tuple[str, ...]) -> Update:
    said = {name: bindparam(name, type_=table.c[name].type) for name in columns}
    return update(table).where(table.c.id == bindparam("its_id", type_=table.c.id.type)).values(said)
