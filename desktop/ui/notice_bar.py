"""A tinted bar of one sentence with its shape and its links: what must be changed, what to see to, a draft found."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.flow import Flow
from desktop.ui.status_badge import paint_shape, shape_of, tint_of
from desktop.ui.style import em
from desktop.ui.tick import blend

Link = tuple[str, Callable[[], None]]


class NoticeBar(QFrame):
    """State overdue is red (必须改), soon is amber (提醒), none is grey (a matter of fact)."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._line = QWidget()
        self._flow = Flow(self._line, spacing=em(self, 0.4))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(em(self, 2.1), em(self, 0.5), em(self, 0.8), em(self, 0.5))
        whole.addWidget(self._line)
        self.sentence = _Sentence()
        self.hide()

    def say(self, sentence: str, links: Sequence[Link] = ()) -> None:
        """Show a sentence and the links after it; an empty sentence hides the bar."""
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self.sentence = _Sentence(sentence)
        self.sentence.setProperty("state", self._state)
        self._flow.addWidget(self.sentence)
        for words, act in links:
            button = QPushButton(words)
            button.setProperty("kind", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(partial(_follow, act))
            self._flow.addWidget(button)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        self.updateGeometry()

    def links(self) -> list[QPushButton]:
        """The links as buttons, in order."""
        found = [self._flow.itemAt(at) for at in range(1, self._flow.count())]
        return [item.widget() for item in found if item and isinstance(item.widget(), QPushButton)]  # type: ignore[misc]  # just checked

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, edge and shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = tint_of(self._state, self.palette())
        base: QColor = self.palette().base().color()
        painter.setBrush(blend(look.bg, base, 0.55))
        painter.setPen(QPen(blend(look.bg, look.fg, 0.35), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        side = em(self, 0.8)
        top = self.sentence.mapTo(self, self.sentence.rect().center()).y() - side / 2
        paint_shape(painter, shape_of(self._state), QRectF(em(self, 0.9), top, side, side), look.fg)


class _Sentence(QLabel):
    """On one line while there is room for it."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As long as its words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())


def _follow(act: Callable[[], None], _checked: bool = False) -> None:
    """Follow a link; the button's signal also says whether it is checked."""
    act()
