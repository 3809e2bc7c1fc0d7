"""常用语: a frame under a text that offers sentences, found by a few letters, without a mouse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.search import commands as words
from desktop.standard.phrases import LONGEST, Choice
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.editors import LongEditor
from desktop.ui.style import em
from desktop.ui.typing_line import TypingLine

SHOWN = 10  # rows that are seen at once


@dataclass(frozen=True, slots=True)
class PhraseWays:
    """`read(session, use)` gives the sentences, `same(session, use)` what was written last, "" for nothing.

    `add(session, use, text)` keeps a sentence of one's own, `manage()` opens the list of all; None is not offered.
    """

    read: Callable[[Any, str], Sequence[Choice]]
    same: Callable[[Any, str], str]
    add: Callable[[Any, str, str], None] | None = None
    manage: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: its words, and what it does when it is chosen."""

    words: str
    act: Callable[[], None]


class PhraseFrame(QFrame):
    """A child frame of the window: a popup window would take an input method's composition away."""

    def __init__(self, desk: Desk, ways: PhraseWays, window: QWidget) -> None:
        super().__init__(window)
        self._room, self._at = window, QPoint()
        self.setProperty("kind", "float")
        self._desk, self._ways = desk, ways
        self._phrases: tuple[Choice, ...] = ()
        self._same, self._use, self._text = "", "", ""
        self._take: Callable[[str], None] = lambda _text: None
        self._back: Callable[[], None] = lambda: None
        self.offers: tuple[Offer, ...] = ()
        self.line = TypingLine()
        self.line.setPlaceholderText(_("打字找一句，可打拼音首字母"))
        self.line.setAccessibleName(_("查找常用语"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.keys = QLabel(_("↑↓ 选择　Enter 写入　Esc 收起"))
        self.keys.setProperty("kind", "quiet")
        whole = QVBoxLayout(self)
        pad = em(self, 0.45)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.3))
        for widget in (self.line, self.list, self.keys):
            whole.addWidget(widget)
        self.line.committed.connect(self._narrow)
        self.line.moved.connect(self._move)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.close_up)
        self.line.left.connect(self.hide)
        self.list.itemClicked.connect(lambda item: self._do(self.offers[self.list.row(item)]))
        self.hide()

    def open_at(
        self, anchor: QWidget, place: QPoint, *, use: str, text: str, take: Callable[[str], None],
        back: Callable[[], None],
    ) -> None:  # fmt: skip
        """Open below `place` of `anchor`. `text` stands there now; `take` writes a sentence, `back` takes the focus."""
        self._use, self._text, self._take, self._back = use, text.strip(), take, back
        self._phrases, self._same = (), ""
        ways = self._ways

        def read(session: Any) -> tuple[tuple[Choice, ...], str]:
            return tuple(ways.read(session, use)), ways.same(session, use)

        self._desk.tasks.read(self, read, self._show, key="phrases")
        self.line.start_over()
        self._at = anchor.mapTo(self._room, place)
        self._list(())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        self._back()

    def _show(self, found: tuple[tuple[Choice, ...], str]) -> None:
        self._phrases, self._same = found
        self._list(self._phrases)

    def _narrow(self, typed: str) -> None:
        asked, known = typed.strip(), self._phrases
        if not asked:
            self._list(known)
            return

        def find(_session: Any) -> tuple[Choice, ...]:
            listed = [words.Command(str(at), one.text) for at, one in enumerate(known)]
            return tuple(known[int(hit.command.name)] for hit in words.match_words(asked, listed))

        self._desk.tasks.read(self, find, self._list, key="narrow")

    def _list(self, phrases: Sequence[Choice]) -> None:
        offers = [Offer(one.text, partial(self._write, one.text)) for one in phrases]
        if self._same and not self.line.text().strip():
            offers.insert(0, Offer(_("同上：{text}").format(text=self._same), partial(self._write, self._same)))
        known = {one.text for one in self._phrases}
        if self._text and self._ways.add is not None and len(self._text) <= LONGEST and self._text not in known:
            offers.append(Offer(_("＋ 收为常用语：{text}").format(text=self._text), self._keep))
        if self._ways.manage is not None:
            offers.append(Offer(_("增加、修改、删除常用语…"), self._manage))
        self.offers = tuple(offers)
        self.list.clear()
        for offer in self.offers:
            item = QListWidgetItem(offer.words)
            item.setToolTip(offer.words)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        """As high as its rows; above the text when there is no room below."""
        room, row = self._room, max(1, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(row * min(SHOWN, max(1, len(self.offers))) + 4)
        self.resize(min(em(self, 30), room.width() - 8), self.sizeHint().height())
        above = self._at.y() - self.height() - em(self, 2.6)
        y = self._at.y() if self._at.y() + self.height() <= room.height() else max(0, above)
        self.move(max(0, min(self._at.x(), room.width() - self.width() - 4)), y)

    def _move(self, by: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.currentRow() + by, self.list.count() - 1)))

    def _enter(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self.offers):
            self._do(self.offers[at])

    def _do(self, offer: Offer) -> None:
        self.close_up()
        offer.act()

    def _write(self, sentence: str) -> None:
        self._take(sentence)

    def _manage(self) -> None:
        assert self._ways.manage is not None  # offered only then
        self._ways.manage()

    def _keep(self) -> None:
        add, use, text, desk = self._ways.add, self._use, self._text, self._desk
        assert add is not None  # offered only then
        said = _("已收为常用语：{text}").format(text=text)
        desk.tasks.write(
            self, "phrases.save", lambda session: add(session, use, text),
            lambda _none, changes: desk.say(said, UndoToken(tx=changes.tx)),
        )  # fmt: skip


def phrases_beside(desk: Desk, ways: PhraseWays, editor: LongEditor, *, use: str) -> QPushButton:
    """A button 常用语 beside a text, and Alt+↓ within it: the sentence chosen is added to what stands there."""
    button = QPushButton(_("常用语"))
    button.setToolTip(_("常用语（Alt+↓）"))
    made: list[PhraseFrame] = []

    def take(sentence: str) -> None:
        before = editor.box.toPlainText()
        editor.box.appendPlainText(sentence) if before.strip() else editor.box.setPlainText(sentence)
        editor.box.moveCursor(QTextCursor.MoveOperation.End)

    def open_frame() -> None:
        if not made:
            made.append(PhraseFrame(desk, ways, editor.window()))
            editor.destroyed.connect(made[0].deleteLater)
        place = QPoint(0, editor.box.height() + 2)
        made[0].open_at(editor.box, place, use=use, text=editor.text(), take=take, back=editor.box.setFocus)

    button.clicked.connect(open_frame)
    shortcut = QShortcut(QKeySequence("Alt+Down"), editor.box)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(open_frame)
    editor.row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return button
