"""退款: money that was given ahead goes back, after its sum was told."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Contract, Obligation
from desktop.registers.venues.queries import fund as funds
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules import fund
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.rules.words import amount_words
from desktop.registers.venues.service.days import not_ahead
from desktop.registers.venues.service.laying import row
from desktop.registers.venues.service.ledger import signed
from desktop.standard.consequences import NOTHING, Consequences


def foresee(
    session: Session,
    actor: Actor,
    contract_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    on: date | None = None,
    receipt: str | None = None,
    note: str | None = None,
) -> Consequences:
    """The sum, and of it the deposit; nothing is written."""
    contract, ahead = _given_ahead(session, actor, contract_id)
    said = [_("退给对方 {sum}。").format(sum=amount_words(sum(ahead.values()), MONEY))]
    if deposit := sum(more for one, more in ahead.items() if one.kind == "deposit"):
        said.append(_("其中押金 {sum}。").format(sum=amount_words(deposit, MONEY)))
    return Consequences(_("登记退款：合同 {number}").format(number=contract.number), tuple(said))


def do(
    session: Session,
    actor: Actor,
    contract_id: UUID,
    *,
    today: date,
    on: date,
    receipt: str,
    note: str = "",
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Give it back in the open transaction; returns the sentence that says so."""
    number = session.get_one(Contract, contract_id).number
    back = refund(session, actor, contract_id, on=on, receipt=receipt, note=note)
    return _("已登记退款：{number}，{sum}").format(number=number, sum=amount_words(back, MONEY))


def refund(session: Session, actor: Actor, contract_id: UUID, *, on: date, receipt: str, note: str = "") -> int:
    """Give back all money that was given ahead, as after an early end or for the deposit; returns 分."""
    not_ahead(session, on, _("退款日期"))
    _contract, ahead = _given_ahead(session, actor, contract_id)
    for one, more in ahead.items():
        session.add(row(one, "refund", more, on=on, note=note, receipt=receipt))
    with session.no_autoflush:
        earned = sum(more for one, more in ahead.items() if one.kind != "deposit")
        fund.require(funds.moves(session, actor), on=on, less=earned)
    session.flush()
    return sum(ahead.values())


def _given_ahead(session: Session, actor: Actor, contract_id: UUID) -> tuple[Contract, dict[Obligation, int]]:
    """The contract, and by obligation what was given beyond it, in 分. UserError where that is nothing."""
    contract = signed(session, actor, "venue_contracts.refund", contract_id)
    standing = parts.standings(session, contract_id)
    ahead = {
        one: more for one in parts.obligations(session, contract_id)
        if one.measure == MONEY and (more := -standing[one.id].open) > 0
    }  # fmt: skip
    if not ahead:
        raise UserError(_("合同 {number} 没有多收的钱，没有要退的。").format(number=contract.number))
    return contract, ahead
