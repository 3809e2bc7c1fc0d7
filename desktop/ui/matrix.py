"""The elevation of a building: every door with its number, coloured only where the branch has something to do."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from desktop.base.text import _
from desktop.ui.matrix_grid import Cell, Grid, Spot
from desktop.ui.matrix_paint import paint_door, paint_frame
from desktop.ui.style import em, secondary, sized
from desktop.ui.tick import paint_tick

Key = Qt.Key
ZOOM = (0.6, 2.0)
_ARROWS = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0), Key.Key_Left: (0, -1), Key.Key_Right: (0, 1)}


class BuildingMatrix(QAbstractScrollArea):
    """Doors by floor and stairwell; arrows walk, Enter opens, Space ticks, F7 goes to the next overdue one."""

    opened = Signal(object)  # UUID
    current_changed = Signal(object)  # Cell or None
    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._made = False  # Qt tells of changes while this is still being made
        super().__init__(parent)
        self._grid = Grid(())
        self._spot: Spot | None = None
        self._hover: Spot | None = None
        self._lit = ""
        self._zoom = 1.0
        self.ticked: dict[UUID, None] = {}
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("楼栋图"))
        self._made = True

    # -- content ------------------------------------------------------------------------------------------------

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show a building; the current door stays when it is still there."""
        current = self.current()
        self._grid = Grid(cells)
        self._hover = None
        self._spot = self._grid.spot.get(current.id) if current else None
        if self._spot is None and self._grid.reading:
            self._spot = self._grid.reading[0]
        self._lay_out()
        self._tell()

    def current(self) -> Cell | None:
        """The door that has the frame."""
        return self._grid.at.get(self._spot) if self._spot else None

    def go_to(self, cell_id: UUID) -> None:
        """Make a door current and bring it into view; an unknown one changes nothing."""
        spot = self._grid.spot.get(cell_id)
        if spot is not None:
            self._move(spot)

    def light(self, state: str) -> None:
        """Light only the doors of one state; "" lights all."""
        self._lit = state
        self.viewport().update()

    def next_overdue(self) -> None:
        """Go to the next door that should be visited."""
        spot = self._grid.next_of(self._spot, "overdue")
        if spot is not None:
            self._move(spot)

    def zoom(self, factor: float) -> None:
        """Make doors larger or smaller, within bounds; 1.0 fits the window."""
        self._zoom = min(max(factor, ZOOM[0]), ZOOM[1])
        self._lay_out()

    def _move(self, spot: Spot) -> None:
        self._spot = spot
        place = self._place(spot).toRect()
        for bar, low, high, room in (
            (self.horizontalScrollBar(), place.left(), place.right(), self.viewport().width()),
            (self.verticalScrollBar(), place.top() - self._head, place.bottom(), self.viewport().height()),
        ):
            bar.setValue(min(max(bar.value(), high + 8 - room), max(0, low - 8)))
        self._tell()

    def _tell(self) -> None:
        cell = self.current()
        self.setAccessibleDescription(f"{cell.room} {cell.label}" if cell else "")
        self.viewport().update()
        self.current_changed.emit(cell)

    # -- measures -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Doors as large as fit, within what can be read and what looks calm; the rest scrolls."""
        size, view = em(self), self.viewport().size()
        grid, groups = self._grid, max(1, len(self._grid.groups))
        self._side, self._head, self._gap = size * 3.1, round(size * 2.2), size * 0.25
        self._between = size * 0.9
        room = (view.width() - self._side - self._between * (groups - 1) - size * 0.5) / max(1, grid.width)
        tall = (view.height() - self._head - size * 0.4) / max(1, len(grid.floors))
        self._wide = min(max(room, size * 3.5), size * 6.5) * self._zoom
        self._high = min(max(tall, size * 1.75), size * 2.5) * self._zoom
        width = self._side + self._wide * grid.width + self._between * (groups - 1) + size * 0.5
        height = self._head + self._high * len(grid.floors) + size * 0.4
        for bar, need, have in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setRange(0, max(0, round(need - have)))
            bar.setPageStep(have)
            bar.setSingleStep(round(self._high))
        self.viewport().update()

    def _place(self, spot: Spot) -> QRectF:
        """Where a door is painted, before scrolling."""
        row, column = spot
        x = self._side + column * self._wide + self._grid.group_of(column) * self._between
        body = QRectF(x, self._head + row * self._high, self._wide, self._high)
        return body.adjusted(self._gap / 2, self._gap / 2, -self._gap / 2, -self._gap / 2)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _hit(self, point: QPoint) -> Spot | None:
        if point.y() < self._head:
            return None
        there = (point + self._offset()).toPointF()
        return next((spot for spot in self._grid.reading if self._place(spot).contains(there)), None)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a usual building."""
        return QSize(em(self, 44), em(self, 30))

    # -- painting -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Doors in view, floor names at the left, stairwell names at the top, which stay while scrolling."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, base = self.palette(), self.palette().color(QPalette.ColorRole.Base)
        painter.fillRect(self.viewport().rect(), base)
        offset = self._offset()
        font = sized(self, min(1.0, max(0.7, 0.94 * min(1.0, self._wide / em(self, 3.7)))))
        painter.setFont(font)
        visible = QRectF(self.viewport().rect())
        for spot in self._grid.reading:
            place = self._place(spot).translated(-offset.x(), -offset.y())
            if place.intersects(visible):
                self._paint_door(painter, place, spot)
        self._paint_edges(painter, offset, palette, font)

    def _paint_door(self, painter: QPainter, place: QRectF, spot: Spot) -> None:
        cell, palette = self._grid.at[spot], self.palette()
        painter.setOpacity(0.32 if self._lit and cell.state != self._lit else 1.0)
        paint_door(painter, place, cell, palette=palette, hovered=spot == self._hover)
        painter.setOpacity(1.0)
        if spot == self._spot:
            paint_frame(painter, place, palette=palette, strong=self.hasFocus())
        if cell.id in self.ticked:
            side = em(self, 0.8)
            box = QRectF(place.right() - side * 0.75, place.top() - side * 0.25, side, side)
            paint_tick(painter, box, state=Qt.CheckState.Checked, palette=palette)

    def _paint_edges(self, painter: QPainter, offset: QPoint, palette: QPalette, font: QFont) -> None:
        base, width = palette.color(QPalette.ColorRole.Base), self.viewport().width()
        painter.fillRect(QRectF(0, 0, self._side - 4, self.viewport().height()), base)
        painter.setPen(secondary(palette))
        for row, floor in enumerate(self._grid.floors):
            place = QRectF(0, self._head + row * self._high - offset.y(), self._side - em(self, 0.5), self._high)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), _("{floor}层").format(floor=floor))
        painter.fillRect(QRectF(0, 0, width, self._head), base)
        painter.setFont(sized(self, 1.0, bold=True))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.setClipRect(QRectF(self._side - 4, 0, width, self._head))
        for number, group in enumerate(self._grid.groups):
            x = self._side + group.first * self._wide + number * self._between - offset.x()
            place = QRectF(x, 0, group.width * self._wide, self._head)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), group.title)
        painter.setClipping(False)

    # -- events -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk, open, tick."""
        key, spot = Key(event.key()), self._spot
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if spot is None or (control and key not in {Key.Key_Home, Key.Key_End}):
            super().keyPressEvent(event)
        elif key in _ARROWS:
            down, right = _ARROWS[key]
            self._move(self._grid.step(spot, down=down, right=right))
        elif key in {Key.Key_Home, Key.Key_End}:
            last = key == Key.Key_End
            self._move(self._grid.reading[-1 if last else 0] if control else self._grid.edge(spot, last=last))
        elif key in {Key.Key_Return, Key.Key_Enter}:
            self.opened.emit(self._grid.at[spot].id)
        elif key == Key.Key_Space:
            self.toggle(self._grid.at[spot].id)
        elif key == Key.Key_F7:
            self.next_overdue()
        else:
            super().keyPressEvent(event)

    def toggle(self, cell_id: UUID) -> None:
        """Tick or untick a door."""
        if cell_id in self.ticked:
            del self.ticked[cell_id]
        else:
            self.ticked[cell_id] = None
        self.viewport().update()
        self.ticks_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Make the door current; with Ctrl tick it."""
        spot = self._hit(event.position().toPoint())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self._move(spot)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.toggle(self._grid.at[spot].id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the door."""
        spot = self._hit(event.position().toPoint())
        if spot is not None:
            self.opened.emit(self._grid.at[spot].id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Darken the door under the pointer and say who lives there."""
        spot = self._hit(event.position().toPoint())
        if spot != self._hover:
            self._hover = spot
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
            label = self._grid.at[spot].label if spot else ""
            QToolTip.showText(event.globalPosition().toPoint(), label, self.viewport(), QRect(), 4000)
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(self._zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit again."""
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._made:
            self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Paint anew: floor and stairwell names do not move with the doors."""
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the stronger frame."""
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the weaker frame."""
        self.viewport().update()
