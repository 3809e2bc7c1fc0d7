"""Files that people add to a record of any register, such as photos of a service: put in, looked at, taken out.

Signed pages are not among them: those are kept by `standard/signing.py` and printed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.load import record_in_scope
from desktop.store import attachments
from desktop.store.attachments import Attachment

ADDED = ""  # the kind of what a person added


@dataclass(frozen=True, slots=True)
class NewFile:
    """What is put in: what it is called, what it is (`values.media`) and its bytes."""

    title: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a record; `at` in milliseconds of UTC."""

    id: UUID
    title: str
    media: str
    size: int
    at: int


def add(session: Session, actor: Actor, register: Register, record_id: UUID, *, files: Sequence[NewFile]) -> int:
    """Keep files with a record; what it has already is left out. How many are new."""
    actor.require(f"{register.name}.attach")
    record = record_in_scope(session, actor, register, record_id)
    known = {one.digest for one in attachments.of_record(session, record_id, kind=ADDED)}
    new = {digest: one for one in files if (digest := attachments.digest_of(one.data)) not in known}
    for one in new.values():
        attachments.attach(
            session, record.unit_id, one.data, register=register.name, record_id=record_id, title=one.title,
            media=one.media, kind=ADDED,
        )  # fmt: skip
    return len(new)


def remove(session: Session, actor: Actor, register: Register, file_id: UUID) -> None:
    """Take one file away from its record; its bytes stay until nobody can want them back."""
    actor.require(f"{register.name}.detach")
    _ours(session, actor, register, file_id).alive = False
    session.flush()


def listed(session: Session, actor: Actor, register: Register, record_id: UUID) -> tuple[KeptFile, ...]:
    """The files of a record, the oldest first."""
    actor.require(f"{register.name}.see")
    record_in_scope(session, actor, register, record_id)
    return tuple(
        KeptFile(one.id, one.title, one.media, one.size, one.at)
        for one in attachments.of_record(session, record_id, kind=ADDED)
    )


def content(session: Session, actor: Actor, register: Register, file_id: UUID) -> bytes:
    """The bytes of one file. UserError and Damage as `attachments.content`."""
    actor.require(f"{register.name}.see")
    return attachments.content(session, _ours(session, actor, register, file_id))


def rows_of(session: Session, record_id: UUID) -> tuple[UUID, ...]:
    """Which rows tell of the files of a record, for its history."""
    query = select(Attachment.id).where(Attachment.record_id == record_id, Attachment.kind == ADDED)
    return tuple(session.scalars(query))


def _ours(session: Session, actor: Actor, register: Register, file_id: UUID) -> Attachment:
    found = session.get(Attachment, file_id)
    if found is None or found.register != register.name or not found.alive:
        raise UserError(_("这个文件已经移走，没有改动。"))
    record_in_scope(session, actor, register, found.record_id)
    return found
