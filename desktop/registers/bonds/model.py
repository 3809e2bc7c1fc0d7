"""Bonds: which leader stands for which community, which unit for which compound, and what each of them did there."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.text import _
from desktop.store.record import Record
from desktop.store.types import Id, refers


class Bond(Record):
    """包联: one leader and one community, or one unit and one compound; several of either make several rows (M:N).

    It stands from the day of `starts_on` up to, not on, the day of `ends_on` (R7). `name` and `place` are as of the
    entry. The third link, member → household, is entered in `contacts` and only shown here.
    """

    __tablename__ = "bond"
    kind: Mapped[str]  # code table bond_kind
    organisation_id: Mapped[UUID | None] = mapped_column(Id, refers("organisation.id"), index=True)
    name: Mapped[str]  # of the leader, or of the unit
    name_sort: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")  # of the leader
    place: Mapped[str]  # the community, or the compound
    compound_id: Mapped[UUID | None] = mapped_column(Id, refers("compound.id"), index=True)
    contact_name: Mapped[str] = mapped_column(default="")  # who is called for it
    phone: Mapped[str] = mapped_column(default="")
    duties: Mapped[str] = mapped_column(default="")
    cadence_days: Mapped[int]  # at least once in so many days
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    end_reason: Mapped[str | None]  # code table bond_end_reason
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {
        "who": ("kind", "organisation_id", "name", "name_sort", "post"),
        "place": ("place", "compound_id"),
        "term": ("starts_on", "ends_on", "end_reason"),
    }


class BondContact(Record):
    """Once that a bond was lived: somebody came, talked, or helped. Facts and matters only."""

    __tablename__ = "bond_contact"
    bond_id: Mapped[UUID] = mapped_column(Id, refers("bond.id"), index=True)
    held_on: Mapped[date]
    kind: Mapped[str]  # code table bond_contact_kind
    who: Mapped[str] = mapped_column(default="")
    what: Mapped[str]

    @property
    def label(self) -> str:
        """2026-03-05 的包联."""
        return _("{day} 的包联").format(day=self.held_on.isoformat())
