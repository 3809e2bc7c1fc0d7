"""What one transaction of the exchange has read of the file, and is about to write there."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from desktop.store.exchange_rows import Exchange, ExchangeUnit
from desktop.store.journal import table_of
from desktop.sync.desk_checks import DeskCheck
from desktop.sync.desk_marks import DeskMarks
from desktop.sync.desk_rows import DeskRows
from desktop.sync.desk_sendings import DeskSendings
from desktop.sync.desk_tables import DeskTable
from desktop.sync.protocol import Change

_STATE, _UNIT = table_of(Exchange), table_of(ExchangeUnit)
_READ_STATE, _READ_UNITS = select(_STATE), select(_UNIT)


@dataclass(slots=True)
class Moment:
    """The parts of `DeskState` while a transaction lasts, and where this PC stands."""

    connection: Connection
    rows: DeskRows
    sendings: DeskSendings
    marks: DeskMarks
    check: DeskCheck
    cursor: int
    epoch: int
    units: frozenset[UUID]
    lagging: dict[UUID, int]
    schema: str
    stood: dict[str, int]  # what the file says of the exchange; empty before the first one
    scope_changed: bool = False

    @classmethod
    def read(
        cls,
        session: Session,
        tables: Mapping[str, DeskTable],
        stay: frozenset[str],
        *,
        sent: Mapping[UUID, Change],
        schema: str,
    ) -> "Moment":
        """As the file has it; `sent`: changes that were read before.

        What a newer hub told an older schema finds its place under a new one.
        """
        connection = session.connection()
        state = connection.execute(_READ_STATE).first()
        units = connection.execute(_READ_UNITS).all()
        rows = DeskRows(session, tables)
        if state is not None and state.schema != schema:
            rows.again()
            rows.flush()
            connection.execute(update(_STATE), {"schema": schema})
        return cls(
            connection,
            rows,
            DeskSendings(connection, stay, sent),
            DeskMarks(connection, whole=state.whole if state else 0),
            DeskCheck(connection),
            state.cursor if state else 0,
            state.epoch if state else 0,
            frozenset(unit.unit_id for unit in units if unit.believed),
            {unit.unit_id: unit.read_until for unit in units if unit.read_until is not None},
            schema,
            {} if state is None else {"cursor": state.cursor, "epoch": state.epoch, "whole": state.whole},
        )

    def flush(self) -> None:
        """Write everything; the commit is the caller's."""
        self.sendings.flush()
        self.rows.flush()
        self.marks.flush()
        state = {"cursor": self.cursor, "epoch": self.epoch, "whole": self.marks.whole}
        if self.stood and state != self.stood:
            self.connection.execute(update(_STATE), state)
        elif self.epoch and not self.stood:
            self.connection.execute(insert(_STATE), {"id": 1, "schema": self.schema, **state})
        if self.scope_changed:
            self.connection.execute(delete(_UNIT))
            units = [
                {"unit_id": unit, "believed": unit in self.units, "read_until": self.lagging.get(unit)}
                for unit in self.units | self.lagging.keys()
            ]
            if units:
                self.connection.execute(insert(_UNIT), units)
