"""What is typed and not yet saved, per user and record: survives lock, crash and a change of user."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.standard.tables import DraftRow

NEW = "new"
_read = msgspec.json.Decoder(dict[str, str]).decode


@dataclass(frozen=True, slots=True)
class Draft:
    """The typed texts of a form, when they were kept, and the record's version they were begun on."""

    register: str
    record_id: UUID | None
    label: str
    said: Mapping[str, str]
    version: UUID | None
    at: int


def keep(
    session: Session,
    actor: Actor,
    *,
    register: str,
    record_id: UUID | None,
    label: str,
    said: Mapping[str, str],
    at: int,
    version: UUID | None = None,
) -> None:
    """Keep the draft, replacing the one before it."""
    row = DraftRow(
        user_id=actor.id, register=register, record_key=_key(record_id), label=label,
        said=msgspec.json.encode(dict(said)), version=version, at=at,
    )  # fmt: skip
    session.merge(row)
    session.flush()


def find(session: Session, actor: Actor, *, register: str, record_id: UUID | None) -> Draft | None:
    """The user's draft of a record, if there is one."""
    row = session.get(DraftRow, (actor.id, register, _key(record_id)))
    return _draft(row) if row else None


def drop(session: Session, actor: Actor, *, register: str, record_id: UUID | None) -> None:
    """Forget a draft: it was saved, or given up."""
    session.execute(
        delete(DraftRow).where(
            DraftRow.user_id == actor.id, DraftRow.register == register, DraftRow.record_key == _key(record_id)
        )
    )


def mine(session: Session, actor: Actor) -> tuple[Draft, ...]:
    """All drafts of the user, the newest first: Today lists them."""
    rows = session.scalars(select(DraftRow).where(DraftRow.user_id == actor.id).order_by(DraftRow.at.desc()))
    return tuple(_draft(row) for row in rows)


def _key(record_id: UUID | None) -> str:
    return NEW if record_id is None else str(record_id)


def _draft(row: DraftRow) -> Draft:
    record_id = None if row.record_key == NEW else UUID(row.record_key)
    return Draft(row.register, record_id, row.label, _read(row.said), row.version, row.at)
