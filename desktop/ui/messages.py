"""What was done and what went wrong, kept for the session and listed under the bell."""

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.base.clock import Clock, local_time
from desktop.base.text import _
from desktop.ui.desk import UndoToken
from desktop.ui.style import em

KEPT = 50
Kind = Literal["done", "refused", "fault"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for a person; `at` in UTC ms; `detail` is technical and only ever copied."""

    at: int
    sentence: str
    kind: Kind = "done"
    undo: UndoToken | None = None
    detail: str = field(default="", repr=False)


class Messages(QObject):
    """The messages of this session, newest first, at most KEPT of them."""

    added = Signal(object)  # Message
    seen = Signal()
    undone = Signal(object)  # UndoToken: its message offers no 撤销 any more

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.all: list[Message] = []
        self.unseen = 0
        self.spent: set[UndoToken] = set()

    def add(self, sentence: str, kind: Kind = "done", *, undo: UndoToken | None = None, detail: str = "") -> Message:
        """Keep a message and tell of it."""
        message = Message(self._clock.now_ms(), sentence, kind, undo, detail)
        self.all.insert(0, message)
        del self.all[KEPT:]
        self.unseen += 1
        self.added.emit(message)
        return message

    def look(self) -> None:
        """A person has looked at them."""
        self.unseen = 0
        self.seen.emit()

    def spend(self, token: UndoToken) -> None:
        """The deed of `token` was taken back."""
        self.spent.add(token)
        self.undone.emit(token)


class MessageList(QFrame):
    """The list under the bell."""

    undo_asked = Signal(object)  # UndoToken
    copy_asked = Signal(str)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages, self._room = messages, parent
        self.setProperty("kind", "float")
        self._inside = QWidget()
        self._inside.setProperty("kind", "clear")
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidget(self._inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.addWidget(QLabel(_("消息")))
        whole.addWidget(scroll, 1)
        self.hide()

    def open_at(self, right: int, top: int) -> None:
        """Show the messages with the right upper corner at (`right`, `top`) of the parent."""
        self._fill()
        room = self._room.height() - top - em(self, 2)
        width = min(em(self, 27), self._room.width() - em(self, 2))
        lines = self._rows.totalHeightForWidth(width - em(self, 3)) if self._messages.all else em(self, 2)
        height = min(room, lines + em(self, 4))
        self.setGeometry(max(0, right - width), top, width, height)
        self.show()
        self.raise_()
        self.setFocus()
        self._messages.look()

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        if not self._messages.all:
            quiet = QLabel(_("还没有消息。"))
            quiet.setProperty("kind", "quiet")
            self._rows.addWidget(quiet)
        for message in self._messages.all:
            self._rows.addWidget(self._row(message))
        self._rows.addStretch(1)

    def _row(self, message: Message) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, em(self, 0.3), em(self, 0.4), em(self, 0.3))
        time = QLabel(f"{local_time(message.at):%H:%M}")
        time.setProperty("kind", "quiet")
        words = QLabel(message.sentence)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        if message.kind != "done":
            words.setProperty("kind", "wrong")
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        if message.undo and message.undo not in self._messages.spent:
            line.addWidget(_link(_("撤销"), lambda: self.undo_asked.emit(message.undo)))
        if message.detail:
            line.addWidget(_link(_("复制给技术人员"), lambda: self.copy_asked.emit(message.detail)))
        return row


def _link(words: str, run: object) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "link")
    button.clicked.connect(run)
    return button
