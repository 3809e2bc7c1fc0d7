"""The rows of a PC as the exchange reads and writes them, within one transaction; every row is sealed anew."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from desktop.base.ids import id_of, uuid7
from desktop.store import journal
from desktop.store.deed import Deed
from desktop.store.exchange_rows import LaidUp
from desktop.store.journal import Change, table_of
from desktop.sync.desk_stand_ins import stand_ins
from desktop.sync.desk_tables import DeskTable
from desktop.sync.protocol import Key, Values
from desktop.sync.shape import UNIT, Shape

MOST = 500  # rows in one question
_encode = msgspec.json.Encoder().encode
_LAID = table_of(LaidUp)


class DeskRows:
    """See `DeskState`: the part of it that is about rows. Nothing is written before `flush`."""

    def __init__(self, session: Session, tables: Mapping[str, DeskTable]) -> None:
        self._session, self._tables = session, tables
        self._connection = session.connection()
        self._deed: Deed = session.info["deed"]
        self._rows: dict[Key, Values] = {}  # empty: there is no such row
        self._was: dict[Key, Values] = {}  # as it stands in the file
        self._newest: dict[Key, UUID] = {}
        self._changed: dict[Key, None] = {}
        self._laid_up: set[Key] = {(row.table_name, row.row_id) for row in self._connection.execute(_LAID_UP)}

    def expect(self, keys: Iterable[Key]) -> None:
        """Read these at once."""
        by_table: dict[str, list[UUID]] = {}
        for key in dict.fromkeys(keys):
            if key not in self._rows:
                by_table.setdefault(key[0], []).append(key[1])
        for name, ids in by_table.items():
            self._rows |= {(name, row_id): {} for row_id in ids}
            table = self._tables.get(name)
            for start in range(0, len(ids) if table else 0, MOST):
                assert table is not None
                for row_id, last, values in table.rows(self._connection, ids[start : start + MOST]):
                    key = (name, row_id)
                    self._rows[key] = self._was[key] = values
                    self._newest[key] = last
            for key in self._laid_up.intersection((name, row_id) for row_id in ids):
                self._rows[key] = {**self._rows[key], **self._said(key)}

    def _said(self, key: Key) -> Values:
        where = (_LAID.c.row_id == key[1], _LAID.c.table_name == key[0])
        said: Values = msgspec.json.decode(self._connection.execute(select(_LAID.c.said).where(*where)).scalar_one())
        return said

    def row(self, key: Key) -> Values | None:
        """The row as people here see it."""
        row = self._rows.get(key)
        if row is None:
            self.expect([key])
            row = self._rows[key]
        return row or None

    def put(self, key: Key, values: Values) -> None:
        """Write fields; null takes a value away."""
        before = self.row(key) or {}
        after = {name: value for name, value in {**before, **values}.items() if value is not None}
        if after != before:
            self._rows[key] = after
            self._changed[key] = None

    def again(self) -> None:
        """Put what was laid up where it belongs, as far as the schema of now knows it."""
        for key in self._laid_up:
            self.expect([key])
            self._changed[key] = None

    def remove(self, key: Key) -> None:
        """Take a row away, if there is one."""
        if self.row(key) is None:
            return
        self.flush()
        was = self._was.pop(key, {})
        if key in self._laid_up:
            self._lay_up(key, {})
        if was:
            journal.unlock(self._connection, "apply")
            self._connection.exec_driver_sql(f"DELETE FROM {key[0]} WHERE id = ?", (key[1].bytes,))
            journal.release(self._session)
            self._touch(key, was, {})
        self._rows[key] = {}

    def referred(self, key: Key, shape: Shape) -> bool:
        """Does a row here refer to this one?"""
        self.flush()
        for table in shape.values():
            for name, to in table.refers.items():
                if to == key[0] and table.name in self._tables:
                    sql = f"SELECT 1 FROM {table.name} WHERE {name} = ? LIMIT 1"
                    if self._connection.exec_driver_sql(sql, (key[1].bytes,)).first():
                        return True
        return False

    def of_unit(self, unit: UUID) -> list[Key]:
        """The rows of a unit."""
        self.flush()
        found = []
        for name in self._tables:
            rows = self._connection.exec_driver_sql(f"SELECT id FROM {name} WHERE unit_id = ?", (unit.bytes,))
            found += [(name, id_of(row[0])) for row in rows]
        laid = select(_LAID.c.table_name, _LAID.c.row_id).where(_LAID.c.unit_id == unit)
        return [*found, *((row.table_name, row.row_id) for row in self._connection.execute(laid))]

    def every(self) -> Iterator[Key]:
        """All of them."""
        self.flush()
        for name in self._tables:
            for row in self._connection.exec_driver_sql(f"SELECT id FROM {name}"):
                yield name, id_of(row[0])
        yield from (key for key in self._laid_up if key[0] not in self._tables)

    def flush(self) -> None:
        """Write what was put, sealed; references are checked at the commit, so the order does not matter."""
        if not self._changed:
            return
        needed = stand_ins(self._connection, self._tables, self._rows, self._changed)
        self._rows |= needed
        self._changed |= dict.fromkeys(needed)
        fresh: dict[str, list[Key]] = {}
        stands: dict[str, list[Key]] = {}
        for key in self._changed:
            table = self._tables.get(key[0])
            known: Collection[str] = table.places if table else ()
            laid = {name: value for name, value in self._rows[key].items() if name not in known}
            if laid or key in self._laid_up:
                self._lay_up(key, laid)
            if table:
                (stands if key in self._was else fresh).setdefault(key[0], []).append(key)
        self._changed.clear()
        if fresh or stands:
            self._come_again(fresh)
            journal.unlock(self._connection, "apply")
            moment = journal.applied(uuid7())
            for name, keys in fresh.items():
                table = self._tables[name]
                rows = [row for _fields, row in (self._sealed(table, key, moment) for key in keys)]
                self._connection.exec_driver_sql(table.insert, rows)
            for name, keys in stands.items():
                self._update(self._tables[name], keys, moment)
            journal.release(self._session)

    def _update(self, table: DeskTable, keys: Iterable[Key], moment: UUID) -> None:
        """Only the fields that differ are written: indexes over others stay, and few statements do for all."""
        by_fields: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for key in keys:
            fields, (mark, mac, *values, row_id) = self._sealed(table, key, moment)
            changed = [values[table.places[name]] for name in fields]
            by_fields.setdefault(fields, []).append((mark, mac, *changed, row_id))
        for fields, rows in by_fields.items():
            self._connection.exec_driver_sql(table.update(fields), rows)

    def _come_again(self, fresh: Mapping[str, list[Key]]) -> None:
        """Rows that are new here may have been here before: their seal is to be newer than their last change."""
        ids = [key[1] for keys in fresh.values() for key in keys]
        for start in range(0, len(ids), MOST):
            for row in self._connection.execute(_LAST, {"ids": ids[start : start + MOST]}):
                self._newest[row.table_name, row.row_id] = row.last

    def _sealed(self, table: DeskTable, key: Key, mark: UUID) -> tuple[tuple[str, ...], tuple[Any, ...]]:
        """What differs, and the row as the statements take it, sealed as of `mark`; noted for what is derived of it."""
        known = self._rows[key]  # nulls are never kept
        if not known.keys() <= table.places.keys():
            known = {name: value for name, value in known.items() if name in table.places}
        if lacking := [name for name in table.empty if name not in known]:
            known = known | {name: table.empty[name] for name in lacking}
            self._rows[key] = {**self._rows[key], **known}
        newest = self._newest.get(key)
        if newest is not None and mark <= newest:  # the clock went back
            mark = journal.applied(UUID(int=newest.int + (1 << 80)))
        self._newest[key] = mark
        mac = journal.seal_wired(self._deed.mac_key, table.name, key[1], mark, known)
        names = self._touch(key, self._was.get(key, {}), known)
        self._was[key] = known
        return names, (mark.bytes, mac, *table.write(known), key[1].bytes)

    def _touch(self, key: Key, was: Values, now: Values) -> tuple[str, ...]:
        names = tuple(name for name in {**was, **now} if was.get(name) != now.get(name)) if was else tuple(now)
        self._deed.touch(key[0], key[1], names)
        if was:
            refers = self._tables[key[0]].refers
            self._deed.lose(refers, {name: [was.get(name)] for name in names if name in refers})
        self._deed.changes += 1
        return names

    def _lay_up(self, key: Key, values: Values) -> None:
        self._connection.execute(delete(_LAID).where(_LAID.c.row_id == key[1], _LAID.c.table_name == key[0]))
        self._laid_up.discard(key)
        if values:
            unit = UUID(values[UNIT]) if UNIT in values else None
            row = {"row_id": key[1], "table_name": key[0], "unit_id": unit, "said": _encode(values).decode()}
            self._connection.execute(insert(_LAID), row)
            self._laid_up.add(key)


_LAID_UP = select(_LAID.c.table_name, _LAID.c.row_id)
_CHANGE = table_of(Change)
_LAST = (
    select(_CHANGE.c.table_name, _CHANGE.c.row_id, _CHANGE.c.id.label("last"))
    .where(_CHANGE.c.row_id.in_(bindparam("ids", expanding=True)))
    .order_by(_CHANGE.c.id)
)
