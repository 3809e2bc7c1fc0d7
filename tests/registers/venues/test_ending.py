"""The end of a contract, early or not, and what happens on the way: settled to the day, nothing billed after it."""

from datetime import date, timedelta

import pytest

from desktop.base.errors import UserError
from desktop.registers.venues.model import ContractDeed
from desktop.registers.venues.queries import fund, parts
from desktop.registers.venues.rules.schedule import Plan, Rate, laid_out, with_rate
from desktop.registers.venues.service import ending, ledger, refunds
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import SINCE, UNTIL, Office

DAY = timedelta(days=1)


def end(office: Office, key: object, on: date) -> None:
    office.do("venue_contracts.terminate", ending.terminate, key, on=on, reason="agreed")


def test_ending_early_settles_to_the_day_and_bills_nothing_after(office: Office) -> None:
    key = office.signed(deposit=100_000)
    end(office, key, date(2026, 3, 11))
    rent = office.standing(key, "rent")
    assert rent.due == 8 * 300_000 + 96_774  # 1 to 10 March: 10 of 31 days
    assert office.standing(key, "service").due == 8 * 4 + 1
    ahead = [one for one in office.obligations(key, "rent", "service") if one.first_on >= date(2026, 3, 11)]
    with office.village.profile.store.read() as session:
        found = parts.standings(session, key)
    assert ahead
    assert {found[one.id].due for one in ahead} == {0}
    assert office.rows("venue_contracts")[0]["state"] == "running"  # today is the 10th
    assert office.rows("venue_contracts", TODAY + DAY)[0]["state"] == "terminated"
    with pytest.raises(UserError, match="还没有终止"):
        end(office, key, TODAY)


def test_the_arrears_survive_the_end_and_may_still_be_paid(office: Office) -> None:
    key = office.signed()
    end(office, key, date(2025, 8, 1))
    assert office.standing(key).open == 300_000 + 4
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=300_000, receipt="0001")
    assert office.standing(key, "rent").open == 0


@pytest.mark.parametrize(("on", "words"), [(SINCE - DAY, "不早于起始"), (UNTIL + DAY, "不用终止")])
def test_a_contract_ends_within_its_term(office: Office, on: date, words: str) -> None:
    with pytest.raises(UserError, match=words):
        end(office, office.signed(), on)


def test_a_contract_ended_on_its_first_day_owes_nothing(office: Office) -> None:
    key = office.signed()
    end(office, key, SINCE)
    assert office.standing(key, "rent", "service").due == 0


def test_a_changed_rent_holds_from_its_day_and_has_its_own_row(office: Office) -> None:
    key = office.signed(rent=310_000)
    for day, rent in ((date(2026, 3, 16), 620_000), (date(2026, 4, 1), 155_000)):
        office.do("venue_contracts.change", ending.change, key, on=TODAY, since=day, rent=rent, note="补充协议")
    month = {one.first_on: 0 for one in office.obligations(key, "rent")}
    with office.village.profile.store.read() as session:
        found = parts.standings(session, key)
        assert [one.kind for one in parts.deeds(session, key)] == ["change", "change"]
    for one in office.obligations(key, "rent"):
        month[one.first_on] += found[one.id].due
    assert month[date(2026, 3, 1)] == 150_000 + 320_000  # 15 days at the old rent, 16 at twice as much
    assert {month[day] for day in month if day >= date(2026, 4, 1)} == {155_000}
    end(office, key, date(2026, 4, 1))
    assert office.standing(key, "rent").due == 8 * 310_000 + 470_000
    with pytest.raises(UserError, match="还没有终止"):
        office.do("venue_contracts.change", ending.change, key, on=TODAY, since=TODAY, rent=1, note="")


def test_after_each_change_every_period_owes_what_the_rents_of_its_days_say(office: Office) -> None:
    key = office.signed(rent=300_000, rent_period="quarter", steps=[(date(2027, 2, 10), 330_000)])
    contract, rates = office.contract(key), (Rate(SINCE, 300_000), Rate(date(2027, 2, 10), 330_000))
    changes = ((date(2026, 1, 1), 360_000), (date(2026, 5, 20), 100_001), (date(2026, 5, 20), 480_000),
               (date(2025, 12, 3), 0), (date(2028, 2, 29), 999_999))  # fmt: skip
    for since, rent in changes:
        office.do("venue_contracts.change", ending.change, key, on=TODAY, since=since, rent=rent, note="补充协议")
        rates = with_rate(rates, Rate(since, rent))
        owed: dict[date, int] = {}
        with office.village.profile.store.read() as session:
            found = parts.standings(session, key)
        for one in office.obligations(key, "rent"):
            owed[one.first_on] = owed.get(one.first_on, 0) + found[one.id].due
        plan = Plan(contract.starts_on, contract.ends_on, contract.starts_on, "quarter", rates)
        assert owed == {piece.first: piece.amount for piece in laid_out(plan)}, (since, rent)


