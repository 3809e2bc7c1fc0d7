"""A day in a form: typed in any usual way, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import parse
from desktop.standard.fields import text as text_of
from desktop.ui.editors import LineEditor
from desktop.ui.icons import icon
from desktop.ui.style import em


class DayEditor(LineEditor):
    """0812, 8.12, 今天 are all fine; what was understood is written out when the field is left."""

    def __init__(self, field: Field, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._today = today
        if not field.hint:
            self.line.setPlaceholderText(_("如 0812、8.12、今天"))
        self.open = QPushButton(icon("calendar"), "")
        self.open.setToolTip(_("从日历里选（Alt+↓）"))
        self.open.setAccessibleName(_("日历"))
        self.open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open.clicked.connect(self.show_calendar)
        self.row.addWidget(self.open)
        self.left.connect(self._write_out)
        self._measure()

    def _measure(self) -> None:
        """Room for the whole of the hint, which says how a day may be typed."""
        words = self.line.fontMetrics().horizontalAdvance(self.line.placeholderText())
        self.line.setMinimumWidth(max(em(self, 5), words + em(self, 2)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "open"):
            self._measure()

    def _understood(self) -> date | None:
        try:
            value = parse(self.field, self.line.text(), today=self._today)
        except UserError:
            return None
        return value if isinstance(value, date) else None

    def _write_out(self) -> None:
        try:
            value = parse(self.field, self.line.text(), today=self._today)
        except UserError:
            return  # the form says what is wrong, the text stays
        if value is not None and text_of(self.field, value) != self.line.text():
            self.line.setText(text_of(self.field, value))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Alt+↓ opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.show_calendar()
        else:
            super().keyPressEvent(event)

    def show_calendar(self) -> "Calendar":
        """Open the calendar on the day that stands, or on today."""
        calendar = Calendar(self._understood() or self._today, self)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.show()
        calendar.days.setFocus()
        return calendar

    def take(self, day: date) -> None:
        """Write a day from the calendar."""
        self.line.setText(day.isoformat())
        self.line.setFocus()

    def set_read_only(self) -> None:
        """No calendar either."""
        super().set_read_only()
        self.open.hide()


class Calendar(QFrame):
    """A month; Enter or a click takes a day, Esc takes none."""

    def __init__(self, day: date, editor: DayEditor) -> None:
        super().__init__(editor, Qt.WindowType.Popup)  # nothing is typed here, so a popup harms no input method
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor = editor
        self.days = QCalendarWidget()
        self.days.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setSelectedDate(QDate(day.year, day.month, day.day))
        self.days.clicked.connect(self._take)
        self.days.activated.connect(self._take)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 4)
        whole.addWidget(self.days)

    def _take(self, day: QDate) -> None:
        if self.isVisible():  # a double click says it twice
            self._editor.take(date(day.year(), day.month(), day.day()))
            self.close()
