"""Icons drawn from the bundled SVGs in the colours of the current palette, sharp at any size."""

from functools import lru_cache
from typing import ClassVar, Literal

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.style import RESOURCES, Role, State, secondary, tint

Tone = Literal["text", "quiet", "accent", "white", "fine", "soon", "overdue", "none"]


PROGRAM_BLUE = "#1F5FBF"
_SHARE = 0.8


class _Engine(QIconEngine):
    """Paints one SVG, looking the colour up at the moment of painting so that light and dark need no reload."""

    # The binding frees what `clone` returns although the toolkit owns it from then on; a reference for good prevents
    # that. Icons are copied only when one is changed after it was made, which this program never does.
    _copies: ClassVar[list[QIconEngine]] = []

    def __init__(self, name: str, tone: Tone, share: float = 1.0) -> None:
        super().__init__()
        _source(name)  # a missing file is found here, not in the middle of painting, where it would end the program
        self._name, self._tone, self._share = name, tone, share

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = _faded() if mode == QIcon.Mode.Disabled else colour_of(self._tone)
        side = min(rect.width(), rect.height()) * self._share
        left = rect.x() + (0 if self._share < 1 else (rect.width() - side) / 2)
        top = rect.y() + (rect.height() - side) / 2
        _renderer(self._name, colour.name()).render(painter, QRectF(left, top, side, side))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._tone, self._share)
        self._copies.append(copy)
        return copy


def icon(name: str, tone: Tone = "text") -> QIcon:
    """The icon `name` of resources/icons for a button; an unknown name raises FileNotFoundError.

    It is drawn at the left of its square, because style sheets leave no gap between a button's icon and its word.
    """
    return QIcon(_Engine(name, tone, _SHARE))


def program_icon() -> QIcon:
    """The house in white on the program's blue: a bare outline is lost on a dark title bar or a dark task bar."""
    made = QIcon()
    for side in (16, 32, 64, 256):
        face = QPixmap(side, side)
        face.fill(Qt.GlobalColor.transparent)
        painter = QPainter(face)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PROGRAM_BLUE))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side / 5, side / 5)
        edge = round(side * 0.16)
        draw(painter, QRect(edge, edge, side - 2 * edge, side - 2 * edge), "house", "white")
        painter.end()
        made.addPixmap(face)
    return made


def draw(painter: QPainter, box: QRect, name: str, tone: Tone = "text") -> None:
    """Paint the icon into the whole of `box`, for delegates and painted widgets."""
    _Engine(name, tone).paint(painter, box, QIcon.Mode.Normal, QIcon.State.On)


def pixmap(name: str, side: int, *, tone: Tone = "text", ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `side` logical pixels, for labels; it does not follow a change of the palette."""
    made = _Engine(name, tone).pixmap(
        QSize(round(side * ratio), round(side * ratio)), QIcon.Mode.Normal, QIcon.State.On
    )
    made.setDevicePixelRatio(ratio)
    return made


def colour_of(tone: Tone) -> QColor:
    """The colour a tone has in the palette of the program."""
    current = QGuiApplication.palette()
    if tone == "text":
        return current.color(Role.Text)
    if tone == "quiet":
        return secondary(current)
    if tone == "accent":
        return current.color(Role.Accent)
    if tone == "white":
        return QColor("white")
    state: State = tone
    return tint(state, current).fg


def _faded() -> QColor:
    """As the word beside it: a disabled primary button is grey, and white or nearly white is lost on it."""
    return QGuiApplication.palette().color(Role.PlaceholderText)


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawn = _source(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    return QSvgRenderer(QByteArray(drawn.encode()))
