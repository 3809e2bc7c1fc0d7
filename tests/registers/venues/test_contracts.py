"""A contract from the draft to its end: numbered at once, fixed when signed, alone on its venue, settled to the day."""

from datetime import date, timedelta

import pytest

from desktop.base.errors import UserError
from desktop.registers.venues.model import Contract, Venue
from desktop.registers.venues.queries import derived, overlaps, parts, related
from desktop.registers.venues.rules import contract as rules
from desktop.registers.venues.service import contracts, ending, ledger
from desktop.standard import retire, undo
from desktop.standard.load import Line
from tests.factories.counter import named
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import HAIRCUTS, SINCE, UNTIL, Office

DAY = timedelta(days=1)


def end(office: Office, key: object, on: date) -> None:
    office.do("venue_contracts.terminate", ending.terminate, key, on=on, reason="agreed")


def test_a_draft_is_numbered_for_good_and_takes_its_parties_from_venue_and_unit(office: Office) -> None:
    one = office.contract(office.draft())
    assert (one.number, one.party_a) == ("第一网格-场-2026-A-0001", "阳光社区居委会")
    assert office.contract(office.draft()).number.endswith("0002")
    assert office.rows("venue_contracts")[0]["state"] == "draft"
    with pytest.raises(UserError, match="从场所那里草拟"):
        office.save("venue_contracts", None, party_a="居委会")


def test_signing_lays_out_money_and_service_for_the_whole_term(office: Office) -> None:
    key = office.signed(deposit=500_000, steps=[(date(2026, 7, 1), 315_000)])
    rent, service = office.obligations(key, "rent"), office.obligations(key, "service")
    assert (len(rent), len(service)) == (36, 36)
    assert sum(one.amount for one in rent) == 12 * 300_000 + 24 * 315_000
    assert {one.amount for one in service} == {4}
    assert [one.amount for one in office.obligations(key, "deposit")] == [500_000]
    assert (rent[0].first_on, rent[-1].last_on) == (SINCE, UNTIL)
    assert (rent[0].due_on, service[0].due_on) == (SINCE, date(2025, 7, 31))


def test_rent_is_due_in_the_days_that_the_contract_gives_and_hours_are_counted_in_minutes(office: Office) -> None:
    hours = HAIRCUTS | {"measure": "hours", "amount": 2, "period": "quarter"}
    key = office.signed(due_days=10, services=[hours], rent_period="quarter", counts_from=date(2025, 8, 1))
    rent, service = office.obligations(key, "rent"), office.obligations(key, "service")
    assert (rent[0].last_on, rent[0].due_on) == (date(2025, 7, 31), SINCE + 10 * DAY)
    assert [one.measure for one in service[:2]] == ["minutes"] * 2
    assert [one.amount for one in service[:3]] == [40, 120, 120]  # 31 of 92 days


def test_what_is_signed_is_changed_by_deed_alone(office: Office) -> None:
    key = office.signed()
    for values in ({"rent": 1}, {"party_a": "别人"}):
        with pytest.raises(UserError, match="已经签订"):
            office.save("venue_contracts", key, **values)
    with pytest.raises(UserError, match="已经签订"):
        office.save("venue_contracts", key, children={"services": [Line(None, HAIRCUTS)]})
    with pytest.raises(UserError, match="已经签订过"):
        office.do("venue_contracts.sign", contracts.sign, key, on=TODAY)
    with pytest.raises(UserError, match="不能删除"):
        office.do("venue_contracts.retire", retire.retire, named("venue_contracts"), ids=[key])
    office.save("venue_contracts", key, remark="在二号柜")
    assert office.contract(key).remark == "在二号柜"
    row = office.obligations(key)[0].id
    with pytest.raises(UserError, match="账上的记录不能删除"):
        office.do("venue_obligations.retire", retire.retire, named("venue_obligations"), ids=[row])


