"""The people who use this PC, to choose from before the password."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from desktop.ui.icons import draw
from desktop.ui.style import Role, em, secondary, sized

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """One who may sign in: `role` is a word such as 支部书记."""

    name: str
    role: str = ""


class Tile(QAbstractButton):
    """One person: picture, name, role."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self.setText(person.name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{person.name} {person.role}".strip())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for four characters and a picture."""
        return QSize(em(self, 8.6), em(self, 3.4))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint frame, picture, name, role."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, chosen = self.palette(), self.isChecked()
        edge = colours.color(Role.Accent if chosen or self.hasFocus() else Role.Midlight)
        painter.setPen(QPen(edge, 2 if chosen or self.hasFocus() else 1))
        painter.setBrush(colours.color(Role.Highlight if chosen else Role.Base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        side, left = em(self, 1.5), em(self, 0.6)
        draw(painter, QRect(left, (self.height() - side) // 2, side, side), "user", "accent" if chosen else "quiet")
        words = self.rect().adjusted(left + side + em(self, 0.5), em(self, 0.4), -em(self, 0.3), -em(self, 0.4))
        painter.setPen(colours.color(Role.Text))
        painter.setFont(sized(self, 1.0, bold=True))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, (Qt.AlignmentFlag.AlignTop if self.person.role else middle), self.person.name)
        painter.setPen(secondary(colours))
        painter.setFont(sized(self, 0.8))
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom, self.person.role)


class UserTiles(QWidget):
    """Tiles in rows of three; arrow keys choose, Enter goes on to the password."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, people: tuple[Person, ...], current: str = "") -> None:
        super().__init__()
        self.tiles = [Tile(person) for person in people]
        self._one = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(em(self, 0.5))
        for number, tile in enumerate(self.tiles):
            grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
            self._one.addButton(tile)
            tile.clicked.connect(lambda _checked=False, name=tile.person.name: self.chosen.emit(name))
        if self.tiles:
            names = [tile.person.name for tile in self.tiles]
            self.tiles[names.index(current) if current in names else 0].setChecked(True)

    @property
    def current(self) -> str:
        """The name that is chosen; "" when there is nobody."""
        return next((tile.person.name for tile in self.tiles if tile.isChecked()), "")

    def focus(self) -> bool:
        """Put the focus on who is chosen, for the arrow keys; False when there is nobody."""
        chosen = next((tile for tile in self.tiles if tile.isChecked()), None)
        if chosen is not None:
            chosen.setFocus()
        return chosen is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on; the group's own arrow keys choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
