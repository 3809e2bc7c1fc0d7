"""Deciding what the exchange asks: an ordinary edit of the record, if any, and of the question, in one deed."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures.exchanged import row_rule
from desktop.reports.conflict_cards import said
from desktop.reports.exchange_standing import OPEN
from desktop.standard.history import type_of
from desktop.store.journal import values_of
from desktop.store.record import Record
from desktop.store.types import from_wire, to_wire
from desktop.sync.conflict_row import Conflict

Choice = Literal["mine", "theirs", "both", "typed"]
DECIDED = "decided"
PERMISSION = "conflicts.decide"


def decide(
    session: Session, actor: Actor, conflict_id: UUID, *, choice: Choice, typed: Mapping[str, Any] | None = None
) -> str:
    """Settle one question and say how; `typed` holds stored values for the choice of that name.

    mine: what came later is written; theirs: what stands stays; both: the two texts stand one after the other, or the
    two rows of a duplicate both stay. Raises UserError when somebody decided it before, or the row may not stand so.
    """
    conflict = session.get_one(Conflict, conflict_id)
    actor.require(PERMISSION, conflict.unit_id)
    if conflict.state != OPEN or not conflict.alive:
        raise UserError(_("这一条已经有人定下来了，什么也没有改。"))
    conflict.state = DECIDED
    if conflict.kind != "duplicate" and choice != "theirs":
        _write(session, actor, conflict, _wanted(session, conflict, choice=choice, typed=typed or {}))
    session.flush()
    return _said(conflict, choice)


def _wanted(session: Session, conflict: Conflict, *, choice: Choice, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Field → wire value."""
    if choice == "typed":
        return {name: to_wire(value) for name, value in typed.items()}
    mine = said(conflict.mine)
    if choice == "mine":
        return mine
    record = session.get_one(type_of(conflict.table_name), conflict.row_id)
    return {name: _joined(getattr(record, name, None), value) for name, value in mine.items()}


def _joined(stands: object, late: object) -> object:
    """Two texts in one, what stands first; what is said already is not said again."""
    if not isinstance(stands, str) or not isinstance(late, str):
        raise UserError(_("这一栏不能两个都留，请选一个，或另填一个。"))
    return stands if late in stands else _("；").join(part for part in (stands, late) if part)


def _write(session: Session, actor: Actor, conflict: Conflict, wanted: Mapping[str, Any]) -> None:
    kind = type_of(conflict.table_name)
    record: Record | None = session.get(kind, conflict.row_id)
    if record is None:
        raise UserError(_("这条登记已经不在本单位，什么也没有改。请选“保持现在的”。"))
    if record.permission:
        actor.require(record.permission)
    columns = kind.__table__.columns
    known = {name: value for name, value in wanted.items() if name in columns}
    row = {name: to_wire(value) for name, value in values_of(record).items()} | known
    if row_rule(kind.__tablename__, row):
        raise UserError(_("这样填，这条登记就不完整了，什么也没有改。请另填一个。"))
    for name, value in known.items():
        setattr(record, name, from_wire(columns[name].type, value))


def _said(conflict: Conflict, choice: Choice) -> str:
    if conflict.kind == "duplicate":
        return _("已记下：两条登记都保留")
    return {
        "mine": _("已定下：改用后报的"),
        "theirs": _("已定下：保持现在的"),
        "both": _("已定下：两个都留"),
        "typed": _("已定下：用另填的"),
    }[choice]
