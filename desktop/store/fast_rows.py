"""Inserts many plain rows with the driver's own speed: statement and converters are worked out once a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table

_Pick = Callable[[Mapping[str, Any]], tuple[Any, ...]]
_Way = tuple[str, _Pick, tuple[tuple[int, Callable[[Any], Any]], ...]]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, each with every column of `table` by name; as `connection.execute` with a third of its work."""
    if not rows:
        return
    sql, pick, ways = _way(table, connection.dialect)
    columns: list[Iterable[Any]] = list(zip(*map(pick, rows), strict=True))
    for place, way in ways:  # column by column: most need no converter, the others are run through theirs at once
        columns[place] = map(way, columns[place])
    connection.exec_driver_sql(sql, list(zip(*columns, strict=True)))


@lru_cache(maxsize=64)
def _way(table: Table, dialect: Dialect) -> _Way:
    ways = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns]
    pick = itemgetter(*(column.key for column in table.columns))
    sql = str(table.insert().compile(dialect=dialect))
    return sql, pick, tuple((place, way) for place, way in enumerate(ways) if way is not None)
