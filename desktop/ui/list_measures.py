"""The measures of a list: rows of one height, columns as wide as declared or as the person left them."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from desktop.ui.header_filter import filterable
from desktop.ui.list_header import ListHeader
from desktop.ui.list_model import ListModel
from desktop.ui.style import em, sized

# A day that is cut says another day: columns of days are never narrower than their widest words.
WIDEST = {"day": "2026-12-28", "partial_day": "2026-12-28", "instant": "2026-12-28 20:48"}
DENSITIES = {"close": 2.0, "standard": 2.4, "wide": 2.8}  # row height as a multiple of the text size


class MeasuredTable(QTableView):
    """A table over a ListModel that shares the width it has among its columns."""

    widths_changed = Signal()

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        self._made = False  # Qt tells of changes while this is still being made
        super().__init__(parent)
        self._model = model
        self._density = "standard"
        self._widths: dict[str, int] = {}
        self.setModel(model)
        self.heading = ListHeader(model, self)
        self.setHorizontalHeader(self.heading)
        self.heading.setSectionsClickable(True)
        self.verticalHeader().hide()
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self._fill())  # it takes room when it appears
        self._laying = False
        self._asked: dict[int, int] = {0: em(self, 2.4)}  # widths before the rest of the room is shared out
        self.heading.sectionResized.connect(self._changed)
        self.heading.sectionMoved.connect(self._changed)

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
            if column.kind in WIDEST:
                least = max(least, QFontMetrics(self.font()).horizontalAdvance(WIDEST[column.kind]) + em(self, 1.3))
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
