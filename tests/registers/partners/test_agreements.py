"""Agreements from the draft to the end: numbered at once, fixed when signed, renewed and ended by deed."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import UserError
from desktop.registers.partners.forms import agreement as agreement_paper
from desktop.registers.partners.forms import rosters
from desktop.registers.partners.model import Agreement, Claim
from desktop.registers.partners.queries import due, life, standing
from desktop.registers.partners.service import agreements, early_end, projects
from desktop.standard import paper, retire, undo
from desktop.standard.consequences import answer
from desktop.standard.load import Line
from desktop.standard.tables import Look
from desktop.store import attachments
from tests.factories.counter import named
from tests.factories.profile import TODAY
from tests.registers.partners.conftest import SINCE, UNTIL, Office

FIRST = UNTIL + timedelta(days=1)

ITEM = {"kind": "training", "content": "剪纸", "frequency": "", "target": "", "discount": ""}


def test_a_draft_has_the_words_of_the_county_and_a_number_for_good(office: Office) -> None:
    first, second = office.draft(), office.draft(office.resident)
    one = office.get(Agreement, first)
    assert one.number == "第一网格-合-2026-A-0001"
    assert office.get(Agreement, second).number == "第一网格-合-2026-A-0002"
    assert one.party_a == "第一网格党支部"
    assert one.purpose
    assert one.duties
    office.do("undo.undo", lambda session, actor: undo.undo(session, actor, tx=office.last.tx))
    assert office.get(Agreement, office.draft()).number == "第一网格-合-2026-A-0003"


def test_what_is_signed_is_changed_by_deed_alone(office: Office) -> None:
    made = office.signed()
    with pytest.raises(UserError, match="已经签订"):
        office.save("agreements", made, party_a="别的支部")
    with pytest.raises(UserError, match="已经签订"):
        office.save("agreements", made, children={"items": [Line(None, ITEM)]})
    with pytest.raises(UserError, match="已经签订过"):
        office.do("agreements.sign", agreements.sign, made, on=TODAY)
    with pytest.raises(UserError, match="不能删除"):
        office.do("agreements.retire", retire.retire, named("agreements"), ids=[made])
    office.save("agreements", made, remark="放在二号柜")
    assert office.get(Agreement, made).remark == "放在二号柜"
    draft = office.draft(office.resident)
    assert office.do("agreements.retire", retire.retire, named("agreements"), ids=[draft]) == 1


def test_the_services_of_a_draft_are_written_changed_and_taken_away(office: Office) -> None:
    made = office.draft()
    (kept,) = office.ask(lambda session, _actor: agreements.items(session, made))
    office.save(
        "agreements",
        made,
        children={"items": [Line(kept.id, {"content": "大集"}), Line(None, ITEM), Line(None, {}, gone=True)]},
    )
    assert [one.content for one in office.ask(lambda session, _a: agreements.items(session, made))] == ["大集", "剪纸"]
    office.save("agreements", made, children={"items": [Line(kept.id, {}, gone=True)]})
    assert [one.content for one in office.ask(lambda session, _a: agreements.items(session, made))] == ["剪纸"]
    with pytest.raises(UserError, match="从合伙人那里草拟"):
        office.save("agreements", None, party_a="支部")


def test_nothing_is_signed_before_it_is_complete(office: Office) -> None:
    bare = office.do("partners.draft", agreements.draft, office.shop, starts_on=SINCE, ends_on=UNTIL)
    with pytest.raises(UserError, match="服务项目"):
        office.do("agreements.sign", agreements.sign, bare, on=TODAY)
    made = office.draft()
    with pytest.raises(UserError, match="晚于今天"):
        office.do("agreements.sign", agreements.sign, made, on=TODAY + timedelta(days=1))
    office.save("agreements", made, support="")
    with pytest.raises(UserError, match="甲方支持"):
        office.do("agreements.sign", agreements.sign, made, on=TODAY)


def test_two_signed_agreements_of_a_partner_do_not_overlap(office: Office) -> None:
    first = office.signed()
    second = office.draft(starts=UNTIL, ends=UNTIL + timedelta(days=99))
    with pytest.raises(UserError, match="重叠"):
        office.do("agreements.sign", agreements.sign, second, on=TODAY)
    office.do("agreements.terminate", agreements.terminate, first, on=TODAY, reason="agreed")
    office.do("agreements.sign", agreements.sign, second, on=TODAY)
    assert office.get(Agreement, second).signed_on == TODAY


def test_signing_keeps_the_pages_and_printing_again_returns_them(office: Office, tmp_path: Path) -> None:
    made = office.draft()
    office.do("agreements.sign", agreement_paper.sign, made, on=TODAY)
    register, form = named("agreements"), agreement_paper.AGREEMENT
    (kept,) = office.ask(lambda session, _actor: attachments.of_record(session, made))
    signed = office.ask(lambda session, _actor: attachments.content(session, kept))
    office.village.profile.clock.pass_time(days=30)
    store, actor, clock = office.village.profile.store, office.village.actor, office.village.profile.clock
    again = BytesIO()
    printed = paper.print_form(store, actor, register, form, ids=[made], out=again, clock=clock)
    assert again.getvalue() == signed
    path = tmp_path / "协议.pdf"
    paper.print_form(store, actor, register, form, ids=[made], out=path, clock=clock)
    assert path.read_bytes() == signed
    assert printed.pages == 9  # three copies of three pages
    last = office.ask(lambda session, _a: session.query(Look).order_by(Look.at.desc(), Look.number.desc()).first())
    assert (last.record_id, last.reason) == (made, "重印当时的原件")
    other = office.draft(office.resident)
    office.do("agreements.sign", agreement_paper.sign, other, on=TODAY)
    with pytest.raises(UserError, match="一份一份"):
        paper.print_form(store, actor, register, form, ids=[made, other], out=BytesIO(), clock=clock)


def test_a_renewal_copies_the_terms_and_names_the_one_before(office: Office) -> None:
    made = office.signed()
    new = office.do(
        "agreements.renew",
        agreements.renew,
        made,
        starts_on=UNTIL + timedelta(days=1),
        ends_on=UNTIL + timedelta(days=300),
    )
    renewal, old = office.get(Agreement, new), office.get(Agreement, made)
    assert (renewal.renews_id, renewal.signed_on) == (made, None)
    assert (renewal.purpose, renewal.support, renewal.duties) == (old.purpose, old.support, old.duties)
    assert [one.content for one in office.ask(lambda session, _a: agreements.items(session, new))] == ["幸福市集"]
    with pytest.raises(UserError, match="已经续签过"):
        office.do(
            "agreements.renew",
            agreements.renew,
            made,
            starts_on=UNTIL + timedelta(days=1),
            ends_on=UNTIL + timedelta(days=9),
        )
    office.do("agreements.sign", agreements.sign, new, on=TODAY)
    events = office.ask(life.of_partner, office.shop)
    assert any(f"接续 {old.number}" in event.lines for event in events)
    with pytest.raises(UserError, match="到期"):
        office.do("agreements.renew", agreements.renew, new, starts_on=UNTIL, ends_on=UNTIL + timedelta(days=900))
    with pytest.raises(UserError, match="签订过"):
        office.do("agreements.renew", agreements.renew, office.draft(office.resident), starts_on=UNTIL, ends_on=UNTIL)


def test_ending_early_says_why_and_ends_what_was_claimed_under_it(office: Office) -> None:
    made = office.signed()
    project = office.save("projects", name="幸福市集", kind="benefit")
    claim = office.do("projects.claim", projects.claim, project, partner_id=office.shop, role="lead", on=TODAY)
    for on, words in ((SINCE - timedelta(days=1), "签订日期"), (UNTIL + timedelta(days=1), "不用终止")):
        with pytest.raises(UserError, match=words):
            office.do("agreements.terminate", agreements.terminate, made, on=on, reason="breach")
    office.do("agreements.terminate", agreements.terminate, made, on=TODAY, reason="breach", note="三次未到")
    assert office.get(Claim, claim).ended_on == TODAY
    (event, *_rest) = [one for one in office.ask(life.of_partner, office.shop) if one.head.startswith("终止")]
    assert event.lines == ("一方违约", "三次未到")
    with pytest.raises(UserError, match="还没有终止"):
        office.do("agreements.terminate", agreements.terminate, made, on=TODAY, reason="breach")


@pytest.mark.parametrize(("picked", "ends", "words"), [({}, None, "仍然有效"), ({"renewal": "end"}, FIRST, "一起终止")])
def test_ending_early_asks_what_becomes_of_a_signed_renewal(
    office: Office, picked: dict[str, str], ends: date | None, words: str
) -> None:
    made = office.signed()
    project = office.save("projects", name="幸福市集", kind="benefit")
    office.do("projects.claim", projects.claim, project, partner_id=office.shop, role="lead", on=TODAY)
    assert any("认领的 1 个项目" in said for said in foreseen(office, made).sentences)
    new = office.do("agreements.renew", agreements.renew, made, starts_on=FIRST, ends_on=FIRST + timedelta(days=99))
    assert "草稿" in foreseen(office, made).sentences[-1]
    assert foreseen(office, made).choices == ()
    office.do("agreements.sign", agreements.sign, new, on=TODAY)
    told = foreseen(office, made, picked=picked)
    assert (answer(told.choices, "renewal") == "end") == bool(picked)
    assert words in told.sentences[-1].replace("和这一份", "")
    said = office.do("agreements.terminate", early_end.do, made, today=TODAY, on=TODAY, reason="agreed", picked=picked)
    assert words in said
    assert office.get(Agreement, made).terminated_on == TODAY
    assert office.get(Agreement, new).terminated_on == ends
    with pytest.raises(UserError, match="还没有终止"):
        foreseen(office, made)


def foreseen(office: Office, made: Any, **said: Any) -> Any:
    return office.ask(early_end.foresee, made, today=TODAY, **said)


def test_today_tells_of_agreements_that_end_until_they_are_renewed(office: Office) -> None:
    made = office.signed()
    (todo,) = office.ask(due.todos, TODAY)
    assert (todo.when, todo.place, todo.record_id, todo.day) == ("none", "agreements", made, UNTIL)
    assert office.ask(due.todos, UNTIL - timedelta(days=3))[0].when == "soon"
    new = office.do(
        "agreements.renew",
        agreements.renew,
        made,
        starts_on=UNTIL + timedelta(days=1),
        ends_on=UNTIL + timedelta(days=300),
    )
    assert len(office.ask(due.todos, TODAY)) == 1  # a draft is no renewal yet
    office.do("agreements.sign", agreements.sign, new, on=TODAY)
    assert office.ask(due.todos, TODAY) == ()


def test_a_partner_opens_at_the_agreement_that_stands(office: Office) -> None:
    draft, made = office.draft(), office.signed()
    held = office.ask(standing.of_partner, office.shop, on=TODAY)
    assert [(one.id, one.state) for one in held] == [(made, "running"), (draft, "draft")]
    assert office.ask(standing.of_agreement, made, on=UNTIL + timedelta(days=1)).state == "expired"
    assert office.ask(standing.of_agreement, office.shop, on=TODAY) is None


def test_what_was_promised_in_a_span_is_told_though_it_is_over_by_now(office: Office) -> None:
    made = office.signed()
    office.do("agreements.terminate", agreements.terminate, made, on=TODAY - timedelta(days=50), reason="agreed")

    def promised(first: int, last: int) -> str:
        """The services between so many days ago."""
        since, until = TODAY - timedelta(days=first), TODAY - timedelta(days=last)
        (sheet,) = office.ask(rosters.collect_performance, (office.shop,), today=TODAY, since=since, until=until)
        return str(sheet.rows[0][2])

    assert (promised(60, 0), promised(51, 51)) == ("幸福市集", "幸福市集")
    assert (promised(50, 0), promised(200, 101)) == ("", "")
    (roster,) = office.ask(rosters.collect_partners, (office.shop,), today=TODAY)
    assert "幸福市集" not in roster.rows[0]
