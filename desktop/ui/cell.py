"""How one cell of a list is painted: tick box, badge or words, over a soft selection with an accent edge."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.cell_ink import Ink
from desktop.ui.list_model import RIGHT, Index, ListModel

EDGE = 3  # pixels of accent at the left of the current row
_SELECTED = QStyle.StateFlag.State_Selected


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a list; `needle` is the text searched for, marked where it stands in the words.

    The style is not asked and nothing is made twice: 20 columns of a style's own cells are what makes lists stutter.
    """

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._ink: Ink | None = None
        self.needle = ""
        self.cursor: Callable[[], tuple[int, int]] = lambda: (-1, -1)  # row and section of the cell cursor
        self.editing = False  # a cursor around the current cell, and cells that may not be typed into are greyed

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        ink = self._ink_of(option, painter)
        place: QRect = option.rect  # type: ignore[attr-defined]  # the stubs know no fields of style options
        current = bool(option.state & _SELECTED)  # type: ignore[attr-defined]  # as above
        row, section = self._model.row(index.row()), index.column()
        ticked = row.id in self._model.ticked
        left, top, width, height = place.x(), place.y(), place.width(), place.height()
        painter.fillRect(place, ink.soft if current else ink.half if ticked else ink.base)
        if self.editing and section and not current:
            closed = self._model.columns[section - 1].name not in self._model.typing.open
            painter.fillRect(place, ink.closed if closed else ink.half if ticked else ink.base)
        painter.fillRect(left, top + height - 1, width, 1, ink.line)
        if section == 0:
            if current:
                held = option.widget is not None and option.widget.hasFocus()  # type: ignore[attr-defined]  # as above
                painter.fillRect(left, top, EDGE, height, ink.accent if held else ink.line)  # the keys are elsewhere
            painter.drawPixmap(place.topLeft(), ink.tick(ticked, place.size()))
            return
        column, words, state = self._model.cell(row, section)
        if state:
            painter.drawPixmap(left + ink.inset, top, ink.badge(state, words, width - 2 * ink.inset, height))
        elif words:
            text, advance = ink.text(words, width - 2 * ink.inset)
            x = left + width - ink.inset - advance if column.kind in RIGHT else left + ink.inset
            if self.needle and column.kind not in RIGHT:
                ink.mark(painter, QRectF(x, top, width, height - 1), text.text(), self.needle)
            painter.setFont(ink.font)
            painter.setPen(ink.words)
            painter.drawStaticText(QPointF(x, top + (height - 1 - ink.high) / 2), text)
        if self.editing:
            self._cell_marks(painter, place, ink, index=index)

    def _cell_marks(self, painter: QPainter, place: QRect, ink: Ink, *, index: Index) -> None:
        """A line under what is typed and not yet saved, and a frame around the cursor."""
        row, column = self._model.row(index.row()), self._model.columns[index.column() - 1]
        if self._model.typing.words(row.id, column.name) is not None:
            painter.fillRect(place.x(), place.bottom() - 2, place.width(), 3, ink.accent)
        if self.cursor() == (index.row(), index.column()):
            painter.setPen(QPen(ink.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -1, -2))

    def _ink_of(self, option: QStyleOptionViewItem, painter: QPainter) -> Ink:
        """The ink of this look; made anew when the text size, the light or the screen is another."""
        palette, font = option.palette, option.font  # type: ignore[attr-defined]  # as above
        ratio = painter.device().devicePixelRatio()
        if self._ink is None or not self._ink.is_of(palette, font, ratio):
            self._ink = Ink(palette, font, ratio)
        return self._ink
