"""The box of a tick, painted alike in tables, check-lists and elevations; and a colour between two."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen


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
