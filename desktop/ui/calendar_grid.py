"""The painted days of a month or a week: items as letter, colour and words, walked by keys."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.text import _
from desktop.ui.calendar_rows import KINDS, WEEKDAYS, Item, long_words
from desktop.ui.status_badge import paint_shape, tint_of
from desktop.ui.style import em, hairline, secondary, sized

Key = Qt.Key
_STEPS = {Key.Key_Left: -1, Key.Key_Right: 1, Key.Key_Up: -7, Key.Key_Down: 7}
_PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}


class CalendarGrid(QWidget):
    """Seven columns from Monday. Arrows walk the days, PgUp and PgDn turn the page, Home is today, Enter opens the day.

    It never reads: a day outside what is shown is asked for with `wanted`.
    """

    chosen = Signal(object)  # date, the one that has the frame now
    opened = Signal(object)  # date
    wanted = Signal(object)  # date outside the weeks that are shown
    turned = Signal(int)  # pages

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = self.day = today
        self._start, self._weeks, self._month = today, 1, 0
        self._items: Mapping[date, Sequence[Item]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("日历"))

    def show_days(self, start: date, weeks: int, month: int, items: Mapping[date, Sequence[Item]]) -> None:
        """Show whole weeks from the Monday `start`; days outside `month` (0: none is) are quieter."""
        self._start, self._weeks, self._month, self._items = start, weeks, month, items
        self._tell()

    def choose(self, day: date) -> None:
        """Put the frame on a day; one that is not shown is asked for."""
        self.day = day
        if self._start <= day < self._start + timedelta(days=7 * self._weeks):
            self._tell()
            self.chosen.emit(day)
        else:
            self.wanted.emit(day)

    def items_of(self, day: date) -> Sequence[Item]:
        """What stands on a day."""
        return self._items.get(day, ())

    def _tell(self) -> None:
        found = self.items_of(self.day)
        said = "；".join(f"{KINDS[item.kind].word} {item.title}" for item in found) or _("没有安排")
        self.setAccessibleDescription(f"{long_words(self.day)} {said}")
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A letter and some words in each day."""
        return QSize(em(self, 30), self._head() + self._weeks * em(self, 2.9))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Three lines in each day."""
        return QSize(em(self, 50), self._head() + self._weeks * em(self, 5.5))

    # -- keys and pointer ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk the days."""
        key = Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.choose(self.day + timedelta(days=_STEPS[key]))
        elif key in _PAGES:
            self.turned.emit(_PAGES[key])
        elif key == Key.Key_Home:
            self.choose(self.today)
        elif key in (Key.Key_Return, Key.Key_Enter):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses a day."""
        found = self._at(event.position().x(), event.position().y())
        if found is not None:
            self.choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click opens it."""
        if self._at(event.position().x(), event.position().y()) is not None:
            self.opened.emit(self.day)

    def _at(self, x: float, y: float) -> date | None:
        column, row = int(x // (self.width() / 7)), int((y - self._head()) // self._high())
        inside = 0 <= column < 7 and 0 <= row < self._weeks and y >= self._head()
        return self._start + timedelta(days=7 * row + column) if inside else None

    def place(self, day: date) -> QRectF:
        """The rectangle of a day that is shown."""
        row, column = divmod((day - self._start).days, 7)
        wide = self.width() / 7
        return QRectF(column * wide, self._head() + row * self._high(), wide, self._high())

    # -- paint --------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another size or light."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _head(self) -> int:
        return em(self, 1.8)

    def _lines(self) -> int:
        """A week has room for two lines an item."""
        return 2 if self._weeks == 1 else 1

    def _high(self) -> float:
        return (self.height() - self._head()) / self._weeks

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Titles of the columns, then the days."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        wide = self.width() / 7
        painter.setPen(secondary(self.palette()))
        for at, name in enumerate(WEEKDAYS):
            place = QRectF(at * wide, 0, wide, self._head())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), _("星期{day}").format(day=name))
        for at in range(7 * self._weeks):
            self._paint_day(painter, self._start + timedelta(days=at))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(hairline(self.palette()), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        place, gap = self.place(day), em(self, 0.3)
        look = self.palette()
        if day == self.day:
            painter.fillRect(place, look.color(QPalette.ColorRole.Highlight))
        painter.setBrush(Qt.BrushStyle.NoBrush)  # the one of the last item would fill the day
        painter.setPen(QPen(hairline(look), 1))
        painter.drawRect(place)
        inside = place.adjusted(gap, gap * 0.7, -gap, -gap * 0.5)
        apart = self._month and day.month != self._month
        number = sized(self, 1.0, bold=day == self.today)
        painter.setFont(number)
        painter.setPen(secondary(look) if apart else look.color(QPalette.ColorRole.Text))
        line = QFontMetricsF(number).height() * 1.08
        words = _("{day} 今天").format(day=day.day) if day == self.today else str(day.day)
        if apart and day.day == 1:
            words = _("{day.month}月{day.day}日").format(day=day)
        painter.drawText(QRectF(inside.left(), inside.top(), inside.width(), line), words)
        painter.setFont(self.font())
        self._paint_items(painter, inside.adjusted(0, line, 0, 0), self.items_of(day))
        if day == self.day and self.hasFocus():
            painter.setPen(QPen(look.color(QPalette.ColorRole.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(2, 2, -2, -2))

    def _paint_items(self, painter: QPainter, room: QRectF, items: Sequence[Item]) -> None:
        line = QFontMetricsF(self.font()).height() * 1.12 * self._lines()
        fit = max(1, int((room.height() + line * 0.15) // line))
        shown = items if len(items) <= fit else items[: fit - 1]
        for at, item in enumerate(shown):
            self._paint_item(painter, QRectF(room.left(), room.top() + at * line, room.width(), line), item)
        if len(shown) < len(items):
            place = QRectF(room.left(), room.top() + len(shown) * line, room.width(), line)
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            words = _("还有 {count} 条") if shown else _("{count} 条")
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words.format(count=len(items) - len(shown)))

    def _paint_item(self, painter: QPainter, place: QRectF, item: Item) -> None:
        """The letter on its colour; what is late has the square before it as well."""
        kind = KINDS[item.kind]
        look = tint_of("overdue" if item.late else kind.state, self.palette())
        metrics = QFontMetricsF(self.font())
        side = metrics.horizontalAdvance(kind.letter) + em(self, 0.2)
        tag = QRectF(place.left(), place.top() + 1, side, place.height() / self._lines() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.bg)
        painter.drawRoundedRect(tag, 2, 2)
        painter.setPen(look.text)
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), kind.letter)
        left = tag.right() + em(self, 0.25)
        if item.late:
            box = em(self, 0.55)
            paint_shape(painter, "square", QRectF(left, tag.center().y() - box / 2, box, box), look.fg)
            left += box + em(self, 0.2)
        rest = QRectF(left, place.top(), place.right() - left, place.height())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        room = rest.width() * self._lines() - (em(self, 1) if self._lines() > 1 else 0)
        text = metrics.elidedText(item.title, Qt.TextElideMode.ElideRight, room)
        wrap = Qt.AlignmentFlag.AlignVCenter if self._lines() == 1 else Qt.AlignmentFlag.AlignTop
        painter.drawText(rest, int(wrap) | int(Qt.TextFlag.TextWrapAnywhere), text)
