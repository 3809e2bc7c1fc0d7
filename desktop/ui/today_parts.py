"""The pieces of 今日工作: a row with its buttons, a group that never hides what it counts, a card with a figure."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.labels import Elided
from desktop.ui.status_badge import StatusBadge, paint_shape, shape_of, tint_of
from desktop.ui.style import em, sized
from desktop.ui.today_rows import Card, Deed, Row, Section

AT_ONCE = 4  # rows of a group before 展开
WALKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
STEP = 100  # rows that one 展开 adds at most: a county has thousands of stairwells


class Mark(QWidget):
    """The shape of a state."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A little smaller than the text."""
        return QSize(em(self, 0.95), em(self, 0.95))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Only the shape: the words stand beside it."""
        painter = QPainter(self)
        side = em(self, 0.8)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        paint_shape(painter, shape_of(self._state), box, tint_of(self._state, self.palette()).fg)


def deed_button(deed: Deed, *, primary: bool) -> QPushButton:
    """A button for a deed."""
    words, act = deed
    button = QPushButton(words)
    button.setProperty("kind", "primary" if primary else "")
    button.clicked.connect(partial(_do, act))
    return button


class RowLine(QFrame):
    """One thing to do on one line; up and down lead to the next, which a button would take for its neighbour."""

    walked = Signal(int)

    def __init__(self, row: Row, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(em(self, 0.9), em(self, 0.35), em(self, 0.9), em(self, 0.35))
        line.setSpacing(em(self, 0.7))
        self.title = Elided(row.title)
        self.title.setFont(sized(self, 1.0, bold=True))
        self.title.least = 6.0
        self.detail = Elided(row.detail)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the title comes first
        self.detail.setProperty("kind", "quiet")
        self.detail.least = 0.0
        line.addWidget(Mark(state))
        line.addSpacing(em(self, 0.3))
        line.addWidget(self.title)
        line.addWidget(self.detail, 1)
        self.buttons = [deed_button(deed, primary=at == 0) for at, deed in enumerate(row.deeds)]
        for button in self.buttons:
            button.setAccessibleDescription(f"{row.title} {row.detail}")
            button.installEventFilter(self)
            line.addWidget(button)
        self.setMinimumHeight(em(self, 2.85))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take up and down from the buttons."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in WALKS:
            self.walked.emit(WALKS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)


class SectionCard(QFrame):
    """A group with its count; what is not shown is counted too, and one press shows it."""

    walked = Signal(int)  # to the row before (-1) or after (+1)

    def __init__(self, section: Section, *, shown: int = AT_ONCE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.lines: list[RowLine] = []
        self.setProperty("kind", "card")
        self.setAccessibleName(f"{section.title} {len(section.rows)}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head())
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(lambda _on=False: self.show_more(STEP))
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(em(self, 0.7), em(self, 0.3), em(self, 0.7), em(self, 0.3))
        self._foot.addWidget(self.more)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self.show_more(len(section.rows) if section.whole else max(shown, AT_ONCE))

    def _head(self) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(em(self, 0.9), em(self, 0.5), em(self, 0.9), em(self, 0.5))
        line.setSpacing(em(self, 0.45))
        title = QLabel(self.section.title)
        title.setFont(sized(self, 1.0, bold=True))
        count = QLabel(str(len(self.section.rows)))
        count.setFont(sized(self, 1.0, bold=True))
        count.setProperty("state", self.section.state)
        line.addWidget(Mark(self.section.state))
        line.addWidget(title)
        line.addWidget(count)
        line.addStretch(1)
        if self.section.aside is not None:
            self.aside = deed_button(self.section.aside, primary=False)
            self.aside.setProperty("kind", "link")
            line.addWidget(self.aside)
        return head

    def show_more(self, count: int = STEP) -> None:
        """Show further rows and say how many are still not shown."""
        start = len(self.lines)
        for row in self.section.rows[start : start + count]:
            self._column.insertWidget(self._column.count() - 1, _rule())
            line = RowLine(row, self.section.state)
            line.walked.connect(self.walked)
            self.lines.append(line)
            self._column.insertWidget(self._column.count() - 1, line)
        left = len(self.section.rows) - len(self.lines)
        self.more.setText(_("还有 {count} 条未显示，展开").format(count=left))
        self.more.setVisible(left > 0)
        margins = (em(self, 0.7), em(self, 0.3), em(self, 0.7), em(self, 0.3)) if left else (0, 0, 0, 0)
        self._foot.setContentsMargins(*margins)
        if start and start < len(self.lines) and self.lines[start].buttons:
            self.lines[start].buttons[0].setFocus(Qt.FocusReason.TabFocusReason)


class FigureCard(QFrame):
    """A number large enough to be read from a chair, and what it is out of."""

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self.setProperty("kind", "card")
        column = QVBoxLayout(self)
        gap = em(self, 0.85)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(em(self, 0.5))
        title = QLabel(card.title)
        title.setFont(sized(self, 1.0, bold=True))
        column.addWidget(title)
        if card.figure:
            column.addLayout(self._figure(card))
        if card.share is not None:
            bar = QProgressBar()
            bar.setRange(0, 1000)
            bar.setValue(round(card.share * 1000))
            bar.setTextVisible(False)
            bar.setAccessibleName(f"{card.title} {card.figure} {card.of}")
            column.addWidget(bar)
        for state, words in card.lines:
            column.addWidget(self._line(state, words))
        self.buttons = [deed_button(deed, primary=False) for deed in card.deeds]
        for button in self.buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _figure(self, card: Card) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(em(self, 0.5))
        large = QLabel(card.figure)
        large.setFont(sized(self, 2.0))
        of = QLabel(card.of)
        of.setProperty("kind", "quiet")
        of.setContentsMargins(0, 0, 0, em(self, 0.35))  # on the line on which the large figure stands
        line.addWidget(large, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(of, 1, Qt.AlignmentFlag.AlignBottom)
        return line

    def _line(self, state: str, words: str) -> QWidget:
        if state == "none":
            return StatusBadge(state, words)
        label = QLabel(words)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if not state:
            label.setProperty("kind", "quiet")
            return label
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(em(self, 0.5))
        line.addWidget(Mark(state))
        line.addWidget(label, 1)
        return holder


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFixedHeight(1)
    look = rule.palette()
    look.setColor(look.ColorRole.WindowText, look.color(look.ColorRole.Midlight))
    rule.setPalette(look)
    return rule


def _do(act: Callable[[], None], _checked: bool = False) -> None:
    """Do a deed; the button's signal also says whether it is checked."""
    act()
