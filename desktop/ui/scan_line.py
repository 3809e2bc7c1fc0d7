"""A line for a scanner: no input method can swallow its letters, and control characters are dropped."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.base.text import _


class ScanLine(QLineEdit):
    """Takes ASCII only, typed or scanned; Enter or Tab, as scanners end with, tells what was read and empties it."""

    scanned = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setToolTip(_("打编号或短码，也可以用扫码枪"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 - Qt's signature

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What cannot stand on paper is not taken in."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (event.key() == Qt.Key.Key_Tab and self.text()):
            self.read()
        elif event.text() and unicodedata.category(event.text()[0]) == "Cc" and event.key() < Qt.Key.Key_Escape.value:
            event.accept()  # the separators that some codes carry (GS, FS)
        else:
            super().keyPressEvent(event)

    def event(self, event: object) -> bool:
        """Tab ends a scan; on an empty line it goes on as usual."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Tab and self.text():  # type: ignore[attr-defined]  # just checked
            self.read()
            return True
        return super().event(event)  # type: ignore[arg-type]  # the stubs want the event's class

    def read(self) -> None:
        """Tell what was read."""
        text = "".join(char for char in self.text() if char.isprintable()).strip()
        self.clear()
        if text:
            self.scanned.emit(text)
