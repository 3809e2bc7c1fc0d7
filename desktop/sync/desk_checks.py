"""What a PC needs to compare itself with the hub: all its rows, which of them are not settled, what was amiss."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select, update

from desktop.store.exchange_rows import ExchangeCheck, LaidUp
from desktop.store.journal import Change, Outgoing, table_of
from desktop.sync.desk_sendings import LIVE
from desktop.sync.desk_tables import DeskTable
from desktop.sync.protocol import Key, Values

_CHECK, _LAID, _JOURNAL, _OUTBOX = map(table_of, (ExchangeCheck, LaidUp, Change, Outgoing))
_encode, _buckets = msgspec.json.Encoder().encode, msgspec.json.Decoder(list[int]).decode
_held = msgspec.json.Decoder(dict[str, int]).decode


def standing(connection: Connection, tables: Mapping[str, DeskTable]) -> Iterator[tuple[Key, Values]]:
    """See `DeskState.standing`; everything has been written before."""
    laid: dict[Key, Values] = {
        (row.table_name, row.row_id): msgspec.json.decode(row.said) for row in connection.execute(select(_LAID))
    }
    for name, table in tables.items():
        for row_id, _last, values in table.rows(connection):
            yield (name, row_id), values | laid.pop((name, row_id), {})
    yield from laid.items()


def unsettled(connection: Connection) -> dict[Key, bool]:
    """See `DeskState.unsettled`; everything has been written before."""
    found: dict[Key, bool] = {}
    for row in connection.execute(_UNSETTLED):
        key, here_only = (row.table_name, row.row_id), row.state == "quarantined"
        found[key] = found.get(key, False) or here_only
    return found


def count(connection: Connection, tables: Mapping[str, DeskTable], table: str) -> int:
    """See `DeskState.count`; everything has been written before."""
    if table not in tables:
        return int(connection.execute(_LAID_UP, {"table": table}).scalar_one())
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


class DeskCheck:
    """The one row of ExchangeCheck, read when it is first needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._row: Any = None
        self._stands = False

    def _read(self) -> Any:
        if self._row is None:
            found = self._connection.execute(select(_CHECK)).first()
            self._stands = found is not None
            self._row = found or (1, None, "[]", "{}", False)
        return self._row

    def _write(self, **said: object) -> None:
        self._read()
        if self._stands:
            self._connection.execute(update(_CHECK).values(**said))
        else:
            kept = {"id": 1, "compared_at": None, "amiss": "[]", "held": "{}", "may_leave": False}
            self._connection.execute(insert(_CHECK), kept | said)
        self._row = None

    def amiss(self) -> frozenset[int]:
        """See `DeskState.amiss`."""
        return frozenset(_buckets(self._read()[2]))

    def set_amiss(self, buckets: frozenset[int]) -> None:
        """See `DeskState.set_amiss`."""
        if buckets != self.amiss():
            self._write(amiss=_encode(sorted(buckets)).decode())

    def held(self) -> dict[str, int]:
        """See `DeskState.held`."""
        return _held(self._read()[3])

    def hold(self, counts: Mapping[str, int]) -> None:
        """See `DeskState.hold`; what a person allowed was allowed once."""
        if counts != self.held() or self._read()[4]:
            self._write(held=_encode(dict(counts)).decode(), may_leave=False)

    def may_leave(self) -> bool:
        """See `DeskState.may_leave`."""
        return bool(self._read()[4])


_UNSETTLED = (
    select(_JOURNAL.c.table_name, _JOURNAL.c.row_id, _OUTBOX.c.state)
    .join_from(_OUTBOX, _JOURNAL, _OUTBOX.c.change_id == _JOURNAL.c.id)
    .where(_OUTBOX.c.state.in_(LIVE) | ((_OUTBOX.c.state == "quarantined") & (_JOURNAL.c.op == "insert")))
)
_LAID_UP = select(func.count()).select_from(_LAID).where(_LAID.c.table_name == bindparam("table"))
