"""A list of things to tick: the whole row is the target, and it looks like the ticks of a table."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.style import em, secondary
from desktop.ui.tick import paint_tick, tick_box

VALUE = int(Qt.ItemDataRole.UserRole)
NOTE = VALUE + 1  # quiet words at the right end: a count
Index = QModelIndex | QPersistentModelIndex


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        font = option.font  # type: ignore[attr-defined]  # the stubs know no fields of style options
        return QSize(0, round(QFontMetricsF(font).height() * 1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette: QPalette = option.palette  # type: ignore[attr-defined]  # as above
        place = QRectF(option.rect)  # type: ignore[attr-defined]  # as above
        state = option.state  # type: ignore[attr-defined]  # as above
        painter.save()
        painter.setFont(option.font)  # type: ignore[attr-defined]  # as above
        metrics = QFontMetricsF(painter.font())
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(place, palette.color(QPalette.ColorRole.Highlight))
        box = tick_box(QRectF(place.left(), place.top(), metrics.height() * 1.3, place.height()), metrics)
        ticked = Qt.CheckState(index.data(int(Qt.ItemDataRole.CheckStateRole)))
        paint_tick(painter, box, state=ticked, palette=palette)
        rest = place.adjusted(metrics.height() * 1.4, 0, -metrics.height() * 0.3, 0)
        note = str(index.data(NOTE) or "")
        painter.setPen(secondary(palette))
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), note)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        room = rest.width() - metrics.horizontalAdvance(note) - metrics.height() * 0.5
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()


class CheckList(QListWidget):
    """Click or Space ticks a row."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Row(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self.toggle)

    def add(self, words: str, *, value: object, on: bool, note: str = "") -> None:
        """Add a row."""
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData(VALUE, value)
        item.setData(NOTE, note)
        self.addItem(item)

    def rows(self) -> list[QListWidgetItem]:
        """All rows, in order."""
        return [self.item(at) for at in range(self.count())]

    def values(self) -> list[object]:
        """The values ticked, in order."""
        return [item.data(VALUE) for item in self.rows() if item.checkState() == Qt.CheckState.Checked]

    def toggle(self, item: QListWidgetItem) -> None:
        """Tick or untick a row."""
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.ticked.emit()

    def tick_shown(self, *, on: bool) -> None:
        """Tick or untick every row that is not hidden."""
        for item in self.rows():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space ticks the current row."""
        if event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            self.toggle(self.currentItem())
        else:
            super().keyPressEvent(event)

    def fit(self, most: float) -> None:
        """As high as the rows need, up to `most` times the text size."""
        need = sum(self.sizeHintForRow(at) for at in range(self.count())) + 4
        self.setFixedHeight(min(max(need, em(self, 4)), em(self, most)))
