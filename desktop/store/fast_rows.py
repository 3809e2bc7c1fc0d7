"""Writes many plain rows with the driver's own speed: statement and converters are worked out once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, LargeBinary, Table, Update

_Pick = Callable[[Mapping[str, Any]], tuple[Any, ...]]
_Way = tuple[str, _Pick, tuple[tuple[int, Callable[[Any], Any]], ...]]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, each with every column of `table` by name; as `connection.execute` with a third of its work."""
    run_rows(connection, _insert(table), rows)


def run_rows(connection: Connection, statement: Insert | Update, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run `statement`, one that is kept, for each of `rows`; they name all of its parameters, two or more."""
    if not rows:
        return
    if not connection.dialect.positional:  # PostgreSQL's driver takes names
        connection.execute(statement, rows)
        return
    sql, pick, ways = _way(statement, connection.dialect)
    columns: list[Iterable[Any]] = list(zip(*map(pick, rows), strict=True))
    for place, way in ways:  # column by column: most need no converter, the others are run through theirs at once
        columns[place] = map(way, columns[place])
    connection.exec_driver_sql(sql, list(zip(*columns, strict=True)))


@lru_cache(maxsize=64)
def _insert(table: Table) -> Insert:
    return table.insert()


@lru_cache(maxsize=64)
def _way(statement: Insert | Update, dialect: Dialect) -> _Way:
    made = statement.compile(dialect=dialect)
    names = made.positiontup or ()
    kinds = [made.binds[name].type for name in names]
    ways = [  # bytes go as they are: SQLAlchemy would wrap each in a view
        None if isinstance(kind, LargeBinary) else kind.dialect_impl(dialect).bind_processor(dialect) for kind in kinds
    ]
    return str(made), itemgetter(*names), tuple((place, way) for place, way in enumerate(ways) if way is not None)
