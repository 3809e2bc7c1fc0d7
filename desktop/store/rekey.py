"""Gives rows other ids, once, when a file becomes part of a county (SYNC §6): everything that names them follows.

The old line of changes is closed with a word for each id that goes; a new line begins with every row as it stands, so
that what is sent is a snapshot and not the old journal. The journal itself stays whole.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from desktop.base.ids import uuid7
from desktop.store.fast_rows import insert_rows
from desktop.store.journal import Chain, Change, Deed, Outgoing, append, entry, release, seal_wired, table_of, unlock
from desktop.store.record import Record, Row, content, record_types
from desktop.store.types import Id, to_wire

REKEYED = "rekey"  # the last word about an id that is no longer used
_KEPT = frozenset({"journal", "outbox", "chain"})  # they tell what was, in the words of then
# Where ids stand inside of texts: table, column.
_IN_TEXTS = (
    ("draft", "record_key"), ("draft", "said"), ("preference", "value"), ("saved_filter", "query"),
    ("filled_template", "choice"),
)  # fmt: skip
_AN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def rekey(
    session: Session,
    ids: Mapping[type[Record], Mapping[UUID, UUID]],
    *,
    unsent: frozenset[str],
    dropped: Mapping[type[Record], Collection[UUID]] = MappingProxyType({}),
) -> int:
    """Give rows the ids of `ids` (by table, old → new; each new one is free) in the deed of a write session.

    `unsent` names tables that the county keeps itself: of these nothing waits to be sent. `dropped` are rows that the
    file does not take along, children before parents: the hub would never hear of them, and each comparison with it
    would find them anew. The journal keeps what they said. Returns how many rows wait.
    """
    session.flush()
    deed: Deed = session.info["deed"]
    old: Chain = session.info["chain"]
    every = {was: now for of_kind in ids.values() for was, now in of_kind.items()}
    closing = [
        entry(deed, old, kind=kind, row_id=was, op=REKEYED, patch={"id": [str(was), str(now)]})
        for kind, of_kind in ids.items()
        for was, now in of_kind.items()
    ]
    closing += [
        entry(deed, old, kind=kind, row_id=was, op=REKEYED, patch={"id": [str(was), None]})
        for kind, of_kind in dropped.items()
        for was in sorted(of_kind)
    ]
    _close(session, old, closing)
    _drop(session, dropped)
    unlock(session.connection())
    _follow(session, every)
    for kind in record_types():
        if kind.__tablename__ in unsent:
            _close(session, old, _told_anew(session, deed, old, kind))
    fresh = _begin_anew(session, old)
    waiting = 0
    for kind in record_types():
        if kind.__tablename__ not in unsent:
            changes = _told_anew(session, deed, fresh, kind)
            append(session.connection(), fresh, changes)
            waiting += len(changes)
    deed.changes += waiting
    release(session)
    session.expire_all()
    return waiting


def _close(session: Session, chain: Chain, changes: Sequence[dict[str, Any]]) -> None:
    """Journal what is not sent."""
    connection = session.connection()
    insert_rows(connection, table_of(Change), changes)
    connection.execute(update(_CHAIN).where(_CHAIN.c.id == chain.id).values(n=chain.n, tip=chain.tip))


def _drop(session: Session, dropped: Mapping[type[Record], Collection[UUID]]) -> None:
    unlock(session.connection(), "apply")  # nobody who edits deletes a journaled row
    for kind, of_kind in dropped.items():
        table = table_of(kind)
        session.connection().execute(delete(table).where(table.c.id.in_(of_kind)))


def _follow(session: Session, ids: Mapping[UUID, UUID]) -> None:
    connection = session.connection()
    for table in Row.metadata.sorted_tables:
        if not connection.exec_driver_sql(f'SELECT EXISTS (SELECT 1 FROM "{table.name}")').scalar_one():
            continue  # most of them, in the file of a new PC
        for column in table.columns:
            if table.name not in _KEPT and isinstance(column.type, Id):
                found = set(connection.execute(select(column).distinct()).scalars()) & ids.keys()
                _replace(session, table, column, {one: ids[one] for one in found})
    texts = {str(was): str(now) for was, now in ids.items()}
    for name, field in _IN_TEXTS:
        table = Row.metadata.tables[name]
        said = connection.execute(select(table.c[field]).distinct()).scalars().all()
        _replace(session, table, table.c[field], {one: now for one in said if (now := _said(one, texts)) != one})


def _said(text: str | bytes, ids: Mapping[str, str]) -> str | bytes:
    plain = text.decode() if isinstance(text, bytes) else text
    done = _AN_ID.sub(lambda found: ids.get(found[0], found[0]), plain)
    return done.encode() if isinstance(text, bytes) else done


def _replace(session: Session, table: Table, column: Column[Any], values: Mapping[Any, Any]) -> None:
    if values:
        statement = update(table).where(column == bindparam("was")).values({column.name: bindparam("now")})
        session.connection().execute(statement, [{"was": was, "now": now} for was, now in values.items()])


def _told_anew(session: Session, deed: Deed, chain: Chain, kind: type[Record]) -> list[dict[str, Any]]:
    """Every row of a table as a change that makes it, with its seal renewed."""
    table, names = table_of(kind), content(kind)
    columns = [table.columns[name] for name in names]
    changes, seals = [], []
    for row in session.connection().execute(select(table.c.id, *columns).order_by(table.c.id)).all():
        kept = {name: to_wire(value) for name, value in zip(names, row[1:], strict=True) if value is not None}
        patch = {name: [None, value] for name, value in kept.items()}
        change = entry(deed, chain, kind=kind, row_id=row[0], op="insert", patch=patch)
        mac = seal_wired(deed.mac_key, kind.__tablename__, row[0], change["id"], kept)
        changes.append(change)
        seals.append({"its_id": row[0], "change": change["id"], "seal": mac})
        deed.touch(kind.__tablename__, row[0], kept)
    if seals:
        statement = update(table).where(table.c.id == bindparam("its_id"))
        session.connection().execute(
            statement.values(last_change=bindparam("change"), mac=bindparam("seal")), seals
        )  # fmt: skip
    return changes


def _begin_anew(session: Session, old: Chain) -> Chain:
    """A line of changes that follows nothing; what waited of the old one goes as part of the snapshot."""
    connection = session.connection()
    connection.execute(delete(table_of(Outgoing)))
    connection.execute(update(_CHAIN).values(current=False))
    fresh = Chain(id=uuid7(), token=old.token, n=0, tip=b"", current=True)
    connection.execute(_CHAIN.insert(), [
        {"id": fresh.id, "token": fresh.token, "n": 0, "tip": b"", "current": True}
    ])  # fmt: skip
    letters = Row.metadata.tables["number_letter"]
    connection.execute(update(letters).where(letters.c.chain == old.id).values(chain=fresh.id))
    session.info["chain"] = fresh
    return fresh


_CHAIN = table_of(Chain)
