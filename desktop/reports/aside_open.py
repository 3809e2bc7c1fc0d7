"""Which changes that the county did not take are open: not withdrawn, not erased, not told anew and taken since."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desktop.store.exchange_rows import AsideSettled
from desktop.store.journal import Change, Outgoing, patch_said

ASIDE = "quarantined"
TAKEN = ("acked", "done")
MOST_ROWS = 400  # in one question of the database


def open_aside(session: Session) -> list[tuple[Change, str]]:
    """The changes with why the county did not take them, the oldest first."""
    query = (
        select(Change, Outgoing.result)
        .join(Outgoing, Outgoing.change_id == Change.id)
        .where(Outgoing.state == ASIDE, Change.patch.is_not(None))
        .where(~exists().where(AsideSettled.change_id == Change.id))
        .order_by(Change.at, Change.n)
    )
    found = [(row[0], row[1]) for row in session.execute(query)]
    since = _taken_since(session, {change.row_id for change, _why in found}) if found else {}
    return [(change, why) for change, why in found if not _again(change, since)]


def count_aside(session: Session) -> int:
    """How many are open."""
    return len(open_aside(session))


def of_record(session: Session, record: UUID) -> list[UUID]:
    """The open changes of one record."""
    return [change.id for change, _why in open_aside(session) if change.row_id == record]


def _again(change: Change, since: dict[UUID, list[tuple[UUID, Any]]]) -> bool:
    """Was everything that it says told anew, later, and taken?"""
    later = {name for at, names in since.get(change.row_id, ()) if at > change.id for name in names}
    return change.op == "update" and patch_said(change.patch).keys() <= later


def _taken_since(session: Session, rows: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, Any]]]:
    wanted, found = sorted(rows), dict[UUID, list[tuple[UUID, Any]]]()
    for start in range(0, len(wanted), MOST_ROWS):
        query = (
            select(Change.id, Change.row_id, Change.patch)
            .join(Outgoing, Outgoing.change_id == Change.id)
            .where(Outgoing.state.in_(TAKEN), Change.row_id.in_(wanted[start : start + MOST_ROWS]))
        )
        for row in session.execute(query):
            found.setdefault(row.row_id, []).append((row.id, tuple(patch_said(row.patch))))
    return found
