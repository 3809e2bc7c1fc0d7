"""A short table to pick one row from, with a line that narrows it by name or pinyin initials."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text import _
from desktop.search.commands import Command, match_words
from desktop.ui.plain_header import PlainHeader
from desktop.ui.style import chars, em

MOST = 500  # rows shown at once: a county has 12,000 members, and nobody scrolls through them
_ID = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class PickRow:
    """One row: its id and the words of its columns, the first of which is searched."""

    id: UUID
    words: tuple[str, ...]


class PickTable(QWidget):
    """`numbers` are the columns that stand at the right edge, `spare` those that go first where there is no room."""

    picked = Signal(object)  # UUID or None

    def __init__(
        self,
        titles: Sequence[str],
        *,
        widths: Sequence[int],
        numbers: frozenset[int] = frozenset(),
        spare: Sequence[int] = (),
        hint: str = "",
    ) -> None:
        super().__init__()
        self._numbers, self._spare, self._chars = numbers, tuple(spare), tuple(widths)
        self._rows: tuple[PickRow, ...] = ()
        self.find_line = QLineEdit(placeholderText=hint or _("姓名或拼音首字母"), clearButtonEnabled=True)
        self.find_line.setAccessibleName(self.find_line.placeholderText())
        self.find_line.textChanged.connect(lambda _text: self._narrow())
        self.find_line.installEventFilter(self)
        self.table = QTableWidget(0, len(titles))
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = PlainHeader(self.table)
        self.table.setHorizontalHeader(header)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalScrollBar().rangeChanged.connect(lambda *_range: self._fit())  # it takes room
        self.table.itemSelectionChanged.connect(lambda: self.picked.emit(self.current()))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.4))
        whole.addWidget(self.find_line)
        whole.addWidget(self.table, 1)
        self.rest = QLabel()
        self.rest.setProperty("kind", "quiet")
        self.rest.hide()
        whole.addWidget(self.rest)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rest"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave spare columns out until the rest fits."""
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(em(self, 2.2))
        self._widths = [chars(self, width) + em(self, 0.9) for width in self._chars]
        for at, width in enumerate(self._widths):
            self.table.setColumnWidth(at, width)
        self._fit()

    def _fit(self) -> None:
        table = self.table
        needed = sum(self._widths[1:]) + chars(self, 5)
        for column in self._spare:
            table.setColumnHidden(column, needed > table.viewport().width())
            needed -= self._widths[column] if table.isColumnHidden(column) else 0

    def show_rows(self, rows: Sequence[PickRow]) -> None:
        """Show other rows; the one picked stays picked when it is still there."""
        self._rows = tuple(rows)
        self._fill(self._rows, self.current())
        if self.find_line.text():
            self._narrow()

    def current(self) -> UUID | None:
        """The id of the row picked."""
        found = self.table.selectedItems()
        return found[0].data(_ID) if found else None

    def pick(self, wanted: UUID) -> None:
        """Pick a row by its id; one that is not shown picks nothing."""
        for at in range(self.table.rowCount()):
            item = self.table.item(at, 0)
            if item is not None and item.data(_ID) == wanted:
                self.table.selectRow(at)

    def _narrow(self) -> None:
        text = self.find_line.text()
        kept = self._rows
        if text.strip():
            hits = match_words(text, [Command(str(at), row.words[0]) for at, row in enumerate(self._rows)])
            kept = tuple(self._rows[int(hit.command.name)] for hit in hits)
        self._fill(kept, self.current())

    def _fill(self, rows: Sequence[PickRow], current: UUID | None) -> None:
        left, rows = len(rows) - MOST, rows[:MOST]
        self.rest.setText(_("还有 {count:,} 行未显示，可输入姓名查找").format(count=left))
        self.rest.setVisible(left > 0)
        with QSignalBlocker(self.table):
            self.table.setCurrentCell(-1, -1)  # else taking its row away would pick a neighbour nobody asked for
            self.table.clearSelection()
            self.table.setRowCount(len(rows))
            for at, row in enumerate(rows):
                self._write(at, row)
                if row.id == current:
                    self.table.selectRow(at)
        if self.current() != current:
            self.picked.emit(self.current())

    def _write(self, at: int, row: PickRow) -> None:
        for column, words in enumerate(row.words):
            item = QTableWidgetItem(words)
            item.setData(_ID, row.id)
            side = Qt.AlignmentFlag.AlignRight if column in self._numbers else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(at, column, item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Down and Enter lead from the line to the rows; Enter takes the first."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        leads = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched is self.find_line and pressed and event.key() in leads and self.table.rowCount():  # type: ignore[attr-defined]  # pressed: a key event
            self.table.setFocus()
            self.table.selectRow(0)
            return True
        return super().eventFilter(watched, event)
