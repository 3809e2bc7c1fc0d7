"""One way to run SQL on the connection that the caller hands in, SQLAlchemy's or the driver's own."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection as AlchemyConnection


class DriverConnection(Protocol):
    """What we need of a connection of the SQLite driver."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Any:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Sequence[Sequence[Any]], /) -> Any:
        """Run one statement for each row of parameters."""
        ...


Connection = AlchemyConnection | DriverConnection
"""The caller's connection; the caller opens, commits and closes, so that the index shares its transaction."""


def rows(connection: Connection, sql: str, parameters: Sequence[Any] = ()) -> list[Sequence[Any]]:
    """The rows that a question returns."""
    if isinstance(connection, AlchemyConnection):
        return list(connection.exec_driver_sql(sql, tuple(parameters)))
    return list(connection.execute(sql, tuple(parameters)))


def run(connection: Connection, sql: str) -> None:
    """Run one statement that returns nothing."""
    if isinstance(connection, AlchemyConnection):
        connection.exec_driver_sql(sql)
    else:
        connection.execute(sql)


def run_many(connection: Connection, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
    """Run one statement for each row of parameters; nothing at all for none."""
    if not parameters:
        return
    if isinstance(connection, AlchemyConnection):
        connection.exec_driver_sql(sql, [tuple(row) for row in parameters])
    else:
        connection.executemany(sql, parameters)
