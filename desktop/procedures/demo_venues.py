"""Venues of the invented branch: contracts in every state, paid in money and in service, and rent that was spent."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base import clock as clocks
from desktop.base.text import _
from desktop.procedures.profiles import Desk
from desktop.registers.organisations import service as organisations
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.forms import publicity
from desktop.registers.venues.forms.agreement import sign
from desktop.registers.venues.model import Contract, ContractService, RentStep
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.rules.periods import add_months
from desktop.registers.venues.service import contracts, converting, ending, ledger, spending

_DAY = timedelta(days=1)
_CENTRE = _("党群服务中心")


@dataclass(frozen=True, slots=True)
class _Let:
    """A venue and who holds it: `begun` months ago for `months`; None: nobody does."""

    venue: str
    area: int
    function: str
    tenant: str
    trade: str
    begun: int | None
    months: int
    rent: int
    period: str
    service: str
    times: int
    measure: str = "times"
    price: int = 8_000


_LETS = (
    _Let(_("一楼东厅"), 6_000, _("医养服务"), _("康养服务中心"), "care", 16, 36, 3_600_000, "year",
         _("每周免费理发"), 4),
    _Let(_("二楼教室"), 12_000, _("托管"), _("小星星托管"), "childcare", 10, 24, 200_000, "month",
         _("寒暑假公益托管"), 20, "hours", 5_000),
    _Let(_("负一层"), 12_000, _("幸福食堂"), _("幸福里餐饮店"), "canteen", 26, 24, 750_000, "quarter",
         _("老年人助餐八折"), 2),
    _Let(_("临街三号"), 6_000, _("居民超市"), _("邻里超市"), "shop", 8, 36, 4_800_000, "year",
         _("老年人送货上门"), 4),
    _Let(_("三楼206"), 6_000, _("社会组织孵化"), _("蓝天志愿服务队"), "incubation", 1, 12, 0, "year",
         _("孤老结对陪伴"), 8, "hours", 0),
    _Let(_("一楼西厅"), 4_500, _("便民服务"), "", "", None, 0, 0, "year", "", 0),
)  # fmt: skip
_LEAVES, _DRAFTED = _("临街三号"), _("三楼206")


def fill(desk: Desk) -> None:
    """Write them, one deed each, as people would have done it."""
    actor, today = desk.actor, clocks.today(desk.clock)
    with desk.store.write(actor.id, "venues.save") as session:
        for one in _LETS:
            session.info["deed"].next_tx()
            venue = contracts.save_venue(session, actor, None, values={
                "name": one.venue, "place": _CENTRE + one.venue, "area": one.area, "function": one.function,
                "facilities": _("空调 1 台\n照明 6 组\n灭火器 2 具"), "owner": _("阳光社区居民委员会"),
            }, children={})  # fmt: skip
            session.flush()
            if one.begun is not None:
                _let(session, actor, one, venue.id, today=today)
        session.info["deed"].next_tx()
        _spend(session, actor, today)


def _let(session: Session, actor: Actor, one: _Let, venue: UUID, *, today: date) -> None:
    assert one.begun is not None
    starts = add_months(today.replace(day=1), -one.begun)
    ends = add_months(starts, one.months) - _DAY
    key = contracts.draft(
        session, actor, venue, tenant_id=_tenant(session, actor, one.tenant), trade=one.trade, starts_on=starts,
        ends_on=ends,
    )  # fmt: skip
    contract = session.get_one(Contract, key)
    contract.rent, contract.rent_period, contract.due_days = one.rent, one.period, 10
    contract.deposit, contract.witness = one.rent // 12 if one.period == "year" else 0, _("阳光社区党委")
    session.add(ContractService(
        unit_id=contract.unit_id, contract_id=key, kind="convenience", content=one.service, amount=one.times,
        measure=one.measure, price=one.price,
    ))  # fmt: skip
    if one.period == "month":
        step = add_months(starts, 12)
        session.add(RentStep(unit_id=contract.unit_id, contract_id=key, since=step, rent=one.rent + one.rent // 20))
    session.flush()
    if one.venue == _DRAFTED:
        return
    sign(session, actor, key, on=starts)
    session.info["deed"].next_tx()
    ending.hand_over(session, actor, key, on=starts, note=_("空调 1 台、照明 6 组、灭火器 2 具，电表 1024 度"))
    _live(session, actor, contract, today=today)
    if one.venue == _LEAVES:
        session.info["deed"].next_tx()
        on = today - timedelta(days=20)
        ending.terminate(session, actor, key, on=on, reason="closed_down", note=_("门店并入总店"))
        ending.leave(session, actor, key, on=on)


def _live(session: Session, actor: Actor, contract: Contract, *, today: date) -> None:
    """Pay and serve month by month; what fell due of late is still owed."""
    late = today - timedelta(days=40)
    for at, due in enumerate(sorted({
        one.due_on for one in parts.obligations(session, contract.id) if one.measure == MONEY and one.due_on <= late
    }), start=1):  # fmt: skip
        session.info["deed"].next_tx()
        standing = parts.standings(session, contract.id)
        owed = sum(
            standing[one.id].open for one in parts.obligations(session, contract.id)
            if one.measure == MONEY and one.due_on == due
        )  # fmt: skip
        if owed > 0:
            ledger.pay(session, actor, contract.id, on=due, amount=owed, receipt=f"00{contract.number[-2:]}{at:03}")
    (service,) = parts.services(session, contract.id)
    for month in range(24):
        on = add_months(contract.starts_on, month) + timedelta(days=14)
        if on > min(late, contract.last_day):
            break
        session.info["deed"].next_tx()
        given = service.amount - (month % 5 == 4)
        hours = service.measure == "hours"
        ledger.deliver(
            session, actor, contract.id, on=on, times=None if hours else given, minutes=given * 60 if hours else None
        )
    _settle(session, actor, contract, today=today)


def _settle(session: Session, actor: Actor, contract: Contract, *, today: date) -> None:
    """The first month that was not served whole is made up for in money."""
    standing = parts.standings(session, contract.id)
    short = next(
        (one for one in parts.obligations(session, contract.id)
         if one.measure != MONEY and one.last_on < today and standing[one.id].open > 0), None,
    )  # fmt: skip
    if short is not None:
        session.info["deed"].next_tx()
        converting.to_money(session, actor, short.id, on=today - timedelta(days=5), note=_("年度结算折价补交"))


def _spend(session: Session, actor: Actor, today: date) -> None:
    meeting = today - timedelta(days=70)
    for ago, amount, purpose, content in (
        (60, 286_000, "repair", _("更换活动室灯具")),
        (35, 120_000, "activity", _("敬老活动")),
        (12, 45_050, "relief", _("慰问困难家庭")),
    ):
        spending.save(session, actor, None, values={
            "spent_on": today - timedelta(days=ago), "amount": amount, "purpose": purpose, "content": content,
            "decided_on": meeting, "decided_at": _("居民代表会议"),
        }, children={})  # fmt: skip
        session.flush()
    last = today.replace(day=1) - _DAY
    publicity.post(session, actor, None, values={
        "first_on": add_months(last + _DAY, -6), "last_on": last, "posted_on": min(today, last + timedelta(days=5)),
        "place": _("小区东门公示栏"),
    }, children={})  # fmt: skip
    session.flush()


def _tenant(session: Session, actor: Actor, name: str) -> UUID:
    """The organisation of this name; partners brought some of them."""
    known = session.scalars(select(Organisation.id).where(Organisation.name == name, Organisation.alive)).first()
    if known is not None:
        return known
    return organisations.enter(session, actor, name=name, kind="merchant").id
