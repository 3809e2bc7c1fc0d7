"""Promises of Ctrl+Z while a line has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.undo_key import UndoPasses

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_window_has_the_key_where_nothing_was_typed(
    qtbot: QtBot, qapp: QApplication, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    window, line, first = QWidget(), kind("林铉"), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(line)
    deeds: list[str] = []
    for keys, deed in (("Ctrl+Z", "undo"), ("Ctrl+Shift+Z", "redo")):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda deed=deed: deeds.append(deed))
    listening = UndoPasses(qapp)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    try:
        QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)
        QTest.keyClick(line, Qt.Key.Key_Z, CONTROL | SHIFT)
        assert deeds == ["undo", "redo"]
        QTest.keyClicks(line, "a")
        QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)  # what was typed goes first
        assert deeds == ["undo", "redo"]
        assert "a" not in (line.text() if isinstance(line, QLineEdit) else line.toPlainText())
        QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)
        assert deeds == ["undo", "redo", "undo"]
    finally:
        listening.deleteLater()
