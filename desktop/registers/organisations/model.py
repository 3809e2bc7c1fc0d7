"""Organisations: departments, employers, property firms, partners, tenants, bound units."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record
from desktop.store.types import Id, refers


class Organisation(Record):
    """One organisation with its own Party organisation. The county sends them down; one made here waits for its word.

    `merged_into_id` says which one a double was joined to; a double is not alive any more.
    """

    __tablename__ = "organisation"
    kind: Mapped[str]  # code table organisation_kind
    name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")
    uscc: Mapped[str | None] = mapped_column(index=True)  # GB 32100, checked
    other_no: Mapped[str] = mapped_column(default="")  # licence or organisation number of before 2015
    head_name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    party_org: Mapped[str] = mapped_column(default="")  # its own Party organisation, in words
    party_head: Mapped[str] = mapped_column(default="")
    party_phone: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="waiting")  # code table organisation_state
    merged_into_id: Mapped[UUID | None] = mapped_column(Id, refers("organisation.id"))
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {"name": ("name", "name_sort"), "number": ("uscc", "other_no")}
