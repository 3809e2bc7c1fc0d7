"""The filter of one column, opened under its title: check-list with counts, ranges of days, blanks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Column, Field
from desktop.standard.fields import parse
from desktop.standard.list import Choice, Filter
from desktop.standard.spans import spans
from desktop.ui.check_list import VALUE, CheckList
from desktop.ui.chips import DAYS, value_words
from desktop.ui.style import em


def filterable(column: Column) -> bool:
    """Whether a column has a filter of its own."""
    return column.choices or column.kind in DAYS or column.kind == "due"


class HeaderFilter(QFrame):
    """A child frame of the window, not a popup window: those take an input method's composition away."""

    chosen = Signal(str, object)  # column name, Filter or None
    closed = Signal()

    def __init__(self, column: Column, current: Filter | None, *, today: date, over: QWidget) -> None:
        super().__init__(over.window())
        self._column, self._current, self._today, self._over, self._room = column, current, today, over, over.window()
        self._asked = set(current.values) if current else None  # None: everything is ticked
        self.setProperty("kind", "card")
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("筛选 {title}").format(title=column.title))
        whole = QVBoxLayout(self)
        gap = em(self, 0.7)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.setSpacing(em(self, 0.5))
        self.find_line = QLineEdit(placeholderText=_("在下面的值里查找"))
        self.values = CheckList()
        self.find_line.setAccessibleName(self.find_line.placeholderText())
        self.values.setAccessibleName(_("{title}的值，空格勾选").format(title=column.title))
        self.all = QCheckBox(_("全部"))
        self.problem = QLabel()
        self.problem.setProperty("kind", "wrong")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.low = QLineEdit(placeholderText=_("起，如 11-01"))
        self.high = QLineEdit(placeholderText=_("止，如 今天"))
        for line in (self.low, self.high):
            line.setAccessibleName(line.placeholderText())
        self.blank = QCheckBox(_("只看空白"))
        self.blank.setChecked(bool(current and current.blank))
        if column.kind in DAYS:
            self._make_days(whole)
        else:
            self._make_list(whole)
        whole.addWidget(self.blank)
        self.blank.setVisible(column.kind != "due")  # its states have 没有日期 among them
        whole.addWidget(self.problem)
        self._make_buttons(whole)
        self.setFixedWidth(em(self, 18))

    # -- making -------------------------------------------------------------------------------------------------

    def _make_list(self, whole: QVBoxLayout) -> None:
        whole.addWidget(self.find_line)
        whole.addWidget(self.all)
        whole.addWidget(self.values, 1)
        self.find_line.textChanged.connect(self._narrow)
        self.find_line.installEventFilter(self)
        self.all.clicked.connect(lambda on: self.values.tick_shown(on=on))
        self.values.ticked.connect(self._tell_all)
        self.values.fit(4)

    def _make_days(self, whole: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setSpacing(em(self, 0.4))
        for at, span in enumerate(spans(self._today)):
            button = QPushButton(span.words)
            button.clicked.connect(lambda _on=False, days=span.days: self._choose(Filter(self._column.name, span=days)))
            grid.addWidget(button, at // 2, at % 2)
        whole.addLayout(grid)
        line = QHBoxLayout()
        line.addWidget(self.low)
        line.addWidget(QLabel("–"))
        line.addWidget(self.high)
        whole.addLayout(line)
        if self._current and self._current.span:
            for edit, day in zip((self.low, self.high), self._current.span, strict=True):
                edit.setText(day.isoformat() if day else "")

    def _make_buttons(self, whole: QVBoxLayout) -> None:
        self.clear = QPushButton(_("去掉此条件"))
        self.clear.clicked.connect(lambda: self._choose(None))
        self.apply = QPushButton(_("筛选"))
        self.apply.setProperty("kind", "primary")
        self.apply.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(self.apply)
        whole.addLayout(row)
        self.clear.setVisible(self._current is not None)

    # -- the check-list -----------------------------------------------------------------------------------------

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Fill the check-list: value and how many rows have it."""
        self.values.clear()
        for choice in choices:
            on = self._asked is None or choice.value in self._asked
            words = value_words(self._column, choice.value, self._today)
            self.values.add(words, value=choice.value, on=on, note=f"{choice.count:,}")
        self.values.fit(16)
        self._tell_all()
        self.adjustSize()
        if self.isVisible():
            self._stay_inside()

    def _narrow(self, text: str) -> None:
        for item in self.values.rows():
            item.setHidden(text.strip().lower() not in item.text().lower())
        self._tell_all()

    def _tell_all(self) -> None:
        seen = [item.checkState() == Qt.CheckState.Checked for item in self.values.rows() if not item.isHidden()]
        some = Qt.CheckState.PartiallyChecked if any(seen) else Qt.CheckState.Unchecked
        self.all.setCheckState(Qt.CheckState.Checked if seen and all(seen) else some)

    # -- the result ---------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Take what is ticked or typed; with a search in the list, only what is ticked and still shown."""
        if self.blank.isChecked():
            self._choose(Filter(self._column.name, blank=True))
        elif self._column.kind in DAYS:
            self._accept_days()
        else:
            self._accept_values()

    def _accept_values(self) -> None:
        narrowed = bool(self.find_line.text().strip())
        items = [item for item in self.values.rows() if not (narrowed and item.isHidden())]
        values = tuple(item.data(VALUE) for item in items if item.checkState() == Qt.CheckState.Checked)
        if not values:
            self._refuse(_("没有勾选任何值。至少勾选一个，或去掉此条件。"))
            return
        everything = len(values) == self.values.count()
        self._choose(None if everything else Filter(self._column.name, values=values))

    def _accept_days(self) -> None:
        try:
            low, high = self._day(self.low), self._day(self.high)
        except UserError as error:
            self._refuse(error.message)
            return
        if low and high and low > high:
            low, high = high, low
        self._choose(Filter(self._column.name, span=(low, high)) if low or high else None)

    def _day(self, edit: QLineEdit) -> date | None:
        value: Any = parse(Field("day", self._column.title, "day"), edit.text(), today=self._today)
        return value if isinstance(value, date) else None

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.adjustSize()

    def _choose(self, filter_: Filter | None) -> None:
        self.chosen.emit(self._column.name, filter_)
        self.close_frame()

    # -- opening and closing ------------------------------------------------------------------------------------

    def open_at(self, place: QPoint) -> None:
        """Show below a global place, inside the window, with the focus in its first line."""
        self.adjustSize()
        self.move(self._room.mapFromGlobal(place))
        self._stay_inside()
        self.show()
        self.raise_()
        (self.low if self._column.kind in DAYS else self.find_line).setFocus()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a widget has an application

    def _stay_inside(self) -> None:
        room = self._room.size() - self.size()
        self.move(min(max(4, self.x()), max(4, room.width() - 4)), min(max(4, self.y()), max(4, room.height() - 4)))

    def close_frame(self) -> None:
        """Close without a question."""
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """It ends with being hidden, also when the page under it goes: it hears every event while it is there."""
        super().hideEvent(event)
        if not event.spontaneous():  # the window was only put aside
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above
            self.closed.emit()
            self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes, Enter filters."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_frame()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press outside closes, and so does another page; the down key goes from the search line into the list."""
        if watched is self._over and event.type() == QEvent.Type.Hide:
            self.close_frame()
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            if not inside and watched.window() is self.window() and self.isVisible():
                self.close_frame()
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.find_line
        if pressed and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]  # pressed: it is a key event
            self.values.setFocus()
            self.values.setCurrentRow(max(0, self.values.currentRow()))
            return True
        return False
