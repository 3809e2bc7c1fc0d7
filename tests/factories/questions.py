"""Questions as the hub opens them, put into a profile without an exchange."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import text

from desktop.store import journal
from desktop.store.exchange_rows import Exchange
from desktop.store.record import Record
from desktop.store.session import Store
from desktop.sync.conflict_row import Conflict
from desktop.sync.enrolment import Enrolment
from desktop.sync.key_pair import OwnKeys
from tests.factories.profile import UNIT_ID, USER_ID

AT = 1_762_300_800_000  # 2025-11-05 08:00


def enrol(store: Store, *, server: str = "") -> None:
    """The PC has exchanged with a county once."""
    with store.write(USER_ID, "exchange.take") as session:
        session.add(Exchange(id=1, cursor=5, whole=5, epoch=1, schema=""))
        kept = Enrolment.new(AT)
        county = OwnKeys.new(uuid4())
        kept.unit, kept.county, kept.server = UNIT_ID, county.id, server
        kept.county_keys = county.public().to_bytes()
        session.add(kept)


def ask(
    store: Store, record: tuple[type[Record], UUID], mine: Mapping[str, Any], *, theirs: Mapping[str, Any],
    base: Mapping[str, Any] | None = None, kind: str = "edit", group: str = "",
) -> UUID:  # fmt: skip
    """A question about a record; values are in wire form."""
    found = record[1]
    with store.write(USER_ID, "exchange.take") as session:
        row = session.get_one(record[0], found)
        one = Conflict(
            unit_id=row.unit_id, table_name=record[0].__tablename__, row_id=found,
            group_name=group or next(iter(mine)), kind=kind, base=_text(base or {}), mine=_text(mine),
            theirs=_text(theirs), mine_change=uuid4(), mine_by=uuid4(), mine_at=AT, theirs_change=uuid4(),
            theirs_by=USER_ID, theirs_at=AT + 5_000_000, state="open",
        )  # fmt: skip
        session.add(one)
        session.flush()
        return one.id


def _text(values: Mapping[str, Any]) -> str:
    return msgspec.json.encode(dict(values)).decode()


def came_by_copy(store: Store, table: str, record: UUID) -> None:
    """A row is as a first copy wrote it that has not come to its end."""
    with store.write(USER_ID, "exchange.take") as session:
        session.get_one(Exchange, 1).whole = 0
    with store.write(USER_ID, "exchange.apply") as session:
        journal.unlock(session.connection(), "apply")
        came = "last_change = unhex(substr(hex(last_change),1,12)||'8'||substr(hex(last_change),14))"
        session.execute(text(f"UPDATE {table} SET {came} WHERE id = :record"), {"record": record.bytes})
        journal.release(session)
