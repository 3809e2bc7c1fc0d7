"""A sentence written down in passing, to be sorted later."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record
from desktop.store.types import Id, Instant


class Jotting(Record):
    """One sentence. What it is about is an id only: a household or person may be merged, the sentence stands."""

    __tablename__ = "jotting"
    text: Mapped[str]
    at: Mapped[int] = mapped_column(Instant)  # when it was written
    by_id: Mapped[UUID] = mapped_column(Id)
    day: Mapped[date | None] = mapped_column(index=True)  # on which it is to be thought of
    household_id: Mapped[UUID | None] = mapped_column(Id, index=True)
    person_id: Mapped[UUID | None] = mapped_column(Id, index=True)
    done_on: Mapped[date | None]  # set by deed only
