"""随手记: a strip at the foot of the window that takes one sentence without leaving the page behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.desk import Command, Desk, UndoToken
from desktop.ui.icons import icon
from desktop.ui.labels import Elided
from desktop.ui.style import em
from desktop.ui.typing_line import TypingLine

KEPT_MS = 800
_NAMED = (_("随手记"), "ssj")
_BETWEEN = " 　：:，,"


@dataclass(frozen=True, slots=True)
class JotWays:
    """All run with a session: write a sentence and forget its draft, read the draft, keep it ("" forgets it)."""

    save: Callable[[Any, str], Any]
    draft: Callable[[Any], str]
    keep: Callable[[Any, str], None]


class JotStrip(QFrame):
    """Enter saves, Esc puts the strip away and keeps what was typed; it is there again the next time."""

    def __init__(self, parent: QWidget, desk: Desk, ways: JotWays | None) -> None:
        super().__init__(parent)
        self._room, self.desk, self.ways = parent, desk, ways
        self._kept = ""
        self._before: QWidget | None = None
        self.setProperty("kind", "float")
        self.line = TypingLine()
        self.line.setPlaceholderText(_("一句话，例如：3-2-501 楼道灯不亮"))
        self.line.setAccessibleName(_("随手记"))
        self.line.setMinimumWidth(em(self, 16))  # a long reason beside it leaves what was typed in sight
        self.said = Elided()
        self.said.setProperty("kind", "quiet")
        self.save_one = QPushButton(icon("check", "white"), _("记下这一条"))
        self.save_one.setProperty("kind", "primary")
        self.save_one.clicked.connect(self.save)
        row = QHBoxLayout(self)
        gap = em(self, 0.6)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        row.addWidget(QLabel(_("随手记")))
        row.addWidget(self.line, 1)
        row.addWidget(self.save_one)
        row.addWidget(self.said)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEPT_MS)
        self._soon.timeout.connect(self.keep)
        self.line.textEdited.connect(lambda _text: self._soon.start())
        self.line.entered.connect(self.save)
        self.line.escaped.connect(self.put_away)
        self.line.tabbed.connect(lambda: self.save_one.setFocus(Qt.FocusReason.TabFocusReason))
        parent.installEventFilter(self)
        self.hide()

    def open_up(self) -> None:
        """Show the strip with what was typed before and not saved."""
        if self.ways is None or not self.desk.actor.may("jottings.save"):
            self.desk.warn(_("这个帐号没有记随手记的权限。需要时请支部书记开通。"))
            return
        if not self.isVisible():
            self._before = self.window().focusWidget()
            self.desk.tasks.read(self, self.ways.draft, self._found, key="draft")
        self.said.setText(_("Enter 记下　Esc 收起"))
        self.show()
        self._place()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _found(self, text: str) -> None:
        """A draft never takes the place of what is being typed already."""
        if text and not self.line.text():
            self._kept = text
            self.line.setText(text)

    def save(self) -> None:
        """Write it down; a sentence that is refused stays in the line with the reason."""
        text, ways = self.line.text().strip(), self.ways
        if not text or ways is None:
            self.said.setText(_("写一句话，再按 Enter"))
            return
        self.write(text, done=self._saved)

    def write(self, text: str, *, done: Callable[[], None] = lambda: None) -> None:
        """Write a sentence, from the strip or from Ctrl+K."""
        ways, desk = self.ways, self.desk
        if ways is None:
            return

        def told(_id: Any, changes: Any) -> None:
            short = text if len(text) <= 20 else text[:19] + "…"
            desk.say(_("已记下：{text}").format(text=short), UndoToken(tx=changes.tx))
            done()

        desk.tasks.write(self, "jottings.save", lambda session: ways.save(session, text), told, failed=self._refused)

    def _saved(self) -> None:
        self._soon.stop()
        self._kept = ""
        self.line.start_over()
        self.put_away()

    def _refused(self, error: UserError) -> None:
        if self.isVisible():
            self.said.setText(error.message)
        else:
            self.desk.warn(error.message)

    def keep(self) -> None:
        """Keep what is typed; the same is not written twice."""
        self._soon.stop()
        text, ways = self.line.text(), self.ways
        if ways is not None and text != self._kept:
            self._kept = text
            self.desk.tasks.write(self, "drafts.keep", lambda session: ways.keep(session, text), _done)

    def put_away(self) -> None:
        """Hide; the focus goes back to where it was."""
        self.keep()
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus()

    def commands(self, text: str) -> tuple[Command, ...]:
        """What Ctrl+K offers for a text that begins with the name: to write the rest down."""
        if self.ways is None or not self.desk.actor.may("jottings.save"):
            return ()
        for name in _NAMED:
            rest = text[len(name) :].strip(_BETWEEN)
            if text.lower().startswith(name) and rest and text[len(name)] in _BETWEEN:
                title = _("记下：{text}").format(text=rest)
                return (Command("jot.now", title, partial(self.write, rest), icon="message-square"),)
        return ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        room = self._room
        width = min(room.width() - em(self, 2), em(self, 52))
        high = self.sizeHint().height()
        self.setGeometry((room.width() - width) // 2, room.height() - high - em(self, 0.5), width, high)
        self.raise_()


def _done(_nothing: None, _changes: Any) -> None:
    """Nobody waits for it."""
