"""The cells of a printed sheet on the screen: boxes to tick as on the paper, and a line to write in."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import codes
from desktop.ui.style import hairline, secondary, sized
from desktop.ui.tick import blend
from desktop.ui.whole_sheet_model import SheetModel, field_of

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint

_WAYS_OUT: dict[int, int] = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class SheetCells(QStyledItemDelegate):
    """Enter in an editor is told as `finished`, so that the table goes on to the next row; Tab goes to the next cell.

    Keys that mean something to the table (Alt+↓, Ctrl+D) are told as `asked` with the editor still open.
    """

    finished = Signal()
    asked = Signal(object, object)  # QLineEdit, QKeyEvent
    left = Signal(bool)  # Ctrl+Tab: out of the table, forwards or back

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        """A line; what is written at a door is one sentence."""
        line = QLineEdit(parent)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """The text as it was typed."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(int(Qt.ItemDataRole.EditRole)) or ""))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter ends the row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, Hint.NoHint)
                self.finished.emit()
                return True
            if (way := _WAYS_OUT.get(event.key())) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, Hint.NoHint)
                self.left.emit(way > 0)
                return True
            if is_phrases(event) or is_same(event):
                self.asked.emit(editor, event)
                return True
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Calm lines; what is ticked stands out."""
        palette: QPalette = option.palette  # type: ignore[attr-defined]  # the stubs know no fields of style options
        place = QRectF(option.rect)  # type: ignore[attr-defined]  # as above
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # as above
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]  # as above
        model: SheetModel = index.model()  # type: ignore[assignment]  # it serves this model only
        open_, field = model.is_open(index.row()), field_of(index.column())
        base = palette.color(QPalette.ColorRole.Base)
        back = base if open_ else blend(base, palette.color(QPalette.ColorRole.Window), 0.6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, palette.color(QPalette.ColorRole.Highlight) if selected else back)
        painter.setPen(hairline(palette))
        painter.drawLine(QPointF(place.left(), place.bottom() - 0.5), QPointF(place.right(), place.bottom() - 0.5))
        painter.setFont(option.font)  # type: ignore[attr-defined]  # as above
        text = palette.color(QPalette.ColorRole.Text) if open_ else secondary(palette)
        if field is not None and field.name == "outcome" and open_:
            self._options(painter, place, palette, text, chosen=model.text(index.row(), field))
        elif field is not None and field.kind == "flag" and open_:
            metrics = QFontMetricsF(painter.font())
            _box(painter, _square(place, place.left() + metrics.height() * 0.4, metrics), palette,
                 on=model.text(index.row(), field) == "1", text=text)  # fmt: skip
        else:
            _words(painter, place, text, str(index.data() or ""))
        if focused:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -1, -2))
        painter.restore()

    def _options(self, painter: QPainter, place: QRectF, palette: QPalette, text: QColor, *, chosen: str) -> None:
        metrics = QFontMetricsF(painter.font())
        for (code, label), spot in zip(codes.options("visit_outcome"), spots(place, metrics), strict=True):
            on = code == chosen
            square = _square(place, spot.left(), metrics)
            _box(painter, square, palette, on=on, text=text)
            painter.setFont(sized(painter.font(), 1.0, bold=on))
            painter.setPen(text)
            words = spot.adjusted(square.width() + metrics.height() * 0.2, 0, metrics.height() * 0.3, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), label)


def is_phrases(event: QKeyEvent) -> bool:
    """Alt+↓: the sentences that are written often."""
    return event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def is_same(event: QKeyEvent) -> bool:
    """Ctrl+D: the same as above, as in Excel."""
    return event.key() == Qt.Key.Key_D and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def spots(place: QRectF, metrics: QFontMetricsF) -> list[QRectF]:
    """Where each result with its box stands within a cell."""
    x, found, high = place.left() + metrics.height() * 0.4, [], metrics.height()
    for _code, label in codes.options("visit_outcome"):
        width = 0.85 * high + metrics.horizontalAdvance(label) + 0.2 * high
        found.append(QRectF(x, place.top(), width, place.height()))
        x += width + 0.35 * high
    return found


def options_width(metrics: QFontMetricsF) -> float:
    """How wide a cell with all results is."""
    return spots(QRectF(0, 0, 0, 0), metrics)[-1].right() + metrics.height() * 0.5


def _square(place: QRectF, left: float, metrics: QFontMetricsF) -> QRectF:
    side = 0.72 * metrics.height()
    return QRectF(left, place.center().y() - side / 2, side, side)


def _box(painter: QPainter, square: QRectF, palette: QPalette, *, on: bool, text: QColor) -> None:
    accent = palette.color(QPalette.ColorRole.Accent)
    painter.setPen(QPen(accent if on else secondary(palette), 1.4))
    painter.setBrush(accent if on else palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(square, 2, 2)
    if on:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), max(1.6, square.width() * 0.13)))
        side, corner = square.width(), square.topLeft()
        at = [corner + QPointF(side * x, side * y) for x, y in ((0.22, 0.52), (0.43, 0.73), (0.8, 0.28))]
        painter.drawPolyline(at)
    painter.setPen(text)


def _words(painter: QPainter, place: QRectF, colour: QColor, words: str) -> None:
    metrics = QFontMetricsF(painter.font())
    body = place.adjusted(metrics.height() * 0.4, 0, -metrics.height() * 0.2, 0)
    painter.setPen(colour)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, body.width())
    painter.drawText(body, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
