"""The navigation at the left: an icon, a word and the number of things that are due."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.icons import draw
from desktop.ui.style import Role, em, primary, sized

_SHORT_FROM = 20  # pixels of text from which only the short words are shown


@dataclass(frozen=True, slots=True)
class Group:
    """One item of the navigation; its places are the tabs of its page. `short` is its word of two characters."""

    title: str
    icon: str
    short: str = ""
    bottom: bool = False


class NavItem(QAbstractButton):
    """One item, painted: the chosen one is softly filled, with a strong edge at the left."""

    def __init__(self, group: Group, number: int) -> None:
        super().__init__()
        self.leads_to, self.badge = group, 0
        self.setText(group.title)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        key = f"Alt+{number % 10}" if number <= 10 else ""
        self.setToolTip(f"{group.title}　{key}" if key else group.title)
        self.setAccessibleName(group.title)

    @property
    def short(self) -> bool:
        """Whether the text is so large that only the short word fits."""
        return em(self) >= _SHORT_FROM

    @property
    def word(self) -> str:
        """The word shown at the present text size."""
        return (self.leads_to.short or self.leads_to.title[:2]) if self.short else self.leads_to.title

    def set_badge(self, count: int) -> None:
        """Show how many things are due; 0 shows nothing."""
        self.badge = count
        self.setAccessibleDescription(_("{count} 件待办").format(count=count) if count else "")
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """A click goes somewhere; which item is the chosen one is said by where one is: a second click left none."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """2.75 times the text high."""
        return QSize(em(self, 6.1 if self.short else 11.4), em(self, 2.75))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """On a low screen an item may shrink to 2.2 times the text."""
        return QSize(self.sizeHint().width(), em(self, 2.2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint fill, edge, icon, word and badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        if self.isChecked():
            painter.fillRect(self.rect(), colours.color(Role.Highlight))
            painter.fillRect(QRect(0, 0, 3, self.height()), colours.color(Role.Accent))
        elif self.underMouse():
            painter.fillRect(self.rect(), colours.color(Role.Window))
        side, left = em(self, 1.25), em(self, 0.95)
        top = (self.height() - side) // 2
        draw(painter, QRect(left, top, side, side), self.leads_to.icon, "accent" if self.isChecked() else "quiet")
        painter.setFont(sized(self, 1.0, bold=self.isChecked()))
        painter.setPen(colours.color(Role.Text))
        words = self.rect().adjusted(left + side + em(self, 0.6), 0, -em(self, 0.5), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.word)
        if self.badge:
            self._paint_badge(painter)
        if self.hasFocus():
            painter.setPen(colours.color(Role.Accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 3, 3)

    def _paint_badge(self, painter: QPainter) -> None:
        font = sized(self, 0.7 if self.short else 0.8)
        words = str(self.badge) if self.badge < 1000 else "999+"
        height = em(self, 1.0 if self.short else 1.2)
        width = max(round(height * 1.15), QFontMetrics(font).horizontalAdvance(words) + em(self, 0.6))
        if self.short:  # on the shoulder of the icon, for there is no room after the word
            box = QRectF(em(self, 1.6), em(self, 0.15), width, height)
        else:
            box = QRectF(self.width() - em(self, 0.75) - width, (self.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(primary(self.palette()))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class Nav(QFrame):
    """The column of items; up and down move within it, Enter or a click opens."""

    chosen = Signal(str)  # title of the group

    def __init__(self, groups: tuple[Group, ...]) -> None:
        super().__init__()
        self.items: dict[str, NavItem] = {}
        self.setProperty("kind", "side")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, em(self, 0.5), 1, em(self, 0.5))
        self._column.setSpacing(0)
        ordered = [group for group in groups if not group.bottom] + [group for group in groups if group.bottom]
        for number, group in enumerate(ordered, 1):
            if group.bottom and not any(item.leads_to.bottom for item in self.items.values()):
                self._column.addStretch(1)
            item = NavItem(group, number)
            item.clicked.connect(lambda _checked=False, title=group.title: self.chosen.emit(title))
            self._column.addWidget(item)
            self.items[group.title] = item
        if not any(group.bottom for group in groups):
            self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._scroll, 1)
        self.refresh()

    def add_foot(self, widget: QWidget) -> None:
        """Put a widget under the items: the task dock."""
        self._whole.addWidget(widget)

    def choose(self, title: str) -> None:
        """Mark the item `title` without opening it."""
        for item in self.items.values():
            item.setChecked(item.leads_to.title == title)

    def title_at(self, number: int) -> str | None:
        """The group under Alt+`number`, 1 for the first."""
        titles = list(self.items)
        return titles[number - 1] if 0 < number <= len(titles) else None

    def set_badge(self, title: str, count: int) -> None:
        """Show how many things are due in a group."""
        self.items[title].set_badge(count)

    def refresh(self) -> None:
        """Take the present text size: its width follows."""
        widest = max((item.sizeHint().width() for item in self.items.values()), default=em(self, 6))
        self.setFixedWidth(widest + 2)  # the margin at the right, where the edge is drawn, and the edge itself

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up, down, Home and End move the focus."""
        items = list(self.items.values())
        held = next((index for index, item in enumerate(items) if item.hasFocus()), None)
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if held is not None and event.key() in moves:
            items[(held + moves[Qt.Key(event.key())]) % len(items)].setFocus()
        elif held is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            items[held].click()
        else:
            super().keyPressEvent(event)
