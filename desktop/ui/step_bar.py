"""The row of steps above a wizard: what is done, where one is, what comes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.text import _
from desktop.ui.style import Role, em, primary, secondary, sized


class StepBar(QWidget):
    """Steps that were done can be gone back to with a click; the keyboard has the buttons under the page."""

    asked = Signal(int)

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self.steps, self.current, self.reached = tuple(steps), 0, 0
        self._places: list[QRect] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, current: int, reached: int | None = None) -> None:
        """Where one is, and the farthest step that may be gone to."""
        self.current, self.reached = current, max(current, self.reached if reached is None else reached)
        said = _("第 {at} 步，共 {all} 步：{title}")
        self.setAccessibleName(said.format(at=current + 1, all=len(self.steps), title=self.steps[current]))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(em(self, 20), em(self, 2.4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It gives way: numbers stay when words do not fit."""
        return QSize(em(self, 2.4) * len(self.steps), em(self, 2.4))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Number, word, line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, height, gap = self.palette(), self.height(), em(self, 0.5)
        side = em(self, 1.5)
        words = [QFontMetrics(sized(self, 1.0, bold=True)).horizontalAdvance(step) for step in self.steps]
        fits = sum(words) + len(words) * (side + 4 * gap) <= self.width()
        self._places, left = [], 1
        for at, step in enumerate(self.steps):
            here, done = at == self.current, at < self.current or at <= self.reached
            ring = QRect(left, (height - side) // 2, side, side)
            fill = primary(colours) if here else colours.color(Role.Base)
            edge = primary(colours) if here or done else colours.color(Role.Mid)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(fill)
            painter.drawEllipse(ring)
            painter.setFont(sized(self, 0.86, bold=here))
            painter.setPen(Qt.GlobalColor.white if here else colours.color(Role.Text))
            mark = "✓" if at < self.current else str(at + 1)
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, mark)
            width = side
            if fits or here:
                painter.setFont(sized(self, 1.0, bold=here))
                painter.setPen(colours.color(Role.Text) if here or done else secondary(colours))
                painter.drawText(QRect(left + side + gap, 0, words[at], height), Qt.AlignmentFlag.AlignVCenter, step)
                width += gap + words[at]
            self._places.append(QRect(left, 0, width, height))
            left += width + gap
            if at < len(self.steps) - 1:
                painter.setPen(QPen(colours.color(Role.Midlight), 1))
                painter.drawLine(left, height // 2, left + gap, height // 2)
                left += 2 * gap

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Back to a step that was done."""
        for at, place in enumerate(self._places):
            if place.contains(event.position().toPoint()) and at <= self.reached and at != self.current:
                self.asked.emit(at)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
