"""The pages of a PDF one under the other, each drawn when it comes into sight."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.printing.page import Paper
from desktop.ui.style import Role, em

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
Draw = Callable[["Sheet", float], None]  # is to call `sheet.show_picture` when the picture is there


class Sheet(QWidget):
    """One page; asks for its picture when it is first painted at a size."""

    def __init__(self, index: int, paper: Paper, draw: Draw) -> None:
        super().__init__()
        self.index, self._paper, self._draw = index, paper, draw
        self.picture: QImage | None = None
        self._asked = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("第 {page} 页").format(page=index + 1))

    def set_width(self, width: int) -> None:
        """Take the width in pixels; the height follows the paper."""
        self.setFixedSize(QSize(width, round(width * self._paper.height_mm / self._paper.width_mm)))

    def show_picture(self, picture: QImage) -> None:
        """The picture came."""
        self.picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """White paper with its picture; a sharper one is asked for when the size has changed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        wide = round(self.width() * self.devicePixelRatioF())
        if self.picture is not None:
            painter.drawImage(self.rect(), self.picture)
        if self._asked != wide:
            self._asked = wide
            self._draw(self, wide / (self._paper.width_mm / 25.4 * 72))
        painter.setPen(QPen(self.palette().color(Role.Mid), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PageView(QScrollArea):
    """`zoom` 0 fits the width of the view; 1 is true size on a screen of 96 dots per inch."""

    moved = Signal(int, int)  # page in sight (from 1), pages

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 0.0
        self.sheets: list[Sheet] = []
        self._paper: Paper | None = None
        self._body = QWidget()
        self._body.setProperty("kind", "clear")
        self._column = QVBoxLayout(self._body)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._column.setSpacing(em(self, 1))
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("打印预览"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def show_pages(self, count: int, paper: Paper, draw: Draw) -> None:
        """Show `count` empty pages; `draw` is asked for the picture of each page in sight."""
        self.clear()
        self._paper = paper
        for index in range(count):
            sheet = Sheet(index, paper, draw)
            self.sheets.append(sheet)
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._tell()

    def clear(self) -> None:
        """No pages."""
        for sheet in self.sheets:
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self.sheets = []

    def set_zoom(self, zoom: float) -> None:
        """Another size; 0 fits the width."""
        self.zoom = zoom
        self._fit()

    def step_zoom(self, by: int) -> None:
        """The next larger (1) or smaller (-1) size."""
        now = self.zoom or self._fitting() / self._true_width()
        other = [zoom for zoom in ZOOMS if (zoom > now + 0.01 if by > 0 else zoom < now - 0.01)]
        if other:
            self.set_zoom(min(other) if by > 0 else max(other))

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 when there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return next((s.index + 1 for s in self.sheets if s.geometry().bottom() >= middle), len(self.sheets))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep fitting the width."""
        super().resizeEvent(event)
        if not self.zoom:
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl and the wheel change the size, as everywhere."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Plus and minus change the size."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another text size makes another gap."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._column.setSpacing(em(self, 1))

    def _fit(self) -> None:
        width = round(self._true_width() * self.zoom) if self.zoom else self._fitting()
        for sheet in self.sheets:
            sheet.set_width(width)

    def _fitting(self) -> int:
        room: QRect = self.viewport().rect()
        return max(em(self, 12), min(room.width() - 2 * em(self, 1.5), round(self._true_width() * 1.5)))

    def _true_width(self) -> float:
        return (self._paper.width_mm if self._paper else 210) / 25.4 * 96

    def _tell(self) -> None:
        if self.sheets:
            self.moved.emit(self.page, len(self.sheets))
