"""The append-only record of every change, written in the transaction of the change itself (SYNC §2)."""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Table, bindparam, event, inspect, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.state import InstanceState

from desktop.base.ids import uuid7
from desktop.store import seen
from desktop.store.deed import Deed
from desktop.store.fast_rows import insert_rows
from desktop.store.journal_rows import PUT_AWAY, Chain, Change, Outgoing, WriteGuard
from desktop.store.record import SEAL, Record, Row, content, group_of, references
from desktop.store.types import to_wire

APP = "0.1.0"
APPLIED = 8  # the version of a row's `last_change` that the exchange wrote: of its moment, and no change of this PC
_ORDERED = msgspec.json.Encoder(order="deterministic")
_decode = msgspec.json.decode


def seal(key: bytes, table: str, record_id: UUID, last_change: UUID, values: dict[str, Any]) -> bytes:
    """The row's MAC: covers the table, the id, the newest change and every value that is not null.

    Nulls are left out, so a column added by a migration leaves old MACs valid.
    """
    kept = {name: to_wire(value) for name, value in values.items() if value is not None}
    return seal_wired(key, table, record_id, last_change, kept)


def seal_wired(key: bytes, table: str, record_id: UUID, last_change: UUID, kept: dict[str, Any]) -> bytes:
    """The same over values that are not null and already in wire form."""
    return hmac.digest(key, _ORDERED.encode([table, record_id, last_change, kept]), "sha256")


def applied(made: UUID) -> UUID:
    """`made`, a UUIDv7, as rows carry it that the exchange wrote last; it keeps its place in time."""
    return UUID(int=made.int & ~(0xF << 76) | APPLIED << 76)


def values_of(record: Record) -> dict[str, Any]:
    """All values of a row that a patch may carry."""
    return {name: getattr(record, name) for name in content(type(record))}


def patch_of(state: InstanceState[Any], names: Iterable[str]) -> dict[str, list[Any]]:
    """What an update changes; setting a value to itself says nothing."""
    patch: dict[str, list[Any]] = {}
    for name in names:
        history = state.attrs[name].history
        if not history.has_changes():
            continue
        old = to_wire(history.deleted[0]) if history.deleted else None
        new = to_wire(history.added[0]) if history.added else None
        if old != new:
            patch[name] = [old, new]
    return patch


CHAINED = (
    "id", "chain", "n", "tx", "batch", "table_name", "row_id", "op", "base_seq", "sealed", "action", "source", "actor",
    "at", "schema", "app",
)  # fmt: skip


def digest(prev: bytes, row: dict[str, Any]) -> bytes:
    """The link of the chain: everything a change says, its patch only through `sealed`."""
    return hashlib.sha256(_ORDERED.encode([prev, *(row[name] for name in CHAINED)])).digest()


@lru_cache(maxsize=4096)
def _new_seen(kind: type[Record], names: tuple[str, ...], whole: int) -> str:
    """What is seen of a new row: all that there is up to the last whole reading."""
    return _ORDERED.encode({group_of(kind, name): whole for name in names}).decode()


def _seen(connection: Connection, deed: Deed, pending: Sequence["Pending"]) -> list[str | None]:
    """What was seen of each row that is about to change, as JSON; None before the first exchange."""
    if deed.whole is None:
        return [None] * len(pending)
    asked = [
        (record.__tablename__, record.id, patch, partial(group_of, type(record))) for record, _op, patch in pending
    ]
    return [_ORDERED.encode(said).decode() for said in seen.read(connection, asked, whole=deed.whole)]


def entry(
    deed: Deed,
    chain: Chain,
    *,
    kind: type[Record],
    row_id: UUID,
    op: str,
    patch: dict[str, list[Any]],
    told: tuple[UUID, str] | None = None,
    base_seq: str | None = None,
) -> dict[str, Any]:
    """One journal row for the row `row_id` of `kind`, and the new tip of the chain.

    `told`: the tx and source of the row, where they are older than those of the deed. `base_seq`: JSON, what its
    author had seen of it, where that is not the same for all of it.
    """
    said, salt = _ORDERED.encode(patch), os.urandom(16)
    tx, source = told or deed.claims.get(row_id) or (deed.tx, deed.source)
    row: dict[str, Any] = {
        "id": uuid7(), "chain": chain.id, "n": chain.n + 1, "prev": chain.tip, "tx": tx, "batch": deed.batch,
        "table_name": kind.__tablename__, "row_id": row_id, "op": op, "patch": said, "salt": salt,
        "base_seq": base_seq or _new_seen(kind, tuple(patch), deed.whole or 0),
        "sealed": hmac.digest(salt, said, "sha256"), "action": deed.action, "source": source,
        "actor": deed.actor_id, "at": deed.at, "schema": deed.schema, "app": APP,
    }  # fmt: skip
    row["digest"] = digest(chain.tip, row)
    chain.n, chain.tip = row["n"], row["digest"]
    return row


@cache
def _places() -> dict[str, int]:
    return {table.name: n for n, table in enumerate(Row.metadata.sorted_tables)}


