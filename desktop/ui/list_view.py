"""The table of a list: rows of one height, the current row, ticks and everything the keyboard does."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.base.text import _
from desktop.ui.cell_editor import CellEditors
from desktop.ui.list_frozen import FrozenTable
from desktop.ui.list_model import ID_ROLE, Index, ListModel

Key = Qt.Key
Trigger = QAbstractItemView.EditTrigger


class ListView(FrozenTable):
    """Shows a ListModel; what a person does with rows comes out as signals with their ids."""

    opened = Signal(object)  # UUID
    retired = Signal()
    menu_wanted = Signal(QPoint)  # global place
    editing_left = Signal()  # Esc in 表格编辑
    fill_wanted = Signal()  # Ctrl+Enter in 表格编辑
    paste_wanted = Signal()

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._anchor = -1  # the row from which Shift ticks
        self._column = 1  # of the cell cursor, kept over readings
        self.editing = False
        self.delegate = CellEditors(model, self)
        self.setItemDelegate(self.delegate)
        self.delegate.cursor = lambda: (self.currentIndex().row(), self.currentIndex().column())
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(Trigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("列表"))
        self.heading.tick_wanted.connect(self.tick_page)
        model.at_end.connect(lambda: self.go_to(None, fallback_row=model.rowCount() - 1))
        self.set_density("standard")
        self._made = True

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
        index = self._model.index(row, min(max(1, self._column), self._model.columnCount() - 1))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    # -- the cell cursor of 表格编辑 -------------------------------------------------------------------------------

    def edit_cells(self, *, on: bool) -> None:
        """Let cells be typed into, with a cursor that moves from cell to cell; or be a list of rows again."""
        self.editing = on
        self.delegate.editing = on
        self.setEditTriggers(Trigger.EditKeyPressed | Trigger.AnyKeyPressed if on else Trigger.NoEditTriggers)
        self.setTabKeyNavigation(on)
        self.viewport().update()

    def next_cell(self, index: Index, by: int) -> None:
        """Go to the next (1) or previous (-1) cell that may be typed into, in the rows below or above if need be."""
        model, width = self._model, self._model.columnCount()
        at = index.row() * width + self.heading.visualIndex(index.column()) + by
        while 0 <= at < model.rowCount() * width:
            row, visual = divmod(at, width)
            there = model.index(row, self.heading.logicalIndex(visual))
            if model.flags(there) & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(there)
                return
            at += by

    def next_row(self, by: int) -> None:
        """Go down or up in the same column."""
        row = self.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self.currentIndex().siblingAtRow(row))

    def after(self, act: Callable[[], None]) -> None:
        """Do something once the event of now is over."""
        QTimer.singleShot(0, self, act)

    def _cell_key(self, key: Qt.Key, *, control: bool) -> bool:
        """The keys that 表格编辑 gives another meaning."""
        if key in {Key.Key_Return, Key.Key_Enter} and control:
            self.fill_wanted.emit()
        elif key in {Key.Key_Return, Key.Key_Enter}:
            if self._model.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
            else:
                self.next_row(1)
        elif key in {Key.Key_Tab, Key.Key_Backtab}:
            self.next_cell(self.currentIndex(), 1 if key == Key.Key_Tab else -1)
        elif key == Key.Key_Escape:
            self.editing_left.emit()
        else:
            return False
        return True

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
        self._model.read_to_end(on=False)  # another key: nobody is to be carried off to the end any more
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.editing and self._cell_key(key, control=control):
            return
        if key in {Key.Key_Return, Key.Key_Enter} and row >= 0 and not control:
            self.opened.emit(self._model.row(row).id)
        elif key == Key.Key_Space and row >= 0:
            self.toggle(row)
        elif key == Key.Key_A and control:
            self.tick_page()
        elif key == Key.Key_C and control:
            self.copy()
        elif key == Key.Key_V and control:
            self.paste_wanted.emit()
        elif key == Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.heading.open_filter(max(1, self.currentIndex().column()))
        elif key == Key.Key_Delete:
            self.retired.emit()
        elif shift and key in {Key.Key_Up, Key.Key_Down} and row >= 0:
            self._extend(-1 if key == Key.Key_Up else 1)
        elif key == Key.Key_Home:
            self.go_to(None)
        elif key == Key.Key_End:
            self._model.read_to_end()
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
        self._model.read_to_end(on=False)
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
        elif self.editing and self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
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
        if self.editing and not ticked:
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
            return
        current = self.currentIndex().row()
        rows = [self._model.place(row.id) for row in ticked] or ([current] if current >= 0 else [])
        columns = range(1, self._model.columnCount())
        lines = ["\t".join(column.title for column in self._model.columns)]
        lines += ["\t".join(str(self._model.index(row, at).data() or "") for at in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Repaint both rows whole and no others: the edge is painted by the first cell."""
        super().currentChanged(current, previous)
        if current.column() > 0:
            self._column = current.column()
        for row in (current.row(), previous.row()):
            if row >= 0:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
