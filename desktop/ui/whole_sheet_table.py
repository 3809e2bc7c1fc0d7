"""The table of a printed sheet: keys run down the rows as the eye runs down the paper."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QTableView, QWidget

from desktop import codes
from desktop.base.text import _
from desktop.ui.plain_header import PlainHeader
from desktop.ui.style import chars, em, sized
from desktop.ui.whole_sheet_cells import SheetCells, is_phrases, is_same, options_width, spots
from desktop.ui.whole_sheet_model import FACTS, FIELDS, OUTCOME, SAID, TYPED, SheetModel, field_of

Index = QModelIndex | QPersistentModelIndex
LEAST = (2, 4.6, 3.4, 0, 2, 5, 3.4, 2, 2, 5)  # characters of each column; 结果 asks for its boxes
_OUTCOMES = [code for code, _label in codes.options("visit_outcome")]
_WAYS = [code for code, _label in codes.options("visit_way")]
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SheetTable(QTableView):
    """1, 2, 3 choose the result; 在家 goes on to what was said, the others to the next row; Enter ends a row."""

    phrases_wanted = Signal(str, object)  # field name, the line being written (None: none is open)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        self._made = False  # Qt tells of changes while this is still being made
        super().__init__(parent)
        self.sheet = model
        self.cells = SheetCells(self)
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(_("表上的各行，1 在家 2 不在 3 不便"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.verticalHeader().hide()
        self.setHorizontalHeader(PlainHeader(self))
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setStretchLastSection(True)
        self.cells.finished.connect(self.go_on)
        self.cells.asked.connect(self._asked)
        self.cells.left.connect(lambda forward: self.leave(forward=forward))
        self._made = True
        self.refresh()

    def refresh(self) -> None:
        """Heights and widths for the present text size; what is left goes to what was said and needed."""
        self.verticalHeader().setDefaultSectionSize(em(self, 2.4))
        bold = QFontMetricsF(sized(self, 1.0, bold=True))
        asked = [round(chars(self, count) + em(self, 0.9)) for count in LEAST]
        titles = (*FACTS, *(field.title for field in FIELDS))
        asked = [max(a, round(bold.horizontalAdvance(t) + em(self, 0.9))) for a, t in zip(asked, titles, strict=True)]
        asked[OUTCOME] = round(options_width(bold))
        rest = max(0, self.viewport().width() - sum(asked))
        asked[SAID] += round(rest * 0.62)
        asked[SAID + 1] += round(rest * 0.38)
        for at, width in enumerate(asked):
            self.setColumnWidth(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width anew."""
        super().resizeEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._made:
            self.refresh()

    # -- going through the rows ---------------------------------------------------------------------------------

    def go_first(self) -> None:
        """The first row that nothing was written into."""
        rows = range(len(self.sheet.rows))
        free = [at for at in rows if self.sheet.is_open(at) and not self.sheet.text(at, FIELDS[0])]
        self.go_to(free[0] if free else 0)

    def go_to(self, row: int) -> None:
        """The result of a row."""
        self.setCurrentIndex(self.sheet.index(row, OUTCOME))
        self.setFocus()

    def go_on(self) -> None:
        """The result of the next row that can be written into; at the last one it stays."""
        here = self.currentIndex().row()
        after = [at for at in range(here + 1, len(self.sheet.rows)) if self.sheet.is_open(at)]
        self.go_to(after[0] if after else here)

    def choose(self, outcome: str) -> None:
        """Take a result for the current row."""
        at = self.currentIndex().row()
        if not self.sheet.is_open(at):
            return
        self.sheet.put(at, "outcome", outcome)
        if outcome == _OUTCOMES[0]:
            said = self.sheet.index(at, SAID)
            self.setCurrentIndex(said)
            self.edit(said)
        else:
            self.go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the sheet first; a letter in a cell that is written opens its line."""
        index = self.currentIndex()
        field = field_of(index.column())
        typed = field is not None and field.kind in TYPED
        number = event.key() - Qt.Key.Key_1.value
        if is_phrases(event) and field is not None:
            self.phrases_wanted.emit(field.name, None)
        elif is_same(event):
            self.same_as_above()
        elif event.key() in _ENTER:
            self.go_on()
        elif not typed and 0 <= number < len(_OUTCOMES) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choose(_OUTCOMES[number])
        elif event.key() == Qt.Key.Key_Space and not typed:
            self.turn(index)
        elif event.key() == Qt.Key.Key_Delete and field is not None:
            self.sheet.put(index.row(), field.name, "")
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and self._leaves(event):
            self.leave(forward=event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        """Ctrl+Tab leaves the table; Tab does so from its last cell, Shift+Tab from its first."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return True
        here, last = self.currentIndex(), self.sheet.columnCount() - 1
        if event.key() == Qt.Key.Key_Tab:
            return here.row() == len(self.sheet.rows) - 1 and here.column() == last
        return here.row() == 0 and here.column() == 0

    def leave(self, *, forward: bool) -> None:
        """The focus goes to the control after the table, or before it."""
        self.setTabKeyNavigation(False)  # else the view would only walk its cells
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    def turn(self, index: Index) -> None:
        """The next of the few things that a cell can hold."""
        field, at = field_of(index.column()), index.row()
        if field is None or not self.sheet.is_open(at):
            return
        if field.kind == "flag":
            self.sheet.put(at, field.name, "" if self.sheet.text(at, field) else "1")
        elif field.kind == "code":
            known = _OUTCOMES if field.name == "outcome" else _WAYS
            now = self.sheet.text(at, field)
            self.sheet.put(at, field.name, known[(known.index(now) + 1) % len(known)] if now else known[0])

    def same_as_above(self) -> None:
        """Take what stands in the same column of the nearest row above that has something there."""
        index = self.currentIndex()
        field = field_of(index.column())
        above = [self.sheet.text(at, field) for at in range(index.row() - 1, -1, -1)] if field else []
        text = next((one for one in above if one), "")
        if field is not None and text:
            self.sheet.put(index.row(), field.name, text)

    def add(self, name: str, sentence: str) -> None:
        """Write a sentence behind what stands in a cell of the current row."""
        at = self.currentIndex().row()
        field = next(one for one in FIELDS if one.name == name)
        self.sheet.put(at, name, self.sheet.text(at, field) + sentence)

    def _asked(self, line: QLineEdit, event: QKeyEvent) -> None:
        field = field_of(self.currentIndex().column())
        if field is None:
            return
        if is_phrases(event):
            self.phrases_wanted.emit(field.name, line)
            return
        self.same_as_above()
        line.setText(self.sheet.text(self.currentIndex().row(), field))

    # -- the mouse ----------------------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """One click ticks a box or opens a line, as a pen would."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        field = field_of(index.column()) if index.isValid() else None
        if field is None or event.button() != Qt.MouseButton.LeftButton or not self.sheet.is_open(index.row()):
            return
        if field.name == "outcome":
            places = spots(QRectF(self.visualRect(index)), QFontMetricsF(self.font()))
            for code, spot in zip(_OUTCOMES, places, strict=True):
                if spot.contains(event.position()):
                    self.choose(code)
        elif field.kind in TYPED:
            self.edit(index)
        else:
            self.turn(index)
