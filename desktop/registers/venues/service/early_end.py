"""An early end with what it leaves standing: the days settled, the deposit held, the renewal already signed."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Contract
from desktop.registers.venues.rules import contract as rules
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.rules.words import amount_words
from desktop.registers.venues.service import deposits, ending
from desktop.registers.venues.service.contracts import ours
from desktop.registers.venues.service.days import day_of
from desktop.standard import renewals
from desktop.standard.consequences import NOTHING, Choice, Consequences


def foresee(
    session: Session,
    actor: Actor,
    contract_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    on: date | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> Consequences:
    """What the end will bring about; nothing is written."""
    contract = ours(session, actor, "venue_contracts.terminate", contract_id)
    if not rules.may_end(contract):
        raise UserError(_("只有签订过、还没有终止的合同可以这样办理。"))
    if on is None:
        said = [_("账算到终止日期的前一天，以后的租金和服务不再要。")]
    else:
        last = (on - timedelta(days=1)).isoformat()
        said = [_("账算到 {day}，以后的租金和服务不再要。").format(day=last)]
    said.append(_("以前欠的还欠着，可以接着收；多收的会列在今日工作里，用“登记退款”退。"))
    kept = deposits.held(session, contract)
    if kept > 0:
        said.append(_("押金 {sum} 先收着，办理退场时结清。").format(sum=amount_words(kept, MONEY)))
    newer, asked = _asked(session, contract_id, picked)
    if asked:
        said.append(_standing(newer, ends=renewals.ends_too(asked)))
    elif draft := renewals.told(newer):
        said.append(draft)
    return Consequences(_("终止合同 {number}").format(number=contract.number), tuple(said), choices=asked, danger=True)


def do(
    session: Session,
    actor: Actor,
    contract_id: UUID,
    *,
    today: date,
    on: date,
    reason: str,
    note: str = "",
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """End it in the open transaction, with its renewal where that was chosen; returns the sentence that says so."""
    contract = session.get_one(Contract, contract_id)
    newer, asked = _asked(session, contract_id, picked)
    _end(session, actor, contract, on=on, reason=reason, note=note)
    said = _("已终止：{number}，从 {day} 起不再计租").format(number=contract.number, day=on.isoformat())
    if renewals.ends_too(asked):
        why = _("接续的合同 {number} 提前终止").format(number=contract.number)
        _end(session, actor, newer, on=newer.starts_on, reason=reason, note=why)
    return said + renewals.done(newer, asked)


def _end(session: Session, actor: Actor, contract: Contract, *, on: date, reason: str, note: str) -> None:
    """End it; a renewal that never began gives what it holds back to the contract that it was to go on from."""
    ending.terminate(session, actor, contract.id, on=on, reason=reason, note=note)
    old = session.get(Contract, contract.renews_id) if contract.renews_id else None
    if old is not None and old.left_on is None and contract.last_day < contract.starts_on:
        deposits.carry_back(session, contract, old, on=day_of(session))


def _standing(newer: Contract, *, ends: bool) -> str:
    if ends:
        said = _("续签的合同 {number} 已经签订，从起始那天（{first}）终止，一天也不计；已收的押金转回这一份。")
    else:
        said = _("续签的合同 {number} 已经签订，仍然有效，从 {first} 开始。")
    return said.format(number=newer.number, first=newer.starts_on.isoformat())


def _asked(session: Session, contract_id: UUID, picked: Mapping[str, str]) -> tuple[Contract, tuple[Choice, ...]]:
    return renewals.asked_of(session, Contract, contract_id, title=_("续签的合同"), picked=picked)
