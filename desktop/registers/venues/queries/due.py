"""What venues bring to 今日工作 and to the calendar: rent due, service owed, contracts ending, two on one venue."""

from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Label, and_, func, or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, ObligationRow, Venue
from desktop.registers.venues.queries import fund, overlaps
from desktop.registers.venues.queries.lists import running, went_on
from desktop.registers.venues.rules.balance import MINUTES, MONEY, TIMES
from desktop.registers.venues.rules.contract import SOON_DAYS as ENDS_SOON
from desktop.registers.venues.rules.words import amount_words, both_words
from desktop.standard.show import SOON_DAYS
from desktop.standard.todo import Todo, due_when

_ROW = ObligationRow
_PLACE = "venue_contracts"
_SUMS = (MONEY, TIMES, MINUTES, "rent_on", "service_on")


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """What two PCs brought about first, then what is owed by contract, then contracts that end within 30 days."""
    return (
        *_overlapping(session, actor),
        *_overspent(session, actor),
        *_posted_otherwise(session, actor),
        *_owed(session, actor, today),
        *_to_give_back(session, actor, today),
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


def _posted_otherwise(session: Session, actor: Actor) -> list[Todo]:
    """Notices whose days had another spending logged since, until one that covers those days is posted again."""
    found = []
    for notice, now in fund.posted_otherwise(session, actor):
        said = _("公示支出 {then}，现在登记的是 {now}，请再公示一次，在备注里写明更正哪一次").format(
            then=amount_words(notice.spent, MONEY), now=amount_words(now, MONEY)
        )
        title = _("{days}和登记的支出不一样").format(days=notice.label)
        found.append(Todo("none", title, said, _("打开公示"), "venue_notices", notice.id))
    return found


def _owed(session: Session, actor: Actor, today: date) -> list[Todo]:
    """The rent of each contract that is due within the week, then the service of each that was not done in time."""
    money, late = _ROW.measure == MONEY, and_(_ROW.measure != MONEY, _ROW.due_on < today)
    # What is open is few rows among many. Taken first, the database finds it by its day; asked for by contract at once,
    # it would read every row of the ledger.
    owed = (
        select(
            _ROW.contract_id, _ROW.measure, _ROW.due_on, (_ROW.due - _ROW.met).label("left"),
        )
        .where(_ROW.due > _ROW.met, _ROW.due_on <= today + timedelta(days=SOON_DAYS), visible(_ROW, actor))
        .where(or_(money, late))
        .cte("owed")
        .prefix_with("MATERIALIZED")
    )  # fmt: skip
    of = owed.c

    def added(measure: str) -> Label[int]:
        return func.coalesce(func.sum(of.left).filter(of.measure == measure), 0).label(measure)

    sums = (
        select(
            of.contract_id, added(MONEY), added(TIMES), added(MINUTES),
            func.min(of.due_on).filter(of.measure == MONEY).label("rent_on"),
            func.min(of.due_on).filter(of.measure != MONEY).label("service_on"),
        )
        .group_by(of.contract_id)
        .subquery("sums")
    )  # fmt: skip
    query = (
        select(Contract.id, Organisation.name, *(sums.c[name] for name in _SUMS))
        .join(Contract, Contract.id == sums.c.contract_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(Contract.alive)
        .order_by(Contract.id)
    )
    rents, services = [], []
    for key, tenant, amount, times, minutes, rent_on, service_on in session.execute(query):
        if rent_on is not None:
            rents.append(_rent(key, tenant, rent_on, amount, today))
        if service_on is not None:
            services.append(_service(key, tenant, service_on, both_words(times, minutes)))
    by_day = attrgetter("day")
    return [*sorted(rents, key=by_day), *sorted(services, key=by_day)]


def _rent(key: UUID, tenant: str, day: date, amount: int, today: date) -> Todo:
    said = _("应收 {amount}，最早 {day} 到期").format(amount=amount_words(amount, MONEY), day=day.isoformat())
    title = _("{name}的租金该收了").format(name=tenant)
    return Todo(due_when(day, today), title, said, _("登记收款"), _PLACE, key, day)


def _service(key: UUID, tenant: str, day: date, left: str) -> Todo:
    said = _("还欠 {amount}，最早 {day} 到期").format(amount=left, day=day.isoformat())
    title = _("{name}的抵租服务没有做完").format(name=tenant)
    return Todo("none", title, said, _("登记服务"), _PLACE, key, day)


def _to_give_back(session: Session, actor: Actor, today: date) -> list[Todo]:
    """Money of tenants that is still here when their contracts are over: given ahead, or a deposit before the exit."""
    renewed = went_on(today)
    over = or_(Contract.terminated_on <= today, Contract.ends_on < today, renewed)
    ahead = _of_tenant(_ROW.met - _ROW.due, _ROW.met > _ROW.due)
    held = _of_tenant(_ROW.met, _ROW.kind == "deposit", Contract.left_on.is_(None), ~renewed)
    sums = (
        select(Contract.id, Contract.number, Contract.tenant_id, ahead.label("ahead"), held.label("held"))
        .where(Contract.alive, Contract.signed_on.is_not(None), over, visible(Contract, actor))
        .cte("sums")
        .prefix_with("MATERIALIZED")  # each sum is asked once
    )
    query = (
        select(sums.c.id, sums.c.number, Organisation.name, sums.c.ahead, sums.c.held)
        .join(Organisation, Organisation.id == sums.c.tenant_id)
        .where(or_(sums.c.ahead > 0, sums.c.held > 0))
        .order_by(sums.c.id)
    )
    found = []
    for key, number, tenant, more, kept in session.execute(query):
        if more > 0:
            said = _("合同 {number} 多收 {sum}，请办理登记退款").format(number=number, sum=amount_words(more, MONEY))
            title, deed = _("该退给{tenant}的钱还没有退").format(tenant=tenant), _("登记退款")
        else:
            said = _("合同 {number} 已经结束，押金 {sum} 还收着，交还场所后请办理退场")
            said = said.format(number=number, sum=amount_words(kept, MONEY))
            title, deed = _("{tenant}还没有办理退场").format(tenant=tenant), _("打开合同")
        found.append(Todo("none", title, said, deed, _PLACE, key))
    return found


def _of_tenant(value: Any, *where: ColumnElement[bool]) -> Any:
    """A sum of the money rows of each contract, from the index of the sums."""
    asked = select(func.coalesce(func.sum(value), 0)).where(_ROW.contract_id == Contract.id, _ROW.measure == MONEY)
    return asked.where(*where).correlate(Contract).scalar_subquery()


def _ending(session: Session, actor: Actor, today: date) -> list[Todo]:
    query = (
        select(Contract.id, Contract.number, Contract.ends_on, Organisation.name, Venue.name)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .where(running(today), visible(Contract, actor), ~went_on(today))
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
