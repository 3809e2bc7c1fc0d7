"""The quiet strip at the bottom that says what was done and offers to take it back."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.text import _
from desktop.ui.desk import UndoToken
from desktop.ui.icons import icon, pixmap
from desktop.ui.messages import Message
from desktop.ui.style import em

STAYS_MS = 10_000
_AT_ONCE = 3


class Toast(QFrame):
    """One message; it goes after ten seconds in which the pointer was not on it. A fault stays until it is closed."""

    undo_asked = Signal(object)  # UndoToken
    copy_asked = Signal(str)
    closed = Signal()

    def __init__(self, message: Message, parent: QWidget | None = None, *, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        self.message = message
        self.setProperty("kind", "float")
        self.setAccessibleName(message.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(em(self, 0.9), em(self, 0.5), em(self, 0.5), em(self, 0.5))
        row.setSpacing(em(self, 0.6))
        mark = QLabel()
        name, tone = ("circle-check", "fine") if message.kind == "done" else ("circle-alert", "overdue")
        mark.setPixmap(pixmap(name, em(self, 1.25), tone=tone, ratio=self.devicePixelRatioF()))  # type: ignore[arg-type]  # both are tones
        words = QLabel(message.sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(len(message.sentence) > 30)
        if words.wordWrap():
            words.setMinimumWidth(em(self, 28))
        row.addWidget(mark)
        row.addWidget(words, 1)
        self.undo: QPushButton | None = None
        if message.undo:
            self.undo = self._link(row, _("撤销"))
            self.undo.clicked.connect(self._take_back)
        if message.detail:
            self._link(row, _("复制给技术人员")).clicked.connect(lambda: self.copy_asked.emit(message.detail))
        close = QPushButton()
        close.setIcon(icon("x", "quiet"))
        close.setProperty("kind", "quiet")
        close.setToolTip(_("收起（Shift+Esc）"))
        close.setAccessibleName(_("收起"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.closed)
        row.addWidget(close)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(stays_ms)
        self.timer.timeout.connect(self.closed)
        if message.kind != "fault":
            self.timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Stay while it is being read."""
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Count the full time anew."""
        if self.message.kind != "fault":
            self.timer.start()

    def _link(self, row: QHBoxLayout, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(button)
        return button

    def _take_back(self) -> None:
        self.undo_asked.emit(self.message.undo)
        self.closed.emit()


class Toasts(QWidget):
    """Up to three toasts near the lower edge of `parent`, above the bars of deeds that stand there; newest below."""

    undo_asked = Signal(object)  # UndoToken
    copy_asked = Signal(str)

    def __init__(self, parent: QWidget, *, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        self._stays_ms, self._room = stays_ms, parent
        self.shown: list[Toast] = []
        parent.installEventFilter(self)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show one more; the oldest gives way to a fourth."""
        toast = Toast(message, self, stays_ms=self._stays_ms)
        toast.undo_asked.connect(self.undo_asked)
        toast.copy_asked.connect(self.copy_asked)
        toast.closed.connect(lambda: self._drop(toast))
        self.shown.append(toast)
        toast.ensurePolished()
        while len(self.shown) > _AT_ONCE:
            self._drop(self.shown[0])
        self._place()

    def drop_undo(self, token: UndoToken) -> None:
        """The deed was taken back some other way: its toast goes."""
        for toast in [toast for toast in self.shown if toast.message.undo == token]:
            self._drop(toast)

    def put_away(self) -> None:
        """The newest goes, by key: what it said stays among the messages."""
        if self.shown:
            self._drop(self.shown[-1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the place when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Made anew in another text size: their words take other lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.shown:
            QTimer.singleShot(0, self, self._make_anew)  # Qt is going through the widgets that are there

    def _make_anew(self) -> None:
        old, self.shown = self.shown, []
        for toast in old:
            toast.hide()
            toast.deleteLater()
            self.show_message(toast.message)

    def _drop(self, toast: Toast) -> None:
        if toast in self.shown:
            self.shown.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        self.setVisible(bool(self.shown))
        if not self.shown:
            return
        room, gap = self._room, em(self, 0.5)
        widest = room.width() - em(self, 2)
        width = min(widest, max(toast.sizeHint().width() for toast in self.shown))
        top = 0
        for toast in self.shown:
            mine = min(widest, toast.sizeHint().width())
            height = max(toast.heightForWidth(mine), toast.minimumSizeHint().height())
            toast.setGeometry((width - mine) // 2, top, mine, height)
            toast.show()
            top += height + gap
        foot = em(self, 4.4)  # the save bar and the selection bar stay in reach for the ten seconds
        self.setGeometry((room.width() - width) // 2, max(0, room.height() - top - foot), width, top)
        self.raise_()
