"""Report once more what the county did not take, after it was mended here or there."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures.at_desk import PERMISSION
from desktop.reports.aside_open import open_aside
from desktop.standard.history import type_of
from desktop.standard.undo import RESENT
from desktop.store.exchange_rows import AsideSettled
from desktop.store.journal import Change, patch_said
from desktop.store.record import Record
from desktop.store.told_anew import tell_anew
from desktop.store.types import from_wire, to_wire

ACTION = RESENT


def resend(session: Session, actor: Actor, records: Sequence[UUID], *, at: int) -> int:
    """Let all that is open of these records wait for the next exchange again; returns how many records that are.

    A record that the county never took goes whole, as it stands now; of one that it has, each field that still stands
    as it was before the change is written as the change said. What somebody wrote otherwise since is left, and its line
    with it. UserError when nothing could be told anew. `at` is UTC ms.
    """
    actor.require(PERMISSION)
    changes: dict[UUID, list[Change]] = {}
    for change, _why in open_aside(session):
        if change.row_id in records:
            changes.setdefault(change.row_id, []).append(change)
    count = 0
    for row, of_row in changes.items():  # the oldest first: what others refer to was written before them
        record = session.get(type_of(of_row[0].table_name), row)
        if record is not None and _told(session, actor, record, of_row):
            session.add_all(AsideSettled(change_id=one.id, at=at, actor=actor.id) for one in of_row)
            count += 1
    if not count:
        raise UserError(_("这里的内容后来又改过，或者不归本单位管，没有再报，数据没有变动。请打开登记，照“历史”核对。"))
    return count


def _told(session: Session, actor: Actor, record: Record, changes: Sequence[Change]) -> bool:
    """Was it written so that it is sent? What this person may not write is left."""
    if record.unit_id not in actor.scope or not (not record.permission or actor.may(record.permission)):
        return False
    wanted = {name: to_wire(getattr(record, name)) for one in changes for name in patch_said(one.patch)}
    before = dict(wanted)
    for one in changes:
        for name, (old, new) in patch_said(one.patch).items():
            if one.op == "update" and wanted[name] == old:
                wanted[name] = new
    if any(one.op == "insert" for one in changes):
        tell_anew(session, record, wanted)
        return True
    fresh = {name: value for name, value in wanted.items() if value != before[name]}
    columns = record.__table__.columns
    for name, value in fresh.items():
        setattr(record, name, from_wire(columns[name].type, value))
    session.flush()
    return bool(fresh)
