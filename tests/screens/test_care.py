"""关怀登记 in the window: nothing of it for whom it was not given, sealed drafts, and a way to clear it for good."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from sqlalchemy import select, text

from desktop.registers.care import queries, screen, service
from desktop.registers.care.model import CareDraft, CareNeed
from desktop.registers.care.register import CARE
from desktop.screens import care
from desktop.standard import looks
from desktop.ui.ask import FieldsQuestion, Question
from desktop.ui.desk import UndoToken
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY
from tests.registers.care.conftest import NOTE, PURPOSE, need
from tests.screens import conftest
from tests.screens.conftest import Office, Open


@pytest.fixture
def given(open_office: Open, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The window of a secretary who keeps the register and has one need in it."""

    def made(folder: Path, *, role: str) -> Village:
        village = make_compound(folder, role=role)
        profile = village.profile
        with profile.store.write(profile.actor.id, "care.manage") as session:
            service.switch_on(session, profile.actor, purpose=PURPOSE)
        profile.actor = replace(profile.actor, granted=frozenset({"care"}))
        with profile.store.write(profile.actor.id, "care.save") as session:
            service.save(session, profile.actor, None, values=need(village.members["何磊"]), today=TODAY)
        return village

    monkeypatch.setattr(conftest, "make_compound", made)
    return open_office()


def rows(office: Office, model: Any) -> list[Any]:
    with office.village.profile.store.read() as session:
        return list(session.scalars(select(model)))


def test_without_the_right_there_is_no_tab_no_way_and_no_word(open_office: Open) -> None:
    for role in ("secretary", "staff"):
        office = open_office(role)
        assert "care" not in office.shell.places
        assert not [one for one in office.desk.commands() if "关怀" in one.title]
        office.go("care")
        assert "没有打开这一页的权限" in office.said[-1]


def test_the_list_says_what_is_kept_and_that_somebody_looked(given: Office) -> None:
    page = given.go("care")
    assert page.table.lines[0].words == (
        "何磊", "1-2-301", "独居老人", "2026-01-29", "本人单独同意", "2026-09-01", "",
    )  # fmt: skip
    assert PURPOSE in page.note.text()
    with given.village.profile.store.read() as session:
        assert [look.what for look in looks.looks(session)] == ["关怀登记"]
    page.views.tab(2).click()
    given.settle()
    assert page.table.isHidden()
    assert not page.open.isEnabled()


def test_a_need_is_added_with_a_sealed_draft_on_the_way(given: Office) -> None:
    given.go("care").add.click()
    given.settle()
    form = given.page.form
    form.set_texts({"person_id": str(given.village.members["周兰"]), "note": NOTE})
    given.page.leaving()
    given.settle()
    (draft,) = rows(given, CareDraft)
    assert NOTE.encode() not in draft.sealed
    with given.village.profile.store.read() as session:
        assert session.execute(text("SELECT count(*) FROM draft")).scalar_one() == 0
    form.set_texts({"kind": "disabled", "purpose": PURPOSE, "basis": "self"})
    given.page.save()
    given.settle()
    assert given.said[-1] == "已保存一条关怀登记"
    assert given.here == ("care", None)
    assert len(given.page.table.lines) == len(rows(given, CareNeed)) == 2
    assert rows(given, CareDraft) == []
    given.shell.undo.undo()
    given.settle()
    assert len(given.page.table.lines) == 1


def test_a_need_is_opened_and_changed(given: Office) -> None:
    page = given.go("care")
    page.open.click()
    given.settle()
    assert given.page.title == "1-2-301 何磊"
    given.page.form.set_texts({"note": "儿子每周来"})
    given.page.save()
    given.settle()
    (row,) = rows(given, CareNeed)
    with given.village.profile.store.read() as session:
        assert queries.opened(session, given.desk.actor, row.id).note == "儿子每周来"
        assert [look.record_id for look in looks.looks(session)].count(row.id) == 1