def test_the_lines_of_a_draft_are_changed_and_taken_away(office: Office) -> None:
    key = office.draft(steps=[(date(2026, 7, 1), 1)])
    (kept,) = office.ask(lambda session, _actor: parts.services(session, key))
    (step,) = office.ask(lambda session, _actor: parts.steps(session, key))
    office.save("venue_contracts", key, children={
        "services": [Line(kept.id, {"amount": 6}), Line(None, {}, gone=True)],
        "steps": [Line(step.id, {}, gone=True)],
    })  # fmt: skip
    (changed,) = office.ask(lambda session, _actor: parts.services(session, key))
    assert (changed.amount, office.ask(lambda session, _actor: parts.steps(session, key))) == (6, [])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"party_a": " "}, "甲方"),
        ({"ends_on": SINCE}, "晚于起始"),
        ({"ends_on": date(2045, 7, 1)}, "最长 20 年"),
        ({"counts_from": date(2024, 1, 1)}, "租期以内"),
        ({"rent": -1}, "租金要在"),
        ({"deposit": 10**12}, "押金要在"),
        ({"due_days": 400}, "缴款期限"),
    ],
)
def test_terms_that_cannot_stand_are_refused(office: Office, values: dict[str, object], words: str) -> None:
    key = office.draft()
    with pytest.raises(UserError, match=words):
        office.save("venue_contracts", key, **values)


def test_twenty_years_less_a_day_may_be_signed(office: Office) -> None:
    key = office.signed(ends=date(2045, 6, 30))
    assert len(office.obligations(key, "rent")) == 240


@pytest.mark.parametrize(
    ("children", "words"),
    [
        ({"steps": [{"since": SINCE, "rent": 1}]}, "不在租期以内"),
        ({"steps": [{"since": UNTIL, "rent": 1}, {"since": UNTIL, "rent": 2}]}, "两次租金调整"),
        ({"steps": [{"since": UNTIL, "rent": -1}]}, "调整后的租金"),
        ({"services": [HAIRCUTS | {"amount": 0}]}, "1 到 9999"),
        ({"services": [HAIRCUTS | {"content": " "}]}, "服务内容"),
    ],
)
def test_lines_that_cannot_stand_are_refused(
    office: Office, children: dict[str, list[dict[str, object]]], words: str
) -> None:
    key = office.draft()
    with pytest.raises(UserError, match=words):
        office.save("venue_contracts", key, children={
            name: [Line(None, one) for one in lines] for name, lines in children.items()
        })  # fmt: skip


def test_nothing_is_signed_before_it_is_complete(office: Office) -> None:
    bare = office.draft(services=(), rent=0, deposit=100)
    with pytest.raises(UserError, match="也没有写抵租的服务"):
        office.do("venue_contracts.sign", contracts.sign, bare, on=TODAY)
    with pytest.raises(UserError, match="晚于今天"):
        office.do("venue_contracts.sign", contracts.sign, bare, on=TODAY + DAY)
    office.save("venue_contracts", bare, witness="")
    with pytest.raises(UserError, match="社区党组织"):
        office.do("venue_contracts.sign", contracts.sign, bare, on=TODAY)
    office.save("venues", office.venue, state="closed")
    made = office.draft()
    with pytest.raises(UserError, match="已经停用"):
        office.do("venue_contracts.sign", contracts.sign, made, on=TODAY)
    assert office.rows("venues")[0]["use"] == "closed"
    office.save("venues", office.venue, state=None)
    assert office.get(Venue, office.venue).state == "open"


def test_two_contracts_on_one_venue_do_not_overlap(office: Office) -> None:
    first = office.signed()
    second = office.draft(UNTIL, UNTIL + 99 * DAY)
    with pytest.raises(UserError, match="已经由合同"):
        office.do("venue_contracts.sign", contracts.sign, second, on=TODAY)
    end(office, first, UNTIL)  # it stands up to the day before
    office.do("venue_contracts.sign", contracts.sign, second, on=TODAY)
    assert office.ask(overlaps.standing) == ()


def test_an_overlap_that_two_pcs_bring_about_is_told(office: Office) -> None:
    first, second = office.signed(), office.draft(UNTIL, UNTIL + 99 * DAY)
    with office.village.profile.store.write(office.village.actor.id, "venue_contracts.sign") as session:
        session.get_one(Contract, second).signed_on = TODAY  # as the exchange would
    ((venue, one, other),) = office.ask(overlaps.standing)
    assert (venue, {one.id, other.id}) == ("一楼东厅", {first, second})
    end(office, first, UNTIL)
    assert office.ask(overlaps.standing) == ()


