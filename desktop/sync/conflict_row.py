"""A question that the hub asks people: two of them wrote one field group of a row without seeing each other."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record
from desktop.store.types import Id, Instant


class Conflict(Record):
    """An ordinary row in its record's scope, opened by the hub alone (conflicts.py); deciding it is an ordinary edit.

    `base`, `mine` and `theirs` are JSON `{field: wire value}`: what both began with, what was wanted, what stands.
    For a `duplicate` they are `{"row": id}` of the two rows that say the same.
    """

    __tablename__ = "conflict"
    table_name: Mapped[str]
    row_id: Mapped[UUID] = mapped_column(Id, index=True)
    group_name: Mapped[str]
    kind: Mapped[str]  # edit | retired | rule | duplicate | asked | joined (told, not asked)
    base: Mapped[str]
    mine: Mapped[str]
    mine_change: Mapped[UUID] = mapped_column(Id)
    mine_by: Mapped[UUID] = mapped_column(Id)
    mine_at: Mapped[int] = mapped_column(Instant)
    theirs: Mapped[str]
    theirs_change: Mapped[UUID | None] = mapped_column(Id)
    theirs_by: Mapped[UUID | None] = mapped_column(Id)
    theirs_at: Mapped[int | None] = mapped_column(Instant)
    state: Mapped[str]  # open | decided
