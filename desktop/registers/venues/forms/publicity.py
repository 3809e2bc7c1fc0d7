"""租金收支公示: what came in and what it was spent on between two days, as it was posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Heading, Note, Paragraph, Table, Title
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.forms import facts
from desktop.registers.venues.forms.declared import PUBLICITY
from desktop.registers.venues.model import Contract, Entry, Notice, Obligation, Spending, Venue
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.service import spending
from desktop.standard import signing, wording
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.values import money

NAME = "venue-publicity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted(Subject):
    """One notice in words; sums and rows are those that were known when it was posted."""

    title: str
    opening: str
    closing: str
    span: str
    sums: tuple[str, str, str, str]
    came: tuple[tuple[str, str, str], ...]
    spent: tuple[tuple[str, str, str, str, str], ...]
    sender: str
    day: str
    anew: bool = False  # set again from what was written down, for the pages that were posted are not kept


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Posted]:
    """A sheet for each notice among `ids`. Outside the posting itself nobody asks but for one without kept pages."""
    posting = "deed" in session.info
    query = (
        select(Notice, Unit)
        .join(Unit, Unit.id == Notice.unit_id)
        .where(Notice.id.in_(ids), Notice.alive, visible(Notice, actor))
        .order_by(Notice.posted_on, Notice.id)
    )
    return [_sheet(session, actor, notice, unit, posting=posting) for notice, unit in session.execute(query)]


def _sheet(session: Session, actor: Actor, notice: Notice, unit: Unit, *, posting: bool) -> Posted:
    said = {
        "phone": unit.phone or facts.BLANK,
        "help_phone": unit.help_phone or facts.BLANK,
        "place": notice.place or facts.BLANK,
    }
    words = {key: wording.filled(text, **said) for key, text in wording.of_unit(session, unit.id, NAME).items()}
    left = notice.carried + notice.income - notice.spent
    return Posted(
        unit_id=notice.unit_id, title=words["title"], opening=words["opening"], closing=words["closing"],
        span=facts.span(notice.first_on, notice.last_on),
        sums=(money.show(notice.carried), money.show(notice.income), money.show(notice.spent), money.show(left)),
        came=_came(session, actor, notice), spent=_spent(session, actor, notice), sender=unit.name,
        day=long_day(notice.posted_on), anew=not posting,
    )  # fmt: skip


def _came(session: Session, actor: Actor, notice: Notice) -> tuple[tuple[str, str, str], ...]:
    """Venue, tenant, sum."""
    total = func.sum(Entry.met_by)
    query = (
        select(Venue.name, Organisation.name, total)
        .select_from(Entry)
        .join(Obligation, Obligation.id == Entry.obligation_id)
        .join(Contract, Contract.id == Entry.contract_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(Entry.alive, Obligation.alive, Entry.measure == MONEY, Obligation.kind != "deposit")
        .where(Entry.booked_on.between(notice.first_on, notice.last_on), visible(Entry, actor), Entry.id < notice.id)
        .group_by(Venue.name_sort, Venue.name, Organisation.name)
        .having(total != 0)
        .order_by(Venue.name_sort, Venue.name, Organisation.name)
    )
    return tuple((venue, tenant, money.show(fen)) for venue, tenant, fen in session.execute(query))


def _spent(session: Session, actor: Actor, notice: Notice) -> tuple[tuple[str, str, str, str, str], ...]:
    query = select(Spending).where(
        Spending.alive,
        visible(Spending, actor),
        Spending.spent_on.between(notice.first_on, notice.last_on),
        Spending.id < notice.id,
    )
    return tuple(
        (
            one.spent_on.isoformat(), codes.label("spending_purpose", one.purpose), one.content,
            f"{one.decided_on.isoformat()} {one.decided_at}", money.show(one.amount),
        )
        for one in session.scalars(query.order_by(Spending.spent_on, Spending.id))
    )  # fmt: skip


def draw(sheet: Posted) -> Sequence[Block]:
    """Large enough for a board."""
    amount = Column(_("金额（元）"), 32, align="right")
    sums = tuple(Column(title) for title in (_("上期结余"), _("本期收入"), _("本期支出"), _("本期结余")))
    return [
        Title(sheet.title, sheet.span, size=24),
        Paragraph(sheet.opening, face="sans", size=14, align="left"),
        Table(sums, [sheet.sums], size=14, row_mm=12),
        Heading(_("一、收入"), size=15),
        Table((Column(_("场所"), align="left"), Column(_("使用方"), weight=1.6, align="left"), amount),
              sheet.came, min_rows=1, size=12, row_mm=10),
        Heading(_("二、支出"), size=15),
        Table((Column(_("日期"), 27), Column(_("用途"), 28), Column(_("花在什么上"), align="left"),
               Column(_("议定会议"), align="left"), amount), sheet.spent, min_rows=1, size=12, row_mm=10),
        Paragraph(sheet.closing, face="sans", size=14, align="left"),
        Paragraph(sheet.sender, face="sans", size=14, align="right", indent=0),
        Paragraph(sheet.day, face="sans", size=14, align="right", indent=0),
        *([Note(_("公示时没有存下原件。这一份按公示时登记的收支重新排印。"), size=11)] if sheet.anew else []),
    ]  # fmt: skip


def post(session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any) -> Notice:
    """登记收支公示, and keep the very pages that are posted: rows that come later change nothing of them."""
    posted = spending.post(session, actor, record_id, values=values, children=children)
    if record_id is None:
        session.flush()
        signing.seal(
            session, actor, PUBLICITY, register="venue_notices", record_id=posted.id,
            title=posted.label,
        )  # fmt: skip
    return posted
