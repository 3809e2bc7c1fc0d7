"""A whole printed sheet is entered by keyboard alone, in the order of the paper, and saved at once."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import select

from desktop.registers.contacts.model import Visit
from desktop.ui.whole_sheet_model import OUTCOME, SAID
from tests.factories.profile import TODAY
from tests.factories.sheets import MONTH, doors, print_sheet, sheet_ids
from tests.screens.conftest import Office

Control, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DOORS = ("1-1-301", "1-1-302", "1-1-101", "2-1-101")


def visits(office: Office, door: str) -> list[Visit]:
    with office.village.profile.store.read() as session:
        query = select(Visit).where(Visit.household_id == office.home(door), Visit.alive).order_by(Visit.id)
        return list(session.scalars(query))


@pytest.fixture
def sheet(office: Office) -> Any:
    """The page of a sheet of four doors, opened from today."""
    print_sheet(office.village, doors(office.village, *DOORS))
    return office.go("sheet", sheet_ids(office.village)[0])


def line(sheet: Any) -> QLineEdit | None:
    """The line that is being written, if one is open."""
    return next((one for one in sheet.table.findChildren(QLineEdit) if one.isVisible()), None)


def press(
    sheet: Any, office: Office, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key in the line that is open, else in the table."""
    QTest.keyClick(line(sheet) or sheet.table, key, modifier)
    QApplication.processEvents()
    office.settle()


def write(sheet: Any, text: str) -> None:
    QTest.keyClicks(line(sheet), text)


def said(sheet: Any, row: int, name: str) -> str:
    return sheet.model.texts().get(f"{row}.{name}", "")


def test_keys_run_down_the_rows_and_one_save_logs_them_all(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_1)
    write(sheet, "lamp")
    press(sheet, office, Qt.Key.Key_Return)
    press(sheet, office, Qt.Key.Key_2)
    press(sheet, office, Qt.Key.Key_3)
    assert sheet.bar.save.text() == "录入 3 户"
    press(sheet, office, Qt.Key.Key_S, Control)
    logged = [visits(office, door)[-1] for door in DOORS[:3]]
    assert [(one.outcome, one.said, one.visited_on) for one in logged] == [
        ("home", "lamp", TODAY), ("away", "", TODAY), ("inconvenient", "", TODAY),
    ]  # fmt: skip
    assert {one.visitor_name for one in logged} == {"王书记"}
    assert len(visits(office, "2-1-101")) == 1
    assert office.said[-1] == "已录入 3 户走访：走访名单 20260310-001 · 1号楼 等 2 栋，还有 1 行未录"
    assert office.here == ("today", None)


def test_one_undo_takes_the_whole_sheet_back(office: Office, sheet: Any) -> None:
    for _row in DOORS:
        press(sheet, office, Qt.Key.Key_2)
    sheet.save()
    office.settle()
    assert office.said[-1].endswith("这张表录完了")
    office.shell.undo.undo()
    office.settle()
    assert [len(visits(office, door)) for door in DOORS] == [1, 1, 1, 1]
    assert office.go("sheet", sheet_ids(office.village)[0]).model.left() == 4


def test_rows_that_are_entered_are_shown_as_done_and_passed_over(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_2)
    sheet.save()
    office.settle()
    again = office.go("sheet", sheet_ids(office.village)[0])
    assert again.model.index(0, OUTCOME).data() == "已录 03-10 不在"
    assert again.table.currentIndex().row() == 1
    again.table.go_to(0)
    press(again, office, Qt.Key.Key_1)
    again.table.turn(again.model.index(0, OUTCOME + 1))
    assert again.model.texts() == {}
    assert again.note.text() == "共 4 行，已录 1，未录 3"


def test_the_month_sheet_of_a_member_proposes_the_member(office: Office) -> None:
    print_sheet(office.village, [office.village.members["刘丽"]], MONTH)
    page = office.go("sheet", sheet_ids(office.village)[0])
    press(page, office, Qt.Key.Key_2)
    page.save()
    office.settle()
    assert visits(office, page.sheet.rows[0].door)[-1].member_id == office.village.members["刘丽"]


