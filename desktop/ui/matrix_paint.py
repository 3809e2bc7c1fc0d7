"""How one door of an elevation is painted, the same on screen whoever shows it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPalette, QPen

from desktop.base.text import _
from desktop.ui.matrix_grid import Cell
from desktop.ui.status_badge import paint_shape, shape_of, tint_of
from desktop.ui.style import hairline, secondary
from desktop.ui.tick import blend

_TINTED = frozenset({"soon", "overdue", "none", "marked"})


def paint_door(painter: QPainter, place: QRectF, cell: Cell, *, palette: QPalette, hovered: bool) -> None:
    """Paint ground, mark and number; a door where nothing is to do stays white, an empty one is hatched."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    tinted, empty = cell.state in _TINTED, cell.state == "empty"
    look = tint_of(cell.state, palette)
    fill = look.bg if tinted else base
    painter.setBrush(blend(fill, text, 0.07) if hovered else fill)
    painter.setPen(QPen(blend(look.bg, look.fg, 0.25) if tinted else hairline(palette), 1))
    painter.drawRoundedRect(place, 3, 3)
    if empty:
        painter.setBrush(QBrush(hairline(palette), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(place, 3, 3)
    words = _("空{room}").format(room=cell.room) if empty else cell.room
    metrics = QFontMetricsF(painter.font())
    side = metrics.height() * 0.5 if tinted else 0.0
    lead = side * 1.3
    need = lead + metrics.horizontalAdvance(words)
    left = place.left() + max(2.0, (place.width() - need) / 2)
    if tinted:
        box = QRectF(left, place.center().y() - side / 2, side, side)
        paint_shape(painter, shape_of(cell.state), box, look.text)
    if empty:  # the word stands on a clear ground: its contrast must not depend on the hatching
        painter.fillRect(QRectF(left - 2, place.center().y() - metrics.height() / 2, need + 4, metrics.height()), base)
    painter.setPen(look.text if tinted else secondary(palette) if empty else text)
    body = QRectF(left + lead, place.top(), place.right() - left - lead, place.height())
    painter.drawText(body, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def paint_frame(painter: QPainter, place: QRectF, *, palette: QPalette, strong: bool) -> None:
    """Paint the frame of the current door, with a gap so that it is seen on any tint."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2.2 if strong else 1.4))
    painter.drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)
