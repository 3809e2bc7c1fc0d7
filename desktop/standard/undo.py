"""Taking back one deed or one import: the inverse of each change, unless somebody changed the same since."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.history import type_of
from desktop.standard.settling import settle
from desktop.standard.tables import ImportBatch, ImportMark
from desktop.store.journal import Change, Deed, patch_said, values_of
from desktop.store.record import Record
from desktop.store.types import from_wire, to_wire

RESENT = "set_aside.resend"
# The unit and its first user, without whom nobody could sign in; the ids that the county gave; what is told anew stood
# before: taken back as what it looks like in the journal, the record itself would go.
FOR_GOOD = {
    "units.init": _("建立这份数据的那一步不能撤销，什么也没有改。"),
    "units.adopt": _("登记到县里的那一步不能撤销，什么也没有改。"),
    RESENT: _("再报的那一步不能撤销，什么也没有改。要改内容，请打开那条登记。"),
}


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows went back, and which did not because they were changed since (tables and ids)."""

    changed: int
    kept: tuple[tuple[str, UUID], ...]


Doubts = Callable[[Session, Mapping[str, Collection[UUID]]], frozenset[str]]  # ids by table: what cannot be true
MOST_TOLD = 2
CHUNK = 200  # changes between two flushes: a person who cancels is not kept waiting
PART = 500  # rows read between two looks at whether a person cancelled


def _no_doubts(_session: Session, _rows: Mapping[str, Collection[UUID]]) -> frozenset[str]:
    return frozenset()


def undo(
    session: Session,
    actor: Actor,
    *,
    tx: UUID | None = None,
    batch: UUID | None = None,
    on_step: Callable[[int, int], None] = lambda _done, _total: None,
    doubts: Doubts = _no_doubts,
) -> Undone:
    """Undo the deed `tx`, or the whole import `batch`. Undoing an undo does the deed again.

    `on_step(done, all)` may raise Cancelled: the caller's transaction then ends with nothing taken back. UserError
    when taking back the deed, out of turn, would bring about what `doubts` did not find before.
    """
    where = Change.batch == batch if batch is not None else Change.tx == tx
    total = session.scalar(select(func.count()).select_from(Change).where(where)) or 0
    if not total:
        raise UserError(_("没有可以撤销的操作。"))
    changes: list[Change] = []
    newest_first = select(Change).where(where).order_by(Change.id.desc()).execution_options(yield_per=PART)
    for part in session.scalars(newest_first).partitions():
        on_step(0, total)
        changes += part
    for action in sorted({change.action for change in changes}):
        if action in FOR_GOOD:
            raise UserError(FOR_GOOD[action])
        actor.require(action)  # who may not do a deed may not take it back
    deed: Deed = session.info["deed"]
    ours = {change.id for change in changes}
    records = _records(session, changes, lambda: on_step(0, total))
    if batch is not None or not _out_of_turn(session, changes):
        doubts = _no_doubts  # the step before this one is where everybody came from, whatever it was like
    before = _doubted(session, changes, doubts)
    kept: list[tuple[str, UUID]] = []
    touched = set()
    for at, change in enumerate(changes):
        on_step(at, total)
        if at and at % CHUNK == 0:
            settle(session)
        record = records.get(change.row_id)
        if record is None:  # it was given another id since, or left with the exchange
            kept.append((change.table_name, change.row_id))
            continue
        if record.unit_id not in actor.scope:
            raise UserError(_("这条记录不归本单位管，什么也没有改。"))
        if record.permission:
            actor.require(record.permission)
        if _take_back(record, change, last_is_ours=record.last_change in ours or change.row_id in touched):
            touched.add(change.row_id)
        else:
            kept.append((change.table_name, change.row_id))
    _settle_import(session, batch, deed.at)
    settle(session)
    if new := _doubted(session, changes, doubts) - before:
        words = _("这一步之后又办过别的，单独撤销它，{what}。没有撤销，什么也没有改。请先撤销后来办的那一步。")
        raise UserError(words.format(what=_("，").join(sorted(new)[:MOST_TOLD])))
    on_step(total, total)
    return Undone(len(touched), tuple(dict.fromkeys(kept)))


def _out_of_turn(session: Session, changes: Sequence[Change]) -> bool:
    """Was anything done since? `changes` come newest first."""
    return session.scalar(select(Change.id).where(Change.id > changes[0].id).limit(1)) is not None


def _doubted(session: Session, changes: Iterable[Change], doubts: Doubts) -> frozenset[str]:
    rows: dict[str, set[UUID]] = {}
    for change in changes:
        rows.setdefault(change.table_name, set()).add(change.row_id)
    return doubts(session, rows)


def _records(session: Session, changes: Iterable[Change], on_part: Callable[[], None]) -> dict[UUID, Record]:
    """Every touched record, read table by table rather than one by one."""
    wanted: dict[str, list[UUID]] = {}
    for change in changes:
        wanted.setdefault(change.table_name, []).append(change.row_id)
    found: dict[UUID, Record] = {}
    for table, row_ids in wanted.items():
        kind = type_of(table)
        for start in range(0, len(row_ids), PART):
            on_part()
            part = row_ids[start : start + PART]
            found |= {record.id: record for record in session.scalars(select(kind).where(kind.id.in_(part)))}
    return found


def _take_back(record: Record, change: Change, *, last_is_ours: bool) -> bool:
    patch = patch_said(change.patch)
    if change.op == "insert":
        ours = last_is_ours or _as_inserted(record, patch)
        if ours:
            record.alive = False
        return ours
    columns = type(record).__table__.columns
    if any(to_wire(getattr(record, name)) != new for name, (_old, new) in patch.items()):
        return False
    for name, (old, _new) in patch.items():
        setattr(record, name, from_wire(columns[name].type, old))
    return True


def _as_inserted(record: Record, patch: Mapping[str, Sequence[Any]]) -> bool:
    """Does the row say what it said at first? Then whatever was done to it since was taken back before."""
    return all(to_wire(value) == patch.get(name, (None, None))[1] for name, value in values_of(record).items())


def _settle_import(session: Session, batch: UUID | None, at: int) -> None:
    if batch is None:
        return
    done = session.get(ImportBatch, batch)
    if done is not None:
        done.undone_at = at
    for mark in session.scalars(select(ImportMark).where(ImportMark.batch == batch, ImportMark.settled_at.is_(None))):
        mark.settled_at = at
