"""Taking a deed back leaves the ledger whole: nothing that later rows or money spent stand upon goes."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.registers.venues.model import Spending
from desktop.registers.venues.queries import fund
from desktop.registers.venues.rules.fund import Move, balance, worsened
from desktop.registers.venues.service import ledger, spending
from desktop.standard import undo
from desktop.standard.operations import UNDO
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import Office


def take_back(office: Office, tx: Any) -> None:
    office.do(UNDO, undo.undo, tx=tx)


def pay(office: Office, key: Any) -> Any:
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=100_000, receipt="1")
    return office.last.tx


def test_a_payment_is_taken_back_and_the_signing_after_it(office: Office) -> None:
    key = office.signed()
    signed = office.last.tx
    paid = pay(office, key)
    with pytest.raises(UserError, match="已经有收付"):
        take_back(office, signed)
    assert office.contract(key).signed_on is not None
    take_back(office, paid)
    assert office.standing(key).met == 0
    take_back(office, signed)
    assert office.contract(key).signed_on is None


def test_income_that_was_spent_is_not_taken_back(office: Office) -> None:
    paid = pay(office, office.signed())
    office.save("venue_spendings", None, spent_on=TODAY, amount=100_000, purpose="repair", content="换灯",
                decided_on=TODAY, decided_at="居民代表会议")  # fmt: skip
    spent = office.last.tx
    with pytest.raises(UserError, match="支出会比收入多"):
        take_back(office, paid)
    take_back(office, spent)
    take_back(office, paid)
    assert office.rows("venue_entries") == []


def spend(office: Office, amount: int) -> Any:
    key = office.save("venue_spendings", None, spent_on=TODAY, amount=amount, purpose="repair", content="换灯",
                      decided_on=TODAY, decided_at="居民代表会议")  # fmt: skip
    return key, office.last.tx


def test_a_spending_comes_back_only_where_the_money_is_still_there(office: Office) -> None:
    pay(office, office.signed())
    key, _spent = spend(office, 100_000)
    office.do("venue_spendings.reverse", spending.reverse, key, on=TODAY, note="退货")
    reversed_ = office.last.tx
    spend(office, 60_000)
    with pytest.raises(UserError, match="支出会比收入多"):
        take_back(office, reversed_)


def test_where_two_pcs_spent_the_same_money_only_what_makes_it_worse_is_refused(office: Office) -> None:
    key = office.signed()
    pay(office, key)
    twice, _spent = spend(office, 60_000)
    _key, spent = spend(office, 40_000)
    office.do("venue_contracts.deliver", ledger.deliver, key, on=TODAY, times=4)
    served = office.last.tx
    paid = pay(office, key)
    with office.village.profile.store.write(office.village.actor.id, "exchange.take") as session:
        session.get_one(Spending, twice).amount = 300_000  # as the exchange would
    with pytest.raises(UserError, match="支出会比收入多"):
        take_back(office, paid)
    take_back(office, served)  # no money
    take_back(office, spent)  # nearer to what came in
    assert office.ask(fund.left) == -100_000


@given(
    st.lists(st.tuples(st.dates(TODAY, TODAY + timedelta(days=5)), st.integers(-9, 9)), max_size=8), st.integers(0, 8)
)
def test_worse_is_a_day_below_zero_that_was_higher_before(moves: list[Move], last: int) -> None:
    by, before = moves[:last], moves[last:]
    days = [TODAY + timedelta(days=at) for at in range(6)]
    assert worsened(moves, by) == any(balance(moves, day) < min(0, balance(before, day)) for day in days)