def test_a_need_ends_and_is_cleared_for_good(given: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(box: FieldsQuestion) -> int:
        box.form.set_texts({"reason": "better"})
        box.verb.click()
        return QDialog.DialogCode.Accepted

    page = given.go("care")
    monkeypatch.setattr(FieldsQuestion, "exec", ended)
    page.end.click()
    given.settle()
    assert (given.said[-1], page.table.lines) == ("已结束一条关怀登记", ())
    page.views.tab(2).click()
    given.settle()
    assert page.table.lines[0].words[-1] == "2026-03-10 结束，情况已改变"
    monkeypatch.setattr(Question, "exec", lambda _box: QDialog.DialogCode.Accepted)
    page.forget.click()
    given.settle()
    assert page.table.lines == ()
    assert rows(given, CareNeed)[0].sealed is None


def test_a_question_that_is_declined_changes_nothing(given: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    page = given.go("care")
    for box in (FieldsQuestion, Question):
        monkeypatch.setattr(box, "exec", lambda _box: QDialog.DialogCode.Rejected)
    page.end.click()
    page.forget.click()
    given.settle()
    assert len(page.table.lines) == 1


def test_buttons_without_a_row_do_nothing(given: Office) -> None:
    page = given.go("care")
    page.table.show_lines(())
    for act in (page.open_current, page.end_current, page.forget_current):
        act()
    assert given.here == ("care", None)


def test_when_it_is_switched_off_an_open_page_shows_nothing_more(given: Office) -> None:
    page = given.go("care")
    actor = given.desk.actor
    with given.village.profile.store.write(actor.id, "care.manage") as session:
        service.switch_off(session, actor)
    page.reload()
    given.settle()
    assert page.table.lines == ()
    assert "没有开启" in page.empty.sentence.text()


def test_the_tab_goes_with_the_register_and_comes_back_with_it(given: Office) -> None:
    given.go("households")
    assert "care" in given.shell.titles.tabs
    given.desk.let_find("care", found=False)
    given.go("people")
    assert "care" not in given.shell.titles.tabs
    assert not [one for one in given.desk.commands() if "关怀" in one.title]
    given.desk.let_find("care", found=True)
    given.go("households")
    assert "care" in given.shell.titles.tabs


def test_the_tab_comes_back_when_switching_off_is_undone_anywhere(given: Office) -> None:
    desk, told = given.desk, []
    desk.tasks.changed.connect(lambda changes: care.follow(desk, changes))
    given.go("households")

    def switch_off(session: Any) -> None:
        service.switch_off(session, desk.actor)

    desk.tasks.write(given.page, "care.manage", switch_off, lambda _nothing, changes: told.append(changes.tx))
    given.settle()
    assert "care" not in given.shell.places
    desk.take_back(UndoToken(tx=told[0]))
    given.settle()
    assert "care" in given.shell.places


def test_a_need_is_begun_with_the_key_of_every_list(given: Office) -> None:
    page = given.go("care")
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert given.here[0] == "care.new"


def test_no_other_table_and_no_journal_row_says_what_is_kept(given: Office) -> None:
    """The scan of SAFETY §6, over everything that the decrypted file holds."""
    words = [NOTE, "alone", *(field.title for field in CARE.fields if field.title in ("依据", "监护人")), "独居老人"]
    said = [word.encode() for word in words] + [word.encode().hex().encode() for word in words]
    person = given.village.members["何磊"].bytes
    with given.village.profile.store.read() as session:
        found = []
        tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        for table in tables:
            for row in session.execute(text(f'SELECT * FROM "{table}"')):
                plain = b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)
                found += [(table, word) for word in said if word in plain]
                if table == "care_need":
                    assert person not in plain
    assert found == []


def test_the_review_says_how_many_wait(given: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    given.village.profile.clock.pass_time(days=181)
    monkeypatch.setattr(screen, "today", lambda _clock: TODAY + timedelta(days=181))
    page = given.go("care")
    assert page.views.tab(1).text() == "待复核 1"
