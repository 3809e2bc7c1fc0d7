"""Papers on contracts: signed pages are kept, letters say what is open, a receipt of one's own waits for the county."""

import io
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.base.errors import UserError
from desktop.printing.preview import page_text
from desktop.registers.venues.forms import agreement, annexes, facts, letters, publicity, receipt, settlement
from desktop.registers.venues.model import Contract, ContractService, Entry, Obligation, Venue
from desktop.registers.venues.queries import standing
from desktop.registers.venues.service import converting, ending, ledger
from desktop.standard import own_receipt, paper, wording
from desktop.store import attachments
from desktop.store.attachments import Attachment
from tests.factories.counter import named
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import SINCE, UNTIL, Office


@pytest.fixture
def signed(office: Office) -> Any:
    """A contract signed as people do it."""
    made = office.draft()
    office.do("venue_contracts.sign", agreement.sign, made, on=SINCE)
    return made


def pay(office: Office, contract: Any, fen: int, receipt_: str = "0012345", on: date = TODAY) -> list[Entry]:
    rows: list[Entry] = office.do("venue_contracts.pay", ledger.pay, contract, on=on, amount=fen, receipt=receipt_)
    return rows


def allow(office: Office) -> None:
    with office.village.profile.store.write(office.village.actor.id, "settings.save") as session:
        own_receipt.allow(session, office.village.actor, by="县财发〔2026〕3号")


def test_signing_keeps_the_pages_with_both_annexes_and_which_wording_they_are_of(office: Office, signed: Any) -> None:
    (kept,) = office.ask(lambda session, _actor: attachments.of_record(session, signed))
    assert (kept.kind, kept.register, kept.wording) == ("venue-agreement", "venue_contracts", "2026-11")
    assert office.ask(standing.of_contract, signed, on=TODAY).wording == "2026-11"
    (first, *_others) = office.ask(agreement.collect, (signed,), today=TODAY)
    assert first.plan.rows
    assert len(_others) == 2


def test_the_columns_of_the_services_are_those_the_county_chose(office: Office, signed: Any) -> None:
    with office.village.profile.store.write(office.village.actor.id, "wording.settle") as session:
        wording.settle(session, office.village.actor, "venue-agreement", texts={"columns": "服务内容、次数时长"})
    sheet = office.ask(agreement.collect, (signed,), today=TODAY)[0]
    assert sheet.columns == ("服务内容", "次数时长")
    assert agreement.draw(sheet)


def test_a_contract_without_rent_and_deposit_says_so(office: Office) -> None:
    made = office.draft(rent=0, deposit=0, due_days=0)
    text = office.ask(agreement.collect, (made,), today=TODAY)[0].text
    assert "不收租金，以服务抵租。" in text
    assert "不收押金。" in text
    assert "租金每期开始当日缴清" in text


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("空调 2 台\n热水器", [("空调", "2 台"), ("热水器", "")]),
        ("桌子6张、椅子 24把；黑板", [("桌子", "6张"), ("椅子", "24把"), ("黑板", "")]),
        ("", []),
    ],
)
def test_facilities_are_read_as_people_write_them(said: str, found: list[tuple[str, str]]) -> None:
    assert facts.facilities(Venue(name="厅", facilities=said)) == found


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (SINCE - timedelta(days=9), SINCE, date(2026, 6, 30)),
        (date(2026, 3, 10), SINCE, date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 7, 1), date(2027, 6, 30)),
        (UNTIL + timedelta(days=400), date(2027, 7, 1), UNTIL),
    ],
)
def test_a_plan_is_of_a_year_of_the_contract(office: Office, signed: Any, day: date, first: date, last: date) -> None:
    (one,) = office.ask(facts.of_contracts, (signed,))
    sheet = annexes.plan(one, day)
    assert facts.span(first, last) in sheet.about
    assert len(sheet.rows) == 12


def test_days_of_a_plan_are_said_short_where_they_are_whole_months() -> None:
    def contract(starts: date, ends: date) -> Contract:
        return Contract(
            starts_on=starts, ends_on=ends, rent_period="month", number="一", party_a="居委会", trade="care"
        )

    def days(starts: date, ends: date, period: str) -> list[str]:
        service = ContractService(kind="poverty", content="护理", amount=9, measure="hours", period=period)
        return [row[0] for _first, row in annexes._pieces(contract(starts, ends), service, starts, ends)]

    assert days(date(2026, 7, 1), date(2026, 9, 30), "quarter") == ["2026年7月至9月"]
    assert days(date(2026, 7, 1), date(2026, 7, 31), "month") == ["2026年7月"]
    assert days(date(2026, 12, 15), date(2027, 1, 14), "month") == ["2026年12月15日至2027年1月14日"]


def test_a_notice_asks_for_money_alone_and_a_demand_for_what_is_late_in_both(office: Office, signed: Any) -> None:
    (notice,) = office.ask(letters.collect_payment, (signed,), today=TODAY)
    assert {row[0] for row in notice.rows} <= {"租金", "押金"}
    (demand,) = office.ask(letters.collect_demand, (signed,), today=TODAY)
    assert "抵租服务：每周免费理发" in {row[0] for row in demand.rows}
    assert "次" in demand.text
    until = office.ask(letters.collect_payment, (signed,), today=TODAY, until=SINCE)
    assert len(until[0].rows) < len(notice.rows)


def test_nothing_is_asked_for_where_nothing_is_open(office: Office, signed: Any) -> None:
    with pytest.raises(UserError, match="没有要缴的款项"):
        office.ask(letters.collect_payment, (signed,), today=TODAY, until=SINCE - timedelta(days=1))
    with pytest.raises(UserError, match="没有逾期"):
        office.ask(letters.collect_demand, (signed,), today=SINCE)


