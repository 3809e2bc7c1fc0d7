"""What pages, Today and the bars say of venues: the life of a contract, its account, what is due, how much is lent."""

from datetime import date, timedelta

from desktop.registers.venues.queries import due, fund, life, occupancy, periods, standing
from desktop.registers.venues.rules.balance import Standing
from desktop.registers.venues.service import contracts, converting, ending, ledger
from desktop.reports import agenda
from desktop.search import index
from desktop.standard.todo import Todo
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import HAIRCUTS, SINCE, UNTIL, Office

DAY = timedelta(days=1)
HOURS = HAIRCUTS | {"content": "公益托管", "measure": "hours", "amount": 3, "price": 5_000}


def pay(office: Office, key: object, amount: int, **more: object) -> None:
    given = {"on": TODAY, "receipt": "0012345", **more}
    office.do("venue_contracts.pay", ledger.pay, key, amount=amount, **given)


def todos(office: Office, on: date = TODAY) -> tuple[Todo, ...]:
    found: tuple[Todo, ...] = office.ask(due.todos, on)
    return found


def test_the_account_has_both_currencies_by_period_and_adds_up(office: Office) -> None:
    key = office.signed(rent_period="quarter", services=[HAIRCUTS, HOURS], deposit=1_000)
    pay(office, key, 301_000)
    first = office.obligations(key, "service")[0]
    office.do("venue_obligations.to_money", converting.to_money, first.id, on=TODAY)
    office.do("venue_contracts.breach", ending.breach, key, on=TODAY, note="转租", amount=7_000)
    account = office.ask(periods.of_contract, key)
    assert len(account.periods) == 12
    quarter = account.periods[0]
    assert (quarter.first, quarter.last) == (SINCE, date(2025, 9, 30))
    assert quarter.money == Standing(308_000, 300_000)  # the rent, and 4 times at 20 元 made up for
    assert (quarter.times, quarter.minutes) == (Standing(8, 0), Standing(540, 0))
    assert account.deposit == Standing(1_000, 1_000)
    assert account.total is not None
    assert account.total.money == Standing(12 * 300_000 + 8_000 + 7_000, 300_000)
    assert account.total.money + account.deposit == office.standing(key, "rent", "makeup", "penalty", "deposit")
    assert office.ask(periods.of_contract, office.draft()).total is None
    assert office.ask(periods.of_contract, office.venue) == periods.Account()


def test_the_life_of_a_contract_is_told_the_newest_first(office: Office) -> None:
    key = office.signed(deposit=1_000)
    pay(office, key, 601_000)
    office.do("venue_contracts.change", ending.change, key, on=TODAY, since=date(2026, 7, 1), rent=310_000, note="协议")
    office.do("venue_contracts.breach", ending.breach, key, on=TODAY, note="转租", amount=7_000)
    office.do("venue_contracts.terminate", ending.terminate, key, on=TODAY, reason="closed_down", note="搬走")
    office.do("venue_contracts.leave", ending.leave, key, on=TODAY, keep=500)
    events = office.ask(life.of_contract, key)
    said = {event.head: event.lines for event in events}
    number = office.contract(key).number
    assert said[f"从这一天起终止合同 {number}"] == ("乙方停业", "搬走")
    assert said["收款　6,010.00 元"] == ("票据 0012345",)  # three rows, one receipt
    assert said["变更租金"] == ("2026-07-01 起每期租金 3,100.00 元", "协议")
    assert said["登记违约"] == ("违约金 70.00 元", "转租")
    assert said["办理退场"] == ("扣下押金 5.00 元",)
    assert events[-1].head == f"签订合同 {number}"
    assert [event.day for event in events] == sorted((event.day for event in events), reverse=True)
    assert office.ask(life.of_contract, office.venue) == ()


def test_the_life_of_a_venue_names_its_tenants_and_what_goes_on_from_what(office: Office) -> None:
    key = office.signed()
    new = office.do("venue_contracts.renew", contracts.renew, key, starts_on=UNTIL + DAY, ends_on=UNTIL + 365 * DAY)
    assert "还没有签订" in office.ask(life.of_venue, office.venue)[0].head
    office.do("venue_contracts.sign", contracts.sign, new, on=TODAY)
    renewed = office.ask(life.of_venue, office.venue)[0]
    assert renewed.head.startswith("续签合同")
    assert renewed.lines[0] == "康养服务中心"
    assert renewed.lines[-1] == f"接续 {office.contract(key).number}"
    assert office.ask(life.of_contract, new)[-1].lines[-1] == renewed.lines[-1]


