"""The model's tables in a real encrypted file beside the journal, and the file itself as it is at the beginning."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, LargeBinary, MetaData, Table, insert, text

from desktop.store import engine
from desktop.store.exchange_rows import (
    DoubtedRow,
    Exchange,
    ExchangeCheck,
    ExchangeUnit,
    HubValue,
    LaidUp,
    LeftRow,
    ReadAhead,
)
from desktop.store.journal import Chain, Change, Outgoing, WriteGuard, table_of
from desktop.store.record import Row
from desktop.store.session import Keys
from desktop.store.types import Id, refers
from desktop.sync import desk_tables
from desktop.sync.conflict_row import Conflict
from desktop.sync.conflicts import CONFLICT
from desktop.sync.desk_tables import DeskTable
from desktop.sync.model.world import OLD_SHAPE, SHAPE
from desktop.sync.shape import Shape

KEYS = Keys(database=b"k" * 32 + b"s" * 16, mac=b"m" * 32, backup=b"b" * 32, care=b"c" * 32)
SCHEMAS = {True: "1", False: "2"}  # of whoever knows the older tables only, and the newer
_KEPT = tuple(
    table_of(kind)
    for kind in (
        Change, Outgoing, Chain, WriteGuard, Exchange, ExchangeCheck, ExchangeUnit, ReadAhead, DoubtedRow, LeftRow,
        HubValue, LaidUp, Conflict,
    )
)  # fmt: skip
Disk = dict[str, list[tuple[Any, ...]]]


@cache
def tables(*, older: bool) -> dict[str, Table]:
    """The tables of the model; values are numbers, so that each names its edit."""
    metadata = MetaData()
    shape: Shape = OLD_SHAPE if older else SHAPE
    return {name: _table(metadata, name, shape) for name in shape if name != CONFLICT}


def _table(metadata: MetaData, name: str, shape: Shape) -> Table:
    own = [
        Column(field, Id, refers(f"{shape[name].refers[field]}.id"), index=True)
        if field in shape[name].refers
        else Column(field, Integer)
        for field in shape[name].groups
        if field not in ("unit_id", "alive")
    ]
    return Table(
        name, metadata, Column("id", Id, primary_key=True), Column("unit_id", Id, index=True), *own,
        Column("alive", Boolean), Column("last_change", Id), Column("mac", LargeBinary),
    )  # fmt: skip


@cache
def ways(*, older: bool) -> dict[str, DeskTable]:
    """How the exchange reads and writes them; questions are of the real table."""
    known = (*tables(older=older).values(), table_of(Conflict))
    return {table.name: desk_tables.of_table(table) for table in known}


@cache
def fresh(*, older: bool) -> bytes:
    """An encrypted file in which nothing has happened."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        writer = engine.make_engine(path, KEYS.database, writes=True)
        with writer.begin() as connection:
            Row.metadata.create_all(connection, tables=list(_KEPT))
            next(iter(tables(older=older).values())).metadata.create_all(connection)
            connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:schema)"), {"schema": SCHEMAS[older]})
            connection.execute(text("INSERT INTO write_guard (id, mode) VALUES (1, '')"))
        with _raw(path) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        writer.dispose()
        return path.read_bytes()


@contextmanager
def _raw(path: Path) -> Iterator[Any]:
    connection = engine.connect(path, KEYS.database)
    try:
        yield connection
    finally:
        connection.close()


def copy_of(connection: Connection, kept: list[Table]) -> Disk:
    """All that stands in these tables."""
    return {table.name: [tuple(row) for row in connection.execute(table.select())] for table in kept}


def put_back(connection: Connection, kept: list[Table], disk: Disk) -> None:
    """It is as it was then."""
    for table in reversed(kept):
        connection.execute(table.delete())
    for table in kept:
        if rows := disk[table.name]:
            names = [column.name for column in table.columns]
            connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def emptied(raw: Any, *, older: bool) -> None:
    """It is as it was when it was `fresh`."""
    raw.execute("BEGIN IMMEDIATE")
    for table in reversed(of_desk(older=older)):
        raw.execute(f"DELETE FROM {table.name}")
    raw.execute("INSERT INTO write_guard (id, mode) VALUES (1, '')")
    raw.execute("COMMIT")


def of_desk(*, older: bool) -> list[Table]:
    """Every table of a PC's file, parents first."""
    return [*_KEPT, *sorted(tables(older=older).values(), key=lambda table: table.name)]
