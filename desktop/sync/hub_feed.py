"""The feed as the hub's tables tell it: the rows of some units, and what left them, in the order of sequences."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Column, Connection, Select, Table, bindparam, select

from desktop.sync.hub_rows import values_of
from desktop.sync.hub_tables import LEFT, ROW
from desktop.sync.protocol import FeedRow

FEW = 24  # units that are asked one by one along the index; of more the table is read in the order of sequences


def told(connection: Connection, units: frozenset[UUID], *, after: int, most: int, until: int) -> list[FeedRow]:
    """See `HubState.told`; everything has been written before."""
    found: list[FeedRow] = []
    parts: Sequence[Sequence[UUID]] = [[unit] for unit in units] if len(units) <= FEW else [list(units)]
    for part in parts:
        said = {"units": part, "after": after, "until": until, "most": most}
        for row in connection.execute(_UP, said).all():
            found.append(FeedRow(row.seq, row.table_name, row.row_id, "up", values_of(row.said), {}))
        for row in connection.execute(_GONE, said).all():
            found.append(FeedRow(row.seq, row.table_name, row.row_id, row.kind, {}, {}))
    found.sort(key=lambda entry: entry.seq)
    return found[:most]


def _within(table: Table, *columns: Column[Any]) -> Select[Any]:
    units: BindParameter[Any] = bindparam("units", expanding=True)
    return (
        select(table.c.seq, table.c.table_name, table.c.row_id, *columns)
        .where(table.c.unit_id.in_(units), table.c.seq > bindparam("after"), table.c.seq <= bindparam("until"))
        .order_by(table.c.seq)
        .limit(bindparam("most"))
    )


_UP, _GONE = _within(ROW, ROW.c.said), _within(LEFT, LEFT.c.kind)
