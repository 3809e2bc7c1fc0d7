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
from desktop.store.guard import missing_guards
from desktop.store.journal import Chain, Change, digest, seal, values_of
from desktop.store.record import Record, record_types
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
        newest = dict(session.execute(select(Change.row_id, func.max(Change.id)).group_by(Change.row_id)).all())
        kinds = record_types()
        for step, kind in enumerate(kinds):
            if on_step:
                on_step(step, len(kinds))
            for record in session.scalars(select(kind).execution_options(yield_per=500)):
                rows += 1
                if (wrong := _wrong(store.keys.mac, record, newest.pop(record.id, None))) is not None:
                    findings.append(Finding(kind.__tablename__, record.id, wrong))
        findings += [Finding("journal", row_id, _("有改动记录，但这一条不见了。")) for row_id in newest]
        for finding in _chains(session):
            findings.append(finding)
        changes = session.execute(select(func.count()).select_from(Change)).scalar_one()
        findings += [
            Finding(name, None, _("保护规则缺失，请联系技术人员。")) for name in missing_guards(session.connection())
        ]
    return Checked(rows, changes, tuple(findings))


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
    if newest != record.last_change:
        return _("不是最后一次保存的内容。")
    return None


def _chains(session: Session) -> Iterator[Finding]:
    for chain in session.scalars(select(Chain)):
        tip, n = b"", 0
        query = select(Change).where(Change.chain == chain.id).order_by(Change.n).execution_options(yield_per=1000)
        for n, change in enumerate(session.scalars(query), 1):
            row: dict[str, Any] = {c.key: getattr(change, c.key) for c in Change.__table__.columns}
            sealed = change.patch is None or hmac.digest(change.salt or b"", change.patch, "sha256") == change.sealed
            if change.n != n or change.prev != tip or digest(tip, row) != change.digest or not sealed:
                yield Finding("journal", change.row_id, _("改动记录前后接不上。"))
                break
            tip = change.digest
        else:
            if (n, tip) != (chain.n, chain.tip):
                yield Finding("journal", None, _("改动记录少了最后几条。"))
