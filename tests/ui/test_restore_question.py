"""The question before a backup takes the place of everything: it can be read, and Enter does what was typed for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.ui.backup_page import RestoreQuestion


def test_enter_after_the_password_restores_and_without_one_does_nothing(qtbot: QtBot) -> None:
    box = RestoreQuestion(None, "要换成备份。")  # type: ignore[arg-type]  # no window needed
    qtbot.addWidget(box)
    ended: list[int] = []
    box.finished.connect(ended.append)
    box.show()
    placeholder = box.code.fontMetrics().horizontalAdvance(box.code.placeholderText())
    assert placeholder < box.code.contentsRect().width() - 4  # it can be read to its end
    qtbot.keyClick(box.password, Qt.Key.Key_Return)
    assert ended == []
    qtbot.keyClicks(box.password, "four words are enough")
    qtbot.keyClick(box.password, Qt.Key.Key_Return)
    assert ended == [QDialog.DialogCode.Accepted]
