"""Writing derived list rows anew, and the search entries that go with them, in chunks that fit one statement."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from desktop.search import index
from desktop.search.index import Entry
from desktop.store.fast_rows import insert_rows
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
    connection = session.connection()
    for part in in_chunks(ids):
        made = list(rows(session, part))
        connection.execute(delete(listed).where(listed.__table__.c.id.in_(part)))
        if made:
            insert_rows(connection, table_of(listed), made)
        if entry is not None:
            standing = {row["id"] for row in made}
            index.drop(connection, kind, [each for each in part if each not in standing])
            index.put(connection, [entry(row) for row in made])
