"""How a row of a small list is chosen: one soft ground all along, an accent at its edge while the keys are there."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.style import hairline, primary

Index = QModelIndex | QPersistentModelIndex
EDGE = 3  # pixels, as in the large lists
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus


class SoftRows(QStyledItemDelegate):
    """The style frames the current cell and shades it anew, which makes one row of two tones: its part is left out."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """The state of the cell without the focus that the style would frame."""
        super().initStyleOption(option, index)
        told: Any = option  # the stubs know no fields of an option
        told.state &= ~_FOCUSED

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell of the style, then the edge of the row."""
        super().paint(painter, option, index)
        paint_edge(painter, option, index)


def paint_edge(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """The accent at the left of a chosen row, quiet while the keys go elsewhere; a tree has it at its very edge too."""
    told: Any = option
    if index.column() == 0 and told.state & _SELECTED:
        held = told.widget is not None and told.widget.hasFocus()
        colour = primary(told.palette) if held else hairline(told.palette)
        painter.fillRect(min(told.rect.left(), 0), told.rect.top(), EDGE, told.rect.height(), colour)
