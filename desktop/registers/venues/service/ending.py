"""Deeds on a signed contract: another rent, facilities handed over, a breach, an early end, the venue handed back."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Contract, ContractDeed, Obligation
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules import contract as rules
from desktop.registers.venues.rules.balance import MONEY, spread
from desktop.registers.venues.rules.words import amount_words
from desktop.registers.venues.service import laying
from desktop.registers.venues.service.contracts import ours
from desktop.registers.venues.service.days import day_of, not_ahead


def change(
    session: Session, actor: Actor, contract_id: UUID, *, on: date, since: date, rent: int, note: str
) -> ContractDeed:
    """变更租金 by an agreement of `on`: another rent a period from the day `since` on."""
    contract = ours(session, actor, "venue_contracts.change", contract_id)
    _require_standing(contract)
    not_ahead(session, on, _("变更日期"))
    if not contract.starts_on <= since <= contract.last_day:
        raise UserError(_("新租金要从租期以内的一天起。"), field="since")
    if not 0 <= rent <= rules.MOST_MONEY:
        raise UserError(_("租金要在 0 到 9,999,999,999.99 元之间。"), field="rent")
    held = next(one for one in reversed(laying.rates(session, contract)) if one.since <= since)
    if held.amount == rent:
        raise UserError(_("租金没有变，什么也没有改。"), field="rent")
    made = _deed(contract, "change", on, since=since, rent=rent, note=note)
    session.add(made)
    session.flush()
    said = note.strip() or _("变更租金")
    laying.bring_in_line(session, contract, last=contract.last_day, on=on, note=said)
    return made


def hand_over(session: Session, actor: Actor, contract_id: UUID, *, on: date, note: str) -> ContractDeed:
    """移交设施 to the tenant, with the list as it was handed over."""
    contract = ours(session, actor, "venue_contracts.hand_over", contract_id)
    _require_signed(contract)
    not_ahead(session, on, _("移交日期"))
    return _log(session, _deed(contract, "handover", on, note=note))


def breach(
    session: Session, actor: Actor, contract_id: UUID, *, on: date, note: str, amount: int | None = None
) -> ContractDeed:
    """登记违约: what was not kept, and the penalty (分) that is owed for it from this day on."""
    contract = ours(session, actor, "venue_contracts.breach", contract_id)
    _require_signed(contract)
    not_ahead(session, on, _("违约日期"))
    if not note.strip():
        raise UserError(_("请写明违反了哪一条约定。"), field="note")
    if not 0 <= (amount or 0) <= rules.MOST_MONEY:
        raise UserError(_("违约金不能小于 0。"), field="amount")
    if amount:
        session.add(_penalty(contract, on, amount))
    return _log(session, _deed(contract, "breach", on, amount=amount, note=note))


def terminate(
    session: Session, actor: Actor, contract_id: UUID, *, on: date, reason: str, note: str = ""
) -> ContractDeed:
    """提前终止 from the day `on` (R8): settled to the day before it, nothing is billed for later days; arrears stay."""
    contract = ours(session, actor, "venue_contracts.terminate", contract_id)
    _require_standing(contract)
    if on < contract.starts_on:
        raise UserError(_("终止日期要不早于起始日期。"), field="on")
    if on > contract.ends_on:
        raise UserError(_("合同到 {day} 就到期了，不用终止。").format(day=contract.ends_on.isoformat()), field="on")
    contract.terminated_on, contract.end_reason, contract.end_note = on, reason, note.strip()
    made = _deed(contract, "terminate", on, note=note)
    session.add(made)
    session.flush()
    laying.bring_in_line(
        session, contract, last=on - timedelta(days=1), on=day_of(session), note=_("提前终止，结清到日")
    )
    return made


def leave(
    session: Session,
    actor: Actor,
    contract_id: UUID,
    *,
    on: date,
    note: str = "",
    keep: int | None = None,
    offset: int | None = None,
) -> ContractDeed:
    """办理退场: the venue is handed back and the deposit is to be given back.

    Not given back are `keep` 分 that settle damage, and `offset` 分 that pay what is owed, the oldest first.
    """
    contract = ours(session, actor, "venue_contracts.leave", contract_id)
    _require_signed(contract)
    not_ahead(session, on, _("退场日期"))
    if contract.left_on is not None:
        raise UserError(_("已经在 {day} 退场，没有重复办理。").format(day=contract.left_on.isoformat()))
    if on < contract.last_day:
        said = _("合同到 {day} 才结束；提前退场请先办理提前终止。")
        raise UserError(said.format(day=contract.last_day.isoformat()), field="on")
    _settle_deposit(session, contract, on=on, keep=keep or 0, offset=offset or 0)
    contract.left_on = on
    return _log(session, _deed(contract, "exit", on, amount=keep, note=note))


def _settle_deposit(session: Session, contract: Contract, *, on: date, keep: int, offset: int) -> None:
    """What is kept of a deposit pays a penalty of the same amount, what is set off pays arrears; it is owed no more."""
    standing, every = parts.standings(session, contract.id), parts.obligations(session, contract.id)
    held = [one for one in every if one.kind == "deposit"]
    paid = sum(standing[one.id].met for one in held)
    if not 0 <= keep <= max(paid, 0):
        raise UserError(_("扣下的钱不能超过已收的押金。"), field="keep")
    if not 0 <= offset <= max(paid, 0) - keep:
        raise UserError(_("抵欠款的钱加上扣下的钱，不能超过已收的押金。"), field="offset")
    for one in held:
        if standing[one.id].due > 0:
            session.add(laying.row(one, "settlement", standing[one.id].due, on=on, note=_("退场，押金不再应收")))
    left = {one: standing[one.id].met for one in held if standing[one.id].met > 0}  # part may have been carried back
    if keep:
        penalty = _penalty(contract, on, keep)
        session.add(penalty)
        session.flush()
        _from_deposit(session, left, {penalty: keep}, on=on, said=_("押金抵扣"))
    if offset:
        owed = [one for one in every if one.measure == MONEY and one.kind != "deposit" and standing[one.id].open > 0]
        opens = [standing[one.id].open for one in owed]
        if offset > sum(opens):
            said = _("欠款一共 {all}，押金只能抵这么多。").format(all=amount_words(sum(opens), MONEY))
            raise UserError(said, field="offset")
        laid = dict(zip(owed, spread(offset, opens), strict=True))
        _from_deposit(session, left, laid, on=on, said=_("押金抵欠款"))


def _from_deposit(
    session: Session, left: dict[Obligation, int], paid: Mapping[Obligation, int], *, on: date, said: str
) -> None:
    """Take what is paid out of what is `left` of the deposit, which becomes less."""
    taken = dict(zip(left, spread(sum(paid.values()), left.values()), strict=True))
    for one, part in taken.items():
        left[one] -= part
        if part:
            session.add(laying.row(one, "refund", part, on=on, note=said))
    session.add_all(laying.row(one, "payment", part, on=on, note=said) for one, part in paid.items() if part)


def _penalty(contract: Contract, on: date, amount: int) -> Obligation:
    return Obligation(
        unit_id=contract.unit_id, contract_id=contract.id, kind="penalty", measure=MONEY, first_on=on, last_on=on,
        due_on=on, amount=amount,
    )  # fmt: skip


def _deed(
    contract: Contract,
    kind: str,
    on: date,
    *,
    note: str,
    since: date | None = None,
    rent: int | None = None,
    amount: int | None = None,
) -> ContractDeed:
    return ContractDeed(
        unit_id=contract.unit_id, contract_id=contract.id, kind=kind, done_on=on, since=since, rent=rent,
        amount=amount, note=note.strip(),
    )  # fmt: skip


def _log(session: Session, made: ContractDeed) -> ContractDeed:
    session.add(made)
    session.flush()
    return made


def _require_signed(contract: Contract) -> None:
    if contract.signed_on is None:
        raise UserError(_("合同 {number} 还没有签订，请先签订。").format(number=contract.number))


def _require_standing(contract: Contract) -> None:
    if not rules.may_end(contract):
        raise UserError(_("只有签订过、还没有终止的合同可以这样办理。"))
