"""What a PC notes about rows during the exchange: what lies beneath, how far each was read, which of them leave."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, insert, select

from desktop.store.exchange_rows import DoubtedRow, HubValue, LeftRow, ReadAhead
from desktop.store.fast_rows import insert_rows, run_rows
from desktop.store.journal import table_of
from desktop.sync.protocol import Key, Values

_AHEAD, _DOUBTED, _LEFT, _BEHIND = map(table_of, (ReadAhead, DoubtedRow, LeftRow, HubValue))
_encode = msgspec.json.Encoder().encode


class DeskMarks:
    """See `DeskState`. All four tables are small while nothing is amiss, so they are read when they are first needed.

    `read_ahead` is not: it grows with a first copy, and is asked for the rows in question.
    """

    def __init__(self, connection: Connection, *, whole: int) -> None:
        self._connection = connection
        self.whole = whole
        self._ahead: dict[Key, int] = {}
        self._fresh: dict[Key, int] = {}  # read ahead in this transaction
        self._any_ahead = connection.execute(_ANY_AHEAD).first() is not None
        self._doubted: dict[Key, int] | None = None
        self._sure: set[Key] = set()
        self._left: dict[Key, bool] | None = None
        self._leaving: dict[Key, bool | None] = {}  # to be written: None takes it away
        self._behind: dict[Key, dict[str, Values]] | None = None
        self._moved: set[Key] = set()

    # How far a row was read

    def expect(self, keys: Iterable[Key]) -> None:
        """How far these were read."""
        wanted = [key for key in keys if key not in self._ahead] if self._any_ahead else ()
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            self._ahead |= dict.fromkeys(part, 0)
            for row in self._connection.execute(_SEQ, {"ids": list({key[1] for key in part})}):
                self._ahead[row.table_name, row.row_id] = row.seq

    def read_until(self, key: Key) -> int:
        """See `DeskState.read_until`."""
        ahead = self._fresh.get(key)
        if ahead is None:
            if self._any_ahead and key not in self._ahead:
                self.expect([key])
            ahead = self._ahead.get(key, 0)
        return max(self.whole, ahead, self.doubted().get(key, 0))

    def keep_ahead(self, key: Key, seq: int) -> None:
        """See `DeskState.keep_ahead`."""
        self._fresh[key] = seq

    def keep_whole(self, seq: int) -> None:
        """See `DeskState.keep_whole`."""
        self.whole = seq
        self._forget_ahead()

    def _forget_ahead(self) -> None:
        self._fresh.clear()
        self._ahead.clear()
        if self._any_ahead:
            self._connection.execute(delete(_AHEAD))
            self._any_ahead = False

    # Doubt

    def doubted(self) -> Mapping[Key, int]:
        """See `DeskState.doubted`; with how far each was read."""
        if self._doubted is None:
            self._doubted = {
                (row.table_name, row.row_id): row.read_until for row in self._connection.execute(select(_DOUBTED))
            }
        return self._doubted

    def doubt(self, keys: Iterable[Key]) -> None:
        """See `DeskState.doubt_all`: these are all."""
        doubted = {key: self.read_until(key) for key in keys}
        self._connection.execute(delete(_DOUBTED))
        rows = [{**_named(key), "read_until": until} for key, until in doubted.items()]
        if rows:
            self._connection.execute(insert(_DOUBTED), rows)
        self._doubted, self.whole = doubted, 0
        self._sure.clear()
        self._forget_ahead()

    def doubt_these(self, keys: Iterable[Key]) -> None:
        """See `DeskState.doubt`."""
        doubted = self.doubted()
        assert isinstance(doubted, dict)
        fresh = {key: self.read_until(key) for key in keys if key not in doubted}
        self._sure.difference_update(fresh)
        self._write(_DOUBTED, fresh, [{**_named(key), "read_until": until} for key, until in fresh.items()])
        doubted |= fresh

    def sure(self, keys: Iterable[Key]) -> None:
        """See `DeskState.sure`."""
        doubted = self.doubted()
        assert isinstance(doubted, dict)
        for key in keys:
            if doubted.pop(key, None) is not None:
                self._sure.add(key)

    # Leaving

    def _leavers(self) -> dict[Key, bool]:
        if self._left is None:
            self._left = {(row.table_name, row.row_id): row.gone for row in self._connection.execute(select(_LEFT))}
        return self._left

    def left(self) -> list[Key]:
        """See `DeskState.left`."""
        return [key for key, gone in self._leavers().items() if not gone]

    def leaving(self, key: Key, *, gone: bool | None) -> None:
        """The row is about to leave (False), has gone (True), or stays (None)."""
        leavers = self._leavers()
        if (leavers.get(key) if leavers else None) is gone:
            return
        if gone is None:
            leavers.pop(key, None)
        else:
            leavers[key] = gone
        self._leaving[key] = gone

    # What lies beneath

    def _beneath(self) -> dict[Key, dict[str, Values]]:
        if self._behind is None:
            self._behind = {}
            for row in self._connection.execute(select(_BEHIND)):
                kept = self._behind.setdefault((row.table_name, row.row_id), {})
                kept[row.group_name] = msgspec.json.decode(row.said)
        return self._behind

    def behind(self, key: Key) -> dict[str, Values]:
        """See `DeskState.behind`."""
        beneath = self._beneath()
        return beneath.get(key, {}) if beneath else {}  # mostly nothing lies anywhere

    def keep_behind(self, key: Key, group: str, values: Values | None) -> None:
        """See `DeskState.keep_behind`."""
        kept = self._beneath().setdefault(key, {})
        if kept.get(group) == values:
            return
        self._moved.add(key)
        if values is None:
            kept.pop(group, None)
        else:
            kept[group] = values

    def forget(self, key: Key) -> None:
        """The row was taken away, and what lay beneath it with it."""
        if self._beneath().pop(key, None):
            self._moved.add(key)

    def flush(self) -> None:
        """Write all of it."""
        stood = [key for key in self._fresh if self._ahead.get(key, 1)] if self._any_ahead else ()  # or nobody looked
        self._write(_AHEAD, stood, [{**_named(key), "seq": seq} for key, seq in self._fresh.items()])
        self._any_ahead = self._any_ahead or bool(self._fresh)
        self._ahead |= self._fresh
        self._fresh.clear()
        self._write(_DOUBTED, self._sure, [])
        self._sure.clear()
        stay = [{**_named(key), "gone": gone} for key, gone in self._leaving.items() if gone is not None]
        self._write(_LEFT, self._leaving, stay)
        self._leaving.clear()
        said = [
            {**_named(key), "group_name": group, "said": _encode(values).decode()}
            for key in self._moved
            for group, values in self.behind(key).items()
        ]
        self._write(_BEHIND, self._moved, said)
        self._moved.clear()

    def _write(self, table: Table, keys: Iterable[Key], rows: list[dict[str, Any]]) -> None:
        """In place of what stood there of these keys."""
        old = [{"its_row": key[1], "its_table": key[0]} for key in keys]
        if old:
            run_rows(self._connection, _FORGET[table], old)
        insert_rows(self._connection, table, rows)


def _named(key: Key) -> dict[str, str | UUID]:
    return {"table_name": key[0], "row_id": key[1]}


_FORGET = {
    table: delete(table).where(table.c.row_id == bindparam("its_row"), table.c.table_name == bindparam("its_table"))
    for table in (_AHEAD, _DOUBTED, _LEFT, _BEHIND)
}
_ANY_AHEAD = select(_AHEAD.c.seq).limit(1)
_SEQ = select(_AHEAD).where(_AHEAD.c.row_id.in_(bindparam("ids", expanding=True)))
