"""One record as frozen values, with its child rows and who saved it last."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import User
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Child, Register
from desktop.standard.list import rows_of
from desktop.store.journal import APPLIED, Change
from desktop.store.record import Record


@dataclass(frozen=True, slots=True)
class Line:
    """One child row; `id` is None for a row just typed, `gone` marks one to be taken away."""

    id: UUID | None
    values: Mapping[str, Any]
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as it was at `version`, its newest change here; `arrived_at`: the exchange wrote it since (UTC ms)."""

    id: UUID
    label: str
    values: Mapping[str, Any]
    children: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    version: UUID | None = None
    saved_at: int | None = None
    saved_by: str = ""
    gone: bool = False  # taken back, in the recycle bin or merged: looked at, and not written into
    arrived_at: int | None = None


def record_in_scope(session: Session, actor: Actor, register: Register, record_id: UUID) -> Record:
    """The record, if it exists and the actor may see it; else one sentence for both cases."""
    found = session.scalars(
        select(register.model).where(register.model.id == record_id, visible(register.model, actor))
    ).first()
    if found is None:
        raise UserError(_("没有找到这条记录，可能已被合并或不归本单位管。请回到列表再查一次。"))
    return found


def load(session: Session, actor: Actor, register: Register, record_id: UUID) -> Loaded:
    """The values of the declared fields and child rows."""
    actor.require(f"{register.name}.see")
    record = record_in_scope(session, actor, register, record_id)
    change: Change | None = session.scalars(_newest_change(session, register, record)).first()
    if register.load is not None:
        values, children = register.load(session, actor, record)
    else:
        values = {field.name: getattr(record, field.name) for field in register.fields}
        children = {child.name: _lines(session, child, record.id) for child in register.children}
    return Loaded(
        id=record.id,
        label=label_of(session, register, record),
        values=values,
        children=children,
        version=change.id if change else None,
        saved_at=change.at if change else None,
        saved_by=name_of_user(session, change.actor) if change else "",
        arrived_at=arrived_at(record.last_change),
        gone=not record.alive,
    )


def _newest_change(session: Session, register: Register, record: Record) -> Select[Change]:
    """The newest change of the record or of a row that belongs to it."""
    row_ids = {record.id, *(register.related(session, record.id) if register.related else ())}
    return select(Change).where(Change.row_id.in_(row_ids)).order_by(Change.id.desc()).limit(1)


def arrived_at(last_change: UUID) -> int | None:
    """When the exchange wrote a row last, UTC ms by the clock of this PC; None for what was written here since."""
    return last_change.int >> 80 if last_change.version == APPLIED else None


def label_of(session: Session, register: Register, record: Record) -> str:
    """What the record is called in a sentence."""
    listed = session.get(rows_of(register), record.id)
    return str(getattr(listed if listed is not None else record, register.label, "") or "")


def name_of_user(session: Session, user_id: UUID) -> str:
    """The name of whoever signed in; "" for the program itself."""
    user = session.get(User, user_id)
    return user.name if user else ""


def _lines(session: Session, child: Child, record_id: UUID) -> tuple[Line, ...]:
    rows = session.scalars(
        select(child.model)
        .where(getattr(child.model, child.parent) == record_id, child.model.alive)
        .order_by(child.model.id)
    )
    return tuple(Line(row.id, {f.name: getattr(row, f.name) for f in child.fields}) for row in rows)
