"""A venue lent for rent that steps up and for service: signed, partly paid, partly served, overdue; and a notice."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.registers.organisations import service as organisations
from desktop.registers.venues.forms import agreement as agreement_paper
from desktop.registers.venues.model import Contract, ContractService, Entry, Obligation, RentStep, Venue
from desktop.registers.venues.service import contracts, converting, ledger, spending
from desktop.standard import own_receipt
from tests.factories.profile import UNIT_ID, USER_ID
from tests.forms.village import Village

STARTS, ENDS = date(2025, 7, 1), date(2028, 6, 30)


def grow(village: Village) -> dict[str, UUID]:
    """Write them; ids by what they are."""
    actor, store = village.profile.actor, village.profile.store
    with store.write(USER_ID, "venues.save") as session:
        own_receipt.allow(session, actor, by="县财发〔2026〕3号")
        tenant = organisations.enter(
            session, actor, name="康健养老服务中心", kind="nonprofit", uscc="52990101HE47WFDRW2",
            head_name="高敏", phone="13000001411", address="中心街道临街8号",
        )  # fmt: skip
        venue = Venue(
            unit_id=UNIT_ID, name="一楼东厅", name_sort="yi", place="党群服务中心一楼东厅", area=18_650,
            function="医养服务", owner="阳光社区居民委员会", facilities="空调 2 台\n桌子 6 张、椅子 24 把\n热水器",
        )  # fmt: skip
        session.add(venue)
        session.flush()
        signed = contracts.draft(session, actor, venue.id, tenant_id=tenant.id, trade="care", starts_on=STARTS,
                                 ends_on=ENDS)  # fmt: skip
        contract = session.get_one(Contract, signed)
        contract.rent, contract.rent_period, contract.due_days, contract.deposit = 900_000, "quarter", 15, 500_000
        contract.terms = "每周一上午公示下周服务时间。"
        session.add(RentStep(unit_id=UNIT_ID, contract_id=signed, since=date(2026, 7, 1), rent=945_000))
        session.add(ContractService(unit_id=UNIT_ID, contract_id=signed, kind="convenience", content="免费理发",
                                    amount=4, measure="times", period="month", price=2_000,
                                    discount="老年人免费"))  # fmt: skip
        session.add(ContractService(unit_id=UNIT_ID, contract_id=signed, kind="poverty", content="上门护理", amount=6,
                                    measure="hours", period="quarter", price=5_000, discount="困难户免费"))  # fmt: skip
        session.flush()
        agreement_paper.sign(session, actor, signed, on=STARTS)
        paid = ledger.pay(session, actor, signed, on=date(2025, 7, 10), amount=1_400_000, receipt="0012345")
        for month in range(7, 12):
            on = date(2025, month, 28)
            ledger.deliver(session, actor, signed, on=on, what="免费理发", times=4 if month < 11 else 2)
        ledger.deliver(session, actor, signed, on=date(2025, 9, 1), what="上门护理", minutes=300)
        december = session.scalars(
            select(Obligation.id).where(Obligation.contract_id == signed, Obligation.measure == "times",
                                        Obligation.first_on == date(2025, 12, 1))
        ).one()  # fmt: skip
        converting.to_money(session, actor, december, on=date(2026, 1, 5), times=4, note="12月停业装修")
        spent = {"purpose": "repair", "content": "更换活动室灯具", "decided_at": "居民代表会议",
                 "decided_on": date(2025, 10, 8), "spent_on": date(2025, 10, 20), "amount": 126_000}  # fmt: skip
        spending.save(session, actor, None, values=spent, children={})
        session.flush()
        posted = {"first_on": date(2025, 7, 1), "last_on": date(2025, 12, 31), "posted_on": date(2026, 1, 8),
                  "place": "小区东门公示栏"}  # fmt: skip
        notice = spending.post(session, actor, None, values=posted, children={})
        session.flush()
        free = contracts.draft(session, actor, venue.id, tenant_id=tenant.id, trade="canteen",
                               starts_on=date(2029, 1, 31), ends_on=date(2029, 12, 30))  # fmt: skip
        rows = tuple(session.scalars(select(Entry.id).where(Entry.contract_id == signed).order_by(Entry.id)))
    return {"signed": signed, "free": free, "notice": notice.id, "paid": paid[0].id, "served": rows[-1]}


def some(*names: str) -> Callable[[Village], list[UUID]]:
    """Choose records of a village that is grown for it."""

    def chosen(village: Village) -> list[UUID]:
        made = grow(village)
        return [made[name] for name in names]

    return chosen
