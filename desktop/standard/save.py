"""Saving a record of any register: permission, scope, staleness, rules, and the journal does the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Child, Register
from desktop.standard.load import Line, label_of, load, record_in_scope
from desktop.store.journal import Change, Deed, patch_said
from desktop.store.record import Record, group_of


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, and how many journal entries it made."""

    id: UUID
    label: str
    changed: int


class Stale(UserError):
    """Somebody saved the same fields in between; `theirs` holds what stands now."""

    def __init__(self, theirs: Mapping[str, Any]) -> None:
        super().__init__(_("这条记录刚被别人改过同一栏，还没有保存。请逐项对照后再保存。"))
        self.theirs = theirs


def save(
    session: Session,
    actor: Actor,
    register: Register,
    record_id: UUID | None,
    *,
    values: Mapping[str, Any],
    children: Mapping[str, Sequence[Line]] | None = None,
    version: UUID | None = None,
) -> Saved:
    """Write the values that differ. `version` is what the form was loaded at; None takes the newest as seen."""
    actor.require(f"{register.name}.save")
    before = _deed(session).changes
    lines = children or {}
    if record_id is not None:
        record = record_in_scope(session, actor, register, record_id)
        if not record.alive:
            told = _("这一条已不在册，没有保存；填写的内容留在草稿里。要再用它，先按 Ctrl+Y 恢复，或从“回收站”取回。")
            raise UserError(told)
        _refuse_stale(session, actor, register, record, values=values, version=version)
    record = write(session, actor, register, record_id, values=values, children=lines)
    session.info["derive"]()  # the label is read from the list's row, which has to know the new name
    return Saved(record.id, label_of(session, register, record), _deed(session).changes - before)


def write(
    session: Session,
    actor: Actor,
    register: Register,
    record_id: UUID | None,
    *,
    values: Mapping[str, Any],
    children: Mapping[str, Sequence[Line]] | None = None,
) -> Record:
    """Write the values that differ and check the rules; scope and staleness are the caller's."""
    lines = children or {}
    if register.save is not None:
        record: Record = register.save(session, actor, record_id, values=values, children=lines)
    else:
        record = _save_plain(session, actor, register, record_id, values=values, lines=lines)
    if register.check is not None:
        register.check(record)
    return record


def _deed(session: Session) -> Deed:
    deed: Deed = session.info["deed"]
    return deed


def _save_plain(
    session: Session,
    actor: Actor,
    register: Register,
    record_id: UUID | None,
    *,
    values: Mapping[str, Any],
    lines: Mapping[str, Sequence[Line]],
) -> Record:
    if record_id is None:
        record = register.model(unit_id=actor.unit_id, **values)
        session.add(record)
    else:
        record = session.get_one(register.model, record_id)
        for name, value in values.items():
            if getattr(record, name) != value:
                setattr(record, name, value)
    for child in register.children:
        _save_lines(session, actor, child, record.id, lines.get(child.name, ()))
    return record


def _refuse_stale(
    session: Session,
    actor: Actor,
    register: Register,
    record: Record,
    *,
    values: Mapping[str, Any],
    version: UUID | None,
) -> None:
    """Stale when a field group that this save changes was changed after `version` by somebody else's deed."""
    if version is None:
        return
    row_ids = {record.id, *(register.related(session, record.id) if register.related else ())}
    since = session.scalars(select(Change).where(Change.row_id.in_(row_ids), Change.id > version)).all()
    if not since:
        return
    now = load(session, actor, register, record.id).values
    groups = {group_of(register.model, name) for change in since for name in patch_said(change.patch)}
    mine = {name for name, value in values.items() if name in now and now[name] != value}
    clash = {name for name in mine if group_of(register.model, name) in groups}
    if clash:
        raise Stale({name: now[name] for name in clash})


def _save_lines(session: Session, actor: Actor, child: Child, record_id: UUID, lines: Sequence[Line]) -> None:
    for line in lines:
        if line.id is None:
            if not line.gone:
                session.add(child.model(unit_id=actor.unit_id, **{child.parent: record_id}, **line.values))
            continue
        row = session.get_one(child.model, line.id)
        if line.gone:
            row.alive = False
        for name, value in line.values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
