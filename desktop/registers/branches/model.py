"""What the county's server last said of each unit below: when it exchanged, its PCs, its accounts."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Row
from desktop.store.types import Id, Instant


class Branch(Row):
    """One unit as the county's server told of it at `told_at`; of this PC only, and written anew each time it is asked.

    `id` is the unit's, `unit_id` the county's own: whoever works at the county sees them all. `way`, `app` and
    `schema` are those of the PC that was heard of last. `due_on` is the day by which the next exchange is expected,
    null while it never exchanged. `parts` holds its PCs, accounts and unused codes (sync/asking.py, UnitStanding).
    """

    __tablename__ = "branch"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Id, index=True)
    name: Mapped[str]
    name_sort: Mapped[str]
    level: Mapped[str]  # code table unit_level
    code: Mapped[str]
    place: Mapped[str]  # the units above it below the county, topmost first
    phone: Mapped[str]
    seen_at: Mapped[int | None] = mapped_column(Instant)
    way: Mapped[str | None]  # code table exchange_way
    due_on: Mapped[date | None]
    app: Mapped[str]
    schema: Mapped[str]
    pcs: Mapped[int]
    asked: Mapped[int]  # conflicts that wait for people
    aside: Mapped[int]  # changes that the county did not take
    told_at: Mapped[int] = mapped_column(Instant)
    parts: Mapped[bytes]
