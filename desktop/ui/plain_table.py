"""A plain table of ready words for pages that are no register: backups, users, the rows of an import."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.plain_header import PlainHeader, inset
from desktop.ui.soft_rows import SoftRows, paint_edge
from desktop.ui.style import chars, em

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title and its width in characters; 0 takes what is left."""

    title: str
    width: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the words of its cells, and what it stands for."""

    words: tuple[str, ...]
    meant: Any = None


class _Lines(QAbstractTableModel):
    """The rows."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads, self.lines = tuple(heads), tuple[Line, ...]()

    def show(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Other rows, perhaps under other titles."""
        self.beginResetModel()
        self.heads, self.lines = tuple(heads), tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many columns."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; whole in the tooltip too, for they may be cut."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.lines[index.row()].words
            return words[index.column()] if index.column() < len(words) else ""
        return None

    def headerData(self, section: int, turned: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        """The titles."""
        if turned is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class PlainCells(SoftRows):
    """Words that begin under their title, not at the edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the style, and the words a little to the right."""
        self.initStyleOption(option, index)
        told: Any = option  # the stubs know no fields of an option
        words, told.text = told.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, told.widget)
        place = told.rect.adjusted(inset(told.fontMetrics), 0, -2, 0)
        said = told.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(told.palette.color(QPalette.ColorRole.Text))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), said)
        paint_edge(painter, told, index)


class PlainTable(QTableView):
    """Whole rows are chosen; Enter or a double click opens one."""

    picked = Signal(object)  # what the current row stands for, None for no row
    opened = Signal(object)

    def __init__(self, heads: Sequence[Head], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Lines(heads)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setItemDelegate(PlainCells(self))
        heading = PlainHeader(self)
        self.setHorizontalHeader(heading)
        heading.setSectionsClickable(False)
        heading.setStretchLastSection(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._meant(index.row())))
        self.refresh()

    def show_lines(self, lines: Sequence[Line], heads: Sequence[Head] | None = None) -> None:
        """Show these rows; the current row stays at its place where that is possible."""
        row = max(0, self.currentIndex().row())
        self._model.show(self._model.heads if heads is None else heads, lines)
        self.refresh()
        if lines:
            self.setCurrentIndex(self._model.index(min(row, len(lines) - 1), 0))
        else:
            self.picked.emit(None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._model.lines

    @property
    def current(self) -> Any:
        """What the current row stands for; None for no row."""
        return self._meant(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Choose a row by its number, from 0."""
        if 0 <= row < len(self._model.lines):
            self.setCurrentIndex(self._model.index(row, 0))

    def refresh(self) -> None:
        """Heights and widths for the present text size."""
        self.verticalHeader().setDefaultSectionSize(em(self, 2.4))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(em(self, 2.4))
        for at, head in enumerate(self._model.heads):
            if head.width:
                self.setColumnWidth(at, chars(self, head.width) + em(self, 0.9))
            elif at < len(self._model.heads) - 1:
                self.setColumnWidth(at, chars(self, 16))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Say which row it is now."""
        super().currentChanged(current, previous)
        self.picked.emit(self._meant(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_model"):
            self.refresh()

    def _meant(self, row: int) -> Any:
        return self._model.lines[row].meant if 0 <= row < len(self._model.lines) else None
