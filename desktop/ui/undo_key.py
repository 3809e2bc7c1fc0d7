"""Ctrl+Z in a line with nothing to take back is the window's: it undoes the last deed, as it does everywhere else."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class UndoPasses(QObject):
    """Listens to the lines that had the focus: Qt lets them keep Ctrl+Z though nothing was typed into them.

    A record opens with the focus in its first field, so the key that takes back a deed would be dead just there.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit):
            new.installEventFilter(self)  # a second time is the same as once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave the key to the window's shortcut where the line has no use for it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            kept = _can(watched, redo=False)
        elif event.matches(QKeySequence.StandardKey.Redo):
            kept = _can(watched, redo=True)
        else:
            return False
        if not kept:
            event.ignore()
        return not kept


def _can(line: QObject, *, redo: bool) -> bool:
    if isinstance(line, QPlainTextEdit | QTextEdit):
        document = line.document()
        return document.isRedoAvailable() if redo else document.isUndoAvailable()
    assert isinstance(line, QLineEdit), "only lines are listened to"
    return line.isRedoAvailable() if redo else line.isUndoAvailable()
