"""表单打印 in the window: every form found by a few letters, for whom it is wanted, with what it asks."""

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.access.roles import READER
from desktop.printing.blocks import Paragraph
from desktop.screens.papers import ELSEWHERE
from desktop.standard import paper, views
from desktop.standard.list import Filter, Query
from desktop.standard.paper_blanks import Blank
from desktop.ui import form_extras
from desktop.ui.form_extras import FormExtras
from desktop.ui.form_picker import FormPickerPage
from desktop.ui.form_picker_source import ALL, BUILDING, FILTER, OWN, PICKED
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.screens.conftest import Office, Open

Opened = list[tuple[str, tuple[Any, ...], str, Any]]


@pytest.fixture
def office(open_office: Open) -> Office:
    return open_office()


@pytest.fixture
def opened(office: Office) -> Opened:
    """What went to the preview: form, ids, filter, what was filled in."""
    found: Opened = []

    def opens(_register: Any, form: Any, ids: Any, *, filter_text: str = "", given: Any = None) -> None:
        found.append((form.name, tuple(ids), filter_text, given))

    office.desk.print_form = opens
    return found


@pytest.fixture
def page(office: Office, opened: Opened) -> FormPickerPage:
    found = office.go("papers")
    assert isinstance(found, FormPickerPage)
    return found


def choose(office: Office, page: FormPickerPage, form: str, source: str = ALL) -> None:
    page.choose(form)
    page.source.radios[source].setChecked(True)
    office.settle()


def titles(page: FormPickerPage) -> list[str]:
    return [line.words[0] for line in page.table.lines]


def test_every_form_is_listed_but_those_that_are_made_elsewhere(office: Office, page: FormPickerPage) -> None:
    declared = {form.name for register in office.desk.catalog for form in register.forms}
    assert {offer.form.name for offer in page.ways.offers} == declared - ELSEWHERE
    assert {"recovery-sheet", "enrolment-slip", "exchange-reminder"} == ELSEWHERE


@pytest.mark.parametrize(
    ("typed", "title"), [("xxhdh", "信息核对函"), ("停水", "楼道通知"), ("byxj", "本月小结"), ("租房", "租住附表")]
)
def test_a_few_letters_find_a_form(page: FormPickerPage, typed: str, title: str) -> None:
    page.find_line.setText(typed)
    page.find_line.tell()
    assert titles(page)[0] == title
    assert page.heading.text() == title


def test_letters_that_find_nothing_leave_nothing_to_print(page: FormPickerPage) -> None:
    page.find_line.setText("没有这张表")
    page.find_line.tell()
    assert titles(page) == []
    assert page.side.isHidden()
    page.open_preview()
    page.find_line.setText("")
    page.find_line.tell()
    assert not page.side.isHidden()


def test_keys_alone_lead_from_letters_to_the_preview(office: Office, page: FormPickerPage, opened: Opened) -> None:
    page.find_line.setText("ldmc")
    page.find_line.tell()
    office.press(Qt.Key.Key_Return)
    assert page.table.hasFocus()
    office.press(Qt.Key.Key_Return)
    assert opened[0][0] == "building-roster"
    assert set(opened[0][1]) == set(office.village.homes.values())


def test_one_building_is_printed_and_named_on_the_paper(office: Office, page: FormPickerPage, opened: Opened) -> None:
    choose(office, page, "confirm-letter", BUILDING)
    page.source.building.setCurrentIndex(1)
    page.source.building.activated.emit(1)
    office.settle()
    assert page.count.text() == "选中 2 户"
    page.preview.click()
    form, ids, said, given = opened[0]
    assert (form, said, given) == ("confirm-letter", "楼栋：2号楼", None)
    assert set(ids) == {office.home("2-1-101"), office.home("2-1-201")}


def test_a_saved_filter_is_a_source(office: Office, page: FormPickerPage, opened: Opened) -> None:
    page.choose("visit-list")
    assert not page.source.radios[FILTER].isEnabled()
    with office.desk.store.write(USER_ID, "views.save") as session:
        query = Query(filters=(Filter("contact_names", values=("胡强",)),))
        views.keep(session, office.desk.actor, "households", name="胡强联系的", query=query, today=TODAY)
    page.reload()
    office.settle()
    choose(office, page, "visit-list", FILTER)
    page.preview.click()
    assert opened[0][2] == "筛选：胡强联系的"
    assert office.home("1-1-301") in opened[0][1]
    assert office.home("1-1-202") not in opened[0][1]


def test_records_are_ticked_one_by_one_and_stay_ticked_while_others_are_looked_for(
    office: Office, page: FormPickerPage, opened: Opened
) -> None:
    choose(office, page, "household-sheet", PICKED)
    assert page.count.text() == "先勾选要打印的。"
    assert not page.preview.isEnabled()
    for name in ("周兰", "吴丽"):
        page.source.find_line.setText(name)
        page.source.find_line.tell()
        office.settle()
        row = next(item for item in page.source.rows.rows() if name in item.text())
        page.source.rows.toggle(row)
        office.settle()
    assert page.count.text() == "选中 2 户"
    page.preview.click()
    assert opened[0][1] == (office.home("1-1-301"), office.home("2-1-101"))
    page.source.rows.toggle(page.source.rows.rows()[0])
    office.settle()
    assert page.count.text() == "选中 1 户"


