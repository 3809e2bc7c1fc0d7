"""Inserts many plain rows with the driver's own speed: statement and converters are worked out once a table."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

_Way = tuple[str, tuple[tuple[str, Callable[[Any], Any] | None], ...]]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, each with every column of `table` by name; as `connection.execute` with a third of its work."""
    if not rows:
        return
    sql, ways = _way(table, connection.dialect)
    connection.exec_driver_sql(
        sql, [tuple(row[name] if way is None else way(row[name]) for name, way in ways) for row in rows]
    )


@lru_cache(maxsize=64)
def _way(table: Table, dialect: Dialect) -> _Way:
    ways = tuple((column.key, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in table.columns)
    return str(table.insert().compile(dialect=dialect)), ways
