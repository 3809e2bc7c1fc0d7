"""Links from a Party member to a household, and the visits that follow from them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record, Row
from desktop.store.types import Id, refers


class ContactLink(Record):
    """A dated link member → household, entered once (“三联”, third link). Its end and reason come by deed only."""

    __tablename__ = "contact_link"
    member_id: Mapped[UUID] = mapped_column(Id, refers("person.id"), index=True)
    household_id: Mapped[UUID] = mapped_column(Id, refers("household.id"), index=True)
    kind: Mapped[str]  # code table link_kind: 在职包户, 小区直联
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    end_reason: Mapped[str | None]  # code table link_end_reason

    merge_groups: ClassVar = {"term": ("starts_on", "ends_on", "end_reason")}


class Visit(Record):
    """One visit or try: facts and needs only, kept two years (MISSION, what it is not)."""

    __tablename__ = "visit"
    household_id: Mapped[UUID] = mapped_column(Id, refers("household.id"), index=True)
    member_id: Mapped[UUID | None] = mapped_column(Id, refers("person.id"), index=True)
    visitor_name: Mapped[str] = mapped_column(default="")  # when it was no linked member
    visited_on: Mapped[date] = mapped_column(index=True)
    way: Mapped[str]  # code table visit_way
    outcome: Mapped[str]  # code table visit_outcome: 在家, 不在, 不便
    said: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")
    settled: Mapped[bool] = mapped_column(default=False)  # 当场解决
    next_on: Mapped[date | None]  # 约定下次
    to_event: Mapped[bool | None]  # 待转事件: the need is to become an event; null in rows from before it could be said


class LinkRow(Row):
    """What the list of links shows; refreshed in the transaction of whatever changed it."""

    __tablename__ = "link_row"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Id)
    member_name: Mapped[str]
    member_sort: Mapped[str]
    door: Mapped[str]
    door_sort: Mapped[str]
    head_name: Mapped[str]
    kind: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    end_reason: Mapped[str | None]
    label: Mapped[str]


class VisitRow(Row):
    """What the list of visits shows; `day_sort` falls with the day, so that the newest come first."""

    __tablename__ = "visit_row"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Id)
    household_id: Mapped[UUID] = mapped_column(Id, index=True)
    visited_on: Mapped[date]
    day_sort: Mapped[int]
    door: Mapped[str]
    door_sort: Mapped[str]
    head_name: Mapped[str]
    visitor: Mapped[str]
    way: Mapped[str]
    outcome: Mapped[str]
    said: Mapped[str]
    needs: Mapped[str]
    to_event: Mapped[bool | None]
    has_words: Mapped[bool | None]  # said or needs hold something: cleared after two years
    label: Mapped[str]


# The orders of the lists as they open, whole: SQLite makes no use of a part of one, and sorts every row for each page.
Index("ix_link_row_door_sort", LinkRow.door_sort, LinkRow.id)
Index("ix_visit_row_day_sort", VisitRow.day_sort, VisitRow.id)
# The few visits that wait for a deed, among hundreds of thousands.
Index("ix_visit_row_to_event", VisitRow.day_sort, sqlite_where=VisitRow.to_event.is_(True))
Index("ix_visit_row_has_words", VisitRow.visited_on, sqlite_where=VisitRow.has_words.is_(True))
