"""What goes on when a contract ends: its deposit with the renewal, the renewal itself, the money to give back."""

from datetime import timedelta
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.registers.venues.queries import due
from desktop.registers.venues.rules.balance import Standing
from desktop.registers.venues.service import contracts, early_end, ending, ledger, refunds
from desktop.standard.consequences import Consequences
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import SINCE, UNTIL, Office

DAY = timedelta(days=1)


def pay(office: Office, key: UUID, amount: int, kind: str | None = None) -> None:
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=amount, receipt="0012345", kind=kind)


def renewed(office: Office, key: UUID, deposit: int | None = None) -> UUID:
    new: UUID = office.do(
        "venue_contracts.renew", contracts.renew, key, starts_on=UNTIL + DAY, ends_on=UNTIL + 365 * DAY
    )
    if deposit is not None:
        office.save("venue_contracts", new, deposit=deposit)
    office.do("venue_contracts.sign", contracts.sign, new, on=TODAY)
    return new


def end(office: Office, key: UUID, **picked: str) -> str:
    said: str = office.do(
        "venue_contracts.terminate", early_end.do, key, today=TODAY, on=TODAY, reason="agreed", picked=picked
    )
    return said


def told(office: Office, key: UUID, **given: object) -> Consequences:
    found: Consequences = office.ask(early_end.foresee, key, today=TODAY, **given)
    return found


def titles(office: Office) -> list[str]:
    return [todo.title for todo in office.ask(due.todos, TODAY)]


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        (150_000, Standing(0, 0), Standing(150_000, 100_000)),  # the difference alone is due
        (100_000, Standing(0, 0), Standing(100_000, 100_000)),
        (60_000, Standing(0, 40_000), Standing(60_000, 60_000)),  # what is too much is to be given back
        (0, Standing(100_000, 100_000), Standing(0, 0)),  # none is asked for: it stays where it was paid
    ],
)
def test_a_deposit_that_is_held_goes_on_to_the_renewal(
    office: Office, asked: int, before: Standing, after: Standing
) -> None:
    key = office.signed(deposit=100_000)
    pay(office, key, 100_000, "deposit")
    new = renewed(office, key, asked)
    assert (office.standing(key, "deposit"), office.standing(new, "deposit")) == (before, after)
    assert ("该退给康养服务中心的钱还没有退" in titles(office)) == (asked == 60_000)


def test_a_deposit_after_the_exit_is_not_carried_on(office: Office) -> None:
    key = office.signed(SINCE, TODAY - DAY, deposit=100_000)
    pay(office, key, 100_000, "deposit")
    new = office.do("venue_contracts.renew", contracts.renew, key, starts_on=TODAY, ends_on=UNTIL)
    office.do("venue_contracts.leave", ending.leave, key, on=TODAY)
    office.do("venue_contracts.sign", contracts.sign, new, on=TODAY)
    assert office.standing(new, "deposit") == Standing(100_000, 0)


def test_a_signed_renewal_is_told_before_the_end_and_stands_unless_it_is_ended_too(office: Office) -> None:
    key = office.signed(deposit=100_000)
    pay(office, key, 100_000, "deposit")
    new = renewed(office, key)
    found = told(office, key, on=TODAY)
    assert [choice.chosen for choice in found.choices] == ["keep"]
    number = office.contract(new).number
    assert f"{number} 已经签订，仍然有效" in found.sentences[-1]
    assert f"{number} 已经签订，从起始那天" in told(office, key, on=TODAY, picked={"renewal": "end"}).sentences[-1]
    assert "仍然有效" in end(office, key)
    assert office.contract(new).terminated_on is None


