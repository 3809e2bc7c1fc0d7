"""The day that dated pages are read for: chosen once for all of them, told in words when it is not today."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import parse
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.style import em

_FIELD = Field("as_of", _("截至日期"), "day", required=True, hint=_("如 0812"))
ONLY_TODAY = _("正在看的不是今天的情况，不能办理。请先回到今天。")


class AsOf(QObject):
    """The day that several pages share; a page reads anew when it changes."""

    changed = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = self.day = today

    @property
    def is_today(self) -> bool:
        """Only then deeds may be done."""
        return self.day == self.today

    def look_at(self, day: date) -> None:
        """Read for another day."""
        if day != self.day:
            self.day = day
            self.changed.emit()


class AsOfBar(QWidget):
    """One line above a page: the day, and the way back to today while it is another."""

    def __init__(self, as_of: AsOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._as_of = as_of
        from desktop.ui.day_editor import DayEditor  # late: the day is there before a page that shows it

        words = QLabel(_("截至"))
        self.editor = DayEditor(_FIELD, today=as_of.today)
        words.setBuddy(self.editor)
        self.note = QLabel(_("今天的情况。换一个日期，可以看那一天谁在任"))
        self.note.setProperty("kind", "quiet")
        self.past = NoticeBar("soon")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.6))
        row.addWidget(words)
        row.addWidget(self.editor)
        row.addWidget(self.note, 1)
        row.addWidget(self.past, 1)
        self.editor.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.editor.left.connect(self.take)
        self.editor.edited.connect(self._picked)
        as_of.changed.connect(self.tell)
        self.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes the day that is typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """Look at the day that is typed; what is no day is framed and changes nothing."""
        try:
            day = parse(_FIELD, self.editor.text(), today=self._as_of.today)
        except UserError:
            self.editor.set_wrong(True)
            return
        self.editor.set_wrong(False)
        self._as_of.look_at(day)

    def back_to_today(self) -> None:
        """Look at today again."""
        self._as_of.look_at(self._as_of.today)

    def tell(self) -> None:
        """Say which day is shown."""
        self.editor.set_value(self._as_of.day)
        now = self._as_of.is_today
        self.note.setVisible(now)
        day = self._as_of.day
        later = _("正在看 {day} 的安排，只能查看，不能办理。")
        before = _("正在看 {day} 那天的情况，只能查看，不能办理。")
        said = (later if day > self._as_of.today else before).format(day=day.isoformat())
        self.past.say("" if now else said, () if now else ((_("回到今天"), self.back_to_today),))

    def _picked(self) -> None:
        """A day picked in the calendar counts at once; typing counts when it is done."""
        if not self.editor.line.isModified():
            self.take()
