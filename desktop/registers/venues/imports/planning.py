"""The dry run of a ledger of venues: which venues and contracts are new, which stand as they are, which cannot."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.registers.organisations.queries import by_number_or_name
from desktop.registers.venues.imports.columns import COLUMNS
from desktop.registers.venues.imports.reading import Line, read
from desktop.registers.venues.model import Contract, Venue
from desktop.registers.venues.queries import overlaps
from desktop.registers.venues.rules import contract as rules
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.rules.words import amount_words
from desktop.standard.importing.by_rows import plan_rows, unread
from desktop.standard.importing.choices import NONE, Choices, Who
from desktop.standard.importing.plan import Difference, Item, Plan, Verdict
from desktop.standard.importing.staged import Staged, StagedRow


@dataclass(frozen=True, slots=True)
class Work:
    """A row with what it would add; `venue_id` is None for a venue that is made."""

    line: Line
    venue_id: UUID | None
    contract: bool

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return self.venue_id is None or self.contract


def plan(
    session: Session,
    actor: Actor,
    staged: Staged,
    *,
    today: date,
    choices: Choices = NONE,
    known: Any = None,
) -> Plan:
    """What importing `staged` would do; writes nothing."""
    reader = Reader(staged, today=today, choices=choices, columns=COLUMNS)
    above: list[Line] = []  # rows that bring a contract

    def each(row: StagedRow) -> tuple[Work, Item] | None:
        line = read(reader, row)
        work = None if line is None else _compared(session, actor, reader, line, above)
        return None if work is None else (work, _item(reader, work))

    return plan_rows(staged, reader, each, name="venue", choices=choices)


def venue_of(session: Session, actor: Actor, line: Line) -> Venue | None:
    """The venue of this name."""
    query = select(Venue).where(Venue.alive, visible(Venue, actor), Venue.name == line.venue)
    return session.scalars(query.order_by(Venue.id)).first()


def has_contract(session: Session, actor: Actor, venue_id: UUID, line: Line) -> bool:
    """Does a contract of exactly this tenant and term stand already?"""
    tenant = by_number_or_name(session, actor, uscc=None, name=line.tenant)
    query = select(Contract.id).where(
        Contract.venue_id == venue_id, Contract.alive, Contract.starts_on == line.starts_on,
        Contract.ends_on == line.ends_on, Contract.tenant_id == (tenant.id if tenant else None),
    )  # fmt: skip
    return session.scalars(query).first() is not None


def _compared(session: Session, actor: Actor, reader: Reader, line: Line, above: list[Line]) -> Work | None:
    """None when the contract cannot stand."""
    venue = venue_of(session, actor, line)
    if not line.tenant:
        return Work(line, venue.id if venue else None, contract=False)
    if venue is not None and has_contract(session, actor, venue.id, line):
        return Work(line, venue.id, contract=False)
    meant = Contract(
        venue_id=venue.id if venue else None, party_a="-", starts_on=line.starts_on, ends_on=line.ends_on,
        rent=line.rent, deposit=line.deposit,
    )  # fmt: skip
    try:
        rules.check_contract(meant)
    except UserError as error:
        reader.bad(line.at, "term", error.message, waits=True)
        return None
    other = overlaps.with_contract(session, meant) if venue is not None else None
    twice = any(
        one.venue == line.venue and one.starts_on <= line.ends_on and line.starts_on <= one.ends_on for one in above
    )
    if other is not None or twice:
        named = _("合同 {number}").format(number=other.number) if other else _("上面一行")
        said = _("“{venue}”这段时间已经由{other}出借，这一行先不导入").format(venue=line.venue, other=named)
        reader.bad(line.at, "term", said, waits=True)
        return None
    above.append(line)
    return Work(line, venue.id if venue else None, contract=True)


def _item(reader: Reader, work: Work) -> Item:
    line, told = work.line, []
    if work.contract:
        term = _("{first} 至 {last}").format(first=line.starts_on.isoformat(), last=line.ends_on.isoformat())
        told.append(Difference("contract", _("合同"), "", f"{line.tenant}　{term}"))
        rent = f"{codes.label('rent_period', line.period)} {amount_words(line.rent, MONEY)}"
        told.append(Difference("rent", _("租金"), "", rent))
        if line.service:
            service = _("{what}，{per} {n} {unit}").format(
                what=line.service, n=line.often.amount, per=codes.label("rent_period", line.often.period),
                unit=codes.label("service_measure", line.often.measure),
            )  # fmt: skip
            told.append(Difference("service", _("抵租服务"), "", service))
        if line.starts_on < reader.today:
            reader.remind(line.at, "term", _("从起始日起的应收应服务都会排出来，以前已经收过、做过的请补登记"))
    new = work.venue_id is None
    verdict = Verdict.NEW if new else Verdict.CHANGED if told else Verdict.SAME
    return Item(
        Who(line.at), line.venue, "", verdict, differences=tuple(told), problems=unread(reader, line.at),
        record_id=work.venue_id,
    )  # fmt: skip
