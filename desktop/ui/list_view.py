"""The table of a list: rows of one height, the current row, ticks and everything the keyboard does."""

from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.base.text import _
from desktop.ui.cell import CellDelegate
from desktop.ui.header_filter import filterable
from desktop.ui.list_header import ListHeader
from desktop.ui.list_model import ID_ROLE, Index, ListModel
from desktop.ui.style import em, sized

Key = Qt.Key
DENSITIES = {"close": 2.0, "standard": 2.4, "wide": 2.8}  # row height as a multiple of the text size


class ListView(QTableView):
    """Shows a ListModel; what a person does with rows comes out as signals with their ids."""

    opened = Signal(object)  # UUID
    retired = Signal()
    menu_wanted = Signal(QPoint)  # global place
    widths_changed = Signal()

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        self._made = False  # Qt tells of changes while this is still being made
        super().__init__(parent)
        self._model = model
        self._anchor = -1  # the row from which Shift ticks
        self._density = "standard"
        self._widths: dict[str, int] = {}
        self.setModel(model)
        self.delegate = CellDelegate(model, self)
        self.setItemDelegate(self.delegate)
        self.heading = ListHeader(model, self)
        self.setHorizontalHeader(self.heading)
        self.heading.setSectionsClickable(True)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("列表"))
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self._fill())  # it takes room when it appears
        self.heading.tick_wanted.connect(self.tick_page)
        self._laying = False
        self._asked: dict[int, int] = {0: em(self, 2.4)}  # widths before the rest of the room is shared out
        self.heading.sectionResized.connect(self._changed)
        self.heading.sectionMoved.connect(self._changed)
        self.set_density("standard")
        self._made = True

    # -- measures -----------------------------------------------------------------------------------------------

    def set_density(self, name: str) -> None:
        """紧凑, 标准 or 宽松: one of DENSITIES."""
        self._density = name
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(DENSITIES[name] * em(self)))
        self.heading.updateGeometry()

    def _changed(self, section: int, *_places: int) -> None:
        if not self._laying:
            self._asked[section] = self.columnWidth(section)
            self._widths = self.widths()
            self.widths_changed.emit()

    def lay_out(self, widths: dict[str, int]) -> None:
        """Set the columns in order and as wide as declared, or as the person left them (in half characters)."""
        self._widths = dict(widths)
        half = QFontMetrics(self.font()).horizontalAdvance("国") / 2
        bold = QFontMetrics(sized(self, 1.0, bold=True))
        self._laying = True
        for section in range(self.heading.count()):
            self.heading.moveSection(self.heading.visualIndex(section), section)
        self._laying = False
        self._asked = {0: em(self, 2.4)}
        for section, column in enumerate(self._model.columns, start=1):
            least = bold.horizontalAdvance(column.title) + em(self, 2.4 if filterable(column) else 1.6)
            least = max(least, em(self, 7.6)) if column.kind == "due" else least  # a badge of three figures
            wide = round(widths.get(column.name, column.width) * half + em(self, 1.2))
            self._asked[section] = wide if column.name in widths else max(wide, least)
        self._fill()

    def _fill(self) -> None:
        """Give each column what was asked for it, and its share of the width that is left."""
        total = sum(self._asked.values())
        rest = max(0, self.viewport().width() - total)
        self._laying = True
        for section, wide in self._asked.items():
            share = rest * wide // max(1, total - self._asked[0]) if section else 0
            self.setColumnWidth(section, wide + share)
        self._laying = False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A wider table shares the new room; a narrower one scrolls."""
        super().resizeEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._made:
            self.set_density(self._density)
            self.lay_out(self._widths)

    def widths(self) -> dict[str, int]:
        """The widths asked for, in the measure of `lay_out`."""
        half = QFontMetrics(self.font()).horizontalAdvance("国") / 2
        columns = enumerate(self._model.columns, start=1)
        return {column.name: max(2, round((self._asked[at] - em(self, 1.2)) / half)) for at, column in columns}

    def order(self) -> list[str]:
        """The names of the columns in the order on screen, after dragging."""
        places = sorted(range(1, self._model.columnCount()), key=self.heading.visualIndex)
        return [self._model.columns[at - 1].name for at in places]

    # -- the current row ----------------------------------------------------------------------------------------

    def current_id(self) -> UUID | None:
        """The record of the current row."""
        index = self.currentIndex()
        return index.data(ID_ROLE) if index.isValid() else None

    def reached(self) -> int:
        """How many rows there are down to the foot of what is seen, or to the current row if that is lower."""
        foot = self.rowAt(self.viewport().height() - 1)
        return 1 + max(self._model.rowCount() - 1 if foot < 0 else foot, self.currentIndex().row())

    def go_to(self, record_id: UUID | None, *, fallback_row: int = 0) -> None:
        """Make a record current, or the row in its place when it has gone."""
        row = self._model.place(record_id) if record_id else -1
        if row < 0:
            row = min(fallback_row, self._model.rowCount() - 1)
        if row < 0:
            return
        index = self._model.index(row, max(1, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    # -- ticks --------------------------------------------------------------------------------------------------

    def tick_page(self, on: bool = True) -> None:
        """Tick every row that is loaded; the rest is a separate act with its number in words."""
        self._model.tick(self._model.ids(), on=on)

    def toggle(self, row: int) -> None:
        """Tick or untick one row, and remember it for Shift."""
        record_id = self._model.row(row).id
        self._model.tick([record_id], on=record_id not in self._model.ticked)
        self._anchor = row

    def _tick_range(self, row: int) -> None:
        start = self._anchor if 0 <= self._anchor < self._model.rowCount() else self.currentIndex().row()
        low, high = min(start, row), max(start, row)
        self._model.tick([self._model.row(at).id for at in range(max(0, low), high + 1)], on=True)

    # -- events -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of a list, see the key map (UX §6.11)."""
        key, row = Key(event.key()), self.currentIndex().row()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in {Key.Key_Return, Key.Key_Enter} and row >= 0 and not control:
            self.opened.emit(self._model.row(row).id)
        elif key == Key.Key_Space and row >= 0:
            self.toggle(row)
        elif key == Key.Key_A and control:
            self.tick_page()
        elif key == Key.Key_C and control:
            self.copy()
        elif key == Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.heading.open_filter(max(1, self.currentIndex().column()))
        elif key == Key.Key_Delete:
            self.retired.emit()
        elif shift and key in {Key.Key_Up, Key.Key_Down} and row >= 0:
            self._extend(-1 if key == Key.Key_Up else 1)
        elif key in {Key.Key_Home, Key.Key_End} and self._model.rowCount():
            self.go_to(None, fallback_row=0 if key == Key.Key_Home else self._model.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def _extend(self, step: int) -> None:
        if self._anchor < 0:
            self._anchor = self.currentIndex().row()
        to = min(max(0, self.currentIndex().row() + step), self._model.rowCount() - 1)
        self.go_to(None, fallback_row=to)
        self._tick_range(to)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The box ticks; with Ctrl any cell ticks, with Shift up to here."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._tick_range(index.row())
            elif index.column() == 0 or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.toggle(index.row())
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Two clicks open the row; on the box they are two ticks."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if index.column() == 0:
            self.toggle(index.row())
        else:
            self.opened.emit(self._model.row(index.row()).id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The menu of the current row, by the right button or the menu key."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(place)

    def copy(self) -> None:
        """Put the ticked rows (or the current one) on the clipboard as a table, with the titles, as Excel pastes it."""
        ticked = [row for row in map(self._model.row, range(self._model.rowCount())) if row.id in self._model.ticked]
        current = self.currentIndex().row()
        rows = [self._model.place(row.id) for row in ticked] or ([current] if current >= 0 else [])
        columns = range(1, self._model.columnCount())
        lines = ["\t".join(column.title for column in self._model.columns)]
        lines += ["\t".join(str(self._model.index(row, at).data() or "") for at in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Repaint both rows whole and no others: the edge is painted by the first cell."""
        super().currentChanged(current, previous)
        for row in (current.row(), previous.row()):
            if row >= 0:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
