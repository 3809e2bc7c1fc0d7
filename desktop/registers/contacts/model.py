"""Links from a Party member to a household, and the visits that follow from them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record
from desktop.store.types import Id


class ContactLink(Record):
    """A dated link member → household, entered once (“三联”, third link). Its end and reason come by deed only."""

    __tablename__ = "contact_link"
    member_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    household_id: Mapped[UUID] = mapped_column(Id, ForeignKey("household.id"), index=True)
    kind: Mapped[str]  # code table link_kind: 在职包户, 小区直联
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    end_reason: Mapped[str | None]  # code table link_end_reason

    merge_groups: ClassVar = {"term": ("starts_on", "ends_on", "end_reason")}


class Visit(Record):
    """One visit or try: facts and needs only, kept two years (MISSION, what it is not)."""

    __tablename__ = "visit"
    household_id: Mapped[UUID] = mapped_column(Id, ForeignKey("household.id"), index=True)
    member_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"), index=True)
    visitor_name: Mapped[str] = mapped_column(default="")  # when it was no linked member
    visited_on: Mapped[date] = mapped_column(index=True)
    way: Mapped[str]  # code table visit_way
    outcome: Mapped[str]  # code table visit_outcome: 在家, 不在, 不便
    said: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")
    settled: Mapped[bool] = mapped_column(default=False)  # 当场解决
    next_on: Mapped[date | None]  # 约定下次
