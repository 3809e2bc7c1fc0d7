"""The small table of a record's child rows, edited in place: type at the bottom, Enter to the next cell, paste."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.base.text import _
from desktop.spec import Child
from desktop.ui.editors import entries_of
from desktop.ui.lines_model import GONE_ROLE, HINT_ROLE, WRONG_ROLE, LinesModel
from desktop.ui.plain_header import PlainHeader
from desktop.ui.style import em, hairline, secondary, sized, tint

Index = QModelIndex | QPersistentModelIndex
LineDeed = tuple[str, Callable[[UUID], None]]  # 搬走…, what to do with the row
Hint = QAbstractItemDelegate.EndEditHint


_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


def _way_out(event: QKeyEvent) -> int:
    """Ctrl+Tab leads out of the table (1) and Ctrl+Shift+Tab back (-1), from wherever one is; 0 for other keys."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return _TABS.get(Qt.Key(event.key()), 0) if control else 0


class _Cells(QStyledItemDelegate):
    """Paints calmly, edits with a line or a combo box; Enter goes on to the next cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        model: LinesModel = index.model()  # type: ignore[assignment]  # it serves this model only
        field = model.child.fields[index.column()]
        if field.kind != "code":
            return QLineEdit(parent)
        box = QComboBox(parent)
        box.addItem(_("（未填）"), "")
        for code, label in entries_of(field):
            box.addItem(label, code)
        return box

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """A choice is as wide as its words: over a narrow column one read a bracket and an arrow."""
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, QComboBox):
            room = editor.sizeHint().width() + editor.fontMetrics().height()  # the hint leaves out what QSS pads
            editor.resize(max(editor.width(), room), editor.height())

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        text = str(index.data(int(Qt.ItemDataRole.EditRole)) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        text = str(editor.currentData() or "") if isinstance(editor, QComboBox) else editor.property("text")
        model.setData(index, text)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # type: ignore[attr-defined]  # just checked
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, Hint.EditNextItem)
            return True
        if pressed and (way := _way_out(event)):  # type: ignore[arg-type]  # just checked
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, Hint.NoHint)
            table: LinesTable = self.parent()  # type: ignore[assignment]  # it serves this table only
            table.leave(forward=way > 0)
            return True
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette: QPalette = option.palette  # type: ignore[attr-defined]  # the stubs know no fields of style options
        place = QRectF(option.rect)  # type: ignore[attr-defined]  # as above
        selected = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]  # as above
        focused = option.state & QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]  # as above
        painter.save()
        soft = selected and not index.data(HINT_ROLE)
        painter.fillRect(place, palette.color(QPalette.ColorRole.Highlight if soft else QPalette.ColorRole.Base))
        painter.setPen(hairline(palette))
        painter.drawLine(QPointF(place.left(), place.bottom() - 0.5), QPointF(place.right(), place.bottom() - 0.5))
        font = option.font  # type: ignore[attr-defined]  # as above
        font.setStrikeOut(bool(index.data(GONE_ROLE)))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        body = place.adjusted(metrics.height() * 0.4, 0, 0 if index.data(HINT_ROLE) else -metrics.height() * 0.3, 0)
        links = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        colour = palette.color(QPalette.ColorRole.Link if links else QPalette.ColorRole.Text)
        if index.data(HINT_ROLE) or index.data(GONE_ROLE):
            colour = secondary(palette)
        elif index.data(WRONG_ROLE):
            colour = tint("overdue", palette).text
            painter.fillRect(place.adjusted(1, 1, -1, -2), tint("overdue", palette).bg)
        painter.setPen(colour)
        words = str(index.data() or "")
        if index.data(HINT_ROLE):  # the hint runs over the empty cells beside it, each painting its piece
            view: QTableView = option.widget  # type: ignore[attr-defined]  # as above
            words = str(index.sibling(index.row(), 0).data() or "")
            body.setLeft(view.columnViewportPosition(0) + metrics.height() * 0.4)
            body.setWidth(metrics.horizontalAdvance(words) + 4)
            painter.setClipRect(place)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, body.width())
        painter.drawText(body, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        if focused and not links:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -1, -2))
        painter.restore()


class LinesTable(QTableView):
    """A child table; its rows are saved with the record."""

    changed = Signal()

    def __init__(
        self, child: Child, *, today: date, deeds: Sequence[LineDeed] = (), parent: QWidget | None = None
    ) -> None:
        self._made = False  # Qt tells of changes while this is still being made
        super().__init__(parent)
        self._deeds = tuple(deeds)
        self.lines = LinesModel(child, today=today, links=[words for words, _act in deeds], parent=self)
        self.setModel(self.lines)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(child.title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self._set_heights()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(PlainHeader(self))
        self.horizontalHeader().setStretchLastSection(True)
        self._set_widths()
        self.lines.changed.connect(self._changed)
        self.lines.rowsInserted.connect(lambda *_args: self.updateGeometry())
        self.lines.modelReset.connect(self.updateGeometry)
        self._made = True

    def _set_heights(self) -> None:
        self._size = em(self)
        self.verticalHeader().setDefaultSectionSize(em(self, 2.4))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size; Qt tells of one each time that the table is put into another widget."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._made and em(self) != self._size:
            self._set_heights()
            self._set_widths()
            self.updateGeometry()

    def _set_widths(self) -> None:
        """What each field asks for, and its share of the width that is left."""
        half = QFontMetrics(self.font()).horizontalAdvance("国") / 2
        bold = QFontMetrics(sized(self, 1.0, bold=True))
        fields = self.lines.child.fields
        asked = [
            max(bold.horizontalAdvance(f.title) + em(self, 1.4), round(min(f.width, 18) * half + em(self, 1)))
            for f in fields
        ]
        links = round(bold.horizontalAdvance("　".join(self.lines.links)) + em(self, 1.2)) if self._deeds else 0
        rest = self.viewport().width() - sum(asked) - links
        titles = [bold.horizontalAdvance(f.title) + em(self, 0.8) for f in fields]
        give = sum(asked) - sum(titles)  # what the columns can do without before a title is cut
        for at, wide in enumerate(asked):
            share = rest * wide // sum(asked) if rest >= 0 else max(rest, -give) * (wide - titles[at]) // max(1, give)
            self.setColumnWidth(at, wide + share)
        if links:  # said, or the last column keeps the width that a column has by default
            self.setColumnWidth(len(fields), links)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width anew."""
        super().resizeEvent(event)
        self._set_widths()

    def _changed(self) -> None:
        self.updateGeometry()
        self.changed.emit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows: the page scrolls, not the table in it."""
        rows = self.lines.rowCount() * em(self, 2.4)
        return QSize(em(self, 30), self.horizontalHeader().sizeHint().height() + rows + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows."""
        return QSize(em(self, 10), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter edits, Del takes a row away, Ctrl+V pastes rows."""
        index = self.currentIndex()
        if way := _way_out(event):
            self.leave(forward=way > 0)
        elif event.matches(QKeySequence.StandardKey.Paste) and index.isValid():
            self.lines.paste(QGuiApplication.clipboard().text(), index.row(), index.column())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.edit(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.lines.take_away(index.row())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, A002 - Qt's names
        """Tab goes from cell to cell, and on to the next control after the last one: the keyboard is never shut in."""
        return self.leave(forward=next) if self._at_end(forward=next) else super().focusNextPrevChild(next)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """As Tab does between cells: behind the last one there is no way round to the first."""
        forward = {Hint.EditNextItem: True, Hint.EditPreviousItem: False}.get(hint)
        if forward is None or not self._at_end(forward=forward):
            super().closeEditor(editor, hint)
        else:
            super().closeEditor(editor, Hint.NoHint)
            self.leave(forward=forward)

    def leave(self, *, forward: bool) -> bool:
        """The focus goes to the control after the table, or before it."""
        self.setTabKeyNavigation(False)  # else the view would only walk its cells
        try:
            return super().focusNextPrevChild(forward)
        finally:
            self.setTabKeyNavigation(True)

    def _at_end(self, *, forward: bool) -> bool:
        here = self.currentIndex()
        end = (self.lines.rowCount() - 1, len(self.lines.child.fields) - 1) if forward else (0, 0)
        return not here.isValid() or (here.row(), here.column()) == end

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a link does its deed; a click on the typing row starts to type."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        line_id = self.lines.line_id(index.row())
        if index.column() == len(self.lines.child.fields) and line_id is not None:
            self._follow(event.position().x() - self.columnViewportPosition(index.column()), line_id)
        elif index.data(HINT_ROLE):
            self.edit(index)

    def _follow(self, x: float, line_id: UUID) -> None:
        metrics, left = QFontMetricsF(self.font()), QFontMetricsF(self.font()).height() * 0.4
        for words, act in self._deeds:
            left += metrics.horizontalAdvance(words + "　")
            if x < left:
                act(line_id)
                return
