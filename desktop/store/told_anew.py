"""One row that stands is journaled whole once more, as a change that makes it, so that it is sent again."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from desktop.store.journal import Chain, Deed, append, entry, release, seal_wired, table_of, unlock, values_of
from desktop.store.record import Record
from desktop.store.types import from_wire, to_wire


def tell_anew(session: Session, record: Record, values: Mapping[str, Any]) -> None:
    """Write `values` (wire form) into a row and journal all of it as one insert, in the deed of a write session.

    An update would be of no use to whoever never took the row. The derived tables hear of it as of any change.
    """
    session.flush()
    deed: Deed = session.info["deed"]
    chain: Chain = session.info["chain"]
    kind, table, columns = type(record), table_of(type(record)), record.__table__.columns
    said = {name: to_wire(value) for name, value in values_of(record).items()} | dict(values)
    kept = {name: value for name, value in said.items() if value is not None}
    patch = {name: [None, value] for name, value in kept.items()}
    change = entry(deed, chain, kind=kind, row_id=record.id, op="insert", patch=patch)
    written = {name: from_wire(columns[name].type, value) for name, value in values.items()}
    written |= {"last_change": change["id"]}
    written |= {"mac": seal_wired(deed.mac_key, kind.__tablename__, record.id, change["id"], kept)}
    unlock(session.connection())
    session.connection().execute(update(table).where(table.c.id == bindparam("its_id")), {
        "its_id": record.id, **written,
    })  # fmt: skip
    append(session.connection(), chain, [change])
    release(session)
    deed.changes += 1
    deed.touch(kind.__tablename__, record.id, kept)
    session.expire(record)
