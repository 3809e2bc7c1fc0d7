"""Care needs, sealed: which person a row is about, and everything it says, is read with the care key only."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record, Row
from desktop.store.types import Id, Instant


class CareNeed(Record):
    """One need of one person. The file and the journal hold a pseudonym and sealed bytes, no word of it.

    It stays on the PC where it was written: its key never leaves that PC, so nobody else could read it (SAFETY §6).
    `sealed` is null once the consent was withdrawn: then its bytes are gone from the journal too.
    """

    __tablename__ = "care_need"
    travels: ClassVar[bool] = False
    permission: ClassVar[str] = "care.save"  # asked again by whoever takes a deed back
    person_key: Mapped[bytes] = mapped_column(index=True)  # HMAC of the person's id, "" once erased
    sealed: Mapped[bytes | None]  # rules.Care


class CareDraft(Row):
    """What is typed into the form and not saved, sealed likewise; no label, so that no other page can list it."""

    __tablename__ = "care_draft"
    user_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    record_key: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    version: Mapped[UUID | None] = mapped_column(Id)
    at: Mapped[int] = mapped_column(Instant)
