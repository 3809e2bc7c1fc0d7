"""What venues bring to 今日工作 and to the calendar: rent due, service owed, contracts ending, two on one venue."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, ObligationRow, Venue
from desktop.registers.venues.queries import fund, overlaps
from desktop.registers.venues.queries.lists import running
from desktop.registers.venues.rules.balance import MINUTES, MONEY, TIMES
from desktop.registers.venues.rules.contract import SOON_DAYS as ENDS_SOON
from desktop.registers.venues.rules.words import amount_words, both_words
from desktop.standard.show import SOON_DAYS
from desktop.standard.todo import Todo, due_when

_ROW = ObligationRow
_PLACE = "venue_contracts"


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """What two PCs brought about first, then what is owed by contract, then contracts that end within 30 days."""
    return (
        *_overlapping(session, actor),
        *_overspent(session, actor),
        *_rent(session, actor, today),
        *_service(session, actor, today),
        *_ending(session, actor, today),
    )


def dated(session: Session, actor: Actor, first: date, last: date) -> Sequence[Todo]:
    """For the calendar: rent that falls due on these days and is open, and contracts whose last day is among them."""
    rents = (
        select(_ROW.contract_id, Organisation.name, _ROW.due_on, func.sum(_ROW.due - _ROW.met))
        .join(Contract, Contract.id == _ROW.contract_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(_ROW.due > _ROW.met, _ROW.measure == MONEY, _ROW.due_on.between(first, last), visible(_ROW, actor))
        .group_by(_ROW.contract_id, Organisation.name, _ROW.due_on)
        .order_by(_ROW.due_on, _ROW.contract_id)
    )
    found = [
        Todo("none", _("{name}的租金").format(name=name), amount_words(amount, MONEY), _("打开合同"), _PLACE, key, day)
        for key, name, day, amount in session.execute(rents)
    ]
    ends = (
        select(Contract.id, Contract.ends_on, Organisation.name, Venue.name)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .where(Contract.alive, Contract.signed_on.is_not(None), Contract.terminated_on.is_(None))
        .where(Contract.ends_on.between(first, last), visible(Contract, actor))
        .order_by(Contract.ends_on, Contract.id)
    )
    return (*found, *(
        Todo("none", _("{tenant}的合同到期").format(tenant=tenant), venue, _("打开合同"), _PLACE, key, day)
        for key, day, tenant, venue in session.execute(ends)
    ))  # fmt: skip


def _overlapping(session: Session, actor: Actor) -> list[Todo]:
    found = []
    for venue, one, other in overlaps.standing(session, actor):
        said = _("{one} 和 {other} 的租期重叠，请核实后终止其中一份").format(one=one.number, other=other.number)
        title = _("{venue}同一天有两份合同").format(venue=venue)
        found.append(Todo("overdue", title, said, _("打开合同"), _PLACE, one.id))
    return found


def _overspent(session: Session, actor: Actor) -> list[Todo]:
    less = -fund.left(session, actor)
    if less <= 0:
        return []
    said = _("支出比收入多 {amount}，请核对两台电脑上登记的支出，多记的办理冲正").format(
        amount=amount_words(less, MONEY)
    )
    return [Todo("overdue", _("租金反哺结余不够"), said, _("查看支出"), "venue_spendings")]


def _rent(session: Session, actor: Actor, today: date) -> list[Todo]:
    found = []
    until = today + timedelta(days=SOON_DAYS)
    for key, tenant, day, amount, _minutes in _owed(session, actor, _ROW.measure == MONEY, _ROW.due_on <= until):
        said = _("应收 {amount}，最早 {day} 到期").format(amount=amount_words(amount, MONEY), day=day.isoformat())
        title = _("{name}的租金该收了").format(name=tenant)
        found.append(Todo(due_when(day, today), title, said, _("登记收款"), _PLACE, key, day))
    return found


def _service(session: Session, actor: Actor, today: date) -> list[Todo]:
    found = []
    for key, tenant, day, times, minutes in _owed(session, actor, _ROW.measure != MONEY, _ROW.due_on < today):
        said = _("还欠 {amount}，最早 {day} 到期").format(amount=both_words(times, minutes), day=day.isoformat())
        title = _("{name}的抵租服务没有做完").format(name=tenant)
        found.append(Todo("none", title, said, _("登记服务"), _PLACE, key, day))
    return found


def _owed(session: Session, actor: Actor, *where: ColumnElement[bool]) -> Sequence[tuple[UUID, str, date, int, int]]:
    """By contract: id, tenant, the first day that is open, and what is open: money or times, and minutes."""
    open_ = _ROW.due - _ROW.met
    minutes = func.sum(open_).filter(_ROW.measure == MINUTES)
    # Added up from the index alone, and only then called by its name: there are many rows to a contract.
    sums = (
        select(
            _ROW.contract_id, func.min(_ROW.due_on).label("day"),
            func.coalesce(func.sum(open_).filter(_ROW.measure.in_((MONEY, TIMES))), 0).label("amount"),
            func.coalesce(minutes, 0).label("minutes"),
        )
        .where(_ROW.due > _ROW.met, visible(_ROW, actor), *where)
        .group_by(_ROW.contract_id)
        .subquery("sums")
    )  # fmt: skip
    query = (
        select(Contract.id, Organisation.name, sums.c.day, sums.c.amount, sums.c.minutes)
        .join(Contract, Contract.id == sums.c.contract_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(Contract.alive)
        .order_by(sums.c.day, Contract.id)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(query)]


def _ending(session: Session, actor: Actor, today: date) -> list[Todo]:
    newer = aliased(Contract)
    renewed = select(newer.id).where(newer.renews_id == Contract.id, newer.alive, newer.signed_on.is_not(None))
    query = (
        select(Contract.id, Contract.number, Contract.ends_on, Organisation.name, Venue.name)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .where(running(today), visible(Contract, actor), ~renewed.exists())
        .where(Contract.ends_on <= today + timedelta(days=ENDS_SOON))
        .order_by(Contract.ends_on, Contract.id)
    )
    found = []
    for key, number, until, tenant, venue in session.execute(query):
        said = _("合同 {number} 到 {day} 到期，请办理续签或告知不续").format(number=number, day=until.isoformat())
        when = due_when(until, today) if until <= today + timedelta(days=SOON_DAYS) else "none"
        title = _("{tenant}的{venue}合同快到期").format(tenant=tenant, venue=venue)
        found.append(Todo(when, title, said, _("打开合同"), _PLACE, key, until))
    return found
