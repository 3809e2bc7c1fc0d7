"""Partners, their agreements, the projects they take on, what they delivered, and what the served said of it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.text import _
from desktop.store.record import Record
from desktop.store.types import Id, refers


class Partner(Record):
    """An organisation of the register, or a resident, who works with the branch; `name` is as of the enrolment."""

    __tablename__ = "partner"
    kind: Mapped[str]  # code table partner_kind
    organisation_id: Mapped[UUID | None] = mapped_column(Id, refers("organisation.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(Id, refers("person.id"), index=True)
    name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {"who": ("organisation_id", "person_id", "name", "name_sort", "kind")}


class Agreement(Record):
    """合伙协议. Terms are written while it is a draft; after signing a deed alone changes anything.

    It stands from the day of `starts_on` to, and on, the day of `ends_on`. From `terminated_on` on it stands no longer,
    whatever its term: termination is not expiry (R8). A renewal is an agreement of its own that names the one before.
    """

    __tablename__ = "partner_agreement"
    partner_id: Mapped[UUID] = mapped_column(Id, refers("partner.id"), index=True)
    number: Mapped[str]
    party_a: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    support: Mapped[str] = mapped_column(default="")  # what party A gives
    duties: Mapped[str] = mapped_column(default="")  # what party B does beyond the services
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    signed_on: Mapped[date | None]
    terminated_on: Mapped[date | None]
    end_reason: Mapped[str | None]  # code table agreement_end_reason
    end_note: Mapped[str] = mapped_column(default="")
    renews_id: Mapped[UUID | None] = mapped_column(Id, refers("partner_agreement.id"), index=True)
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {
        "term": ("starts_on", "ends_on"),
        "end": ("terminated_on", "end_reason", "end_note"),
    }


class AgreementItem(Record):
    """One service that an agreement promises."""

    __tablename__ = "partner_agreement_item"
    agreement_id: Mapped[UUID] = mapped_column(Id, refers("partner_agreement.id"), index=True)
    kind: Mapped[str]  # code table service_class
    content: Mapped[str]
    frequency: Mapped[str] = mapped_column(default="")  # 每月 4 次
    target: Mapped[str] = mapped_column(default="")  # whom it serves
    discount: Mapped[str] = mapped_column(default="")


class Project(Record):
    """领办项目: a need that partners may take on, one of them leading."""

    __tablename__ = "partner_project"
    kind: Mapped[str]  # code table service_class
    name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(default="")
    need: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    times: Mapped[str] = mapped_column(default="")  # when, or how often
    wanted: Mapped[int | None]  # helpers
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # set by deed
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {"name": ("name", "name_sort")}


class Claim(Record):
    """A partner takes a project on, leading it or joining (主办, 联办), and says what until when."""

    __tablename__ = "partner_claim"
    project_id: Mapped[UUID] = mapped_column(Id, refers("partner_project.id"), index=True)
    partner_id: Mapped[UUID] = mapped_column(Id, refers("partner.id"), index=True)
    agreement_id: Mapped[UUID | None] = mapped_column(Id, refers("partner_agreement.id"), index=True)
    role: Mapped[str]  # code table claim_role
    promise: Mapped[str] = mapped_column(default="")
    claimed_on: Mapped[date]
    due_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {"end": ("ended_on", "end_reason")}


class Delivery(Record):
    """Once that a claimed service was given."""

    __tablename__ = "partner_delivery"
    claim_id: Mapped[UUID] = mapped_column(Id, refers("partner_claim.id"), index=True)
    served_on: Mapped[date]
    served: Mapped[int]  # people
    minutes: Mapped[int]
    what: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")

    @property
    def label(self) -> str:
        """2026-03-05 的服务."""
        return _("{day} 的服务").format(day=self.served_on.isoformat())


class Rating(Record):
    """What somebody who was served says of one delivery: of the service, of nobody who gave it."""

    __tablename__ = "partner_rating"
    delivery_id: Mapped[UUID] = mapped_column(Id, refers("partner_delivery.id"), index=True)
    rated_on: Mapped[date]
    level: Mapped[str]  # code table service_rating
    words: Mapped[str] = mapped_column(default="")
