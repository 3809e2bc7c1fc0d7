"""A field that picks a record by typing: results in a frame of the window, the focus never leaves the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.base.text import _
from desktop.spec import Field
from desktop.ui.editors import LineEditor
from desktop.ui.style import em

FIND_AFTER_MS = 120
_ID = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Pick:
    """One result: its id, its label, and a quiet note that tells namesakes apart (3-2-1302 · 54)."""

    id: UUID
    label: str
    note: str = ""


Show = Callable[[Sequence[Pick]], None]
Name = Callable[[UUID, Callable[[str], None]], None]  # asks what a record is called
Find = Callable[[str, Show], None]  # asks for the results of a text; `show` is called on the main thread


class Results(QFrame):
    """The frame under the line; it takes no focus, so an input method keeps composing."""

    picked = Signal(object)  # Pick

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = QLabel()
        self.none.setProperty("kind", "quiet")
        self.none.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 4)
        whole.addWidget(self.list)
        whole.addWidget(self.none)
        self.picks: list[Pick] = []
        self.list.itemClicked.connect(lambda item: self.picked.emit(self.picks[self.list.row(item)]))
        self.hide()

    def show_picks(self, text: str, picks: Sequence[Pick]) -> None:
        """Show results, the first one ready for Enter."""
        self.picks = list(picks)
        self.list.clear()
        for pick in picks:
            self.list.addItem(QListWidgetItem(f"{pick.label}　{pick.note}" if pick.note else pick.label))
        self.list.setVisible(bool(picks))
        self.none.setText(_("没有找到“{text}”。也可以试试姓名、房号或电话后四位。").format(text=text))
        self.none.setVisible(not picks)
        if picks:
            self.list.setCurrentRow(0)
            rows = min(8, len(picks))
            self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 1) + 4)

    def step(self, by: int) -> None:
        """Move the mark."""
        if self.picks:
            self.list.setCurrentRow((self.list.currentRow() + by) % len(self.picks))

    def current(self) -> Pick | None:
        """The marked result."""
        row = self.list.currentRow()
        return self.picks[row] if 0 <= row < len(self.picks) else None


class PickerField(LineEditor):
    """Type a name, a room, a phone's end or initials; ↑ ↓ and Enter take one. Its text is the id, drafts keep that."""

    def __init__(
        self,
        field: Field,
        *,
        find: Find,
        label: Callable[[UUID, Callable[[str], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(field, parent)
        self._find, self._label = find, label
        self._id: UUID | None = None
        self._said = ""
        self._asked = ""
        self.results: Results | None = None
        if not field.hint:
            self.line.setPlaceholderText(_("姓名、房号或拼音首字母"))
        self._soon = QTimer(self, singleShot=True, interval=FIND_AFTER_MS)
        self._soon.timeout.connect(self.find_now)
        self.line.textEdited.connect(self._typed)
        self.left.connect(self._settle)

    def text(self) -> str:
        """The id of what was picked; what was typed and not picked stays as it is, to be found wrong."""
        if self._id is not None and self.line.text() == self._said:
            return str(self._id)
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show the record of an id; its label is asked for."""
        try:
            self._id = UUID(text)
        except ValueError:
            self._id = None
            self._said = ""
            super().set_text(text)
            return
        wanted = self._id
        self._said = ""
        super().set_text("")
        self._label(wanted, lambda said: self._show_label(wanted, said))

    def _show_label(self, wanted: UUID, said: str) -> None:
        """Show the name of a record, unless the page with this field was closed while it was read."""
        if isValid(self.line) and self._id == wanted and not self._said:
            self._said = said
            super().set_text(said)

    def take(self, pick: Pick) -> None:
        """Pick one."""
        self._id, self._said = pick.id, pick.label
        super().set_text(pick.label)
        self.close_results()
        self.edited.emit()

    def _typed(self, text: str) -> None:
        """Committed text only: an unfinished composition is not in it."""
        if not text.strip():
            self._id, self._said = None, ""
            self.close_results()
        self._soon.start()

    def find_now(self) -> None:
        """Ask for the results of what is typed."""
        text = self.line.text().strip()
        if not text or text == self._said:
            return
        self._asked = text
        self._find(text, lambda picks: self._show(text, picks))

    def _show(self, text: str, picks: Sequence[Pick]) -> None:
        if text != self._asked or text != self.line.text().strip() or not self.line.isVisible():
            return
        if self.results is None:
            self.results = Results(self.window())
            self.results.picked.connect(self.take)
        self.results.show_picks(text, picks)
        self.results.setFixedWidth(max(self.line.width(), em(self, 18)))
        self.results.adjustSize()
        window = self.window()
        spot = self.line.mapTo(window, QPoint(0, self.line.height() + 2))
        if spot.y() + self.results.height() > window.height():
            spot.setY(max(0, self.line.mapTo(window, QPoint(0, 0)).y() - self.results.height() - 2))
        spot.setX(max(0, min(spot.x(), window.width() - self.results.width())))
        self.results.move(spot)
        self.results.show()
        self.results.raise_()

    def close_results(self) -> None:
        """Hide the results, and what was still being looked for."""
        self._soon.stop()
        self._asked = ""
        if self.results is not None and isValid(self.results):
            self.results.hide()

    def _settle(self) -> None:
        """Leaving: a single result for what was typed is taken, anything else stays as typed."""
        open_results = self.results is not None and self.results.isVisible()
        if open_results and self.results is not None and len(self.results.picks) == 1:
            self.take(self.results.picks[0])
        self.close_results()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """The results belong to the window: they go with the line, also where the focus was never in it."""
        self.close_results()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows and Enter go to the results while they are open."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.line and pressed and self.results is not None and self.results.isVisible():
            key = event.key()  # type: ignore[attr-defined]  # pressed: it is a key event
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.results.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
                pick = self.results.current()
                if pick is not None:
                    self.take(pick)
                    return bool(key != Qt.Key.Key_Tab)
            if key == Qt.Key.Key_Escape:
                self.close_results()
                return True
        return super().eventFilter(watched, event)
