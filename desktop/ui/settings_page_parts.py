"""The pieces that every section of the settings is made of: cards, rows of controls, quiet sentences."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.labels import Heading
from desktop.ui.style import em

WIDEST = 52  # characters' heights: a line that is longer is hard to follow


def card(title: str, *parts: QWidget) -> QFrame:
    """A titled card with its parts one under the other."""
    made = QFrame()
    made.setProperty("kind", "card")
    column = QVBoxLayout(made)
    pad = em(made, 1)
    column.setContentsMargins(pad, em(made, 0.8), pad, em(made, 0.8))
    column.setSpacing(em(made, 0.5))
    column.addWidget(Heading(title, factor=1.0))
    for part in parts:
        column.addWidget(part)
    return made


def row(*parts: QWidget) -> QWidget:
    """Controls side by side, from the left."""
    holder = QWidget()
    holder.setProperty("kind", "clear")
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return holder


def wrapped(words: str = "") -> QLabel:
    """A quiet sentence that takes as many lines as it needs."""
    label = QLabel(words)
    label.setProperty("kind", "quiet")
    label.setWordWrap(True)
    return label


def section(*cards: QWidget) -> QScrollArea:
    """Cards one under the other, with a scroll bar only where a small screen needs it."""
    body = QWidget()
    body.setProperty("kind", "clear")
    body.setMaximumWidth(em(body, WIDEST))
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, em(body, 0.5), 0)
    column.setSpacing(em(body, 0.8))
    for each in cards:
        column.addWidget(each)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidget(body)
    scroll.setWidgetResizable(True)
    return scroll