Pending = tuple[Record, str, dict[str, list[Any]]]  # row, op, patch


def _pending(session: Session) -> Iterator[Pending]:
    """What this flush will write to journaled tables: parents first, as the flush itself goes."""
    place = _places()
    new = (r for r in session.new if isinstance(r, Record))
    for record in sorted(new, key=lambda r: place[r.__tablename__]):
        said = {name: [None, to_wire(v)] for name, v in values_of(record).items() if v is not None}
        yield record, "insert", said
    for record in session.dirty:
        if isinstance(record, Record):
            patch = patch_of(inspect(record), content(type(record)))
            if patch:
                yield record, "update", patch
    if any(isinstance(record, Record) for record in session.deleted):
        raise AssertionError("a journaled row is never deleted: set alive to false")


def claim_added(session: Session, record: object) -> None:
    """When a row is added: it belongs to the deed of that moment."""
    deed: Deed | None = session.info.get("deed")
    if deed is not None and isinstance(record, Record):
        deed.claim(record.id)


def capture(session: Session, *_: Any) -> None:
    """Before a flush: journal every change, seal every row, and lift the guard for this flush only."""
    deed: Deed | None = session.info.get("deed")
    if deed is None:
        raise AssertionError("a read session was asked to write")
    chain: Chain = session.info["chain"]
    rows: list[dict[str, Any]] = []
    pending = list(_pending(session))
    base = _seen(session.connection(), deed, pending) if pending else []
    for (record, op, patch), base_seq in zip(pending, base, strict=True):
        row = entry(deed, chain, kind=type(record), row_id=record.id, op=op, patch=patch, base_seq=base_seq)
        record.last_change = row["id"]
        record.mac = seal(deed.mac_key, record.__tablename__, record.id, row["id"], values_of(record))
        deed.touch(record.__tablename__, record.id, patch)
        deed.lose(references(type(record)), patch)
        rows.append(row)
    deed.claims.clear()
    if rows:
        append(session.connection(), chain, rows)
        deed.changes += len(rows)
        unlock(session.connection())


def unlock(connection: Connection, mode: str = "edit") -> None:
    """Let journaled tables be written in this transaction, until `release`; `apply`: by the exchange."""
    connection.execute(_GUARD, {"mode": mode})


def append(connection: Connection, chain: Chain, rows: list[dict[str, Any]]) -> None:
    """Write journal rows, their sending states and the chain's tip."""
    insert_rows(connection, _JOURNAL, rows)
    insert_rows(connection, _OUTBOX, [{**_NEW, "change_id": row["id"]} for row in rows])
    connection.execute(_LONGER, {"its_id": chain.id, "n": chain.n, "tip": chain.tip})


def release(session: Session, *_: Any) -> None:
    """After a flush: nobody may write journaled tables until the next one."""
    if session.info.get("deed") is not None:
        session.connection().execute(_GUARD, {"mode": ""})


def current_chain(connection: Connection, token: bytes) -> Chain:
    """The chain of this device; a copied or restored profile gets a new one before its first edit.

    It follows the last change of the old one, so that whoever orders them knows what it was built upon (SYNC §2).
    """
    known = connection.execute(_OWN_CHAIN, {"its_token": token}).one_or_none()
    if known is None:
        before = connection.execute(select(_CHAIN.c.n, _CHAIN.c.tip).where(_CHAIN.c.current)).one_or_none()
        n, tip = (before.n, before.tip) if before else (0, b"")
        fresh = {"id": uuid7(), "token": token, "n": n, "tip": tip, "current": True}
        connection.execute(update(_CHAIN).values(current=False))
        connection.execute(_CHAIN.insert(), [fresh])
        return Chain(**fresh)
    return Chain(id=known.id, token=known.token, n=known.n, tip=known.tip)


def patch_said(patch: bytes | None) -> dict[str, list[Any]]:
    """The patch of a journal row; empty once it was erased."""
    return _decode(patch) if patch else {}


def listen(session_class: type[Session]) -> None:
    """Attach the capture to every flush of `session_class`."""
    event.listen(session_class, "after_attach", claim_added)
    event.listen(session_class, "before_flush", capture)
    event.listen(session_class, "after_flush", release)


def table_of(mapped: type[Row]) -> Table:
    """The Core table of a mapped class."""
    table = mapped.__table__
    assert isinstance(table, Table)
    return table


_JOURNAL, _OUTBOX, _CHAIN = table_of(Change), table_of(Outgoing), table_of(Chain)
_NEW = {"state": "new", "acked_seq": None, "result": "", "lost": None, "was": None, "asked": None}
_LONGER = update(_CHAIN).where(_CHAIN.c.id == bindparam("its_id"))
_OWN_CHAIN = select(_CHAIN).where(_CHAIN.c.token == bindparam("its_token"), _CHAIN.c.current)
_GUARD = text("UPDATE write_guard SET mode = :mode WHERE id = 1")
__all__ = ["APP", "PUT_AWAY", "SEAL", "Chain", "Change", "Deed", "Outgoing", "WriteGuard", "listen"]
