"""Who looked one person up at the county's server, and why; the unit of the person sees that it happened (MISSION)."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record
from desktop.store.types import Id, Instant


class PersonLookup(Record):
    """按原因查一人: one question at the server. The server alone writes it and nobody changes it.

    It belongs to the unit of the person that was found, or to the unit that asked when nobody was. What was typed is
    not kept: `person_id` says who it was, and only where that person is known does it lead to a name.
    """

    __tablename__ = "person_lookup"
    asked_at: Mapped[int] = mapped_column(Instant)
    asked_by: Mapped[str]  # name of the account
    asked_unit: Mapped[str]  # name of its unit
    reason: Mapped[str]  # code table lookup_reason
    note: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(Id)
    found: Mapped[int]  # how many fitted; more than a few are not shown at all