def test_a_household_that_wants_a_call_has_the_telephone_filled_in(office: Office) -> None:
    from desktop.registers.people.model import Household

    with office.village.profile.store.write(office.village.actor.id, "households.save") as session:
        session.get_one(Household, office.home("1-1-302")).by_phone = True
    print_sheet(office.village, doors(office.village, *DOORS[:2]))
    page = office.go("sheet", sheet_ids(office.village)[0])
    assert [page.model.index(row, OUTCOME + 1).data() for row in (0, 1)] == ["上门", "电话"]


def test_tab_goes_from_cell_to_cell_and_space_ticks(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_1)
    press(sheet, office, Qt.Key.Key_Tab)
    write(sheet, "a ramp")
    press(sheet, office, Qt.Key.Key_Return)
    sheet.table.setCurrentIndex(sheet.model.index(0, SAID + 2))
    press(sheet, office, Qt.Key.Key_Space)
    press(sheet, office, Qt.Key.Key_Tab)
    press(sheet, office, Qt.Key.Key_Space)
    assert (said(sheet, 1, "needs"), said(sheet, 1, "settled"), said(sheet, 1, "to_event")) == ("a ramp", "1", "1")
    press(sheet, office, Qt.Key.Key_Space)
    assert said(sheet, 1, "to_event") == ""
    sheet.table.setCurrentIndex(sheet.model.index(0, OUTCOME + 1))
    press(sheet, office, Qt.Key.Key_Space)
    assert said(sheet, 1, "way") == "phone"
    sheet.table.setCurrentIndex(sheet.model.index(0, SAID + 1))
    press(sheet, office, Qt.Key.Key_Delete)
    assert said(sheet, 1, "needs") == ""


def test_ctrl_d_takes_what_stands_above(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_1)
    write(sheet, "all well")
    press(sheet, office, Qt.Key.Key_Return)
    press(sheet, office, Qt.Key.Key_1)
    press(sheet, office, Qt.Key.Key_D, Control)
    press(sheet, office, Qt.Key.Key_Return)
    assert said(sheet, 2, "said") == "all well"
    press(sheet, office, Qt.Key.Key_D, Control)
    assert said(sheet, 3, "outcome") == "home"


def test_a_phrase_is_found_by_initials_and_written_into_the_cell(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_1)
    press(sheet, office, Qt.Key.Key_Down, Alt)
    frame = sheet.phrases
    assert frame.isVisible()
    QTest.keyClicks(frame.line, "dxzp")
    office.settle()
    office.bot.waitUntil(lambda: frame.offers[0].words == "提醒了防范电信诈骗。")
    QTest.keyClick(frame.line, Qt.Key.Key_Return)
    office.settle()
    assert said(sheet, 1, "said") == "提醒了防范电信诈骗。"
    assert not frame.isVisible()
    assert getattr(line(sheet), "text", str)() == "提醒了防范电信诈骗。"


def test_a_click_ticks_a_box_as_a_pen_would(office: Office, sheet: Any) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFontMetricsF

    from desktop.ui.whole_sheet_cells import spots

    cell = sheet.table.visualRect(sheet.model.index(1, OUTCOME))
    away = spots(QRectF(cell), QFontMetricsF(sheet.table.font()))[1].center().toPoint()
    QTest.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=away)
    assert said(sheet, 2, "outcome") == "away"
    needs = sheet.table.visualRect(sheet.model.index(2, SAID + 1)).center()
    QTest.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=needs)
    write(sheet, "a bench")
    press(sheet, office, Qt.Key.Key_Return)
    assert said(sheet, 3, "needs") == "a bench"
    flag = sheet.table.visualRect(sheet.model.index(2, SAID + 2)).topLeft() + QPoint(12, 12)
    QTest.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=flag)
    assert said(sheet, 3, "settled") == "1"


