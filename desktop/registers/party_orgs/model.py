"""The Party tree: organisations, what a group covers, who is on its roll, who holds which post."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record
from desktop.store.types import Id, refers


class PartyOrg(Record):
    """An organisation of one of the five tiers; its parent stands exactly one tier up (None: not held here).

    Every row of this file stands from the day of `starts_on` up to, not on, the day of `ends_on` (R7): whoever takes
    over on a day answers for that day.
    """

    __tablename__ = "party_org"
    tier: Mapped[str]  # code table party_tier
    name: Mapped[str]
    sort: Mapped[str] = mapped_column(default="")  # natural order of the name: 2 before 10
    parent_id: Mapped[UUID | None] = mapped_column(Id, refers("party_org.id"), index=True)
    household_id: Mapped[UUID | None] = mapped_column(Id, refers("household.id"), index=True)  # of a centre
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {"term": ("starts_on", "ends_on"), "name": ("name", "sort")}


class PartyOrgBuilding(Record):
    """A building that a group looks after; a group may cover several."""

    __tablename__ = "party_org_building"
    org_id: Mapped[UUID] = mapped_column(Id, refers("party_org.id"), index=True)
    building_id: Mapped[UUID] = mapped_column(Id, refers("building.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    merge_groups: ClassVar = {"term": ("starts_on", "ends_on")}


class PartyOrgMember(Record):
    """A Party member on the roll of a group."""

    __tablename__ = "party_org_member"
    org_id: Mapped[UUID] = mapped_column(Id, refers("party_org.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(Id, refers("person.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    merge_groups: ClassVar = {"term": ("starts_on", "ends_on")}


class Post(Record):
    """A post with its holder and term. Without `org_id` it lies outside this tree and `place_name` says where.

    `holder_name` is the holder's name as of the appointment; `person_id` is None for a holder who is not registered.
    Its days change by deed only (appoint, re-appoint, end).
    """

    __tablename__ = "post"
    org_id: Mapped[UUID | None] = mapped_column(Id, refers("party_org.id"), index=True)
    place_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]  # code table post_kind
    title: Mapped[str]
    stairwell_id: Mapped[UUID | None] = mapped_column(Id, refers("stairwell.id"))  # of a liaison
    person_id: Mapped[UUID | None] = mapped_column(Id, refers("person.id"), index=True)
    holder_name: Mapped[str]
    starts_on: Mapped[date]
    term_until: Mapped[date | None]
    ends_on: Mapped[date | None]
    end_reason: Mapped[str | None]  # code table post_end_reason
    basis: Mapped[str] = mapped_column(default="")  # 任命依据

    merge_groups: ClassVar = {
        "term": ("starts_on", "term_until", "ends_on", "end_reason"),
        "holder": ("person_id", "holder_name"),
    }

    @property
    def label(self) -> str:
        """支部书记 胡强."""
        return f"{self.title} {self.holder_name}"
