"""Rows of the ledger: money paid and given back, service given, and what was remitted."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Contract, ContractService, Entry, Obligation
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules import balance
from desktop.registers.venues.rules.balance import MINUTES, MONEY, TIMES
from desktop.registers.venues.rules.words import amount_words
from desktop.registers.venues.service.contracts import ours
from desktop.registers.venues.service.days import not_ahead
from desktop.registers.venues.service.laying import measure_of, row


def pay(
    session: Session,
    actor: Actor,
    contract_id: UUID,
    *,
    on: date,
    amount: int,
    receipt: str,
    kind: str | None = None,
    note: str = "",
) -> Sequence[Entry]:
    """收款, with the number of the official receipt: laid on what is owed, the oldest first, or on one `kind` of it."""
    contract = signed(session, actor, "venue_contracts.pay", contract_id)
    not_ahead(session, on, _("收款日期"))
    if amount <= 0:
        raise UserError(_("收款金额要大于 0。"), field="amount")
    if not receipt.strip():
        raise UserError(_("请填写财政票据号码，例如 0012345。"), field="receipt")
    standing = parts.standings(session, contract_id)
    owed = [
        one for one in parts.obligations(session, contract_id)
        if one.measure == MONEY and (not kind or one.kind == kind) and standing[one.id].open > 0
    ]  # fmt: skip
    every = sum(standing[one.id].open for one in owed)
    if amount > every:
        named = codes.label("obligation_kind", kind) if kind else _("款项")
        raise UserError(
            _("合同 {number} 未收的{what}一共 {all}，这一笔多出 {more}。没有登记，请核对金额。").format(
                number=contract.number, what=named, all=amount_words(every, MONEY),
                more=amount_words(amount - every, MONEY),
            ), field="amount",
        )  # fmt: skip
    laid = balance.spread(amount, [standing[one.id].open for one in owed])
    made = [
        row(one, "payment", part, on=on, note=note, receipt=receipt)
        for one, part in zip(owed, laid, strict=True) if part
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def deliver(
    session: Session,
    actor: Actor,
    contract_id: UUID,
    *,
    on: date,
    times: int | None = None,
    minutes: int | None = None,
    what: str = "",
    note: str = "",
) -> Sequence[Entry]:
    """登记服务: laid on what is owed up to the day, the oldest first; what goes beyond stands to the tenant's good."""
    contract = signed(session, actor, "venue_contracts.deliver", contract_id)
    not_ahead(session, on, _("服务日期"))
    service = service_named(session, contract, what)
    units = units_said(measure_of(service), times=times, minutes=minutes)
    standing = parts.standings(session, contract_id)
    mine = [one for one in parts.obligations(session, contract_id) if one.service_id == service.id]
    begun = [one for one in mine if one.first_on <= on] or mine[:1]
    if not begun:
        raise UserError(_("“{what}”没有要做的服务，没有登记。").format(what=service.content))
    owed = [one for one in begun if standing[one.id].open > 0] or begun[-1:]
    laid = balance.spread(units, [standing[one.id].open for one in owed])
    made = [row(one, "delivery", part, on=on, note=note) for one, part in zip(owed, laid, strict=True) if part]
    session.add_all(made)
    session.flush()
    return made


def waive(
    session: Session,
    actor: Actor,
    obligation_id: UUID,
    *,
    on: date,
    decided: str,
    amount: int | None = None,
    times: int | None = None,
    minutes: int | None = None,
    note: str = "",
) -> Entry:
    """减免, decided at a meeting: all that is open of one obligation, or a part of it."""
    one = open_one(session, actor, "venue_obligations.waive", obligation_id)
    not_ahead(session, on, _("减免日期"))
    if not decided.strip():
        raise UserError(_("请写明在哪次会议上议定，例如 2026年3月居委会会议。"), field="decided")
    part = part_of(session, one, amount=amount, times=times, minutes=minutes)
    made = row(one, "waiver", part, on=on, note=note)
    made.decided = decided.strip()
    session.add(made)
    session.flush()
    return made


def open_one(session: Session, actor: Actor, permission: str, obligation_id: UUID) -> Obligation:
    """The obligation, when the actor may do the deed to it. UserError when nothing of it is open."""
    one = session.get_one(Obligation, obligation_id)
    actor.require(permission, one.unit_id)
    if not one.alive or parts.standings(session, one.contract_id)[one.id].open <= 0:
        raise UserError(_("这一期已经清了，没有要办理的。"))
    return one


def part_of(session: Session, one: Obligation, *, amount: int | None, times: int | None, minutes: int | None) -> int:
    """How much of an obligation is meant: what was said in its measure, else all that is open."""
    left = parts.standings(session, one.contract_id)[one.id].open
    said = {MONEY: amount, TIMES: times, MINUTES: minutes}
    other = next((name for name, value in said.items() if value and name != one.measure), None)
    if other is not None:
        raise UserError(
            _("这一期按{right}计，请只填{right}。").format(right=codes.label("ledger_measure", one.measure)),
            field=_FIELDS[other],
        )
    part = said[one.measure]
    if part is None:
        return left
    if not 0 < part <= left:
        raise UserError(
            _("这一期还欠 {left}，请填 0 以上、不超过它的数。").format(left=amount_words(left, one.measure)),
            field=_FIELDS[one.measure],
        )
    return part


def service_named(session: Session, contract: Contract, what: str) -> ContractService:
    """The service meant: the only one, or the one whose content is or holds the words."""
    known = parts.services(session, contract.id)
    said = what.strip()
    found = [one for one in known if said == one.content] or [one for one in known if said in one.content]
    if len(found) == 1:
        return found[0]
    if not known:
        raise UserError(_("合同 {number} 没有约定抵租的服务。").format(number=contract.number), field="what")
    listed = "、".join(one.content for one in known)
    raise UserError(_("这份合同有几项服务，请写明是哪一项：{listed}。").format(listed=listed), field="what")


def units_said(measure: str, *, times: int | None, minutes: int | None) -> int:
    """Times or minutes, whichever the service is counted in."""
    said, field = (minutes, "minutes") if measure == MINUTES else (times, "times")
    if said is None or said <= 0:
        words = _("这项服务按小时计，请填服务分钟数。") if measure == MINUTES else _("这项服务按次计，请填次数。")
        raise UserError(words, field=field)
    return said


_FIELDS = {MONEY: "amount", TIMES: "times", MINUTES: "minutes"}


def signed(session: Session, actor: Actor, permission: str, contract_id: UUID) -> Contract:
    """The contract, for a row of its ledger. UserError without the permission, or while it is a draft."""
    contract = ours(session, actor, permission, contract_id)
    if contract.signed_on is None:
        raise UserError(_("合同 {number} 还没有签订，不能记账。").format(number=contract.number))
    return contract
