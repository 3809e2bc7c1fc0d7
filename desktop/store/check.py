"""Finds what was changed behind the program's back: flipped bytes, old pages put back, cut chains (SAFETY §1.4)."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.store.exchange_rows import LeftRow
from desktop.store.guard import missing_guards
from desktop.store.journal import APPLIED, Chain, Change, digest, seal, values_of
from desktop.store.record import Record, record_types
from desktop.store.rekey import REKEYED
from desktop.store.session import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as written: where, and a sentence about it."""

    table: str
    row_id: UUID | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and what was found."""

    rows: int
    changes: int
    findings: tuple[Finding, ...]


def check(store: Store, *, on_step: Callable[[int, int], None] | None = None) -> Checked:
    """Read everything: pages, references, every row's seal, the whole chain of changes."""
    findings = list(_pages(store))
    rows = changes = 0
    with store.read() as session:
        newest: dict[UUID, UUID] = dict(_newest(session))
        kinds = record_types()
        for step, kind in enumerate(kinds):
            if on_step:
                on_step(step, len(kinds))
            read, wrong = _rows(session, store.keys.mac, kind, newest=newest)
            rows += read
            findings += wrong
        gone = set(session.scalars(select(LeftRow.row_id).where(LeftRow.gone)))  # to another unit, by the exchange
        findings += [Finding("journal", row_id, _("有改动记录，但这一条不见了。")) for row_id in newest.keys() - gone]
        findings += _chains(session)
        changes = session.execute(select(func.count()).select_from(Change)).scalar_one()
        findings += [
            Finding(name, None, _("保护规则缺失，请联系技术人员。")) for name in missing_guards(session.connection())
        ]
    if on_step:
        on_step(len(kinds), len(kinds))
    return Checked(rows, changes, tuple(findings))


def _newest(session: Session) -> Iterator[tuple[UUID, UUID]]:
    """The newest change of each row; ids that are no ids any more are left to `_chains`, rekeyed ones are gone."""
    query = f"SELECT row_id, max(id), op FROM {Change.__tablename__} GROUP BY row_id"  # op: of the newest one
    for row_id, change_id, op in session.connection().exec_driver_sql(query):
        if _is_id(row_id) and _is_id(change_id) and op != REKEYED:
            yield UUID(bytes=row_id), UUID(bytes=change_id)


def _is_id(value: object) -> bool:
    return isinstance(value, bytes) and len(value) == 16


def _rows(session: Session, key: bytes, kind: type[Record], *, newest: dict[UUID, UUID]) -> tuple[int, list[Finding]]:
    """How many rows of a table were read, and what is wrong with them; takes what it met out of `newest`."""
    table, read = kind.__tablename__, 0
    findings = []
    try:
        for record in session.scalars(select(kind).execution_options(yield_per=500)):
            read += 1
            if (wrong := _wrong(key, record, newest.pop(record.id, None))) is not None:
                findings.append(Finding(table, record.id, wrong))
    except (TypeError, ValueError):  # what stands there is not even of the column's kind
        findings.append(Finding(table, None, _("有的内容读不出来，不是本程序写的。")))
        for (row_id,) in session.connection().exec_driver_sql(f"SELECT id FROM {table}").fetchall():
            if _is_id(row_id):
                newest.pop(UUID(bytes=row_id), None)
    return read, findings


def _pages(store: Store) -> Iterator[Finding]:
    connection = store.connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
            for row in connection.execute(f"PRAGMA {pragma}").fetchall():
                if row[0] != "ok":
                    yield Finding("", None, _("数据库文件有损坏的地方：") + str(row[0]))
    except sqlcipher.DatabaseError as error:  # so damaged that the looking itself ends
        yield Finding("", None, _("数据库文件有损坏的地方：") + str(error))
    finally:
        connection.close()


def _wrong(key: bytes, record: Record, newest: UUID | None) -> str | None:
    expected = seal(key, record.__tablename__, record.id, record.last_change, values_of(record))
    if not hmac.compare_digest(expected, record.mac):
        return _("内容与保存时不一致。")
    said = record.last_change
    if newest != said and (said.version != APPLIED or (newest is not None and newest > said)):
        return _("不是最后一次保存的内容。")
    return None


def _chains(session: Session) -> Iterator[Finding]:
    try:
        for chain in session.scalars(select(Chain)).all():
            yield from _chain(session, chain)
    except (TypeError, ValueError):
        yield Finding("journal", None, _("改动记录里有的内容读不出来，不是本程序写的。"))


def _chain(session: Session, chain: Chain) -> Iterator[Finding]:
    query = select(Change).where(Change.chain == chain.id).order_by(Change.n).execution_options(yield_per=1000)
    first = session.scalars(query.limit(1)).first()
    begun, tip = (first.n - 1, first.prev) if first else (chain.n, chain.tip)
    left = session.scalar(select(Change.n).where(Change.digest == tip, Change.chain != chain.id)) if tip else 0
    n = begun
    if left != begun:  # a chain begun on a copied disk follows the old one
        yield Finding("journal", None, _("改动记录前后接不上。"))
        return
    for n, change in enumerate(session.scalars(query), begun + 1):
        row: dict[str, Any] = {c.key: getattr(change, c.key) for c in Change.__table__.columns}
        sealed = change.patch is None or hmac.digest(change.salt or b"", change.patch, "sha256") == change.sealed
        if change.n != n or change.prev != tip or digest(tip, row) != change.digest or not sealed:
            yield Finding("journal", change.row_id, _("改动记录前后接不上。"))
            return
        tip = change.digest
    if (n, tip) != (chain.n, chain.tip):
        yield Finding("journal", None, _("改动记录少了最后几条。"))
