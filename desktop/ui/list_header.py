"""The header of a list: titles, the sort mark, the filter arrow, and the tick of the whole page."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.standard.list import Sort
from desktop.ui.header_filter import filterable
from desktop.ui.list_model import RIGHT, ListModel
from desktop.ui.style import sized
from desktop.ui.tick import blend, paint_tick, tick_box


class ListHeader(QHeaderView):
    """Painted by us: a click on the words sorts, a click on the arrow filters, and both are seen at rest."""

    sort_wanted = Signal(str, bool)  # column name, as the second key
    filter_wanted = Signal(str, QPoint)  # column name, where its list may open (global)
    tick_wanted = Signal(bool)

    def __init__(self, model: ListModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.sort: tuple[Sort, ...] = ()
        self.filtered: frozenset[str] = frozenset()
        self.tick_state = Qt.CheckState.Unchecked
        self._pressed: QPoint | None = None
        self.frozen: Callable[[], dict[int, int]] = dict  # left edges of the sections that stay, see list_frozen.py
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)  # the style's own least is wider than the tick
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a row."""
        return QSize(super().sizeHint().width(), round(QFontMetricsF(self.font()).height() * 1.65))

    def column_at(self, section: int) -> str:
        """The name of the column of a section; "" for the tick."""
        columns = self._model.columns
        return columns[section - 1].name if 0 < section <= len(columns) else ""

    def left_of(self, section: int) -> int:
        """Where a section is seen, in the coordinates of the viewport."""
        return self.frozen().get(section, self.sectionViewportPosition(section))

    def section_at(self, spot: QPoint) -> int:
        """The section that is seen at a place."""
        for section, left in self.frozen().items():
            if left <= spot.x() < left + self.sectionSize(section):
                return section
        return self.logicalIndexAt(spot)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """All sections, then those that stay once more at their place."""
        super().paintEvent(event)
        lefts = self.frozen()
        if lefts:
            painter = QPainter(self.viewport())
            for section, left in lefts.items():
                self.paintSection(painter, QRect(left, 0, self.sectionSize(section), self.height()), section)
            painter.end()

    def arrow_place(self, section: int) -> QRect:
        """Where the filter arrow of a section is, in the coordinates of the viewport."""
        left, width = self.left_of(section), self.sectionSize(section)
        metrics = QFontMetricsF(self._bold())
        side = round(metrics.height())
        title = self._model.columns[section - 1].title
        mark = side * 0.8 if any(sort.column == self.column_at(section) for sort in self.sort) else 0
        x = left + metrics.height() * 0.4 + metrics.horizontalAdvance(title) + mark
        return QRect(round(min(x, left + width - side)), (self.height() - side) // 2, side, side)

    def _bold(self) -> QFont:
        return sized(self, 1.0, bold=True)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """Title, mark and arrow of one section."""
        palette, place = self.palette(), QRectF(rect)
        base, window = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Window)
        painter.save()
        painter.fillRect(place, blend(base, window, 0.4))
        painter.setPen(palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(QPointF(place.left(), place.bottom() - 0.5), QPointF(place.right(), place.bottom() - 0.5))
        painter.setFont(self._bold())
        metrics = QFontMetricsF(painter.font())
        if logicalIndex == 0:
            paint_tick(painter, tick_box(place, metrics), state=self.tick_state, palette=palette)
        else:
            self._title(painter, place, logicalIndex, metrics)
        painter.restore()

    def _title(self, painter: QPainter, place: QRectF, section: int, metrics: QFontMetricsF) -> None:
        palette = self.palette()
        column = self._model.columns[section - 1]
        inset = metrics.height() * 0.4
        arrow = QRectF(self.arrow_place(section))
        room = arrow.left() - place.left() - inset if filterable(column) else place.width() - 2 * inset
        text_width = max(0.0, min(metrics.horizontalAdvance(column.title) + 1, room + 1))
        words = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, text_width)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        right = column.kind in RIGHT and not filterable(column)  # a title stands over its figures
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place.adjusted(inset, 0, -inset, 0), int(Qt.AlignmentFlag.AlignVCenter | side), words)
        for sort in self.sort:
            if sort.column == column.name:
                start = place.right() - 2 * inset - metrics.horizontalAdvance(words) * 2 if right else place.left()
                x = start + inset + metrics.horizontalAdvance(words) + metrics.height() * 0.12
                self._sort_mark(
                    painter, QPointF(x + metrics.height() * 0.2, place.center().y()), metrics, sort.descending
                )
        if not filterable(column):
            return
        active = column.name in self.filtered
        colour = palette.color(QPalette.ColorRole.Link if active else QPalette.ColorRole.PlaceholderText)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if active:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(arrow.adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        centre, half = arrow.center(), metrics.height() * 0.17
        painter.drawPolygon(
            QPolygonF(
                [
                    centre + QPointF(-half, -half * 0.6),
                    centre + QPointF(half, -half * 0.6),
                    centre + QPointF(0, half * 0.9),
                ]
            )
        )

    def _sort_mark(self, painter: QPainter, centre: QPointF, metrics: QFontMetricsF, descending: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.4))
        high, wide = metrics.height() * 0.28, metrics.height() * 0.15
        tip = QPointF(0, high if descending else -high)
        back = QPointF(0, -wide if descending else wide)
        painter.drawLine(centre - tip, centre + tip)
        painter.drawLine(centre + tip, centre + tip + back + QPointF(-wide, 0))
        painter.drawLine(centre + tip, centre + tip + back + QPointF(wide, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where, to tell a click from a drag; what stays is not dragged."""
        self._pressed = event.position().toPoint()
        if self.section_at(self._pressed) not in self.frozen():
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click sorts, filters or ticks; a drag moves or resizes the section."""
        super().mouseReleaseEvent(event)
        spot = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        if (
            pressed is None
            or (spot - pressed).manhattanLength() > 4
            or self.cursor().shape() == Qt.CursorShape.SplitHCursor
        ):
            return
        section = self.section_at(spot)
        if section == 0:
            self.tick_wanted.emit(self.tick_state != Qt.CheckState.Checked)
        elif section > 0 and event.button() == Qt.MouseButton.LeftButton:
            arrow = filterable(self._model.columns[section - 1])
            if arrow and self.arrow_place(section).adjusted(-3, -8, 3, 8).contains(spot):
                self.open_filter(section)
            else:
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.sort_wanted.emit(self.column_at(section), shift)

    def open_filter(self, section: int) -> None:
        """Ask for the filter of a section, below its title."""
        spot = QPoint(max(0, self.left_of(section)), self.height())
        self.filter_wanted.emit(self.column_at(section), self.mapToGlobal(spot))