def test_words_without_a_result_are_named_and_nothing_is_saved(office: Office, sheet: Any) -> None:
    sheet.model.put(2, "said", "no result")
    sheet.save()
    office.settle()
    assert "第 3 行写了内容，还没有选结果" in sheet.problem.sentence.text()
    assert sheet.table.currentIndex() == sheet.model.index(2, OUTCOME)
    assert [len(visits(office, door)) for door in DOORS] == [1, 1, 1, 1]


def test_a_day_that_is_none_is_named_with_its_row(office: Office, sheet: Any) -> None:
    sheet.model.put(0, "outcome", "home")
    sheet.model.put(0, "next_on", "someday")
    sheet.save()
    assert sheet.problem.sentence.text().startswith("第 1 行：")


def test_a_visit_before_the_printing_is_refused_beside_the_day(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_2)
    sheet.form.set_texts({"visited_on": "2026-03-01"})
    sheet.save()
    office.settle()
    assert "打印的" in sheet.form.cells["visited_on"].problem.text()
    assert len(visits(office, "1-1-301")) == 1


def test_without_a_single_mark_the_page_says_what_to_do(office: Office, sheet: Any) -> None:
    sheet.save()
    assert "还没有选结果" in sheet.problem.sentence.text()


def test_a_draft_survives_leaving_and_today_leads_back_to_it(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_2)
    sheet.model.put(1, "said", "half")
    sheet.leaving()
    office.settle()
    office.shell.back()
    office.settle()
    office.page.reload()
    office.settle()
    row = next(row for row in office.page.sections[-1].lines if row.title.text().startswith("草稿"))
    assert row.title.text() == "草稿 走访名单 20260310-001 · 1号楼 等 2 栋"
    row.buttons[0].click()
    office.settle()
    office.page.draft.take()
    assert office.page.model.texts() == {"1.outcome": "away", "2.said": "half"}
    office.page.give_up()
    office.settle()
    assert office.page.model.texts() == {}


def test_a_saved_sheet_leaves_no_draft(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_2)
    sheet.leaving()
    office.settle()
    sheet.save()
    office.settle()
    with office.village.profile.store.read() as session:
        assert sheet.ways.drafts.draft(session, sheet_ids(office.village)[0]) is None


def test_a_composition_in_the_line_is_not_the_end_of_the_row(office: Office, sheet: Any) -> None:
    press(sheet, office, Qt.Key.Key_1)
    written = line(sheet)
    assert written is not None
    QApplication.sendEvent(written, QInputMethodEvent("jia", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("家")
    QApplication.sendEvent(written, commit)
    assert written.isVisible()
    assert written.text() == "家"
    press(sheet, office, Qt.Key.Key_Return)
    assert said(sheet, 1, "said") == "家"


def test_who_may_only_read_sees_the_sheet_and_writes_nothing(open_office: Any) -> None:
    reader = open_office("reader")
    print_sheet(reader.village, doors(reader.village, "1-1-301"))
    page = reader.go("sheet", sheet_ids(reader.village)[0])
    assert not page.table.isEnabled()
    assert "不能登记走访" in page.fact_bar.sentence.text()
    page.save()
    assert len(visits(reader, "1-1-301")) == 1


def test_a_sheet_that_is_not_of_this_pc_is_told(office: Office) -> None:
    page = office.go("sheet", office.home("1-1-301"))
    assert "没有找到这张表" in page.fact_bar.sentence.text()


def test_ctrl_tab_leaves_the_table_even_from_a_line_that_is_open(office: Office, sheet: Any) -> None:
    sheet.table.setFocus()
    sheet.table.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Control))
    assert not sheet.table.hasFocus()
    sheet.table.setFocus()
    press(sheet, office, Qt.Key.Key_1)
    write(sheet, "kept")
    press(sheet, office, Qt.Key.Key_Tab, Control)
    assert not sheet.table.hasFocus()
    assert said(sheet, 1, "said") == "kept"
