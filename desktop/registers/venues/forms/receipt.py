"""租金收据, three parts on one sheet: off until the county allows a unit to write receipts of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Field, Fields, Paragraph, Run, Signatures, Spacer
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.forms import facts
from desktop.registers.venues.model import Contract, Entry, Obligation, Venue
from desktop.registers.venues.rules.balance import MONEY
from desktop.standard import own_receipt
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

_PAYMENT = and_(Entry.alive, Entry.kind == "payment", Entry.measure == MONEY)
PARTS = (_("第一联　存根"), _("第二联　交款单位"), _("第三联　记账"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Subject):
    """One payment."""

    number_said: str
    day: str
    payer: str
    cause: str
    days: str
    total: str
    party_a: str


@dataclass(frozen=True, slots=True)
class _Paid:
    """A row of the ledger with what it is about."""

    entry: Entry
    obligation: Obligation
    contract: Contract
    venue: Venue
    tenant: Organisation


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Receipt]:
    """A sheet for each payment of which a row is among `ids`; what was laid on several obligations is one payment.

    What was taken back by a reversal is on none.

    UserError while the unit may not write receipts of its own, and when no payment is chosen.
    """
    if not own_receipt.basis(session, actor.unit_id):
        raise UserError(_("自制收据要县里准许，还没有开通，没有打印。请开财政票据；准许以后，在“设置”的“收据”里开通。"))
    chosen, reversal = aliased(Entry), aliased(Entry)
    same = select(chosen.id).where(
        chosen.id.in_(ids), chosen.contract_id == Entry.contract_id, chosen.booked_on == Entry.booked_on,
        chosen.receipt == Entry.receipt, chosen.kind == Entry.kind,
    )  # fmt: skip
    taken_back = select(reversal.id).where(reversal.reverses_id == Entry.id, reversal.alive)
    query = (
        select(Entry, Obligation, Contract, Venue, Organisation)
        .join(Obligation, Obligation.id == Entry.obligation_id)
        .join(Contract, Contract.id == Entry.contract_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(_PAYMENT, visible(Entry, actor), ~taken_back.exists(), same.exists())
        .order_by(Entry.booked_on, Entry.receipt, Entry.contract_id, Obligation.first_on, Entry.id)
    )
    paid: dict[tuple[date, str, UUID], list[_Paid]] = {}
    for row in session.execute(query):
        one = _Paid(*row)
        paid.setdefault((one.entry.booked_on, one.entry.receipt, one.contract.id), []).append(one)
    if not paid:
        raise UserError(_("所选的里面没有收款，没有收据可以打印。请勾选“收款”的行。"))
    return [_receipt(rows) for rows in paid.values()]


def _receipt(rows: Sequence[_Paid]) -> Receipt:
    first = rows[0]
    kinds = dict.fromkeys(codes.label("obligation_kind", one.obligation.kind) for one in rows)
    last = max(one.obligation.last_on for one in rows)
    return Receipt(
        unit_id=first.contract.unit_id, headline=first.contract.number, number_said=first.entry.receipt,
        day=long_day(first.entry.booked_on), payer=first.tenant.name,
        cause=_("{venue}{kinds}").format(venue=first.venue.name, kinds="、".join(kinds)),
        days=facts.span(min(one.obligation.first_on for one in rows), last),
        total=facts.money_words(sum(one.entry.met_by for one in rows)), party_a=first.contract.party_a,
    )  # fmt: skip


def draw(sheet: Receipt) -> Sequence[Block]:
    """The three parts one below the other, to be cut."""
    made: list[Block] = []
    for at, part in enumerate(PARTS):
        if at:
            made += [Spacer(5), Paragraph("- " * 60, size=8, align="center", indent=0), Spacer(5)]
        made += [
            Paragraph((Run(_("租金收据"), "sans-bold"),), size=18, align="center", indent=0),
            Paragraph(_("{part}　　编号 {number}　　{day}").format(part=part, number=sheet.number_said, day=sheet.day),
                      face="sans", size=10.5, align="center", indent=0),
            Fields((
                Field(_("交款单位"), sheet.payer), Field(_("收款单位"), sheet.party_a),
                Field(_("事由"), sheet.cause, span=2),
                Field(_("期间"), sheet.days, span=2), Field(_("金额"), sheet.total, span=2),
                Field(_("收款方式"), _("☐ 现金　☐ 转账　☐ 其他"), span=2),
            ), line_mm=7.5),
            Signatures((_("收款人"), _("经手人"), _("单位盖章")), dated=False),
        ]  # fmt: skip
    return made
