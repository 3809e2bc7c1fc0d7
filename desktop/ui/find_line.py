"""本页查找: a search line that tells of committed text only, a moment after the last of it."""

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.base.text import _
from desktop.ui.icons import draw
from desktop.ui.style import em

AFTER_MS = 120


class FindLine(QLineEdit):
    """A composition under way is not text; Esc empties the line, ↓ and Enter go on to what was found."""

    wanted = Signal(str)
    went_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("本页查找"))
        self.setClearButtonEnabled(True)
        self.setTextMargins(em(self, 1.4), 0, 0, 0)  # for the glass: an action's picture does not grow with the text
        self.setMinimumWidth(em(self, 8))  # it gives way where buttons need the room
        self.setMaximumWidth(em(self, 13.5))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("本页查找"))
        self.setToolTip(_("姓名、房号、电话后四位、拼音首字母（Ctrl+F）"))
        self.soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self.soon.timeout.connect(self.tell)
        self.textChanged.connect(lambda _text: self.soon.start())

    def tell(self) -> None:
        """Tell now."""
        self.soon.stop()
        self.wanted.emit(self.text().strip())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its hint is long."""
        return QSize(em(self, 13.5), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The line, and the glass before its words."""
        super().paintEvent(event)
        side = em(self)
        painter = QPainter(self)
        draw(painter, QRect(em(self, 0.5), (self.height() - side) // 2, side, side), "search", "quiet")
        painter.end()

    def put(self, text: str) -> None:
        """Show a text without telling of it."""
        with QSignalBlocker(self):
            self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc, ↓ and Enter; all else is typing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.tell()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tell()
            self.went_on.emit()
        else:
            super().keyPressEvent(event)
