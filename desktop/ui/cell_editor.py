"""The editor of one cell in 表格编辑: Enter and Tab take it, Esc leaves what stood, composing letters do neither."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import text
from desktop.ui.cell import CellDelegate
from desktop.ui.editors import entries_of, frame_wrong
from desktop.ui.list_model import Index, ListModel

Key = Qt.Key
ENTER = frozenset({Key.Key_Return, Key.Key_Enter})
OURS = ENTER | {Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape}


class CellLine(QLineEdit):
    """A line that knows whether an input method is still composing."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Remember whether letters are still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class CellEditors(CellDelegate):
    """Opens editors for the cells that may be changed; `take(index, text)` says whether a text was taken."""

    finished = Signal(int, int)  # rows and cells to go on by
    filled = Signal(object)  # the index whose value all ticked rows are to have
    fill_wanted = Signal()  # Ctrl+D in an open box, whose list takes every key before the page has it

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.field_of: Callable[[Index], Field | None] = lambda _index: None
        self.value_of: Callable[[Index], Any] = lambda _index: None
        self.take: Callable[[Index, str], bool] = lambda _index, _text: True
        self._open: tuple[QWidget, Index] | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self._open is not None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        """A line, or a box of the codes."""
        field = self.field_of(index)
        assert field is not None, "the model says which cells may be edited"
        editor: QWidget
        if field.kind in {"code", "flag"}:
            editor = box = QComboBox(parent)
            pairs = [("1", _("有"))] if field.kind == "flag" else entries_of(field)
            box.addItem(_("（空白）") if field.kind == "code" else _("没有"), "")
            for code, label in pairs:
                box.addItem(label, code)
            box.activated.connect(lambda _at: self._finish(0, 0))
            box.view().installEventFilter(self)
            QTimer.singleShot(0, box, box.showPopup)
        else:
            editor = CellLine(parent)
        editor.setAccessibleName(field.title)
        self._open = (editor, index)
        editor.destroyed.connect(self._closed)
        return editor

    def _closed(self) -> None:
        self._open = None

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """What stands, to be typed over."""
        field = self.field_of(index)
        assert field is not None, "as above"
        said = text(field, self.value_of(index))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(said)))
        elif isinstance(editor, CellLine):
            editor.setText(said)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        """Hand over what was typed; this comes when the focus went elsewhere."""
        self.take(index, _typed(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """The editor fills its cell."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]  # the stubs know no fields of style options

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter, Tab and Esc are ours, unless an input method is composing: then they are its own."""
        if isinstance(editor, QAbstractItemView):
            return isinstance(event, QKeyEvent) and self._steer_list(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if getattr(editor, "composing", False):
                return Key(event.key()) in OURS  # it ends in nothing: the table must not have it either
            if self._steer(event):
                return True
        return super().eventFilter(editor, event)

    def _steer_list(self, event: QKeyEvent) -> bool:
        """The keys of filling, while the list of a box is open; its own ways with them begin before the key itself."""
        box, key = self._open[0] if self._open else None, Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not isinstance(box, QComboBox) or not control or key not in {Key.Key_D, *ENTER}:
            return False
        if event.type() == QEvent.Type.KeyPress:
            if key in ENTER:
                box.setCurrentIndex(box.view().currentIndex().row())
            box.hidePopup()
            if key == Key.Key_D:
                self.fill_wanted.emit()
            else:
                self._steer(event)
        return True

    def drop(self) -> None:
        """Close without taking what is typed."""
        if self._open is not None:
            self.closeEditor.emit(self._open[0], self.EndEditHint.RevertModelCache)

    def _steer(self, event: QKeyEvent) -> bool:
        key, control = Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in ENTER and control:
            opened = self._open
            if self._finish(0, 0) and opened:
                self.filled.emit(opened[1])
        elif key in ENTER:
            self._finish(1, 0)
        elif key in {Key.Key_Tab, Key.Key_Backtab}:
            self._finish(0, 1 if key == Key.Key_Tab else -1)
        elif key == Key.Key_Escape:
            self.drop()
        else:
            return False
        return True

    def close(self) -> None:
        """Take what is being typed and close; what does not fit goes."""
        if self._open is not None and not self._finish(0, 0):
            self.drop()

    def _finish(self, rows: int, cells: int) -> bool:
        """Take the text and close, or stay open with a red frame."""
        if self._open is None:
            return False
        editor, index = self._open
        if not self.take(index, _typed(editor)):
            frame_wrong(editor, wrong=True)
            return False
        self._open = None
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        self.finished.emit(rows, cells)
        return True


def _typed(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    assert isinstance(editor, CellLine)
    return editor.text()
