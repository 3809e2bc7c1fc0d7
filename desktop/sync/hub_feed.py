"""The feed as the hub's tables tell it: the rows of some units, and what left them, in the order of sequences."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, Table, select

from desktop.sync.hub_rows import values_of
from desktop.sync.hub_tables import LEFT, ROW
from desktop.sync.protocol import FeedRow

FEW = (
    24  # units that are asked one after the other along the index; of more the table is read in the order of sequences
)


def told(connection: Connection, units: frozenset[UUID], *, after: int, most: int, until: int | None) -> list[FeedRow]:
    """See `HubState.told`; everything has been written before."""
    found: list[tuple[int, FeedRow]] = []
    parts: Sequence[Sequence[UUID]] = [[unit] for unit in units] if len(units) <= FEW else [list(units)]
    for part in parts:
        rows = select(ROW.c.seq, ROW.c.table_name, ROW.c.row_id, ROW.c.said)
        for row in connection.execute(_within(rows, ROW, part, after=after, until=until).limit(most)):
            found.append((row.seq, FeedRow(row.seq, row.table_name, row.row_id, "up", values_of(row.said), {})))
        left = select(LEFT.c.seq, LEFT.c.table_name, LEFT.c.row_id, LEFT.c.kind)
        for row in connection.execute(_within(left, LEFT, part, after=after, until=until).limit(most)):
            found.append((row.seq, FeedRow(row.seq, row.table_name, row.row_id, row.kind, {}, {})))
    found.sort(key=lambda pair: pair[0])
    return [entry for _seq, entry in found[:most]]


def _within(query: Select[Any], table: Table, units: Sequence[UUID], *, after: int, until: int | None) -> Select[Any]:
    whose = table.c.unit_id == units[0] if len(units) == 1 else table.c.unit_id.in_(units)
    query = query.where(whose, table.c.seq > after).order_by(table.c.seq)
    return query if until is None else query.where(table.c.seq <= until)
