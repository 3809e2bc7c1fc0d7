"""Files that belong to records, such as a signed paper or a scan: kept whole, found by what they hold.

The bytes lie once in the encrypted file, under the SHA-256 of what they are; the journaled row that names them is
sealed like every other, so bytes that were changed are told from those that were kept. They are in every backup.
"""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop.base.errors import Damage, UserError
from desktop.base.text import _
from desktop.store.record import Record, Row
from desktop.store.types import Id, Instant

MOST_BYTES = 20 * 1024 * 1024
PDF = "application/pdf"
_TERM_MS = 366 * 86_400_000  # no file goes from the county sooner after its row was put away (county/file_terms.py)


class Blob(Row):
    """The bytes themselves; another PC may hold the row that names them before it holds them."""

    __tablename__ = "blob"
    digest: Mapped[str] = mapped_column(primary_key=True)  # SHA-256, hexadecimal
    data: Mapped[bytes]


class Attachment(Record):
    """That a record has a file: what it is called, what it is, and which bytes."""

    __tablename__ = "attachment"
    register: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(Id, index=True)
    kind: Mapped[str]  # the form whose signed pages it is, "" for anything added by a person
    title: Mapped[str]
    media: Mapped[str]  # such as application/pdf
    digest: Mapped[str]
    size: Mapped[int]
    at: Mapped[int] = mapped_column(Instant)
    wording: Mapped[str | None]  # the edition of the texts that a signed paper was made with; null before it was kept


class NotHere(UserError):
    """The row of a file is here, its bytes are not."""


def digest_of(data: bytes) -> str:
    """The name under which bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def attach(
    session: Session,
    unit_id: UUID,
    data: bytes,
    *,
    register: str,
    record_id: UUID,
    title: str,
    media: str = PDF,
    kind: str = "",
    wording: str | None = None,
) -> Attachment:
    """Keep `data` with a record, in the open deed; the same bytes are kept once. UserError beyond MOST_BYTES."""
    if len(data) > MOST_BYTES:
        raise UserError(
            _("“{title}”有 {size} MB，超过 {most} MB，没有放进来。请缩小后再试。").format(
                title=title, size=len(data) // 1_048_576, most=MOST_BYTES // 1_048_576
            )
        )
    digest = digest_of(data)
    if session.get(Blob, digest) is None:
        session.add(Blob(digest=digest, data=data))
    made = Attachment(
        unit_id=unit_id, register=register, record_id=record_id, kind=kind, title=title, media=media, digest=digest,
        size=len(data), at=session.info["deed"].at, wording=wording,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def of_record(session: Session, record_id: UUID, *, kind: str | None = None) -> Sequence[Attachment]:
    """The files of a record, the oldest first; of one kind only when it is given."""
    query = select(Attachment).where(Attachment.record_id == record_id, Attachment.alive)
    if kind is not None:
        query = query.where(Attachment.kind == kind)
    return session.scalars(query.order_by(Attachment.id)).all()


def content(session: Session, attachment: Attachment) -> bytes:
    """The bytes as they were kept.

    NotHere when they are not on this PC, Damage when they are not what the row says.
    """
    blob = session.get(Blob, attachment.digest)
    if blob is None:
        words = _("“{title}”还没有到这台电脑上，登记内容不受影响。等数据交换后再打开。")
        if (attachment.last_change.int >> 80) - attachment.at >= _TERM_MS:  # it may have been in the bin for a year
            words = _(
                "“{title}”的原件不在这台电脑上，登记内容不受影响。移走满一年的，县里和各台电脑都已清掉，要重新扫描加上；"
                "没有移走过的，等数据交换后再打开。"
            )
        raise NotHere(words.format(title=attachment.title))
    if digest_of(blob.data) != attachment.digest:
        raise Damage(_("“{title}”的原件被改动过，没有打开。请从备份恢复。").format(title=attachment.title))
    return blob.data
