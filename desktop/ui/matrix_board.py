"""An elevation with its legend, as a picture or as a table, or one sentence where there are no doors."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.empty_state import EmptyState, Way
from desktop.ui.loading_line import LoadingLine
from desktop.ui.matrix import BuildingMatrix
from desktop.ui.matrix_grid import Cell
from desktop.ui.matrix_legend import Legend, MatrixLegend, MatrixTable
from desktop.ui.side_card import SideCard
from desktop.ui.style import em


class MatrixBoard(QWidget):
    """The legend on top, below it the doors and beside them the card of the door in front."""

    opened = Signal(object)  # UUID of a door, from the picture or from the table

    def __init__(self, legends: Sequence[Legend], card: SideCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[Cell, ...] = ()
        self._as_table = False
        self.matrix, self.card = BuildingMatrix(), card
        self.empty, self.loading = EmptyState(), LoadingLine()
        self.legend, self.table = MatrixLegend(legends), MatrixTable(legends)
        self._legend_row, self._views = QHBoxLayout(), QStackedWidget()
        self._legend_row.addWidget(self.legend)
        for view in (self.matrix, self.table, self.empty):
            self._views.addWidget(view)
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(em(self, 0.4), em(self, 0.2), em(self, 0.4), em(self, 0.4))
        inside.addWidget(self._views)
        body = QHBoxLayout()
        body.setSpacing(em(self, 0.9))
        body.addWidget(sheet, 1)
        self.side = QScrollArea()  # in a low window the card scrolls, its buttons are never cut
        self.side.setWidget(card)
        self.side.setWidgetResizable(True)
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._measure()
        body.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.4))
        whole.addLayout(self._legend_row)
        whole.addWidget(self.loading)
        whole.addLayout(body, 1)
        self.matrix.opened.connect(self.opened)
        self._listen()

    def _measure(self) -> None:
        """The card, and beside it the bar that scrolls it in a low window."""
        self.card.measure()
        self.side.setFixedWidth(self.card.width() + self.side.verticalScrollBar().sizeHint().width() + em(self, 0.3))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "side"):
            self._measure()

    def _listen(self) -> None:
        self.legend.lit.connect(self.matrix.light)
        self.table.opened.connect(self.opened)

    def show_cells(self, cells: Sequence[Cell], *, nothing: str) -> None:
        """Show these doors; without any the sentence `nothing` stands there."""
        self._cells = tuple(cells)
        self.loading.stop()
        self.matrix.show_cells(cells)
        self.legend.show_cells(cells)
        self.table.show_cells(cells)
        if cells:
            self.side.show()
            self._show_view()
        else:
            self.say(nothing)

    def show_legend(self, legends: Sequence[Legend]) -> None:
        """Tell the doors by other states; the cells come next."""
        for old in (self.legend, self.table):
            old.hide()
            old.deleteLater()
        self._views.removeWidget(self.table)
        self.legend, self.table = MatrixLegend(legends), MatrixTable(legends)
        self._legend_row.addWidget(self.legend)
        self._views.addWidget(self.table)
        self._listen()
        self.matrix.light("")

    def show_table(self, on: bool) -> None:
        """Show the doors as a table, or as a picture."""
        self._as_table = on
        if self._cells:
            self._show_view()

    def say(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """One sentence instead of doors, with the ways on."""
        self.loading.stop()
        self.empty.say(sentence, ways)
        self.side.hide()
        self._views.setCurrentWidget(self.empty)

    def _show_view(self) -> None:
        self._views.setCurrentWidget(self.table if self._as_table else self.matrix)
