"""The rows of the palette and how one is painted: picture, name with what matched, quiet words, kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from desktop.search.index import Hit
from desktop.ui.icons import draw
from desktop.ui.style import Role, em, secondary, sized

Index = QModelIndex | QPersistentModelIndex
Option = Any  # QStyleOptionViewItem: the stubs of the toolkit leave out rect, font, palette and state


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that Enter opens. `spans` are the (start, end) of `title` that answer what was typed."""

    title: str
    open: Callable[[], None]
    icon: str
    sub: str = ""
    kind: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    hit: Hit | None = None


class Rows(QAbstractListModel):
    """The rows shown now."""

    def __init__(self) -> None:
        super().__init__()
        self.all: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Replace them."""
        self.beginResetModel()
        self.all = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name, Qt's immutable default
        """How many."""
        return 0 if parent.isValid() else len(self.all)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, and the whole line for a screen reader."""
        row = self.all[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.kind} {row.title} {row.sub}".strip()
        return None


class RowPainter(QStyledItemDelegate):
    """Paints a row of the palette."""

    def sizeHint(self, option: Option, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """2.4 times the text high."""
        return QSize(em(option.font, 10), em(option.font, 2.4))

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Fill, edge, icon, title, quiet words, kind."""
        model = index.model()
        if not isinstance(model, Rows):
            return
        row, box, unit = model.all[index.row()], QRect(option.rect), em(option.font)
        colours = option.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colours.color(Role.Highlight))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), colours.color(Role.Accent))
        side = round(unit * 1.2)
        draw(painter, QRect(box.left() + unit, box.center().y() - side // 2, side, side), row.icon, "quiet")
        words = box.adjusted(unit + side + round(unit * 0.7), 0, -unit, 0)
        quiet = sized(option.font, 0.86)
        painter.setFont(quiet)
        painter.setPen(secondary(colours))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.kind)
        words.setRight(words.right() - QFontMetrics(quiet).horizontalAdvance(row.kind) - unit)
        used = self._title(painter, option, words, row)
        rest = words.adjusted(used + round(unit * 0.8), 0, 0, 0)
        painter.setFont(quiet)
        painter.setPen(secondary(colours))
        sub = QFontMetrics(quiet).elidedText(row.sub, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, sub)
        painter.restore()

    def _title(self, painter: QPainter, option: Option, box: QRect, row: Row) -> int:
        """Paint the title, what matched in bold; returns its width."""
        at = 0
        for start, end, hit in pieces(row.title, row.spans):
            font = sized(option.font, 1.0, bold=hit)
            painter.setFont(font)
            painter.setPen(option.palette.color(Role.Link if hit else Role.Text))
            room = box.adjusted(at, 0, 0, 0)
            text = QFontMetrics(font).elidedText(
                row.title[start:end], Qt.TextElideMode.ElideRight, max(0, room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            at += QFontMetrics(font).horizontalAdvance(text)
        return at


def pieces(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int, bool]]:
    """`text` cut at `spans`: (start, end, matched), in order and without gaps."""
    cut, at = [], 0
    for start, end in spans:
        if start > at:
            cut.append((at, start, False))
        cut.append((start, end, True))
        at = end
    if at < len(text):
        cut.append((at, len(text), False))
    return cut