@pytest.mark.parametrize(
    ("since", "rent", "words"), [(UNTIL + DAY, 1, "租期以内"), (TODAY, -1, "租金要在"), (TODAY, 300_000, "没有变")]
)
def test_a_change_that_says_nothing_new_is_refused(office: Office, since: date, rent: int, words: str) -> None:
    key = office.signed()
    with pytest.raises(UserError, match=words):
        office.do("venue_contracts.change", ending.change, key, on=TODAY, since=since, rent=rent, note="补充协议")


def test_facilities_breaches_and_leaving_are_logged(office: Office) -> None:
    key = office.signed(deposit=100_000)
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=100_000, receipt="1", kind="deposit")
    office.do("venue_contracts.hand_over", ending.hand_over, key, on=SINCE, note="空调一台")
    office.do("venue_contracts.breach", ending.breach, key, on=TODAY, note="转租")
    office.do("venue_contracts.breach", ending.breach, key, on=TODAY, note="夜间扰民", amount=50_000)
    assert office.standing(key, "penalty").open == 50_000
    with pytest.raises(UserError, match="先办理提前终止"):
        office.do("venue_contracts.leave", ending.leave, key, on=TODAY)
    end(office, key, TODAY)
    with pytest.raises(UserError, match="不能超过已收的押金"):
        office.do("venue_contracts.leave", ending.leave, key, on=TODAY, keep=100_001)
    office.do("venue_contracts.leave", ending.leave, key, on=TODAY, keep=30_000)
    assert office.standing(key, "deposit").open == -70_000
    assert office.standing(key, "penalty").met == 30_000
    assert office.do("venue_contracts.refund", refunds.refund, key, on=TODAY, receipt="退1") == 70_000
    assert office.standing(key, "deposit").met == 0
    with pytest.raises(UserError, match="已经在"):
        office.do("venue_contracts.leave", ending.leave, key, on=TODAY)
    with office.village.profile.store.read() as session:
        assert next(one.kind for one in parts.deeds(session, key)) == "handover"
        assert session.query(ContractDeed).count() == 5


def test_a_deposit_pays_what_is_owed_and_the_rest_goes_back(office: Office) -> None:
    key = office.signed(deposit=500_000)
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=500_000, receipt="1", kind="deposit")
    end(office, key, date(2025, 8, 16))  # 31 days and 15 of 31
    owed = office.standing(key, "rent").open
    for more, words in (({"offset": 500_001}, "不能超过已收的押金"), ({"keep": 1, "offset": 500_000}, "不能超过已收"),
                        ({"offset": owed + 1}, "欠款一共 4,451.61 元")):  # fmt: skip
        with pytest.raises(UserError, match=words):
            office.do("venue_contracts.leave", ending.leave, key, on=TODAY, **more)
    office.do("venue_contracts.leave", ending.leave, key, on=TODAY, keep=20_000, offset=400_000)
    assert [office.standing(key, kind).open for kind in ("rent", "penalty", "deposit")] == [owed - 400_000, 0, -80_000]
    assert sum(amount for _day, amount in office.ask(fund.income)) == 420_000  # from now on it is the fund's
    assert office.do("venue_contracts.refund", refunds.refund, key, on=TODAY, receipt="退1") == 80_000


@pytest.mark.parametrize(
    ("deed", "given", "words"),
    [
        ("breach", {"note": " "}, "哪一条约定"),
        ("breach", {"note": "转租", "amount": -1}, "不能小于 0"),
        ("hand_over", {"note": "空调", "on": TODAY + DAY}, "晚于今天"),
    ],
)
def test_deeds_that_say_too_little_are_refused(office: Office, deed: str, given: dict[str, object], words: str) -> None:
    key = office.signed()
    with pytest.raises(UserError, match=words):
        office.do(f"venue_contracts.{deed}", getattr(ending, deed), key, **{"on": TODAY, **given})
    draft = office.draft(UNTIL + DAY, UNTIL + 99 * DAY)
    with pytest.raises(UserError, match="还没有签订"):
        office.do(f"venue_contracts.{deed}", getattr(ending, deed), draft, on=TODAY, note="转租")
