"""服务抵租结算单: service due, given and left between two days, what the rest is worth, for both sides to sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Field, Fields, Heading, Note, Signatures, Table, Title
from desktop.registers.venues.forms import facts
from desktop.registers.venues.forms.facts import Facts
from desktop.registers.venues.model import ContractService, Entry, Obligation
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules import balance
from desktop.registers.venues.rules.balance import Effect, standing
from desktop.registers.venues.rules.words import amount_words
from desktop.standard.subject import Subject
from desktop.values import money


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement(Subject):
    """`rows`: days, content, due, given, left, what that is worth; `turned`: day and words of each conversion."""

    contract: str
    party_a: str
    party_b: str
    venue: str
    span: str
    rows: tuple[tuple[str, ...], ...]
    turned: tuple[tuple[str, str, str], ...]
    owed: str
    ahead: str


def collect(
    session: Session,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    today: date,
    since: date | None = None,
    until: date | None = None,
) -> Sequence[Settlement]:
    """A sheet for each contract: the periods that ended from `since` to `until`, by the rows up to `until`."""
    last = until or today
    first = since or date(last.year, 1, 1)
    return [_sheet(session, one, first, last) for one in facts.of_contracts(session, actor, ids)]


def _sheet(session: Session, one: Facts, first: date, last: date) -> Settlement:
    entries = [each for each in parts.entries(session, one.contract.id) if each.booked_on <= last]
    services = {service.id: service for service in one.services}
    rows, worth = [], [0, 0]
    for each in parts.obligations(session, one.contract.id):
        service = services.get(each.service_id) if each.service_id else None
        if service is None or facts.is_money(each.measure) or not first <= each.last_on <= last:
            continue
        row, fen = _row(each, service, entries)
        rows.append(row)
        worth[fen < 0] += abs(fen)
    given = {each.id: amount_words(each.amount, each.measure) for each in parts.obligations(session, one.contract.id)}
    turned = tuple(
        (each.booked_on.isoformat(), _turned(each, given), each.note)
        for each in entries
        if each.kind == "conversion" and first <= each.booked_on <= last
    )
    return Settlement(
        unit_id=one.contract.unit_id, headline=one.contract.number, contract=one.contract.number,
        party_a=one.contract.party_a, party_b=one.tenant.name, venue=one.venue.name, span=facts.span(first, last),
        rows=tuple(rows), turned=turned, owed=_worth(worth[0]), ahead=_worth(worth[1]),
    )  # fmt: skip


def _turned(entry: Entry, given: Mapping[UUID, str]) -> str:
    """What is owed no more, and what instead of it."""
    less, instead = amount_words(-entry.due_by, entry.measure), given.get(entry.gives_id or entry.id, "")
    return _("{less} 折成 {instead}").format(less=less, instead=instead) if instead else less


def _worth(fen: int) -> str:
    return facts.money_words(fen) if fen else _("没有")


def _row(one: Obligation, service: ContractService, entries: Sequence[Entry]) -> tuple[tuple[str, ...], int]:
    now = standing(one.amount, [Effect(e.due_by, e.met_by) for e in entries if e.obligation_id == one.id])
    fen = balance.worth(now.open, one.measure, service.price)
    days = _("{first} 至 {last}").format(first=one.first_on.isoformat(), last=one.last_on.isoformat())
    said = (amount_words(amount, one.measure) for amount in (now.due, now.met, now.open))
    return (days, service.content, *said, money.show(fen)), fen


def draw(sheet: Settlement) -> Sequence[Block]:
    """What is left is paid up or carried over: ticked by hand."""
    columns = (
        Column(_("期间"), 54), Column(_("服务内容"), align="left"), Column(_("应服务"), 20), Column(_("实际"), 20),
        Column(_("差额"), 20), Column(_("折价（元）"), 25, align="right"),
    )  # fmt: skip
    turned: list[Block] = []
    if sheet.turned:
        table = Table((Column(_("日期"), 28), Column(_("折算"), 62), Column(_("说明"), align="left")), sheet.turned)
        turned = [Heading(_("期间办理的折算")), table]
    return [
        Title(_("服务抵租结算单"), sheet.span),
        Fields((
            Field(_("协议编号"), sheet.contract, span=2),
            Field(_("甲方"), sheet.party_a), Field(_("乙方"), sheet.party_b),
            Field(_("场所"), sheet.venue, span=2),
        )),
        Heading(_("服务情况")),
        Table(columns, sheet.rows, min_rows=1),
        *turned,
        Heading(_("结算")),
        Fields((
            Field(_("欠服务折价"), sheet.owed, span=2), Field(_("超服务折价"), sheet.ahead, span=2),
            Field(_("处理"), _("☐ 补交折价款　　☐ 结转下期补做　　☐ 其他：＿＿＿＿＿＿＿＿"), span=2),
        ), label_mm=28),
        Note(_("折价按协议约定的单价计算；差额为负表示多做，可以结转下期。")),
        Signatures((_("甲方经办人"), _("乙方经办人"), _("见证方"))),
    ]  # fmt: skip