def test_a_renewal_ended_before_it_began_owes_nothing_and_gives_the_deposit_back(office: Office) -> None:
    key = office.signed(deposit=100_000)
    pay(office, key, 60_000, "deposit")
    new = renewed(office, key)
    assert "一起终止" in end(office, key, renewal="end")
    assert office.contract(new).terminated_on == UNTIL + DAY
    assert office.standing(new, "rent", "service", "deposit") == Standing(0, 0)
    assert office.standing(key, "deposit") == Standing(60_000, 60_000)
    assert told_kept(office) == ["康养服务中心还没有办理退场"]
    office.do("venue_contracts.leave", ending.leave, key, on=TODAY, keep=10_000)
    assert office.standing(key, "deposit") == Standing(0, 50_000)
    # What is kept comes out of the very row that holds the deposit, so that it is not given back as well.
    back: Consequences = office.ask(refunds.foresee, key, today=TODAY)
    assert back.sentences == ("退给对方 500.00 元。", "其中押金 500.00 元。")
    said: str = office.do("venue_contracts.refund", refunds.do, key, today=TODAY, on=TODAY, receipt="T1")
    assert said.endswith("500.00 元")
    assert office.standing(key, "deposit") == Standing(0, 0)


def test_a_deposit_partly_carried_back_is_kept_and_set_off_from_all_that_is_held(office: Office) -> None:
    key = office.signed(deposit=100_000)
    pay(office, key, 100_000, "deposit")
    renewed(office, key, 60_000)
    end(office, key, renewal="end")
    office.do("venue_contracts.leave", ending.leave, key, on=TODAY, keep=70_000, offset=20_000)
    given: int = office.do("venue_contracts.refund", refunds.refund, key, on=TODAY, receipt="T1")
    assert given == 10_000
    assert office.standing(key, "deposit") == Standing(0, 0)


def told_kept(office: Office) -> list[str]:
    return [title for title in titles(office) if "退场" in title]


def test_what_an_end_will_do_is_told_before(office: Office) -> None:
    key = office.signed(deposit=100_000)
    assert "押金" not in "".join(told(office, key).sentences)
    pay(office, key, 100_000, "deposit")
    office.do("venue_contracts.renew", contracts.renew, key, starts_on=UNTIL + DAY, ends_on=UNTIL + 365 * DAY)
    found = told(office, key, on=TODAY)
    said = "".join(found.sentences)
    assert f"账算到 {TODAY - DAY}" in said
    assert "押金 1,000.00 元" in said
    assert "还没有签订" in said
    assert found.danger
    assert found.choices == ()
    end(office, key)
    with pytest.raises(UserError, match="还没有终止"):
        told(office, key)


def test_money_to_give_back_is_told_until_it_is_given_back(office: Office) -> None:
    key = office.signed(rent_period="year", deposit=100_000)
    pay(office, key, 700_000)
    assert not [title for title in titles(office) if "退" in title]
    end(office, key)
    (todo,) = [one for one in office.ask(due.todos, TODAY) if "该退给" in one.title]
    ahead = -sum(min(office.standing(key, kind).open, 0) for kind in ("rent",))
    assert f"{ahead / 100:,.2f}" in todo.detail
    assert (todo.place, todo.record_id, todo.deed) == ("venue_contracts", key, "登记退款")
    office.do("venue_contracts.refund", refunds.refund, key, on=TODAY, receipt="T1")
    assert titles(office) == ["康养服务中心的抵租服务没有做完", "康养服务中心还没有办理退场"]
    office.do("venue_contracts.leave", ending.leave, key, on=TODAY)
    assert "该退给康养服务中心的钱还没有退" in titles(office)
    office.do("venue_contracts.refund", refunds.refund, key, on=TODAY, receipt="T2")
    assert titles(office) == ["康养服务中心的抵租服务没有做完"]


def test_a_renewal_that_fell_through_may_be_made_anew(office: Office) -> None:
    key = office.signed(deposit=100_000)
    pay(office, key, 100_000, "deposit")
    new = renewed(office, key)
    given = {"today": TODAY, "on": UNTIL + DAY, "reason": "agreed"}
    office.do("venue_contracts.terminate", early_end.do, new, **given)
    assert {row["id"]: row["state"] for row in office.rows("venue_contracts", UNTIL + DAY)}[key] == "expired"
    again = renewed(office, key)
    assert office.contract(again).renews_id == key
    assert office.standing(again, "deposit") == Standing(100_000, 100_000)
