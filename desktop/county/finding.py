"""Finds one person by the exact name and the end of a number: never a list, never by a part of a name (MISSION).

Residents lie in the hub as rows of many kinds. So that nobody has to be read to find one, a mark is kept for each
person (name and end of the identity number) and each telephone; it is brought up to date when somebody asks. What a
mark leads to is read and compared word for word before it counts.
"""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, Index, delete, insert, select, text, update

from desktop.county.tables import MARKS, STATE
from desktop.sync.asking import LEAST_SIGNS
from desktop.sync.hub_rows import values_of
from desktop.sync.hub_tables import ROW
from desktop.sync.protocol import Values
from desktop.sync.push import Hub

PERSON, PHONE = "person", "phone"
MOST = 5_000  # rows that are marked in one transaction
_THESE = text("table_name IN ('person', 'phone')")
INDEX = Index("ix_hub_row_person", ROW.c.seq, sqlite_where=_THESE, postgresql_where=_THESE)
_UNTIL = "marked_until"


def prepare(connection: Connection) -> None:
    """Remember that nothing is marked yet; once, under the lock that the tables are made under."""
    if connection.execute(select(STATE.c.value).where(STATE.c.key == _UNTIL)).first() is None:
        connection.execute(insert(STATE), {"key": _UNTIL, "value": b"0"})


def mark_some(connection: Connection) -> bool:
    """Mark what came since the last time, a portion of it; True when there is more. Two do not do it at once."""
    kept = connection.execute(select(STATE.c.value).where(STATE.c.key == _UNTIL).with_for_update()).scalar_one()
    query = select(ROW.c.row_id, ROW.c.table_name, ROW.c.seq, ROW.c.said).where(_THESE, ROW.c.seq > int(kept))
    rows = connection.execute(query.order_by(ROW.c.seq).limit(MOST)).all()
    if not rows:
        return False
    marks = {row.row_id: _mark_of(row.table_name, values_of(row.said)) for row in rows}
    ids = list(marks)
    for at in range(0, len(ids), 500):
        connection.execute(delete(MARKS).where(MARKS.c.row_id.in_(ids[at : at + 500])))
    made = [{"row_id": row, "mark": mark} for row, mark in marks.items() if mark is not None]
    if made:
        connection.execute(insert(MARKS), made)
    until = str(rows[-1].seq).encode()
    connection.execute(update(STATE).where(STATE.c.key == _UNTIL).values(value=until))
    return len(rows) == MOST


def find(
    connection: Connection, hub: Hub, *, name: str, sign: str, units: frozenset[UUID]
) -> list[tuple[UUID, Values]]:
    """The living people of these units called exactly `name` whose identity number or telephone ends with `sign`."""
    tail = sign[-LEAST_SIGNS:]
    wanted = [_mark(PERSON, name, tail), _mark(PHONE, tail)]
    rows = connection.execute(select(MARKS.c.row_id).where(MARKS.c.mark.in_(wanted))).scalars().all()
    found: dict[UUID, Values] = {}
    for person in _people(hub, rows, sign):
        values = hub.state.row((PERSON, person)) or {}
        fits = values.get("name") == name and values.get("alive") and UUID(values["unit_id"]) in units
        if fits and not values.get("merged_into"):
            found[person] = values
    return list(found.items())


def _people(hub: Hub, rows: Iterable[UUID], sign: str) -> Iterable[UUID]:
    """Whom marked rows lead to, their numbers compared whole."""
    for row in rows:
        said = hub.state.row((PERSON, row))
        if said is not None:
            if str(said.get("id_no") or "").endswith(sign):
                yield row
            continue
        phone = hub.state.row((PHONE, row)) or {}
        if phone.get("alive") and str(phone.get("number") or "").endswith(sign):
            yield UUID(phone["person_id"])


def _mark_of(table: str, values: Values) -> bytes | None:
    if not values.get("alive"):
        return None
    if table == PHONE:
        number = str(values.get("number") or "")
        return _mark(PHONE, number[-LEAST_SIGNS:]) if number else None
    number = str(values.get("id_no") or "")
    return _mark(PERSON, str(values.get("name") or ""), number[-LEAST_SIGNS:]) if number else None


def _mark(*said: str) -> bytes:
    return hashlib.blake2b("\0".join(said).encode(), digest_size=12).digest()
