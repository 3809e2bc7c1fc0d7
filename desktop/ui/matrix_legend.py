"""The legend of an elevation with its counts, and the doors as a plain table for those who do not see the picture."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QTableWidget, QTableWidgetItem, QWidget

from desktop.base.text import _
from desktop.ui.flow import Flow
from desktop.ui.matrix_grid import Cell
from desktop.ui.plain_header import PlainHeader
from desktop.ui.status_badge import paint_shape, shape_of, tint_of
from desktop.ui.style import em, secondary


@dataclass(frozen=True, slots=True)
class Legend:
    """What one state of a door is called."""

    state: str
    words: str


VISITS = (
    Legend("fine", _("不用急")),
    Legend("soon", _("7 天内该走访")),
    Legend("overdue", _("该走访了（支部的事）")),
    Legend("none", _("未落实联户党员")),
    Legend("empty", _("没有住户")),
)


class _Item(QAbstractButton):
    """One entry: mark, words and number; pressed, only its doors are lit."""

    def __init__(self, legend: Legend, parent: QWidget) -> None:
        super().__init__(parent)
        self.legend, self._count = legend, 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.count(0)

    def count(self, number: int) -> None:
        self._count = number
        self.setText(f"{self.legend.words} {number}")
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.horizontalAdvance(self.text()) + em(self, 1.9)), em(self, 2.25))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            role = QPalette.ColorRole.Highlight if self.isChecked() else QPalette.ColorRole.Base
            painter.setBrush(palette.color(role))
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(body, 4, 4)
        side, state = em(self, 0.75), self.legend.state
        box = QRectF(em(self, 0.4), (self.height() - side) / 2, side, side)
        look = tint_of(state, palette)
        if state in {"fine", "empty"}:
            painter.setPen(QPen(secondary(palette), 1))
            hatch = QBrush(secondary(palette), Qt.BrushStyle.BDiagPattern)
            painter.setBrush(hatch if state == "empty" else palette.color(QPalette.ColorRole.Base))
            painter.drawRect(box)
        else:
            paint_shape(painter, shape_of(state), box, look.fg)
        plain = state in {"fine", "empty"}
        painter.setPen(palette.color(QPalette.ColorRole.WindowText) if plain else look.fg)
        words = QRectF(box.right() + em(self, 0.35), 0, self.width(), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())


class MatrixLegend(QWidget):
    """All states with their counts; a click lights one, a second click all again."""

    lit = Signal(str)  # a state, or "" for all

    def __init__(self, legends: Sequence[Legend] = VISITS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Flow(self, spacing=em(self, 0.4))
        self.items = tuple(_Item(legend, self) for legend in legends)
        for item in self.items:
            item.clicked.connect(lambda on, item=item: self._light(item, on=on))
            row.addWidget(item)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Count the doors of each state."""
        counts = Counter(cell.state for cell in cells)
        for item in self.items:
            item.count(counts[item.legend.state])

    def _light(self, pressed: _Item, *, on: bool) -> None:
        for item in self.items:
            if item is not pressed:
                item.setChecked(False)
        self.lit.emit(pressed.legend.state if on else "")


class MatrixTable(QTableWidget):
    """The same doors as a table, one a row, for screen readers and for those who prefer lists."""

    opened = Signal(object)  # UUID

    def __init__(self, legends: Sequence[Legend] = VISITS, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._words = {legend.state: legend.words for legend in legends}
        self._ids: list[UUID] = []
        self.setHorizontalHeader(PlainHeader(self))
        self.setHorizontalHeaderLabels([_("单元"), _("楼层"), _("房号"), _("情况")])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setAccessibleName(_("楼栋图的列表"))
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(em(self, 2.4))
        self.activated.connect(lambda index: self.opened.emit(self._ids[index.row()]))

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Fill the table in walking order: stairwell by stairwell, from the top floor down."""
        order = {title: at for at, title in enumerate(dict.fromkeys(cell.stairwell for cell in cells))}
        walk = sorted(cells, key=lambda cell: (order[cell.stairwell], -cell.floor, cell.room))
        self._ids = [cell.id for cell in walk]
        self.setRowCount(len(walk))
        for row, cell in enumerate(walk):
            said = " ".join(part for part in (self._words.get(cell.state, ""), cell.label) if part)
            for column, words in enumerate((cell.stairwell, str(cell.floor), cell.room, said)):
                self.setItem(row, column, QTableWidgetItem(words))
