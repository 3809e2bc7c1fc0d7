"""租金反哺: spend what came in, take a spending back, and post the sums."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Notice, Spending
from desktop.registers.venues.queries import fund as funds
from desktop.registers.venues.rules import fund
from desktop.registers.venues.service.days import not_ahead

_OPEN = {"remark", "payee", "voucher"}  # what may still be written afterwards

_LOGGED = _("登记以后不能再改，什么也没有改。写错的请办理冲正，再登记一笔。")
_POSTED = _("公示以后不能再改，什么也没有改。写错的请再登记一次公示，在备注里写明更正哪一次。")


def save(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any
) -> Spending:
    """Log a spending that the fund can bear; of one logged before, payee, voucher and remark alone are written."""
    if record_id is not None:
        old = session.get_one(Spending, record_id)
        _rewrite(session, actor, "venue_spendings.save", old, values, again=_LOGGED)
        return old
    actor.require("venue_spendings.save", actor.unit_id)
    made = Spending(unit_id=actor.unit_id, **values)
    fund.check_spending(made)
    if made.amount < 0:
        raise UserError(_("支出金额要大于 0。要收回一笔支出，请办理冲正。"), field="amount")
    not_ahead(session, made.spent_on, _("支出日期"), field="spent_on")
    fund.require(funds.moves(session, actor), on=made.spent_on, less=made.amount)
    session.add(made)
    return made


def reverse(session: Session, actor: Actor, spending_id: UUID, *, on: date, note: str) -> Spending:
    """冲正: a row that takes a spending back; both stay."""
    old = session.get_one(Spending, spending_id)
    actor.require("venue_spendings.reverse", old.unit_id)
    not_ahead(session, on, _("冲正日期"))
    again = select(Spending.id).where(Spending.reverses_id == spending_id, Spending.alive)
    if old.reverses_id is not None or session.scalars(again).first() is not None:
        raise UserError(_("这一笔已经冲正过，没有重复办理。"))
    if on < old.spent_on:
        raise UserError(_("冲正日期要不早于支出日期。"), field="on")
    made = Spending(
        unit_id=old.unit_id, spent_on=on, amount=-old.amount, purpose=old.purpose, content=old.content,
        payee=old.payee, voucher=old.voucher, decided_on=old.decided_on, decided_at=old.decided_at,
        reverses_id=old.id, remark=note.strip(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def post(session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any) -> Notice:
    """公示: the sums of the days are written down as they are now; afterwards the remark alone is written."""
    if record_id is not None:
        old = session.get_one(Notice, record_id)
        _rewrite(session, actor, "venue_notices.save", old, values, again=_POSTED)
        return old
    actor.require("venue_notices.save", actor.unit_id)
    made = Notice(unit_id=actor.unit_id, **values)
    fund.check_notice(made)
    not_ahead(session, made.posted_on, _("公示日期"), field="posted_on")
    sums = funds.sums(session, actor, first=made.first_on, last=made.last_on)
    made.carried, made.income, made.spent = sums.carried, sums.income, sums.spent
    session.add(made)
    return made


def _rewrite(
    session: Session,
    actor: Actor,
    permission: str,
    record: Spending | Notice,
    values: Mapping[str, Any],
    *,
    again: str,
) -> None:
    actor.require(permission, record.unit_id)
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    if set(changed) - _OPEN:
        raise UserError(again)
    for name, value in changed.items():
        setattr(record, name, value)
    session.flush()
