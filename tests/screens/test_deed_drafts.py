"""A deed's form that was left by accident is offered again; what was done or given up is not."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea

from desktop.registers.party_orgs.service import own
from desktop.standard import drafts
from desktop.ui.ask import FieldsQuestion
from desktop.ui.consequences import DeedQuestion
from desktop.ui.deed_draft import DeedDraft
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office

HOME = "1-1-301"
TO = "to"
Act = Callable[[FieldsQuestion], None]


def begin(office: Office) -> DeedQuestion:
    """Ask for 搬出 on the page of the household."""
    page = office.go("households", office.home(HOME))
    (action,) = [one for one in page.deed_menu.actions if one.verb == "move_out"]
    page.deed_menu.run(action, (page.record_id,))
    office.settle()
    office.settle()  # the dialog opened, and has looked for a draft
    (box,) = [one for one in office.window.findChildren(DeedQuestion) if one.isVisible()]
    return box


def link(box: FieldsQuestion, words: str) -> QPushButton:
    (button,) = [one for one in bar(box).findChildren(QPushButton) if one.text() == words]
    return button


def bar(box: FieldsQuestion) -> Any:
    (draft,) = box.findChildren(DeedDraft)
    return draft.bar


def kept(office: Office) -> list[tuple[str, dict[str, str]]]:
    office.settle()
    with office.village.profile.store.read() as session:
        return [(one.register, dict(one.said)) for one in drafts.mine(session, office.village.actor)]


def leave_half_done(office: Office) -> None:
    box = begin(office)
    assert bar(box).isHidden()
    box.form.set_texts({TO: "滨城 幸福里"})
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert kept(office) == [("households.move_out", {TO: "滨城 幸福里"})]


def test_what_was_typed_is_kept_within_a_second_without_leaving_the_form(office: Office) -> None:
    box = begin(office)
    box.form.set_texts({TO: "滨城"})
    office.bot.waitUntil(lambda: kept(office) != [], timeout=1000)
    assert kept(office) == [("households.move_out", {TO: "滨城"})]
    box.form.set_texts({TO: ""})
    office.bot.waitUntil(lambda: kept(office) == [], timeout=1000)
    box.reject()


def test_a_form_left_by_escape_is_offered_again_and_dropped_by_the_deed(office: Office) -> None:
    leave_half_done(office)
    box = begin(office)
    assert bar(box).sentence.text().endswith("填到一半的内容，还没有办理。")
    link(box, "继续填写").click()
    assert box.form.texts()[TO] == "滨城 幸福里"
    assert bar(box).isHidden()
    office.settle()
    box.verb.click()
    office.settle()
    assert office.said[-1].startswith("已办理")
    assert kept(office) == []


@pytest.mark.parametrize("give_up", ["不要这份草稿", ""])
def test_what_was_given_up_is_not_offered_again(office: Office, give_up: str) -> None:
    leave_half_done(office)
    box = begin(office)
    (link(box, give_up) if give_up else box.safe).click()
    assert kept(office) == []
    if give_up:
        box.reject()
    again = begin(office)
    assert bar(again).isHidden()
    again.reject()


def test_the_page_of_drafts_names_it_and_leads_back(office: Office) -> None:
    leave_half_done(office)
    page = office.go("drafts")
    said = [page.table.model().index(0, at).data() for at in (0, 1, 4)]
    assert tuple(said) == ("搬出：1-1-301 周兰", "住户", "搬到哪里")
    page.go_on_with_it()
    office.settle()
    assert office.here == ("households", office.home(HOME))


def test_a_deed_on_one_row_of_a_list_keeps_its_draft_too(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    acts: list[Act] = [
        lambda box: box.form.set_texts({"on": "2026-11-20"}),
        lambda box: (office.settle(), link(box, "继续填写").click(), box.on_verb_clicked()),  # type: ignore[list-item]
    ]

    def answer(box: FieldsQuestion) -> int:
        acts.pop(0)(box)
        if box.result() != QDialog.DialogCode.Accepted:
            box.reject()
        return box.result()

    monkeypatch.setattr(FieldsQuestion, "exec", answer)
    page = office.go("people", office.village.members["胡强"])
    (action,) = [one for one in page.deed_menu.actions if one.verb == "end_membership"]
    page.deed_menu.run(action, (page.record_id,))
    assert kept(office) == [("people.end_membership", {"on": "2026-11-20"})]
    page.deed_menu.run(action, (page.record_id,))
    assert kept(office) == []
    assert office.said[-1].endswith("已办")


def test_an_appointment_is_kept_for_the_post_it_was_begun_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.village.profile.store.write(USER_ID, "party_orgs.found") as session:
        own.found_own(session, office.village.actor)
    page = office.go("party_orgs")
    seen: list[bool] = []

    def answer(box: FieldsQuestion) -> int:
        office.settle()
        seen.append(not bar(box).isHidden())
        box.form.set_texts({"basis": "党员大会"})
        box.reject()
        return box.result()

    monkeypatch.setattr(FieldsQuestion, "exec", answer)
    for kind in ("secretary", "secretary", "deputy"):
        page.panel.deeds.appoint(page.panel.facts, kind)
        office.settle()
    assert seen == [False, True, False]


def test_on_a_narrow_screen_what_comes_of_it_stands_below_what_is_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, screen = begin(office), QRect(0, 0, 1366, 728)
    monkeypatch.setattr(DeedQuestion, "screen", lambda _box: SimpleNamespace(availableGeometry=lambda: screen))
    form, outcome = box.form, box.outcome

    def fit(width: int) -> None:
        nonlocal screen
        screen = QRect(0, 0, width, 728)
        bar(box).say("有一份 11-22 10:30 填到一半的内容，还没有办理。", (("不要这份草稿", lambda: None),))
        box.open_up()
        office.settle()
        assert box.findChildren(QScrollArea)[0].horizontalScrollBar().maximum() == 0

    fit(1366)
    assert form.geometry().right() < outcome.x()
    fit(600)
    assert form.geometry().bottom() < outcome.y()
    fit(1366)
    assert form.geometry().right() < outcome.x()
