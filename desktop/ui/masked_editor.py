"""What a form hides (phones, id numbers, birth dates): shown for 30 seconds on request, replaced whole by typing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.base.text import _
from desktop.spec import Field
from desktop.ui.editors import LineEditor
from desktop.ui.style import em
from desktop.values import citizen_id, phone
from desktop.values.partial_day import PartialDay

SHOWN_MS = 30_000
Reveal = Callable[[Field, Callable[[str], None]], None]


class _Line(QLineEdit):
    """While masked, the first key replaces all of it: half a mask must never become a value."""

    def __init__(self) -> None:
        super().__init__()
        self.masked = False
        self.link: QWidget | None = None

    def unmask(self) -> None:
        """Start from an empty line."""
        if self.masked:
            self.masked = False
            self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        deletes = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
        pastes = event.matches(QKeySequence.StandardKey.Paste)
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if deletes or pastes or (plain and event.text().isprintable() and event.text()):
            self.unmask()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        if event.commitString():
            self.unmask()
        super().inputMethodEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.link:
            size = self.link.sizeHint()
            self.link.setGeometry(self.width() - size.width() - 4, 2, size.width(), self.height() - 4)


class MaskedEditor(LineEditor):
    """`text()` is the true value while nothing was typed; `reveal(field, show)` is asked to show it, and logs."""

    def __init__(self, field: Field, *, reveal: Reveal | None, today: date, parent: QWidget | None = None) -> None:
        self._today = today
        self._masked_line = _Line()
        super().__init__(field, parent, line=self._masked_line)
        self._true = ""
        self._reveal = reveal
        self.show_link = QPushButton(_("显示"), self.line)
        self.show_link.setProperty("kind", "link")
        self.show_link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_link.setToolTip(_("显示 30 秒，会留下记录"))
        self.show_link.clicked.connect(self._ask)
        self._masked_line.link = self.show_link
        self.line.setTextMargins(0, 0, em(self, 2.6), 0)
        self.hide_again = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self.hide_again.timeout.connect(self.hide_value)
        self.show_link.hide()

    def text(self) -> str:
        """The true value, or what was typed."""
        return self._true if self._masked_line.masked else self.line.text()

    def set_text(self, text: str) -> None:
        """Put a value in, masked."""
        self._true = text
        self.hide_value()

    def set_value(self, value: Any) -> None:
        """Put a stored value in, masked."""
        self.set_text("" if value is None else str(value))

    def hide_value(self) -> None:
        """Hide the value; what was typed and not saved stays to be seen."""
        if not self._masked_line.masked and self.line.text() not in {"", self._true} and self._true:
            return
        self._masked_line.masked = bool(self._true)
        super().set_text(self._hidden() if self._true else "")
        self.show_link.setVisible(bool(self._true) and self._reveal is not None)

    def _hidden(self) -> str:
        if self.field.kind == "citizen_id":
            return citizen_id.mask(self._true)
        if self.field.kind == "phone":
            return phone.mask(self._true)
        # The birth date beside the last four digits would give the number away (SAFETY §6): the age stands for it.
        try:
            return _("{n} 岁").format(n=max(PartialDay.from_text(self._true).age_on(self._today), 0))
        except ValueError:
            return self._true  # a draft that is not a day yet: what was typed is to be seen

    def _ask(self) -> None:
        if self._reveal is not None:
            self._reveal(self.field, self._show)

    def _show(self, value: str) -> None:
        self._masked_line.masked = False
        self._true = value
        super().set_text(value)
        self.show_link.hide()
        self.hide_again.start()
