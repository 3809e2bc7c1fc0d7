"""Enter presses the button that has the focus, as Space does: whoever sees the frame presses Enter."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(QObject):
    """Listens to plain push buttons that had the focus; others have keys of their own.

    A listener on the whole application would be called for each of the thousands of events that making a page takes.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if type(new) is QPushButton:
            new.installEventFilter(self)  # a second time is the same as once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take Enter without Ctrl, Alt or Shift, once for each press."""
        if event.type() != QEvent.Type.KeyPress or type(watched) is not QPushButton or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or held != Qt.KeyboardModifier.NoModifier or not watched.isEnabled():
            return False
        if not event.isAutoRepeat():
            watched.click()
        return True
