"""The recycle bin: records that were put away within ninety days, and the way back for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.history import type_of
from desktop.standard.load import name_of_user, record_in_scope
from desktop.store.journal import PUT_AWAY, Change, patch_said
from desktop.store.record import Record, references

KEPT_DAYS = 90
PUT_BACK = "put_back"  # the verb; with the register's name in front, permission and journal action
_DAY_MS = 86_400_000
Named = Callable[[Session, Register, Record], str]


@dataclass(frozen=True, slots=True)
class Binned:
    """One record in the bin. `days_left` until it is listed in the history only."""

    register: str
    title: str
    id: UUID
    label: str
    at: int
    by: str
    days_left: int
    tx: UUID


def binned(
    session: Session, actor: Actor, *, catalog: Sequence[Register], named: Named, now_ms: int
) -> tuple[Binned, ...]:
    """What was put away by hand, the newest first: not what was merged, ended or taken back (that is history)."""
    away: dict[tuple[str, str], dict[UUID, Change]] = {}  # by action and table, the newest of each row
    since = now_ms - KEPT_DAYS * _DAY_MS
    asked = select(Change).where(PUT_AWAY, Change.at >= since).order_by(Change.at.desc(), Change.id.desc())
    for change in session.scalars(asked):
        if patch_said(change.patch).get("alive") == [True, False]:
            away.setdefault((change.action, change.table_name), {}).setdefault(change.row_id, change)
    found = []
    for register in catalog:
        if actor.may(f"{register.name}.see"):
            changes = away.get((f"{register.name}.retire", register.model.__tablename__), {})
            found += _of(session, actor, register, changes=changes, named=named, now_ms=now_ms)
    unique = {(one.title, one.id): one for one in reversed(found)}  # two registers may list one table
    return tuple(sorted(unique.values(), key=lambda one: (-one.at, one.label)))


def _of(
    session: Session,
    actor: Actor,
    register: Register,
    *,
    changes: Mapping[UUID, Change],
    named: Named,
    now_ms: int,
) -> list[Binned]:
    found = []
    for row_id, change in changes.items():
        record: Any = session.get(register.model, row_id)
        if record is None or record.alive or record.unit_id not in actor.scope:
            continue
        left = KEPT_DAYS - (now_ms - change.at) // _DAY_MS
        found.append(
            Binned(
                register.name, register.title, row_id, named(session, register, record), change.at,
                name_of_user(session, change.actor), left, change.tx,
            )
        )  # fmt: skip
    return found


def put_back(session: Session, actor: Actor, register: Register, one: Binned) -> int:
    """Take a record out of the bin with the rows that hang on it and went with it; how many rows that were.

    UserError when it is back already, or when the register's rules do not let it stand as it is.
    """
    actor.require(f"{register.name}.{PUT_BACK}")
    record = record_in_scope(session, actor, register, one.id)
    if record.alive:
        raise UserError(_("“{label}”已经不在回收站里，什么也没有改。").format(label=one.label))
    rows = [record, *_hanging(session, record, one.tx)]
    for row in rows:
        row.alive = True
    if register.check is not None:
        register.check(record)
    session.flush()
    return len(rows)


def _hanging(session: Session, record: Record, tx: UUID) -> list[Record]:
    """The rows that refer to the record and were put away in the same deed."""
    changes = session.scalars(select(Change).where(Change.tx == tx, Change.row_id != record.id)).all()
    found = []
    for change in changes:
        kind = type_of(change.table_name)
        row = session.get(kind, change.row_id)
        mine = [name for name, table in references(kind).items() if table == record.__tablename__]
        if row is not None and not row.alive and any(getattr(row, name) == record.id for name in mine):
            found.append(row)
    return found
