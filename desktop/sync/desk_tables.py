"""How a row of a mapped table reads and writes wire values with the driver's own: most columns need no way at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Date, Integer, LargeBinary, String, Table
from sqlalchemy.types import TypeEngine

from desktop.base.ids import id_of
from desktop.store.record import SEAL, Record
from desktop.store.types import Id, SomeDay, to_wire
from desktop.sync.protocol import Values

NIL = str(UUID(int=0))
_AT_ONCE = 1_000  # rows in memory


def _said_id(kept: bytes) -> str:
    text = kept.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _kept_id(said: str) -> bytes:
    return bytes.fromhex(said.replace("-", ""))


_OUT: Mapping[type[TypeEngine[Any]], Callable[[Any], Any]] = {
    Id: _said_id,
    LargeBinary: bytes.hex,
    Boolean: bool,
}
_INTO: Mapping[type[TypeEngine[Any]], Callable[[Any], Any]] = {
    Id: _kept_id,
    LargeBinary: bytes.fromhex,
}
# What stands in a column that may not be null, of a row of which only the name was told (SYNC §5).
_EMPTY: tuple[tuple[type[TypeEngine[Any]], Any], ...] = (
    (Id, NIL), (Boolean, False), (Integer, 0), (Date, "1900-01-01"), (SomeDay, "1900"), (LargeBinary, ""), (String, ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeskTable:
    """One table of the file: its fields in order, what differs on the wire, what stands where nothing was told."""

    name: str
    places: Mapping[str, int]  # field → where it stands in a row
    out: tuple[tuple[int, Callable[[Any], Any]], ...]
    into: tuple[tuple[int, Callable[[Any], Any]], ...]
    empty: Values
    refers: Mapping[str, str]
    select: str  # id, last_change, then the fields
    insert: str

    def rows(self, connection: Connection, ids: Sequence[UUID] | None = None) -> Iterator[tuple[UUID, UUID, Values]]:
        """Id, last change and values of the rows with these ids (at most 999), of every row without any."""
        if ids is None:
            found = connection.exec_driver_sql(self.select)
        else:
            among = f"{self.select} WHERE id IN ({', '.join('?' * len(ids))})"
            found = connection.exec_driver_sql(among, tuple(one.bytes for one in ids))
        while rows := found.fetchmany(_AT_ONCE):
            for row in rows:
                yield id_of(row[0]), id_of(row[1]), self.read(row[2:])

    def update(self, fields: Iterable[str]) -> str:
        """The statement that writes the seal and these fields of a row."""
        said = ", ".join(f"{name} = ?" for name in ("last_change", "mac", *fields))
        return f"UPDATE {self.name} SET {said} WHERE id = ?"

    def read(self, said: Sequence[Any]) -> Values:
        """The values of the fields, nulls left out."""
        row = list(said)
        for place, way in self.out:
            if row[place] is not None:
                row[place] = way(row[place])
        return {name: value for name, value in zip(self.places, row, strict=True) if value is not None}

    def write(self, values: Values) -> list[Any]:
        """The fields as the driver takes them."""
        row = [None] * len(self.places)
        for name, value in values.items():
            row[self.places[name]] = value
        for place, way in self.into:
            if row[place] is not None:
                row[place] = way(row[place])
        return row


def of_records(kinds: Iterable[type[Record]]) -> dict[str, DeskTable]:
    """The tables of the mapped records by name."""
    tables = [kind.__table__ for kind in kinds]
    return {str(table.name): of_table(table) for table in tables if isinstance(table, Table)}  # keys go on the wire


def of_table(table: Table) -> DeskTable:
    """One table that has an id and a seal."""
    columns = [column for column in table.columns if column.key not in SEAL and column.key != "id"]
    fields = tuple(str(column.key) for column in columns)  # SQLAlchemy's own strings do not go on the wire
    places = list(enumerate(type(column.type) for column in columns))
    said = ", ".join(fields)
    return DeskTable(
        str(table.name),
        {name: place for place, name in enumerate(fields)},
        tuple((place, _OUT[kind]) for place, kind in places if kind in _OUT),
        tuple((place, _INTO[kind]) for place, kind in places if kind in _INTO),
        {str(column.key): _empty(column) for column in columns if not column.nullable},
        {str(column.key): str(key.column.table.name) for column in columns for key in column.foreign_keys},
        f"SELECT id, last_change, {said} FROM {table.name}",
        f"INSERT INTO {table.name} (last_change, mac, {said}, id) VALUES ({', '.join('?' * (len(fields) + 3))})",
    )


def _empty(column: Column[Any]) -> Any:
    default: Any = column.default
    if default is not None and default.is_scalar:
        return to_wire(default.arg)
    return next(value for kind, value in _EMPTY if isinstance(column.type, kind))
