"""A bar for each month: how much of the venues is lent."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.base.text import _
from desktop.registers.venues.queries.occupancy import Month
from desktop.ui.style import chars, em, hairline, secondary, sized, tint


class OccupancyBar(QWidget):
    """Months from left to right; the number below is the month, the one above the share in per cent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: Sequence[Month] = ()
        self.now = -1
        self.setAccessibleName(_("每月出借情况"))

    def show_months(self, months: Sequence[Month], *, now: int) -> None:
        """Show these; the one at the place `now` is this month."""
        self.months, self.now = months, now
        said = "；".join(
            _("{year}年{month}月 {share}%").format(year=one.first.year, month=one.first.month, share=one.share)
            for one in months
        )
        self.setAccessibleDescription(said)
        self.setToolTip(_("每月出借天数占全部场所天数的百分比"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """High enough for two lines of words and the bars."""
        return QSize(chars(self, 60), em(self, 5.4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The bars may be narrow, not low."""
        return QSize(chars(self, 30), em(self, 5.4))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Title, then a column for each month."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, line = self.palette(), em(self, 1.3)
        title = chars(self, 7)
        painter.setFont(sized(self, 0.9, bold=True))
        painter.drawText(QRectF(0, 0, title, self.height()), Qt.AlignmentFlag.AlignVCenter, _("每月出借\n（%）"))
        if not self.months:
            return
        wide = min((self.width() - title) / len(self.months), chars(self, 7))
        painter.setFont(sized(self, 0.85))
        full = self.height() - 2 * line
        for at, one in enumerate(self.months):
            left = title + at * wide
            words = Qt.AlignmentFlag.AlignCenter
            painter.setPen(colours.color(colours.ColorRole.WindowText))
            painter.drawText(QRectF(left, 0, wide, line), words, str(one.share))
            place = QRectF(left + wide * 0.2, line, wide * 0.6, full)
            painter.setPen(hairline(colours))
            painter.setBrush(tint("none", colours).bg)
            painter.drawRoundedRect(place, 3, 3)
            high = full * one.share / 100
            if high:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tint("marked" if at == self.now else "fine", colours).fg)
                painter.drawRoundedRect(QRectF(place.left(), line + full - high, place.width(), high), 3, 3)
            painter.setPen(colours.color(colours.ColorRole.WindowText) if at == self.now else secondary(colours))
            named = _("本月") if at == self.now else str(one.first.month)
            painter.drawText(QRectF(left, line + full, wide, line), words, named)
