"""The first columns of a list stay where they are while the others are scrolled sideways under them."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.list_measures import MeasuredTable
from desktop.ui.list_model import Index, ListModel
from desktop.ui.style import hairline

MOST = 0.6  # of the width: where the frozen columns would take more, the last of them scroll too
_SELECTED = QStyle.StateFlag.State_Selected


class FrozenTable(MeasuredTable):
    """Paints the frozen cells over the scrolled ones; a second table over the first would have to be kept like it."""

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.heading.frozen = self.frozen

    def frozen(self) -> dict[int, int]:
        """The left edges of the sections that stay, by section; none while nothing is scrolled away."""
        if not self.horizontalScrollBar().value():
            return {}
        lefts: dict[int, int] = {}
        x, most = 0, self.viewport().width() * MOST
        for visual in range(self.heading.count()):
            section = self.heading.logicalIndex(visual)
            wide = self.columnWidth(section)
            if (section and not self._model.columns[section - 1].frozen) or x + wide > most:
                break
            lefts[section] = x
            x += wide
        return lefts if len(lefts) > 1 else {}

    def _edge(self, lefts: dict[int, int]) -> int:
        return max((left + self.columnWidth(section) for section, left in lefts.items()), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """All cells, then those that stay once more at their place."""
        super().paintEvent(event)
        lefts = self.frozen()
        edge = self._edge(lefts)
        first = self.rowAt(event.rect().top())
        if not lefts or first < 0 or event.rect().left() > edge:
            return
        last = self.rowAt(event.rect().bottom())
        last = self._model.rowCount() - 1 if last < 0 else last
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        usual, current = option.state, self.currentIndex()  # type: ignore[attr-defined]  # the stubs know no fields
        for row in range(first, last + 1):
            for section in lefts:
                index = self._model.index(row, section)
                option.rect = self.visualRect(index)  # type: ignore[attr-defined]  # as above
                state = usual | _SELECTED if row == current.row() else usual & ~_SELECTED
                focus = self.hasFocus() and index == current
                option.state = state | QStyle.StateFlag.State_HasFocus if focus else state  # type: ignore[attr-defined]  # as above
                self.itemDelegate().paint(painter, option, index)
        painter.fillRect(edge - 1, event.rect().top(), 2, event.rect().height(), hairline(self.palette()))
        painter.end()

    def indexAt(self, pos: QPoint) -> Index:  # type: ignore[override]  # noqa: N802 - Qt's name; either kind of index
        """The cell that is seen at a place."""
        for section, left in self.frozen().items():
            if left <= pos.x() < left + self.columnWidth(section):
                return self._model.index(self.rowAt(pos.y()), section)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Where a cell is seen."""
        place = super().visualRect(index)
        left = self.frozen().get(index.column())
        if left is not None:
            place.moveLeft(left)
        return place

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Sideways everything is painted anew: Qt would move what stays along with the rest."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.heading.viewport().update()

    def scrollTo(  # noqa: N802 - Qt's name
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """A cell is in sight only beside what stays."""
        super().scrollTo(index, hint)
        lefts = self.frozen()
        hidden = self._edge(lefts) - self.columnViewportPosition(index.column())
        if index.column() not in lefts and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)