def test_a_venue_opens_at_the_contract_that_stands(office: Office) -> None:
    draft, key = office.draft(), office.signed()
    held = office.ask(standing.of_venue, office.venue, on=TODAY)
    assert [(one.id, one.state) for one in held] == [(key, "running"), (draft, "draft")]
    assert office.ask(standing.of_contract, key, on=UNTIL + DAY).state == "expired"
    assert office.ask(standing.of_contract, office.venue, on=TODAY) is None


def test_today_asks_for_rent_service_and_renewals_until_they_are_seen_to(office: Office) -> None:
    key = office.signed(TODAY - 40 * DAY, TODAY + 20 * DAY)
    rent, service, ending_ = todos(office)
    assert (rent.when, rent.day, rent.record_id) == ("overdue", TODAY - 40 * DAY, key)
    assert rent.detail.startswith("应收 6,000.00 元")
    assert service.detail.startswith("还欠 4 次")
    assert (ending_.when, ending_.day) == ("none", TODAY + 20 * DAY)
    assert todos(office, TODAY + 15 * DAY)[-1].when == "soon"
    pay(office, key, 600_000)
    office.do("venue_contracts.deliver", ledger.deliver, key, on=TODAY, times=4)
    assert [one.title for one in todos(office)] == [ending_.title]
    new = office.do(
        "venue_contracts.renew", contracts.renew, key, starts_on=TODAY + 21 * DAY, ends_on=TODAY + 386 * DAY
    )
    assert len(todos(office)) == 1  # a draft is no renewal yet
    office.do("venue_contracts.sign", contracts.sign, new, on=TODAY)
    assert todos(office) == ()


def test_the_calendar_has_the_days_on_which_rent_is_due_and_contracts_end(office: Office) -> None:
    key = office.signed(TODAY, TODAY + 40 * DAY)
    found = office.ask(agenda.read, first=TODAY, last=TODAY + 45 * DAY, today=TODAY)
    told = [(item.day, item.title, item.detail) for item in found if item.record_id == key]
    assert told == [
        (TODAY, "康养服务中心的租金", "3,000.00 元"),
        (TODAY + 31 * DAY, "康养服务中心的租金", "1,000.00 元"),
        (TODAY + 40 * DAY, "康养服务中心的合同到期", "一楼东厅"),
    ]
    pay(office, key, 300_000)
    assert office.ask(due.dated, TODAY, TODAY) == ()


def test_today_tells_of_two_contracts_on_one_venue(office: Office) -> None:
    key, other = office.signed(services=()), office.draft(UNTIL, UNTIL + 99 * DAY)
    with office.village.profile.store.write(office.village.actor.id, "venue_contracts.sign") as session:
        session.get_one(type(office.contract(other)), other).signed_on = TODAY  # as the exchange would
    first = todos(office)[0]
    assert (first.title, first.when) == ("一楼东厅同一天有两份合同", "overdue")
    assert office.contract(key).number in first.detail


def test_the_bars_count_each_day_of_each_venue_once(office: Office) -> None:
    assert {one.share for one in office.ask(occupancy.months, today=TODAY)} == {0}
    office.signed(date(2026, 2, 15), date(2026, 3, 31))
    other = office.save("venues", name="二楼教室")
    months = office.ask(occupancy.months, today=TODAY)
    assert [(one.first.month, one.let, one.all) for one in months[7:10]] == [(2, 14, 56), (3, 31, 62), (4, 0, 60)]
    assert months[occupancy.BEFORE].share == 50
    office.save("venues", other, state="closed")
    assert office.ask(occupancy.months, today=TODAY)[8].all == 31
    assert occupancy.Month(TODAY, 0, 0).share == 0


def test_venues_tenants_and_numbers_are_found(office: Office) -> None:
    key = office.signed()
    with office.village.profile.store.read() as session:
        for typed, kind, found in (("yldt", "venues", office.venue), ("kyfw", "venue_contracts", key),
                                   ("0001", "venue_contracts", key)):  # fmt: skip
            hits = index.query(session.connection(), typed, units=None, kinds=frozenset({kind}), limit=5)
            assert [hit.id for hit in hits] == [found]
    office.save("organisations", office.tenant, name="福康中心")
    with office.village.profile.store.read() as session:
        hits = index.query(session.connection(), "fkzx", units=None, kinds=frozenset({"venue_contracts"}), limit=5)
    assert [hit.id for hit in hits] == [key]


def test_the_sums_of_a_span_carry_over(office: Office) -> None:
    assert office.ask(fund.sums, first=TODAY, last=TODAY) == fund.Sums(0, 0, 0)
