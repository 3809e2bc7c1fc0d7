"""The list under the bell: what was said, with 撤销 while it can be had, and only what went wrong on demand."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.base.clock import local_time, today
from desktop.base.text import _
from desktop.ui.messages import Message, Messages
from desktop.ui.style import em

AT_ONCE = 30  # rows before 再看更早的
_WALKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MessageRow(QWidget):
    """One message; the arrows lead from row to row, Tab to its buttons."""

    walked = Signal(int)

    def __init__(self, message: Message, *, time: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(message.sentence)
        self.message = message
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(em(self, 0.3), em(self, 0.3), em(self, 0.4), em(self, 0.3))
        at = QLabel(time)
        at.setProperty("kind", "quiet")
        words = QLabel(message.sentence)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        if message.kind != "done":
            words.setProperty("kind", "wrong")
        self.line.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
        self.line.addWidget(words, 1)

    def offer(self, words: str, act: Callable[[], None]) -> None:
        """One more link at the end of the row."""
        button = QPushButton(words)
        button.setProperty("kind", "link")
        button.setAccessibleDescription(self.message.sentence)
        button.clicked.connect(partial(_do, act))
        self.line.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ring of the row that has the focus."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down."""
        if event.key() in _WALKS:
            self.walked.emit(_WALKS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class MessageList(QFrame):
    """Shown over `parent`; 只看没办成的 leaves the rest out."""

    undo_asked = Signal(object)  # UndoToken
    copy_asked = Signal(str)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages, self._room, self._shown = messages, parent, AT_ONCE
        self.rows: list[MessageRow] = []
        self.setProperty("kind", "float")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._inside = QWidget()
        self._inside.setProperty("kind", "clear")
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.wrong_only = QPushButton(_("只看没办成的"))
        self.wrong_only.setProperty("kind", "tab")
        self.wrong_only.setCheckable(True)
        self.wrong_only.toggled.connect(lambda _on: self._fill())
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(_("消息"))
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(QLabel(_("消息")), 1)
        head.addWidget(self.wrong_only)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        self.hide()

    def turn_under(self, bell: QWidget) -> None:
        """Show the list under the bell, or hide it when it is shown."""
        if self.isVisible():
            self.hide()
            return
        corner = bell.mapTo(self._room, QPoint(bell.width(), bell.height()))
        self.open_at(corner.x(), corner.y() + em(self, 0.3))

    def open_at(self, right: int, top: int) -> None:
        """Show the messages with the right upper corner at (`right`, `top`) of the parent."""
        self._shown = AT_ONCE
        self._fill()
        room = self._room.height() - top - em(self, 2)
        width = min(em(self, 30), self._room.width() - em(self, 2))
        lines = self._rows.totalHeightForWidth(width - em(self, 3)) if self._messages.all else em(self, 2)
        height = min(room, lines + em(self, 5))
        self.setGeometry(max(0, right - width), top, width, height)
        self.show()
        self.raise_()
        (self.rows[0] if self.rows else self).setFocus()
        self._messages.look()

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        wrong = self.wrong_only.isChecked()
        found = [one for one in self._messages.all if one.kind != "done" or not wrong]
        if not found:
            quiet = QLabel(_("没有没办成的事。") if wrong else _("还没有消息。"))
            quiet.setProperty("kind", "quiet")
            self._rows.addWidget(quiet)
        self.rows = [self._row(message) for message in found[: self._shown]]
        for row in self.rows:
            self._rows.addWidget(row)
        left = len(found) - len(self.rows)
        if left > 0:
            more = QPushButton(_("还有 {count} 条未显示，展开").format(count=left))
            more.setProperty("kind", "link")
            more.clicked.connect(lambda _on: self._show_more())
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addStretch(1)

    def _show_more(self) -> None:
        at, self._shown = len(self.rows), len(self._messages.all)
        self._fill()
        self.rows[at].show()  # else Qt shows it a moment later, and what is hidden takes no focus
        self.rows[at].setFocus()

    def _row(self, message: Message) -> MessageRow:
        at = local_time(message.at)
        now = today(self._messages.clock)
        row = MessageRow(message, time=f"{at:%H:%M}" if at.date() == now else f"{at:%m-%d %H:%M}")
        row.walked.connect(self._walk)
        if message.undo and message.undo not in self._messages.spent:
            row.offer(_("撤销"), lambda: self.undo_asked.emit(message.undo))
        if message.detail:
            row.offer(_("复制给技术人员"), lambda: self.copy_asked.emit(message.detail))
        return row

    def _walk(self, by: int) -> None:
        at = next((at for at, row in enumerate(self.rows) if row is self.focusWidget()), 0) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus()
            self._scroll.ensureWidgetVisible(self.rows[at])


def _do(act: Callable[[], None], _checked: bool = False) -> None:
    """Do it; the button's signal also says whether it is checked."""
    act()
