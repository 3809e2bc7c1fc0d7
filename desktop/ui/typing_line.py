"""A line to type in that knows when an input method is still composing, and steers a list with its keys."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

WAIT_MS = 120


class TypingLine(QLineEdit):
    """Tells of committed text only: the first letter at once, what follows within 120 ms together.

    The keys that belong to the list are told as signals; while an input method composes they are its own.
    """

    committed = Signal(str)
    moved = Signal(int)  # rows
    entered = Signal()
    tabbed = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, wait_ms: int = WAIT_MS) -> None:
        super().__init__(parent)
        self.composing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(wait_ms)
        self._pause.timeout.connect(self._after_pause)
        self._told = ""
        self.textChanged.connect(self._on_text_changed)

    def start_over(self) -> None:
        """Be empty, and tell nothing of it."""
        self._pause.stop()
        self._told = ""
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.clear()
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Remember whether letters are still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab is ours; Qt would otherwise move the focus before a key event is seen."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and not self.composing
        ):
            self.tabbed.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the list go to the list, the rest is typing."""
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if self.composing:
            super().keyPressEvent(event)
        elif key in moves:
            self.moved.emit(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the focus went elsewhere in this window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()

    def _on_text_changed(self, _text: str) -> None:
        if not self._pause.isActive():
            self._tell()
        self._pause.start()

    def _after_pause(self) -> None:
        if self.text() != self._told:
            self._tell()

    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.committed.emit(self._told)
