"""Money and service in one ledger: paid, given, remitted, turned into the other currency, and taken back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.registers.venues.model import Entry
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import Standing
from desktop.registers.venues.rules.words import amount_words, both_words
from desktop.registers.venues.service import converting, ending, ledger, refunds
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import HAIRCUTS, SINCE, Office

DAY = timedelta(days=1)
HOURS = HAIRCUTS | {"content": "公益托管", "measure": "hours", "amount": 3, "price": 5_000}


def pay(office: Office, key: UUID, amount: int, **more: Any) -> Any:
    given = {"on": TODAY, "receipt": "0012345", **more}
    return office.do("venue_contracts.pay", ledger.pay, key, amount=amount, **given)


def serve(office: Office, key: UUID, **given: Any) -> Any:
    return office.do("venue_contracts.deliver", ledger.deliver, key, **{"on": TODAY, **given})


def reverse(office: Office, entry: Entry, note: str = "金额写错", on: date = TODAY) -> Any:
    return office.do("venue_entries.reverse", converting.reverse, entry.id, on=on, note=note)


def test_a_payment_is_laid_on_the_oldest_first_and_has_the_number_of_its_receipt(office: Office) -> None:
    key = office.signed()
    made = pay(office, key, 700_000)
    assert [(one.met_by, one.receipt) for one in made] == [
        (300_000, "0012345"),
        (300_000, "0012345"),
        (100_000, "0012345"),
    ]
    (row,) = office.rows("venue_ledger")
    assert (row["due"], row["met"], row["open"]) == (2_700_000, 700_000, 2_000_000)
    assert (row["due_service"], row["met_service"], row["open_service"]) == ("32 次", "0 次", "32 次")
    kept = office.rows("venue_obligations")
    assert [one["state"] for one in kept if one["measure"] == "money"][:4] == ["settled", "settled", "owed", "owed"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"amount": 0}, "大于 0"),
        ({"amount": 1, "receipt": " "}, "票据号码"),
        ({"amount": 1, "on": TODAY + DAY}, "晚于今天"),
        ({"amount": 36 * 300_000 + 1}, "多出 0.01 元"),
        ({"amount": 1, "kind": "deposit"}, "未收的押金一共 0.00 元"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(office: Office, given: dict[str, Any], words: str) -> None:
    key = office.signed()
    with pytest.raises(UserError, match=words):
        pay(office, key, **given)
    assert office.standing(key).met == 0


def test_nothing_is_booked_on_a_draft(office: Office) -> None:
    with pytest.raises(UserError, match="还没有签订"):
        pay(office, office.draft(), 1)


def test_services_are_told_apart_and_counted_in_their_own_measure(office: Office) -> None:
    key = office.signed(services=[HAIRCUTS, HOURS])
    serve(office, key, times=4, what="理发", on=SINCE)
    serve(office, key, minutes=90, what="公益托管", on=SINCE)
    (row,) = office.rows("venue_ledger")
    assert (row["due_service"], row["met_service"]) == ("32 次、24 小时", "4 次、1.5 小时")
    for given, words in (
        ({"times": 1}, "有几项服务"),
        ({"minutes": 1, "what": "理发"}, "请填次数"),
        ({"times": 1, "what": "公益托管"}, "请填服务分钟数"),
        ({"times": 1, "what": "做饭"}, "有几项服务"),
    ):
        with pytest.raises(UserError, match=words):
            serve(office, key, **given)
    bare = office.signed(date(2028, 7, 1), date(2029, 6, 30), services=())
    with pytest.raises(UserError, match="没有约定抵租的服务"):
        serve(office, bare, times=1)


def test_service_beyond_what_is_owed_stands_to_the_tenants_good(office: Office) -> None:
    key = office.signed(TODAY, TODAY + 364 * DAY)
    serve(office, key, times=5)
    assert office.rows("venue_obligations")[1]["state"] == "ahead"
    serve(office, key, times=1, on=TODAY - DAY)  # before the term: for its first period
    assert office.standing(key, "service").met == 6


def test_a_contract_that_owes_no_service_any_more_takes_none(office: Office) -> None:
    key = office.signed(services=[HAIRCUTS | {"period": "year", "amount": 1}], starts=TODAY, ends=TODAY + 30 * DAY)
    with pytest.raises(UserError, match="没有要做的服务"):  # a twelfth of once a year is none at all
        serve(office, key, times=1)


def test_a_part_or_all_of_a_period_is_remitted_by_a_meeting(office: Office) -> None:
    key = office.signed()
    rent, service = office.obligations(key, "rent")[0].id, office.obligations(key, "service")[0].id
    waive = ledger.waive
    with pytest.raises(UserError, match="哪次会议"):
        office.do("venue_obligations.waive", waive, rent, on=TODAY, decided="")
    for given, words in (
        ({"times": 1}, "请只填租金"),
        ({"amount": 300_001}, "还欠 3,000.00 元"),
        ({"amount": 0}, "还欠"),
    ):
        with pytest.raises(UserError, match=words):
            office.do("venue_obligations.waive", waive, rent, on=TODAY, decided="居委会", **given)
    office.do("venue_obligations.waive", waive, rent, on=TODAY, decided="居委会", amount=100_000)
    office.do("venue_obligations.waive", waive, service, on=TODAY, decided="居委会")
    assert office.standing(key, "rent").due == 36 * 300_000 - 100_000
    assert office.standing(key, "service").due == 35 * 4
    with pytest.raises(UserError, match="已经清了"):
        office.do("venue_obligations.waive", waive, service, on=TODAY, decided="居委会")


def test_service_not_given_becomes_money_at_the_price_of_the_contract(office: Office) -> None:
    key = office.signed()
    first = office.obligations(key, "service")[0]
    made = office.do("venue_obligations.to_money", converting.to_money, first.id, on=TODAY, times=3)
    assert (made.amount, made.due_on, made.first_on) == (6_000, TODAY, first.first_on)
    assert office.standing(key, "service").due == 36 * 4 - 3
    with pytest.raises(UserError, match="本来就按钱计"):
        office.do("venue_obligations.to_money", converting.to_money, made.id, on=TODAY)
    pay(office, key, 6_000, kind="makeup")
    entry = office.ask(lambda session, _a: next(one for one in parts.entries(session, key) if one.gives_id))
    with pytest.raises(UserError, match="先冲正那些收付"):
        reverse(office, entry)
    payment = office.ask(lambda session, _a: next(one for one in parts.entries(session, key) if one.kind == "payment"))
    reverse(office, payment)
    reverse(office, entry)
    assert office.standing(key, "service").due == 36 * 4
    assert office.standing(key, "makeup") == Standing(0, 0)


def test_rent_becomes_service_that_is_worth_it(office: Office) -> None:
    key = office.signed(services=[HOURS], deposit=1_000)
    first = office.obligations(key, "rent")[0]
    made = office.do("venue_obligations.to_service", converting.to_service, first.id, on=TODAY, amount=12_500)
    assert (made.measure, made.amount, made.due_on) == ("minutes", 150, TODAY)
    assert office.standing(key, "rent").due == 36 * 300_000 - 12_500
    with pytest.raises(UserError, match="只有欠的租金"):
        office.do("venue_obligations.to_service", converting.to_service, made.id, on=TODAY)
    deposit = office.obligations(key, "deposit")[0].id
    with pytest.raises(UserError, match="只有欠的租金"):
        office.do("venue_obligations.to_service", converting.to_service, deposit, on=TODAY)


def test_without_a_price_nothing_is_converted(office: Office) -> None:
    key = office.signed(services=[HAIRCUTS | {"price": 0}])
    service, rent = office.obligations(key, "service")[0].id, office.obligations(key, "rent")[0].id
    with pytest.raises(UserError, match="折算价"):
        office.do("venue_obligations.to_money", converting.to_money, service, on=TODAY)
    with pytest.raises(UserError, match="折算价"):
        office.do("venue_obligations.to_service", converting.to_service, rent, on=TODAY)


def test_what_was_converted_ahead_is_not_billed_after_an_early_end(office: Office) -> None:
    key = office.signed()
    ahead = next(one for one in office.obligations(key, "service") if one.first_on == date(2026, 4, 1))
    office.do("venue_obligations.to_money", converting.to_money, ahead.id, on=TODAY)
    office.do("venue_contracts.terminate", ending.terminate, key, on=date(2026, 4, 16), reason="agreed")
    assert office.standing(key, "makeup").due == 4_000  # 15 of 30 days of 4 times at 20 元


def test_money_paid_ahead_is_given_back_after_an_early_end(office: Office) -> None:
    key = office.signed()
    pay(office, key, 36 * 300_000)
    with pytest.raises(UserError, match="没有多收"):
        office.do("venue_contracts.refund", refunds.refund, key, on=TODAY, receipt="退1")
    office.do("venue_contracts.terminate", ending.terminate, key, on=date(2026, 3, 1), reason="agreed")
    assert office.do("venue_contracts.refund", refunds.refund, key, on=TODAY, receipt="退1") == 28 * 300_000
    assert office.standing(key, "rent") == Standing(8 * 300_000, 8 * 300_000)


def test_a_row_is_taken_back_once_by_a_row_of_its_own(office: Office) -> None:
    key = office.signed()
    (entry,) = pay(office, key, 1_000)
    for given, words in (
        ({"note": " "}, "为什么冲正"),
        ({"on": TODAY + DAY}, "晚于今天"),
        ({"on": TODAY - DAY}, "不早于"),
    ):
        with pytest.raises(UserError, match=words):
            reverse(office, entry, **given)
    back = reverse(office, entry)
    assert (back.met_by, office.standing(key, "rent").met) == (-1_000, 0)
    with pytest.raises(UserError, match="已经冲正过"):
        reverse(office, entry)
    with pytest.raises(UserError, match="不能冲正"):
        reverse(office, back)
    assert [row["kind"] for row in office.rows("venue_entries")] == ["payment", "reversal"]


def test_amounts_are_said_in_their_own_currency() -> None:
    assert amount_words(300_000, "money") == "3,000.00 元"
    assert [amount_words(minutes, "minutes") for minutes in (90, 60, 100)] == ["1.5 小时", "1 小时", "1.67 小时"]
    assert [both_words(*said) for said in ((0, 0), (4, 0), (0, 30), (4, 30))] == [
        "0 次",
        "4 次",
        "0.5 小时",
        "4 次、0.5 小时",
    ]


def test_the_list_says_services_as_the_words_do(office: Office) -> None:
    key = office.signed(services=[HOURS])
    serve(office, key, minutes=100, on=SINCE)
    row = next(one for one in office.rows("venue_obligations") if one["measure"] == "minutes")
    assert (row["due_service"], row["met_service"], row["open_service"]) == ("3 小时", "1.67 小时", "1.33 小时")
    assert office.rows("venue_ledger")[0]["met_service"] == both_words(0, 100)
