"""Promises of Enter on a button."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.enter_key import EnterPresses


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    listening = EnterPresses(qapp)
    button.show()
    qtbot.waitUntil(button.isActiveWindow)
    button.setFocus()
    try:
        QTest.keyClick(button, Qt.Key.Key_Return)
        QTest.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
        assert len(pressed) == 2
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        button.setEnabled(False)
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert len(pressed) == 2
    finally:
        listening.deleteLater()
