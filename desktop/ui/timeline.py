"""Events one below the other, the newest on top: a bold line, quiet words, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.style import em, sized


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: 2026-11-02　胡强 · 上门 · 在家, and below it the lines of what was noted."""

    head: str
    lines: tuple[str, ...] = ()


class Timeline(QScrollArea):
    """Shows entries; `nothing` is the sentence when there are none."""

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.show_entries(())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        body = QWidget()
        body.setProperty("kind", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.6))
        for entry in entries:
            column.addWidget(self._card(entry))
        if not entries:
            empty = QLabel(self._nothing)
            empty.setProperty("kind", "quiet")
            column.addWidget(empty)
        column.addStretch(1)
        self.setWidget(body)

    def _card(self, entry: Entry) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        gap = em(self, 0.7)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(em(self, 0.3))
        head = QLabel(entry.head)
        head.setFont(sized(head, 1.0, bold=True))
        head.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(head)
        for line in entry.lines:
            words = QLabel(line)
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        return card