def test_a_renewal_copies_the_terms_of_the_end_and_links_both(office: Office) -> None:
    key = office.signed(steps=[(date(2026, 7, 1), 315_000)], deposit=100_000)
    with pytest.raises(UserError, match="到期"):
        office.do("venue_contracts.renew", contracts.renew, key, starts_on=UNTIL, ends_on=UNTIL + 700 * DAY)
    new = office.do("venue_contracts.renew", contracts.renew, key, starts_on=UNTIL + DAY, ends_on=UNTIL + 365 * DAY)
    renewal = office.contract(new)
    assert (renewal.renews_id, renewal.signed_on, renewal.rent, renewal.deposit) == (key, None, 315_000, 100_000)
    assert [one.content for one in office.ask(lambda session, _a: parts.services(session, new))] == ["每周免费理发"]
    with pytest.raises(UserError, match="已经续签过"):
        office.do("venue_contracts.renew", contracts.renew, key, starts_on=UNTIL + DAY, ends_on=UNTIL + 365 * DAY)
    with pytest.raises(UserError, match="签订过"):
        office.do("venue_contracts.renew", contracts.renew, new, starts_on=UNTIL + DAY, ends_on=UNTIL + 365 * DAY)
    office.do("venue_contracts.sign", contracts.sign, new, on=TODAY)
    assert {row["state"] for row in office.rows("venue_contracts", UNTIL + DAY)} == {"renewed", "running"}


def test_a_signing_taken_back_leaves_a_draft_and_nothing_owed(office: Office) -> None:
    key = office.signed()
    office.do("undo.undo", lambda session, actor: undo.undo(session, actor, tx=office.last.tx))
    assert office.contract(key).signed_on is None
    assert office.obligations(key) == []
    assert office.rows("venue_obligations") == []


def test_a_contract_stands_on_every_day_as_the_rules_and_the_list_say(office: Office) -> None:
    ended, renewed = office.signed(SINCE, SINCE + 99 * DAY), office.signed(SINCE + 100 * DAY, SINCE + 299 * DAY)
    end(office, ended, SINCE + 50 * DAY)
    after = SINCE + 300 * DAY
    new = office.do("venue_contracts.renew", contracts.renew, renewed, starts_on=after, ends_on=UNTIL)
    seen = set()
    for signed in (False, True):
        if signed:
            office.do("venue_contracts.sign", contracts.sign, new, on=TODAY)
        for n in range(-10, 1300, 13):
            day = SINCE + n * DAY
            told = {row["id"]: row["state"] for row in office.rows("venue_contracts", day)}
            for key in (ended, renewed, new):
                going_on = signed and key == renewed and day >= TODAY
                assert told[key] == rules.state(office.contract(key), day, renewed=going_on)
            seen |= set(told.values())
    assert seen == {"draft", "signed", "running", "expired", "renewed", "terminated"}
    assert rules.may_end(office.contract(new))
    assert rules.may_leave(office.contract(ended))
    assert not rules.is_signed(office.contract(office.draft()))


def test_a_venue_has_a_name(office: Office) -> None:
    with pytest.raises(UserError, match="场所名称"):
        office.save("venues", office.venue, name=" ")


def test_the_histories_of_venue_and_contract_hold_what_belongs_to_them(office: Office) -> None:
    key = office.signed()
    obligation = office.obligations(key)[0].id
    (paid,) = office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=100, receipt="1")
    asked = {
        "of_venue": (office.venue, {key}), "of_obligation": (obligation, {paid.id}), "of_entry": (paid.id, set()),
        "of_spending": (paid.id, set()),
    }  # fmt: skip
    with office.village.profile.store.read() as session:
        assert {name: set(getattr(related, name)(session, of)) for name, (of, _wanted) in asked.items()} == {
            name: wanted for name, (_of, wanted) in asked.items()
        }
    assert {obligation, paid.id} < set(office.ask(lambda session, _a: related.of_contract(session, key)))


def test_every_row_of_an_obligation_can_be_computed_anew(office: Office) -> None:
    key = office.signed()
    office.do("venue_contracts.pay", ledger.pay, key, on=TODAY, amount=100, receipt="1")
    before = office.rows("venue_obligations")
    office.do("store.derive", lambda session, _actor: derived.refresh(session, {}))
    assert office.rows("venue_obligations") == before
    assert before[0]["id"] in {one.id for one in office.obligations(key)}