def test_a_demand_for_money_alone_says_that_no_service_is_late(office: Office) -> None:
    made = office.draft(services=())
    office.do("venue_contracts.sign", agreement.sign, made, on=SINCE)
    (demand,) = office.ask(letters.collect_demand, (made,), today=TODAY)
    assert "没有欠做的服务" in demand.text


def test_a_settlement_is_as_of_its_last_day(office: Office, signed: Any) -> None:
    on = SINCE + timedelta(days=20)
    office.do("venue_contracts.deliver", ledger.deliver, signed, on=on, what="", times=6)
    span = {"since": SINCE, "until": SINCE + timedelta(days=62)}
    (sheet,) = office.ask(settlement.collect, (signed,), today=TODAY, **span)
    assert [row[2:] for row in sheet.rows] == [("4 次", "6 次", "-2 次", "-40.00"), ("4 次", "0 次", "4 次", "80.00")]
    assert sheet.owed.startswith("80.00 元")
    assert sheet.ahead.startswith("40.00 元")
    before = office.ask(settlement.collect, (signed,), today=TODAY, since=SINCE, until=SINCE + timedelta(days=19))
    assert before[0].rows == ()
    with office.village.profile.store.read() as session:
        late = session.query(Obligation).filter_by(contract_id=signed, first_on=date(2025, 8, 1), measure="times").one()
    office.do("venue_obligations.to_money", converting.to_money, late.id, on=TODAY, note="停业")
    (now,) = office.ask(settlement.collect, (signed,), today=TODAY)
    assert now.turned == ((TODAY.isoformat(), "4 次 折成 80.00 元", "停业"),)
    assert settlement.draw(now)


def test_a_receipt_of_ones_own_is_off_until_it_is_allowed(office: Office, signed: Any) -> None:
    rows = pay(office, signed, 500_000)
    with pytest.raises(UserError, match="县里准许"):
        office.ask(receipt.collect, (rows[0].id,), today=TODAY)
    with (
        pytest.raises(UserError, match="文号"),
        office.village.profile.store.write(rows[0].id, "settings.save") as session,
    ):
        own_receipt.allow(session, office.village.actor, by=" ")
    allow(office)
    (sheet,) = office.ask(receipt.collect, (rows[0].id,), today=TODAY)
    assert sheet.total == "5,000.00 元（大写：人民币伍仟元整）"
    assert sheet.number_said == "0012345"
    assert len(receipt.draw(sheet)) > len(receipt.PARTS)
    with office.village.profile.store.write(office.village.actor.id, "settings.save") as session:
        own_receipt.stop(session, office.village.actor)
    with pytest.raises(UserError, match="县里准许"):
        office.ask(receipt.collect, (rows[0].id,), today=TODAY)


def test_what_was_taken_back_is_on_no_receipt(office: Office, signed: Any) -> None:
    allow(office)
    rows = pay(office, signed, 500_000)
    for row in rows:
        office.do("venue_entries.reverse", converting.reverse, row.id, on=TODAY, note="写错")
    with pytest.raises(UserError, match="没有收款"):
        office.ask(receipt.collect, [row.id for row in rows], today=TODAY)


def test_a_notice_is_printed_again_as_it_was_posted(office: Office, signed: Any) -> None:
    pay(office, signed, 3_000_000)
    made = office.save("venue_notices", None, first_on=SINCE, last_on=TODAY, posted_on=TODAY, place="")
    (kept,) = office.ask(lambda session, _actor: attachments.of_record(session, made))
    (sheet,) = office.ask(publicity.collect, (made,), today=TODAY)
    assert "＿＿＿＿＿＿" in sheet.closing
    pay(office, signed, 100_000, "0012346")
    out, profile = io.BytesIO(), office.village.profile
    paper.print_form(
        profile.store, office.village.actor, named("venue_notices"), publicity.PUBLICITY, ids=(made,), out=out,
        clock=profile.clock,
    )  # fmt: skip
    assert out.getvalue() == office.ask(lambda session, _actor: attachments.content(session, kept))


def test_a_notice_whose_pages_were_not_kept_says_that_it_is_set_again(office: Office, signed: Any) -> None:
    pay(office, signed, 3_000_000)
    made = office.save("venue_notices", None, first_on=SINCE, last_on=TODAY, posted_on=TODAY, place="")
    said = "没有存下原件"
    with office.village.profile.store.read() as session:
        assert said not in page_text(attachments.content(session, attachments.of_record(session, made)[0]), 0)
    with office.village.profile.store.write(office.village.actor.id, "venue_notices.detach") as session:
        session.get_one(Attachment, attachments.of_record(session, made)[0].id).alive = False
    out, profile = io.BytesIO(), office.village.profile
    paper.print_form(
        profile.store, office.village.actor, named("venue_notices"), publicity.PUBLICITY, ids=(made,), out=out,
        clock=profile.clock,
    )  # fmt: skip
    assert said in page_text(out.getvalue(), 0)


def test_what_was_paid_beyond_one_period_is_taken_off_what_another_owes(office: Office) -> None:
    made = office.draft(services=())
    office.do("venue_contracts.sign", agreement.sign, made, on=SINCE)
    pay(office, made, 600_000)  # July and August
    office.do("venue_contracts.change", ending.change, made, on=SINCE, since=date(2025, 8, 1), rent=200_000, note="")
    (demand,) = office.ask(letters.collect_demand, (made,), today=date(2025, 10, 5))
    assert [row[3] for row in demand.rows] == ["2,000.00 元", "2,000.00 元", "-1,000.00 元"]
    assert "3,000.00 元" in demand.text
    with pytest.raises(UserError, match="没有逾期"):
        office.ask(letters.collect_demand, (made,), today=date(2025, 8, 20))
