"""The active filters of a list as chips in words, each with its own way off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.base.text import _
from desktop.spec import Column
from desktop.standard.list import Filter
from desktop.standard.show import DUE_WORDS, show
from desktop.standard.spans import spans
from desktop.ui.flow import Flow
from desktop.ui.icons import icon
from desktop.ui.style import em

DAYS = frozenset({"day"})


def value_words(column: Column, value: Any, today: date) -> str:
    """One value of a check-list in words; the values of a `due` column are states."""
    if column.kind == "due":
        return DUE_WORDS[value]
    return show(column.kind, value, codes=column.codes, today=today) or _("（空白）")


def words(filter_: Filter, column: Column, today: date) -> str:
    """A filter in words: 楼栋：3号楼、5号楼."""
    parts = [value_words(column, value, today) for value in filter_.values]
    if len(parts) > 3:
        parts = [*parts[:2], _("等 {count} 项").format(count=len(parts))]
    if filter_.span is not None:
        named = [span.words for span in spans(today) if span.days == filter_.span]
        low, high = filter_.span
        if named:
            parts.append(named[0])
        elif low and high:
            parts.append(_("{low} 至 {high}").format(low=low, high=high))
        elif low or high:
            parts.append(_("{low} 起").format(low=low) if low else _("{high} 及以前").format(high=high))
    if filter_.blank is not None:
        parts.append(_("空白") if filter_.blank else _("已填"))
    return _("{title}：{values}").format(title=column.title, values=_("、").join(parts))


class ChipBar(QWidget):
    """One chip a filter; a click opens the filter again, the cross takes it off."""

    removed = Signal(str)  # column name
    reopened = Signal(str, QWidget)  # column name, the chip

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, spacing=em(self, 0.5))

    def show_filters(self, filters: Sequence[Filter], columns: Sequence[Column], today: date) -> None:
        """Show these filters; a filter of an unknown column has no chip."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            widget.hide()
            widget.deleteLater()
        by_name = {column.name: column for column in columns}
        for filter_ in filters:
            if filter_.column in by_name:
                self._flow.addWidget(Chip(filter_.column, words(filter_, by_name[filter_.column], today), self))
        self.setVisible(bool(self._flow.count()))
        self.updateGeometry()

    def chips(self) -> list["Chip"]:
        """The chips shown, in order."""
        return [chip for chip in self.findChildren(Chip) if chip.isVisibleTo(self)]


class Chip(QPushButton):
    """A filter in words; the cross at its end is part of the button, Del takes it off by key.

    In a narrow window its words end in …: the tooltip says the whole.
    """

    def __init__(self, name: str, said: str, bar: ChipBar) -> None:
        super().__init__(said, bar)
        self.name, self._bar, self._said = name, bar, said
        self.setProperty("kind", "chip")
        self.setIcon(icon("x", "accent"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross after the words
        self.setAccessibleName(_("筛选条件 {said}，按删除键去掉").format(said=said))
        self._explain("")

    def shown_text(self) -> str:
        """What stands on the screen at the present width."""
        return self.text()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole of its words."""
        hint = super().sizeHint()
        missing = self.fontMetrics().horizontalAdvance(self._said) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + missing, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten the words to what there is room for."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        room = self.width() - (self.sizeHint().width() - metrics.horizontalAdvance(self._said))
        words = metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, room + 2)  # both are rounded
        if words != self.text():
            self.setText(words)
            self._explain(self._said if words != self._said else "")

    def _explain(self, whole: str) -> None:
        how = _("点叉去掉这个条件，点文字修改")
        self.setToolTip(_("{whole}（{how}）").format(whole=whole, how=how) if whole else how)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The right end takes the filter off, the words open it."""
        super().mouseReleaseEvent(event)
        if not self.rect().contains(event.position().toPoint()):
            return
        if event.position().x() > self.width() - em(self, 2):
            self._bar.removed.emit(self.name)
        else:
            self._bar.reopened.emit(self.name, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Del takes off, Enter opens."""
        key = event.key()
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._bar.removed.emit(self.name)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._bar.reopened.emit(self.name, self)
        else:
            super().keyPressEvent(event)
