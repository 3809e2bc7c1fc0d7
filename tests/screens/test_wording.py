"""单据文字 in a real window: another version, an earlier one, the shipped one, and what cannot be printed."""

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desktop.access.roles import READER
from desktop.access.scope import rebuild_closure
from desktop.access.unit import Unit
from desktop.registers.partners.forms import agreement as agreement_paper
from desktop.registers.partners.model import AgreementItem
from desktop.registers.partners.service import agreements, enrolling
from desktop.standard import drafts, wording, wording_versions
from desktop.ui.wording_reading import key_of
from tests.factories.profile import TODAY, UNIT_ID
from tests.screens.conftest import Office, Open

CARDS = "door-cards"
COUNTY = UUID("018f0000-0000-7000-8000-00000000000c")


def opened(office: Office, form: str = CARDS) -> Any:
    page = office.go("wording", key_of(form))
    office.settle()
    return page


def put(office: Office, **texts: str) -> None:
    office.page.form.set_texts(texts)
    office.settle()


def now(office: Office, form: str = CARDS) -> dict[str, str]:
    with office.desk.store.read() as session:
        return dict(wording.of_unit(session, UNIT_ID, form))


def told(page: Any) -> str:
    words: str = page.parts.fact_bar.sentence.text()
    return words


def test_what_is_saved_is_a_new_version_and_the_one_before_can_be_seen(office: Office) -> None:
    page = opened(office)
    assert page.parts.forms.currentText() == "党员联户责任卡"
    assert page.parts.versions.currentText() == "2026-11 自带"
    assert not page.parts.save.isEnabled()
    put(office, duties="帮办实事")
    page.parts.save.click()
    office.settle()
    assert now(office)["duties"] == "帮办实事"
    assert "从现在起按新版印" in office.said[-1]
    assert page.parts.versions.currentText() == "2026-03-10-A1　王书记"
    put(office, duties="宣传政策")
    page.save()
    office.settle()
    page.parts.versions.setCurrentIndex(1)
    page.parts.versions.activated.emit(1)
    assert page.texts() == {"duties": "帮办实事"}
    assert now(office)["duties"] == "宣传政策"
    page.parts.back.click()
    office.settle()
    assert now(office)["duties"] == wording.shipped(CARDS)["duties"].text
    assert not page.parts.back.isEnabled()


def test_undo_brings_the_version_before_back(office: Office) -> None:
    page = opened(office)
    put(office, duties="帮办实事")
    page.save()
    office.settle()
    office.shell.undo.undo()
    office.settle()
    assert now(office)["duties"] == wording.shipped(CARDS)["duties"].text
    assert page.form.cells["duties"].editor.text() == wording.shipped(CARDS)["duties"].text


def test_what_cannot_be_printed_is_told_beside_its_field_and_not_shown_on_paper(office: Office) -> None:
    page = opened(office)
    assert page.parts.stack.currentWidget() is page.parts.view
    put(office, duties="到 {{year}}")
    page.try_out()
    office.settle()
    assert "没有内容可以替换" in page.parts.empty.sentence.text()
    page.save()
    office.settle()
    assert "没有内容可以替换" in page.form.cells["duties"].problem.text()
    assert now(office)["duties"] == wording.shipped(CARDS)["duties"].text


def test_what_is_typed_and_left_is_a_draft(office: Office) -> None:
    page = opened(office)
    put(office, duties="帮办实事")
    office.go("today")
    office.settle()
    with office.desk.store.read() as session:
        (draft,) = drafts.mine(session, office.desk.actor)
    assert (draft.register, draft.label, dict(draft.said)) == ("wording", "党员联户责任卡", {"duties": "帮办实事"})
    page = office.go("drafts")
    assert page is not None
    page = opened(office)
    page.form.show_values(now(office))
    page.draft.find()
    office.settle()
    page.draft.take()
    assert page.texts() == {"duties": "帮办实事"}


def test_another_form_is_chosen_and_one_without_records_says_so(office: Office) -> None:
    page = opened(office)
    page.parts.forms.setCurrentText("红色合伙人合伙协议")
    page.parts.forms.activated.emit(page.parts.forms.currentIndex())
    office.settle()
    assert page.one.form.name == "partner-agreement"
    assert "还没有可以用来预览的记录" in page.parts.empty.sentence.text()


def test_the_pages_show_a_signed_agreement_with_what_is_typed(office: Office) -> None:
    actor = office.desk.actor
    with office.desk.store.write(actor.id, "partners.save") as session:
        partner = enrolling.enrol(session, actor, name="李师傅")
        made = agreements.draft(session, actor, partner.id, starts_on=TODAY, ends_on=TODAY.replace(year=2027))
        session.add(AgreementItem(unit_id=UNIT_ID, agreement_id=made, kind="culture", content="书法课堂"))
        session.flush()
        agreement_paper.sign(session, actor, made, on=TODAY)
    page = opened(office, "partner-agreement")
    assert page.parts.records.count() == 1
    put(office, title="合伙协议书")
    page.try_out()
    office.settle()
    assert page.parts.stack.currentWidget() is page.parts.view
    assert len(page.parts.view.sheets) >= 3
    page.parts.view.sheets[0].repaint()
    office.settle()


def test_what_the_county_settled_is_shown_and_not_changed(office: Office) -> None:
    with office.desk.store.write(office.desk.actor.id, "units.save") as session:
        session.add(Unit(id=COUNTY, unit_id=COUNTY, level="county", name="临江县"))
        session.flush()
        session.get_one(Unit, UNIT_ID).parent_id = COUNTY
        session.flush()
        rebuild_closure(session)
        wording_versions.add(session, COUNTY, CARDS, texts={"duties": "宣传政策"}, by_name="县里")
    page = opened(office)
    assert "由临江县统一发布" in told(page)
    assert page.form.cells["duties"].editor.text() == "宣传政策"
    put(office, duties="帮办实事")
    assert page.texts() == {}
    assert not page.parts.save.isEnabled()


def test_a_reader_has_no_such_page(open_office: Open) -> None:
    office = open_office(READER)
    assert "wording" not in {place.name for place in office.shell.places.all}


def test_the_list_of_forms_leads_here(office: Office) -> None:
    papers = office.go("papers")
    papers.choose(CARDS)
    papers.wording.click()
    office.settle()
    assert office.here == ("wording", key_of(CARDS))
    office.page.focus_first()
    office.press(Qt.Key.Key_Down)


@pytest.mark.parametrize("changed", ["unit", "wording_version"])
def test_what_is_typed_stays_whatever_is_written_elsewhere(office: Office, changed: str) -> None:
    page = opened(office)
    put(office, duties="帮办实事")
    page.reload(type("Changes", (), {"tables": frozenset({changed})})())
    office.settle()
    assert page.texts() == {"duties": "帮办实事"}