def test_records_without_people_or_doors_are_called_by_their_words(office: Office, page: FormPickerPage) -> None:
    choose(office, page, "stair-notice", PICKED)
    assert [item.text().partition("　")[0] for item in page.source.rows.rows()] == ["1号楼", "2号楼"]


def test_a_paper_of_the_unit_asks_for_nobody(office: Office, page: FormPickerPage, opened: Opened) -> None:
    page.choose("month-summary")
    office.settle()
    shown = [kind for kind, radio in page.source.radios.items() if not radio.isHidden()]
    assert shown == [OWN]
    page.preview.click()
    assert opened[0][:2] == ("month-summary", (UNIT_ID,))


def test_what_the_form_asks_is_checked_before_the_preview(office: Office, page: FormPickerPage, opened: Opened) -> None:
    choose(office, page, "stair-notice", BUILDING)
    assert page.fields is not None
    page.fields.set_texts({"kind": "water", "copies": "两"})
    page.preview.click()
    assert opened == []
    page.fields.set_texts({"copies": "2"})
    page.preview.click()
    given: Mapping[str, Any] = opened[0][3]
    assert (given["kind"], given["copies"], given["title"]) == ("water", 2, "")


def test_going_to_another_form_asks_for_what_that_one_asks(office: Office, page: FormPickerPage) -> None:
    page.choose("stair-notice")
    page.choose("work-log")
    assert page.fields is not None
    assert list(page.fields.cells) == ["month"]
    page.choose("household-sheet")
    assert page.fields is None
    assert page.asks.isHidden()
    assert page.state() == {"form": "household-sheet"}
    page.restore({"form": "work-log"})
    assert page.heading.text() == "工作日志"


def test_ctrl_k_leads_to_a_form_with_it_in_front(office: Office) -> None:
    commands = {command.name: command for command in office.desk.commands()}
    commands["paper.confirm-letter"].run()
    office.settle()
    assert office.here[0] == "papers.form"
    assert office.page.heading.text() == "信息核对函"


def test_a_reader_may_print_but_not_change_what_stands_on_the_paper(open_office: Open) -> None:
    page = open_office(READER).go("papers")
    page.choose("door-cards")
    assert page.wording.isHidden()


def test_a_form_without_words_of_its_own_leads_to_no_page_of_them(page: FormPickerPage) -> None:
    page.choose("door-cards")
    assert not page.wording.isHidden()
    page.choose("household-sheet")
    assert page.wording.isHidden()


def test_the_words_are_copied_for_a_message(office: Office, qtbot: QtBot) -> None:
    extras = FormExtras(office.desk)
    qtbot.addWidget(extras)
    notice = next(form for form in office.desk.register("buildings").forms if form.name == "stair-notice")
    extras.to_clipboard()  # nothing is drawn yet: nothing happens
    extras.show_form(notice, {"kind": "meeting"})
    assert not extras.copy.isEnabled()
    with office.desk.store.read() as session:
        building = office.village.buildings["1"]
        register = office.desk.register("buildings")
        job = paper.gather(
            session, office.desk.actor, register, notice, ids=[building], clock=office.desk.clock,
            given={"kind": "meeting"},
        )  # fmt: skip
    extras.show_job(job)
    office.settle()
    extras.copy.click()
    assert QGuiApplication.clipboard().text().startswith("【会议通知】")
    assert "没有电话和证件号码" in office.said[-1]
    assert any(isinstance(block, Paragraph) for block in notice.draw(job.subjects[0]))


def test_what_was_filled_in_stands_there_to_be_changed(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    extras = FormExtras(office.desk)
    qtbot.addWidget(extras)
    extras.ask()  # no form yet: nothing is asked
    notice = next(form for form in office.desk.register("buildings").forms if form.name == "stair-notice")
    extras.show_form(notice, {"kind": "water", "copies": 2, "day": TODAY})
    shown: list[Mapping[str, str]] = []
    told: list[Any] = []
    extras.filled.connect(told.append)

    def answer(*_parts: Any, texts: Mapping[str, str], **_more: Any) -> dict[str, Any] | None:
        shown.append(texts)
        return None if len(shown) == 1 else {"kind": "power"}

    monkeypatch.setattr(form_extras, "ask_fields", answer)
    extras.fill.click()
    assert told == []
    extras.fill.click()
    assert shown[0] == {"kind": "water", "copies": "2", "day": "2026-03-10"}
    assert told == [{"kind": "power"}]


def test_empty_boxes_are_named_and_many_are_counted(office: Office, qtbot: QtBot) -> None:
    extras = FormExtras(office.desk)
    qtbot.addWidget(extras)
    extras.show_form(office.desk.register("households").forms[0], None)
    assert extras.isHidden()
    extras.show_blanks([Blank("电话", 3)])
    assert extras.blank.text() == "还空着，可以手写：电话 3 份"
    extras.show_blanks([Blank(f"栏{n}", 1) for n in range(7)])
    assert extras.blank.text().endswith(" 等 7 项")
