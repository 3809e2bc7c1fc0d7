"""A status as shape, word and colour together, so that no one of the three has to carry it alone."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.style import State, Tint, tint

Shape = Literal["square", "triangle", "dot", "ring", ""]

_SHAPES: dict[str, Shape] = {"overdue": "square", "soon": "triangle", "fine": "dot", "none": "ring", "marked": "dot"}
_STATES: dict[str, State] = {"overdue": "overdue", "soon": "soon", "fine": "fine", "none": "none", "marked": "marked"}


def tint_of(state: str, palette: QPalette) -> Tint:
    """The tint of a state; an unknown one is plain."""
    known = _STATES.get(state, "plain")
    return tint(known, palette)


def shape_of(state: str) -> Shape:
    """The shape that tells a state without colour; "" for states that need none."""
    return _SHAPES.get(state, "")


def paint_shape(painter: QPainter, shape: Shape, box: QRectF, colour: QColor) -> None:
    """Paint one shape inside `box`: vector, so that no font has to have it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if shape == "square":
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif shape == "triangle":
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif shape == "dot":
        painter.drawEllipse(box)
    elif shape == "ring":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, max(1.2, box.width() / 9)))
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))
    painter.restore()


def badge_width(metrics: QFontMetricsF, words: str) -> float:
    """How wide a badge with these words is, in pixels."""
    return metrics.horizontalAdvance(words) + metrics.height() * 0.75 + metrics.height() * 0.85


def paint_badge(painter: QPainter, place: QRectF, *, state: str, words: str, palette: QPalette) -> None:
    """Paint shape and words at the left of `place`, vertically centred; a fine state goes without the tinted ground."""
    if not words:
        return
    metrics = QFontMetricsF(painter.font())
    size, inset = metrics.height() * 0.55, metrics.height() * 0.4
    width = min(badge_width(metrics, words), place.width())
    body = QRectF(place.left(), place.center().y() - metrics.height() * 0.57, width, metrics.height() * 1.14)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = tint_of(state, palette)
    if state in {"overdue", "soon", "none"}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.bg)
        painter.drawRoundedRect(body, 2, 2)
    else:
        inset = 0
    spot = QRectF(body.left() + inset, body.center().y() - size / 2, size, size)
    paint_shape(painter, shape_of(state), spot, look.fg if state == "fine" else look.text)
    painter.setPen(palette.color(QPalette.ColorRole.Text) if state == "fine" else look.text)
    rest = body.adjusted(inset + size + metrics.height() * 0.25, 0, 0, 0)
    text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()


class StatusBadge(QWidget):
    """A badge as a widget of its own, for headers and cards."""

    def __init__(self, state: str = "none", words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state, self._words = state, ""
        self.show_status(state, words)

    @property
    def state(self) -> str:
        """The state shown."""
        return self._state

    @property
    def words(self) -> str:
        """The words shown."""
        return self._words

    def show_status(self, state: str, words: str) -> None:
        """Show another state; no words hide the badge."""
        self._state, self._words = state, words
        self.setAccessibleName(words)
        if self.parentWidget() is not None:  # without one, showing it would open a window
            self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the words need."""
        metrics = QFontMetricsF(self.font())
        return QSize(round(badge_width(metrics, self._words)) + 1, round(metrics.height() * 1.2) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Shape and words."""
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), state=self._state, words=self._words, palette=self.palette())
