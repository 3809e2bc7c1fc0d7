"""Picking a record by typing: the focus stays in the line, results come for committed text only."""

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.spec import Field
from desktop.ui.picker import Pick, PickerField
from tests.ui.open import put_up

PEOPLE = (Pick(UUID(int=1), "胡强", "3-2-501"), Pick(UUID(int=2), "胡丽", "1-1-101"))
Key = Qt.Key


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def picker(qtbot: QtBot, asked: list[str], window: QWidget) -> PickerField:
    def find(text: str, show: Callable[[Sequence[Pick]], None]) -> None:
        asked.append(text)
        show([pick for pick in PEOPLE if text in pick.label or text == "h"])

    made = PickerField(
        Field("who", "联户党员", "record", picks="members"), find=find, label=lambda _id, show: show("胡强")
    )
    QVBoxLayout(window).addWidget(made)
    window.resize(500, 400)
    put_up(qtbot, window)
    qtbot.keyClicks(made.line, "h")
    made.find_now()
    return made


def test_results_lie_in_the_window_and_leave_the_focus_in_the_line(picker: PickerField) -> None:
    assert picker.results is not None
    assert picker.results.isVisible()
    assert picker.results.parentWidget() is picker.window()
    assert picker.results.focusPolicy() == picker.results.list.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_arrows_and_enter_take_a_result(picker: PickerField, qtbot: QtBot) -> None:
    qtbot.keyClick(picker.line, Key.Key_Down)
    with qtbot.waitSignal(picker.edited):
        qtbot.keyClick(picker.line, Key.Key_Return)
    assert picker.text() == str(UUID(int=2))
    assert picker.line.text() == "胡丽"
    assert picker.results is not None
    assert picker.results.isHidden()


def test_a_composition_asks_nothing(picker: PickerField, asked: list[str]) -> None:
    before = len(asked)
    QApplication.sendEvent(picker.line, QInputMethodEvent("qiang", []))
    picker.find_now()
    assert asked[before:] in ([], ["h"])
    assert "qiang" not in asked


def test_a_single_result_is_taken_on_leaving_and_several_are_not(picker: PickerField) -> None:
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(picker.line, away)
    assert picker.text() == "h"
    picker.line.setText("强")
    picker.find_now()
    QApplication.sendEvent(picker.line, away)
    assert picker.text() == str(UUID(int=1))


def test_a_stored_id_is_shown_by_its_label(picker: PickerField) -> None:
    picker.set_value(UUID(int=1))
    assert picker.line.text() == "胡强"
    assert picker.text() == str(UUID(int=1))
    picker.set_value(None)
    assert picker.text() == ""


def test_nothing_found_says_what_else_to_try(picker: PickerField, qtbot: QtBot) -> None:
    picker.line.setText("没有")
    picker.find_now()
    assert picker.results is not None
    assert "也可以试试姓名、房号" in picker.results.none.text()
    qtbot.keyClick(picker.line, Key.Key_Escape)
    assert picker.results.isHidden()
    assert picker.text() == "没有"


def test_a_name_that_comes_after_the_page_was_closed_is_let_go(qapp: QApplication) -> None:
    late: list[Callable[[str], None]] = []
    made = PickerField(
        Field("who", "联户党员", "record", picks="members"), find=lambda _text, _show: None,
        label=lambda _id, show: late.append(show),
    )  # fmt: skip
    made.set_text(str(UUID(int=1)))
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    late[0]("胡强")  # a line that is gone would raise
    assert len(late) == 1


def test_who_leaves_before_anything_was_looked_for_meets_no_results_later(
    picker: PickerField, qtbot: QtBot, asked: list[str]
) -> None:
    picker.close_results()
    before = len(asked)
    qtbot.keyClicks(picker.line, "u")
    QApplication.sendEvent(picker.line, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert not picker._soon.isActive()
    assert asked[before:] == []


def test_results_go_with_the_line_and_never_come_up_over_another_page(picker: PickerField) -> None:
    picker.hide()
    assert picker.results is not None
    assert picker.results.isHidden()
    picker.find_now()  # its answer comes while another page is on show
    assert picker.results.isHidden()
