"""Venues lent for rent, for service or for both: contracts, what they oblige to, and every row of the ledger."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.text import _
from desktop.store.record import Record, Row
from desktop.store.types import BigInteger, Id, refers


class Venue(Record):
    """A room that the community lends."""

    __tablename__ = "venue"
    name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    area: Mapped[int | None]  # hundredths of a square metre
    facilities: Mapped[str] = mapped_column(default="")  # one a line or separated by 、
    function: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")  # code table venue_state
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {"name": ("name", "name_sort")}


class Contract(Record):
    """场所换服务协议. Terms are written while it is a draft; after signing a deed alone changes anything, with its row.

    It stands from the day of `starts_on` to, and on, the day of `ends_on`. From `terminated_on` on it stands no longer,
    and nothing is owed for that day (R8). A renewal is a contract of its own that names the one before.
    """

    __tablename__ = "venue_contract"
    venue_id: Mapped[UUID] = mapped_column(Id, refers("venue.id"), index=True)
    tenant_id: Mapped[UUID] = mapped_column(Id, refers("organisation.id"), index=True)
    number: Mapped[str]
    party_a: Mapped[str]  # residents' committee or owner of the venue
    witness: Mapped[str] = mapped_column(default="")  # the Party committee
    trade: Mapped[str]  # code table venue_trade
    purpose: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    counts_from: Mapped[date | None]  # periods of rent and service are counted from here; None: from starts_on
    rent: Mapped[int] = mapped_column(BigInteger, default=0)  # 分 a period; later steps are rows
    rent_period: Mapped[str] = mapped_column(default="year")  # code table rent_period
    due_days: Mapped[int] = mapped_column(default=0)  # days after a period began by which its rent is due
    deposit: Mapped[int] = mapped_column(BigInteger, default=0)  # 分
    terms: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    terminated_on: Mapped[date | None]
    end_reason: Mapped[str | None]  # code table contract_end_reason
    end_note: Mapped[str] = mapped_column(default="")
    left_on: Mapped[date | None]  # the venue was handed back
    renews_id: Mapped[UUID | None] = mapped_column(Id, refers("venue_contract.id"), index=True)
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {
        "term": ("starts_on", "ends_on", "counts_from"),
        "rent": ("rent", "rent_period", "due_days"),
        "end": ("terminated_on", "end_reason", "end_note"),
    }

    @property
    def last_day(self) -> date:
        """The last day that anything is owed for."""
        return self.ends_on if self.terminated_on is None else self.terminated_on - timedelta(days=1)


class RentStep(Record):
    """From a day on the rent of a period is another."""

    __tablename__ = "venue_rent_step"
    contract_id: Mapped[UUID] = mapped_column(Id, refers("venue_contract.id"), index=True)
    since: Mapped[date]
    rent: Mapped[int] = mapped_column(BigInteger)  # 分 a period


class ContractService(Record):
    """One service that is given in place of rent."""

    __tablename__ = "venue_contract_service"
    contract_id: Mapped[UUID] = mapped_column(Id, refers("venue_contract.id"), index=True)
    kind: Mapped[str]  # code table service_class
    content: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)  # times or hours a period
    measure: Mapped[str] = mapped_column(default="times")  # code table service_measure
    period: Mapped[str] = mapped_column(default="month")  # code table rent_period
    price: Mapped[int] = mapped_column(BigInteger, default=0)  # 分 a time or an hour, for conversions
    discount: Mapped[str] = mapped_column(default="")  # for residents: 老年人 8 折


class Obligation(Record):
    """What is owed for the days of one period. Laid out at signing, or added by a deed; never edited."""

    __tablename__ = "venue_obligation"
    __table_args__ = (Index("ix_venue_obligation_contract_id_first_on", "contract_id", "first_on"),)
    contract_id: Mapped[UUID] = mapped_column(Id, refers("venue_contract.id"))
    service_id: Mapped[UUID | None] = mapped_column(Id, refers("venue_contract_service.id"))
    kind: Mapped[str]  # code table obligation_kind
    measure: Mapped[str]  # money (分), times or minutes: code table ledger_measure
    first_on: Mapped[date]
    last_on: Mapped[date]
    due_on: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)

    @property
    def label(self) -> str:
        """2026-07-01 至 2026-07-31 的应付."""
        return _("{first} 至 {last} 的应付").format(first=self.first_on.isoformat(), last=self.last_on.isoformat())


class Entry(Record):
    """One row of the ledger on one obligation: what it adds to what is owed, and to what was given. Never edited."""

    __tablename__ = "venue_entry"
    contract_id: Mapped[UUID] = mapped_column(Id, refers("venue_contract.id"), index=True)
    obligation_id: Mapped[UUID] = mapped_column(Id, refers("venue_obligation.id"), index=True)
    kind: Mapped[str]  # code table entry_kind
    measure: Mapped[str]  # of its obligation
    booked_on: Mapped[date] = mapped_column(index=True)
    due_by: Mapped[int] = mapped_column(BigInteger, default=0)
    met_by: Mapped[int] = mapped_column(BigInteger, default=0)
    receipt: Mapped[str] = mapped_column(default="")  # number of the official receipt
    decided: Mapped[str] = mapped_column(default="")  # which meeting decided it
    note: Mapped[str] = mapped_column(default="")
    gives_id: Mapped[UUID | None] = mapped_column(Id, refers("venue_obligation.id"), index=True)  # by a conversion
    reverses_id: Mapped[UUID | None] = mapped_column(Id, refers("venue_entry.id"), index=True)

    @property
    def label(self) -> str:
        """2026-03-05 的收付."""
        return _("{day} 的收付").format(day=self.booked_on.isoformat())


class ContractDeed(Record):
    """What was done to a signed contract: changed, handed over, breached, left, ended early."""

    __tablename__ = "venue_contract_deed"
    contract_id: Mapped[UUID] = mapped_column(Id, refers("venue_contract.id"), index=True)
    kind: Mapped[str]  # code table contract_deed
    done_on: Mapped[date]
    since: Mapped[date | None]  # a changed rent holds from here
    rent: Mapped[int | None] = mapped_column(BigInteger)  # 分 a period
    amount: Mapped[int | None] = mapped_column(BigInteger)  # 分: a penalty, or what is kept of the deposit
    note: Mapped[str] = mapped_column(default="")


class Spending(Record):
    """租金反哺: what the rent was spent on, decided at which meeting. Never edited; taken back by a row of its own."""

    __tablename__ = "venue_spending"
    spent_on: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)  # 分; below zero for what takes another back
    purpose: Mapped[str]  # code table spending_purpose
    content: Mapped[str]
    payee: Mapped[str] = mapped_column(default="")
    voucher: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date]
    decided_at: Mapped[str]  # the meeting
    reverses_id: Mapped[UUID | None] = mapped_column(Id, refers("venue_spending.id"), index=True)
    remark: Mapped[str] = mapped_column(default="")


class Notice(Record):
    """租金收支公示: what was posted for the days of a period, with the sums as they were then."""

    __tablename__ = "venue_notice"
    first_on: Mapped[date]
    last_on: Mapped[date]
    posted_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    carried: Mapped[int] = mapped_column(BigInteger, default=0)  # 分 left from before
    income: Mapped[int] = mapped_column(BigInteger, default=0)
    spent: Mapped[int] = mapped_column(BigInteger, default=0)
    remark: Mapped[str] = mapped_column(default="")

    merge_groups: ClassVar = {"sums": ("first_on", "last_on", "carried", "income", "spent")}

    @property
    def label(self) -> str:
        """2026-01-01 至 2026-06-30 的公示."""
        return _("{first} 至 {last} 的公示").format(first=self.first_on.isoformat(), last=self.last_on.isoformat())


class ObligationRow(Row):
    """An obligation as it stands after all rows: derived, so that lists and the ledger add up without the rows."""

    __tablename__ = "venue_obligation_row"
    __table_args__ = (
        Index("ix_venue_obligation_row_sums", "contract_id", "measure", "due_on", "due", "met", "kind"),
        Index("ix_venue_obligation_row_due_on", "due_on", "id"),
        Index(
            "ix_venue_obligation_row_open",
            "due_on",
            "contract_id",
            "measure",
            "due",
            "met",
            "unit_id",
            # What PostgreSQL wants stands in 0013: said here, each PC would load that dialect with all its drivers.
            sqlite_where=text("due > met"),
        ),
    )
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Id)
    contract_id: Mapped[UUID] = mapped_column(Id)
    service_id: Mapped[UUID | None] = mapped_column(Id)
    kind: Mapped[str]
    measure: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    due_on: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    due: Mapped[int] = mapped_column(BigInteger)
    met: Mapped[int] = mapped_column(BigInteger)
