"""The header of a small table: bold titles over a hairline, without the style's bevels."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui.style import hairline, sized
from desktop.ui.tick import blend


def inset(font: QFontMetrics | QFontMetricsF) -> int:
    """How far from the edge of its column a word begins, in pixels."""
    return round(font.height() * 0.4)


class PlainHeader(QHeaderView):
    """Looks like the header of a list, and only shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a row."""
        return QSize(super().sizeHint().width(), round(QFontMetricsF(self.font()).height() * 1.65))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """One title."""
        place, palette = QRectF(rect), self.palette()
        base, window = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Window)
        painter.save()
        painter.fillRect(place, blend(base, window, 0.4))
        painter.setPen(hairline(palette))
        painter.drawLine(QPointF(place.left(), place.bottom() - 0.5), QPointF(place.right(), place.bottom() - 0.5))
        painter.setFont(sized(self, 1.0, bold=True))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        words = place.adjusted(inset(QFontMetricsF(self.font())), 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
        painter.restore()
