"""The row of the household list: derived from dwellings, people, links and visits, one for each living household."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Row
from desktop.store.types import Id


class HouseholdRow(Row):
    """What the list of households shows; refreshed in the transaction of whatever changed it."""

    __tablename__ = "household_row"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Id)  # no index: a PC holds its own scope, and lists walk a sort index
    building_id: Mapped[UUID] = mapped_column(Id, index=True)
    dwelling_id: Mapped[UUID] = mapped_column(Id, index=True)
    building: Mapped[str]
    stairwell: Mapped[str]
    room: Mapped[str]
    door: Mapped[str]
    door_sort: Mapped[str]
    head_name: Mapped[str]
    head_sort: Mapped[str]
    people: Mapped[int]
    members: Mapped[int]  # Party members among them
    contact_names: Mapped[str]
    contact_sort: Mapped[str]
    last_visit: Mapped[date | None]
    next_due: Mapped[date | None]
    phone: Mapped[str]
    tenure: Mapped[str | None]
    presence: Mapped[str | None]
    by_phone: Mapped[bool]
    agreed: Mapped[bool | None]  # the next visit was agreed upon: shown as 约定走访
    marks: Mapped[int]  # cells of an import that wait to be put right

    @property
    def door_and_head(self) -> str:
        """What a household is called in a sentence."""
        return f"{self.door} {self.head_name}".strip()


for _name in ("door_sort", "head_sort", "contact_sort", "people"):
    Index(f"ix_household_row_{_name}", getattr(HouseholdRow, _name), HouseholdRow.id)
# These two hold all that 今日工作 counts by, so that it reads none of 70,000 rows for a number.
Index("ix_household_row_last_visit", HouseholdRow.last_visit, HouseholdRow.id, HouseholdRow.unit_id)
Index(
    "ix_household_row_next_due", HouseholdRow.next_due, HouseholdRow.id, HouseholdRow.unit_id, HouseholdRow.agreed,
    HouseholdRow.last_visit, HouseholdRow.building_id, HouseholdRow.stairwell, HouseholdRow.contact_names,
    HouseholdRow.marks,
)  # fmt: skip
