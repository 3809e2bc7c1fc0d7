"""Taking a deed back leaves the ledger whole: nothing that later rows or money spent stand upon goes."""

from typing import Any

import pytest

from desktop.base.errors import UserError
from desktop.registers.venues.service import ledger
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
    with pytest.raises(UserError, match="已经支出"):
        take_back(office, paid)
    take_back(office, spent)
    take_back(office, paid)
    assert office.rows("venue_entries") == []
