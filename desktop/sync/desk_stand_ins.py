"""Rows that stand in for what a row refers to and the hub does not know: an exchange never stops at one of them."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from sqlalchemy import Connection

from desktop.base.ids import id_of
from desktop.sync.desk_tables import DeskTable
from desktop.sync.protocol import Key, Values
from desktop.sync.shape import ALIVE, UNIT

MOST = 500  # ids in one question


def stand_ins(
    connection: Connection, tables: Mapping[str, DeskTable], rows: Mapping[Key, Values], written: Iterable[Key]
) -> dict[Key, Values]:
    """What the rows of `written` refer to and is neither among `rows` nor in the file; it is in the recycle bin.

    A row that was set aside at the hub may be referred to by one that was not. When it comes after all, it takes the
    place of its stand-in.
    """
    made: dict[Key, Values] = {}
    ask = [(key, rows[key]) for key in written if key[0] in tables]
    while ask:
        wanted: dict[Key, Values] = {}
        for (table, _row_id), values in ask:
            for name, to in tables[table].refers.items():
                said = values.get(name)
                if said and to in tables:
                    wanted.setdefault((to, UUID(said)), values)
        lacking = [key for key in wanted if not rows.get(key) and key not in made]
        there = _in_file(connection, lacking)
        ask = [(key, _stand_in(tables[key[0]], key, wanted[key])) for key in lacking if key not in there]
        made |= dict(ask)
    return made


def _in_file(connection: Connection, keys: Iterable[Key]) -> set[Key]:
    by_table: dict[str, list[UUID]] = {}
    for table, row_id in keys:
        by_table.setdefault(table, []).append(row_id)
    found = set()
    for table, ids in by_table.items():
        for start in range(0, len(ids), MOST):
            part = ids[start : start + MOST]
            sql = f"SELECT id FROM {table} WHERE id IN ({', '.join('?' * len(part))})"
            rows = connection.exec_driver_sql(sql, tuple(one.bytes for one in part))
            found |= {(table, id_of(row[0])) for row in rows}
    return found


def _stand_in(table: DeskTable, key: Key, child: Values) -> Values:
    needed = {name: str(uuid5(key[1], name)) for name in table.refers if name in table.empty}
    return {UNIT: child.get(UNIT), ALIVE: False, **needed}
