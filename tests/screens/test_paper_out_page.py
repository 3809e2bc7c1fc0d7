"""The list of sheets that have not come back: scan one and it opens, or say what became of it."""

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.standard.sheets_out import SheetOut
from tests.factories.sheets import LIST, MONTH, doors, print_sheet, sheet_ids
from tests.screens.conftest import Office


@pytest.fixture
def page(office: Office) -> Any:
    print_sheet(office.village, doors(office.village, "1-1-301", "1-1-302"), days_ago=20)
    print_sheet(office.village, [office.village.members["刘丽"]], MONTH)
    return office.go("paper_out")


def closed(office: Office) -> list[str]:
    with office.village.profile.store.read() as session:
        return [session.get_one(SheetOut, each).closed for each in sheet_ids(office.village)]


def test_the_oldest_sheet_stands_first_with_its_days_and_open_rows(page: Any) -> None:
    assert [line.words[1:5] for line in page.table.lines] == [
        ("走访名单 · 1号楼", "20260218-001", "2 / 2", "20 天"),
        ("月度走访单 · 刘丽", "20260310-001", "4 / 4", "今天"),
    ]
    assert page.status == "2 张未收回"


def test_a_scanner_opens_the_sheet_whatever_it_scans_of_it(office: Office) -> None:
    said = print_sheet(office.village, doors(office.village, "1-1-301"))
    for code in (*re.findall(r"V-\w{5}-\w", said), "20260310-001"):
        page = office.go("paper_out")
        QTest.keyClicks(page.scan, code)
        QTest.keyClick(page.scan, Qt.Key.Key_Return)
        office.settle()
        assert office.here == ("sheet", sheet_ids(office.village)[0])


def test_a_code_that_is_none_is_told_and_the_line_is_ready_for_the_next(office: Office, page: Any) -> None:
    QTest.keyClicks(page.scan, "20260101-001")
    QTest.keyClick(page.scan, Qt.Key.Key_Return)
    office.settle()
    assert "这不是纸上的短码" in office.said[-1]
    assert page.scan.text() == ""


def test_a_sheet_came_back_blank_and_is_put_back(office: Office, page: Any) -> None:
    page.blank.click()
    office.settle()
    assert closed(office) == ["blank", ""]
    assert len(page.table.lines) == 1
    page.every.click()
    office.settle()
    page.table.go_to(1)
    assert page.table.current.closed == "blank"
    page.reopen.click()
    office.settle()
    assert closed(office) == ["", ""]


def test_a_sheet_is_written_off(office: Office, page: Any) -> None:
    page.void.click()
    office.settle()
    assert closed(office) == ["void", ""]
    assert office.said[-1].startswith("已作废：走访名单 20260218-001")


def test_closing_a_sheet_is_taken_back_and_done_again(office: Office, page: Any) -> None:
    page.void.click()
    office.settle()
    undo = office.shell.undo
    for act, left, words in ((undo.undo, "", "已撤销"), (undo.redo, "void", "已恢复"), (undo.undo, "", "已撤销")):
        act()
        office.settle()
        assert closed(office) == [left, ""]
        assert office.said[-1].startswith(words)
        assert len(page.table.lines) == (1 if left else 2)


def test_printing_again_asks_for_what_is_still_open(office: Office, page: Any) -> None:
    page.again.click()
    office.settle()
    assert office.printed == [(LIST[1], tuple(doors(office.village, "1-1-301", "1-1-302")))]


def test_enter_opens_the_chosen_sheet(office: Office, page: Any) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    assert office.here == ("sheet", sheet_ids(office.village)[0])


def test_today_leads_to_sheets_that_are_late(office: Office, page: Any) -> None:
    office.go("today").reload()
    office.settle()
    line = next(one for one in office.page.sections[-1].lines if "走访单还没有收回" in one.title.text())
    line.buttons[0].click()
    office.settle()
    assert office.here == ("paper_out", None)


def test_when_everything_is_back_the_page_says_so(office: Office) -> None:
    page = office.go("paper_out")
    assert page.empty.isVisibleTo(page)
    assert not page.enter.isEnabled()


def test_a_reader_closes_nothing(open_office: Any) -> None:
    reader = open_office("reader")
    print_sheet(reader.village, doors(reader.village, "1-1-301"))
    page = reader.go("paper_out")
    assert not page.blank.isEnabled()
    assert not page.void.isEnabled()


def test_the_search_line_opens_a_sheet_even_when_an_input_method_took_the_scan_first(office: Office) -> None:
    said = print_sheet(office.village, doors(office.village, "1-1-301"))
    for code in (*re.findall(r"V-\w{5}-\w", said), "20260310-001"):
        office.go("today")
        office.shell.search()
        line = office.shell.palette_frame.line
        QApplication.sendEvent(line, QInputMethodEvent(code.lower(), []))
        taken = QInputMethodEvent("", [])
        taken.setCommitString(code.lower())
        QApplication.sendEvent(line, taken)
        office.bot.waitUntil(lambda: bool(office.shell.palette_frame.rows.all))
        office.settle()
        QTest.keyClick(line, Qt.Key.Key_Return)
        office.settle()
        assert office.here == ("sheet", sheet_ids(office.village)[0])
