"""A line for a scanner takes what a scanner sends, whatever input method is on."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.scan_line import ScanLine


@pytest.fixture
def line(qtbot: QtBot) -> ScanLine:
    made = ScanLine("等待扫码")
    qtbot.addWidget(made)
    made.show()
    return made


def heard(line: ScanLine) -> list[str]:
    found: list[str] = []
    line.scanned.connect(found.append)
    return found


def test_no_input_method_can_swallow_a_scan(line: ScanLine) -> None:
    assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_ends_as_scanners_end_and_leaves_the_line_empty(line: ScanLine, end: Qt.Key) -> None:
    found = heard(line)
    QTest.keyClicks(line, "V-7K3M9-X")
    QTest.keyClick(line, end)
    assert found == ["V-7K3M9-X"]
    assert line.text() == ""


def test_separators_within_a_code_are_dropped(line: ScanLine) -> None:
    found = heard(line)
    QTest.keyClicks(line, "V-7K")
    for control in "\x1d\x1c":
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, control))
    QTest.keyClicks(line, "3M9-X")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert found == ["V-7K3M9-X"]


def test_enter_on_an_empty_line_says_nothing(line: ScanLine) -> None:
    found = heard(line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert found == []
