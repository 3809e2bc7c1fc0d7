"""What a PC keeps of its enrolment inside its encrypted file: its own keys, and what it knows the county by."""

from typing import Self
from uuid import UUID

from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop.base.ids import uuid7
from desktop.store.record import Row
from desktop.store.types import Id, Instant
from desktop.sync.key_pair import OwnKeys, PublicKeys

_ONLY = 1


class Enrolment(Row):
    """One row, made before the county is asked, so that an answer that was lost can be asked for again.

    `unit` is set once the file was adopted. `claim` waits to be shown to the county: a PC that was enrolled by a file
    sends it with its first exchange, and `code` proves the answer; both go when the county has answered.
    """

    __tablename__ = "enrolment"
    id: Mapped[int] = mapped_column(primary_key=True, default=_ONLY)
    device: Mapped[UUID] = mapped_column(Id)
    own_keys: Mapped[bytes]
    server: Mapped[str] = mapped_column(default="")
    county: Mapped[UUID | None] = mapped_column(Id)
    unit: Mapped[UUID | None] = mapped_column(Id)
    level: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    authority: Mapped[bytes] = mapped_column(default=b"")  # the county's certificate, DER
    county_keys: Mapped[bytes] = mapped_column(default=b"")
    claim: Mapped[bytes | None]
    code: Mapped[str] = mapped_column(default="")
    at: Mapped[int] = mapped_column(Instant)

    @classmethod
    def new(cls, at: int) -> Self:
        """Fresh keys under a fresh id of this PC."""
        keys = OwnKeys.new(uuid7())
        return cls(
            id=_ONLY, device=keys.id, own_keys=keys.to_bytes(), server="", level="", role="", authority=b"",
            county_keys=b"", code="", at=at,
        )  # fmt: skip

    @property
    def keys(self) -> OwnKeys:
        """The keys of this PC."""
        return OwnKeys.from_bytes(self.device, self.own_keys)

    @property
    def hub(self) -> PublicKeys:
        """The keys of the county; only once there is a unit."""
        assert self.county is not None
        return PublicKeys.from_bytes(self.county, self.county_keys)


def enrolment(session: Session) -> Enrolment | None:
    """The enrolment of this PC, finished once it has a unit; None before it was ever tried."""
    return session.get(Enrolment, _ONLY)
