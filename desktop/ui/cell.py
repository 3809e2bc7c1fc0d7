"""How one cell of a list is painted: tick box, badge or words, over a soft selection with an accent edge."""

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.list_model import STATE_ROLE
from desktop.ui.status_badge import paint_badge
from desktop.ui.style import hairline, tint

EDGE = 3  # pixels of accent at the left of the current row
Index = QModelIndex | QPersistentModelIndex


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two: `share` of the other."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def tick_box(place: QRectF, metrics: QFontMetricsF) -> QRectF:
    """The square of a check box centred in `place`."""
    side = round(metrics.height() * 0.62)
    return QRectF(round(place.center().x() - side / 2), round(place.center().y() - side / 2), side, side)


def paint_tick(painter: QPainter, box: QRectF, *, state: Qt.CheckState, palette: QPalette) -> None:
    """Paint a check box; a partly ticked one shows a bar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = state != Qt.CheckState.Unchecked
    accent, base = palette.color(QPalette.ColorRole.Link), palette.color(QPalette.ColorRole.Base)
    painter.setPen(QPen(accent if on else palette.color(QPalette.ColorRole.PlaceholderText), 1.2))
    painter.setBrush(accent if on else base)
    painter.drawRoundedRect(box.translated(0.5, 0.5), 2, 2)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(base, box.width() / 7, Qt.PenStyle.SolidLine, cap, join))
    marks = {
        Qt.CheckState.Checked: ((0.26, 0.54), (0.45, 0.72), (0.78, 0.34)),
        Qt.CheckState.PartiallyChecked: ((0.3, 0.54), (0.74, 0.54)),
    }
    points = [QPointF(box.left() + x * box.width(), box.top() + y * box.width()) for x, y in marks.get(state, ())]
    if points:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)
    painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a list; `needle` is the text searched for, marked where it stands in the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needle = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell, without asking the style: 20 columns of a style's own cells are what makes lists stutter."""
        palette: QPalette = option.palette  # type: ignore[attr-defined]  # the stubs know no fields of style options
        place = QRectF(option.rect)  # type: ignore[attr-defined]  # as above
        font = option.font  # type: ignore[attr-defined]  # as above
        current = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # as above
        ticked = index.sibling(index.row(), 0).data(int(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        soft = palette.color(QPalette.ColorRole.Highlight)
        base = palette.color(QPalette.ColorRole.Base)
        painter.save()
        painter.setFont(font)
        painter.fillRect(place, soft if current else blend(base, soft, 0.5) if ticked else base)
        painter.setPen(hairline(palette))
        painter.drawLine(QPointF(place.left(), place.bottom() - 0.5), QPointF(place.right(), place.bottom() - 0.5))
        metrics = QFontMetricsF(font)
        if index.column() == 0:
            if current:
                painter.fillRect(
                    QRectF(place.left(), place.top(), EDGE, place.height()), palette.color(QPalette.ColorRole.Link)
                )
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            paint_tick(painter, tick_box(place, metrics), state=state, palette=palette)
        else:
            self._content(
                painter, place.adjusted(metrics.height() * 0.4, 0, -metrics.height() * 0.4, -1), index, palette
            )
        painter.restore()

    def _content(self, painter: QPainter, place: QRectF, index: Index, palette: QPalette) -> None:
        words = str(index.data() or "")
        state = index.data(STATE_ROLE)
        if state:
            small = painter.font()
            small.setPixelSize(max(1, round(small.pixelSize() * 0.94)))
            painter.setFont(small)
            paint_badge(painter, place, state=state, words=words, palette=palette)
            return
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        align = index.data(int(Qt.ItemDataRole.TextAlignmentRole))
        if self.needle and align & int(Qt.AlignmentFlag.AlignLeft):
            self._mark(painter, place, text, palette)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(place, align, text)

    def _mark(self, painter: QPainter, place: QRectF, text: str, palette: QPalette) -> None:
        metrics = QFontMetricsF(painter.font())
        for found in re.finditer(re.escape(self.needle), text, re.IGNORECASE):
            left = place.left() + metrics.horizontalAdvance(text[: found.start()])
            width = metrics.horizontalAdvance(found.group())
            height = metrics.height()
            painter.fillRect(QRectF(left, place.center().y() - height / 2, width, height), tint("soon", palette).bg)
