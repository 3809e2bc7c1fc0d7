"""The life of a venue and of a contract, in order: drafted, signed, changed, paid, served, ended, handed back."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, ContractDeed, Entry
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.rules.words import amount_words
from desktop.standard.life import Event, newest_first

_LESS = ("conversion", "waiver", "settlement", "refund")  # the kind itself says that it is less


def of_venue(session: Session, actor: Actor, venue_id: UUID) -> tuple[Event, ...]:
    """Who held it when."""
    actor.require("venues.see")
    query = (
        select(Contract, Organisation.name)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(Contract.venue_id == venue_id, Contract.alive, visible(Contract, actor))
    )
    found = session.execute(query).all()
    numbers = {one.id: one.number for one, _name in found}
    return newest_first([event for one, name in found for event in _of_contract(one, numbers, name)])


def of_contract(session: Session, actor: Actor, contract_id: UUID) -> tuple[Event, ...]:
    """What was agreed, done, paid and given. Rows of one kind on one day with one receipt are told together."""
    actor.require("venue_contracts.see")
    query = select(Contract).where(Contract.id == contract_id, Contract.alive, visible(Contract, actor))
    contract = session.scalars(query).first()
    if contract is None:
        return ()
    old = session.get(Contract, contract.renews_id) if contract.renews_id else None
    events = _of_contract(contract, {old.id: old.number} if old else {}, "")
    events += [_of_deed(deed) for deed in parts.deeds(session, contract_id) if deed.kind != "terminate"]
    events += _of_rows(parts.entries(session, contract_id))
    return newest_first(events)


def _of_contract(one: Contract, numbers: dict[UUID, str], name: str) -> list[Event]:
    term = _("租期 {first} 至 {last}").format(first=one.starts_on.isoformat(), last=one.ends_on.isoformat())
    who = (name,) if name else ()
    if one.signed_on is None:
        return [Event(one.starts_on, _("草拟合同 {number}，还没有签订").format(number=one.number), (*who, term))]
    old = numbers.get(one.renews_id) if one.renews_id else None
    lines = (*who, term, _("接续 {number}").format(number=old)) if old else (*who, term)
    head = _("续签合同 {number}") if old else _("签订合同 {number}")
    events = [Event(one.signed_on, head.format(number=one.number), lines)]
    if one.terminated_on is not None:
        reason = codes.label("contract_end_reason", one.end_reason) if one.end_reason else ""
        said = tuple(filter(None, (reason, one.end_note)))
        events.append(Event(one.terminated_on, _("从这一天起终止合同 {number}").format(number=one.number), said))
    return events


def _of_deed(deed: ContractDeed) -> Event:
    lines = []
    if deed.since is not None and deed.rent is not None:
        rent = amount_words(deed.rent, MONEY)
        lines.append(_("{day} 起每期租金 {rent}").format(day=deed.since.isoformat(), rent=rent))
    if deed.amount:
        title = _("扣下押金 {sum}") if deed.kind == "exit" else _("违约金 {sum}")
        lines.append(title.format(sum=amount_words(deed.amount, MONEY)))
    return Event(deed.done_on, codes.label("contract_deed", deed.kind), tuple(filter(None, (*lines, deed.note))))


def _of_rows(entries: Iterable[Entry]) -> list[Event]:
    grouped: dict[tuple[object, ...], list[Entry]] = {}
    for one in entries:
        key = (one.booked_on, one.kind, one.measure, one.receipt, one.decided, one.note)
        grouped.setdefault(key, []).append(one)
    events = []
    for some in grouped.values():
        first = some[0]
        amount = sum(one.met_by or one.due_by for one in some)
        amount = abs(amount) if first.kind in _LESS else amount
        head = f"{codes.label('entry_kind', first.kind)}　{amount_words(amount, first.measure)}"
        receipt = _("票据 {number}").format(number=first.receipt) if first.receipt else ""
        lines = tuple(filter(None, (receipt, first.decided, first.note)))
        events.append(Event(first.booked_on, head, lines))
    return events
