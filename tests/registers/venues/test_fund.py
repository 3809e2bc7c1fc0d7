"""租金反哺: what came in may be spent once, decided first, and the balance is never below zero."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.registers.venues.model import Entry, Notice, Spending
from desktop.registers.venues.queries import due
from desktop.registers.venues.queries import fund as funds
from desktop.registers.venues.rules import fund
from desktop.registers.venues.service import converting, ending, ledger, refunds, spending
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import Office

DAY = timedelta(days=1)
START = date(2026, 1, 1)


def spend(office: Office, amount: int, on: date = TODAY, **more: Any) -> Any:
    values = {"spent_on": on, "amount": amount, "purpose": "repair", "content": "换灯", "decided_on": START,
              "decided_at": "居民代表会议", **more}  # fmt: skip
    return office.save("venue_spendings", None, **values)


@pytest.fixture
def paid(office: Office) -> Any:
    """A contract whose rent came in: 3000 元 today; and a deposit that is no income."""
    key = office.signed(deposit=500_000)
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=500_000, receipt="1", kind="deposit")
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=300_000, receipt="2", kind="rent")
    return key


def test_no_more_is_spent_than_came_in_by_the_day(office: Office, paid: Any) -> None:
    for amount, on in ((300_001, TODAY), (1, TODAY - DAY)):
        with pytest.raises(UserError, match="租金结余不够"):
            spend(office, amount, on)
    spend(office, 300_000)
    with pytest.raises(UserError, match=r"结余 0\.00 元"):
        spend(office, 1)
    assert office.ask(funds.sums, first=TODAY, last=TODAY) == funds.Sums(0, 300_000, 300_000)
    assert office.ask(funds.sums, first=TODAY + DAY, last=TODAY + DAY).left == 0


def test_income_that_was_spent_is_not_taken_back(office: Office, paid: Any) -> None:
    spend(office, 100_000)
    with office.village.profile.store.read() as session:
        rent = session.query(Entry).filter_by(receipt="2").one()
        deposit = session.query(Entry).filter_by(receipt="1").one()
    with pytest.raises(UserError, match="租金结余不够"):
        office.do("venue_entries.reverse", converting.reverse, rent.id, on=TODAY, note="写错")
    office.do("venue_entries.reverse", converting.reverse, deposit.id, on=TODAY, note="写错")
    office.do("venue_contracts.terminate", ending.terminate, paid, on=date(2025, 7, 1), reason="agreed")
    with pytest.raises(UserError, match="租金结余不够"):
        office.do("venue_contracts.refund", refunds.refund, paid, on=TODAY, receipt="退")


def test_what_two_pcs_spent_twice_is_told(office: Office, paid: Any) -> None:
    key = spend(office, 300_000)
    assert told(office) == []
    with office.village.profile.store.write(office.village.actor.id, "exchange.take") as session:
        session.get_one(Spending, key).amount = 350_000  # as the exchange would
    assert told(office) == ["支出比收入多 500.00 元，请核对两台电脑上登记的支出，多记的办理冲正"]


def told(office: Office) -> list[str]:
    """What 今日工作 says of the fund."""
    with office.village.profile.store.read() as session:
        found = due.todos(session, office.village.actor, TODAY)
    return [one.detail for one in found if one.place == "venue_spendings"]


def test_a_spending_stands_as_it_is_and_is_taken_back_by_a_row(office: Office, paid: Any) -> None:
    key = spend(office, 100_000)
    with pytest.raises(UserError, match="不能再改"):
        office.save("venue_spendings", key, amount=1)
    office.save("venue_spendings", key, remark="票在夹子里")
    with pytest.raises(UserError, match="不早于支出"):
        office.do("venue_spendings.reverse", spending.reverse, key, on=TODAY - DAY, note="退货")
    back = office.do("venue_spendings.reverse", spending.reverse, key, on=TODAY, note="退货")
    assert (back.amount, office.get(Spending, key).amount) == (-100_000, 100_000)
    for one in (key, back.id):
        with pytest.raises(UserError, match="已经冲正过"):
            office.do("venue_spendings.reverse", spending.reverse, one, on=TODAY, note="退货")
    spend(office, 300_000)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"content": " "}, "花在什么上"),
        ({"decided_at": ""}, "哪次会议"),
        ({"decided_on": TODAY + DAY}, "先议定再支出"),
        ({"amount": 0}, "大于 0"),
        ({"amount": -1}, "大于 0"),
        ({"on": TODAY + DAY}, "晚于今天"),
    ],
)
def test_a_spending_that_says_too_little_is_refused(
    office: Office, paid: Any, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        spend(office, **{"amount": 1, **more})


def test_a_notice_keeps_the_sums_of_its_days(office: Office, paid: Any) -> None:
    spend(office, 100_000)
    said = {"first_on": START, "last_on": TODAY, "posted_on": TODAY, "place": "东门"}
    for more, words in (
        ({"last_on": START - DAY}, "早于开始"),
        ({"posted_on": TODAY - DAY}, "最后一天"),
        ({"posted_on": TODAY + DAY}, "晚于今天"),
    ):
        with pytest.raises(UserError, match=words):
            office.save("venue_notices", None, **{**said, **more})
    key = office.save("venue_notices", None, **said)
    spend(office, 50_000)
    stored = office.get(Notice, key)
    assert (stored.carried, stored.income, stored.spent) == (0, 300_000, 100_000)
    office.save("venue_notices", key, remark="张贴两份")
    for changed in ({"posted_on": TODAY + DAY}, {"place": "西门"}):
        with pytest.raises(UserError, match="公示以后不能再改"):
            office.save("venue_notices", key, **changed)


def test_a_spending_logged_within_posted_days_is_told_until_they_are_posted_again(office: Office, paid: Any) -> None:
    def told() -> list[str]:
        found = office.ask(due.todos, TODAY)
        return [one.detail for one in found if one.place == "venue_notices"]

    spend(office, 100_000)
    said = {"first_on": START, "last_on": TODAY, "posted_on": TODAY}
    office.save("venue_notices", None, **said)
    assert told() == []
    spend(office, 50_000)
    (words,) = told()
    assert "1,000.00" in words
    assert "1,500.00" in words
    office.save("venue_notices", None, **said, remark="更正第一次")
    assert told() == []


moves = st.lists(st.tuples(st.dates(START, START + 20 * DAY), st.integers(-100, 100)), max_size=25)


@given(moves, st.integers(0, 20))
def test_the_lowest_balance_is_that_of_some_day_from_then_on(some: list[tuple[date, int]], after: int) -> None:
    since = START + after * DAY
    told = [fund.balance(some, START + n * DAY) for n in range(after, 21)]
    assert fund.lowest(some, since) == min(told)
