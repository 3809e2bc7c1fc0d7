"""The bar under an elevation once doors are ticked: how many, and what can be done with them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.text import _
from desktop.ui.icons import icon
from desktop.ui.style import em

Deed = tuple[str, str, Callable[[], None]]  # words, icon, what to do


class TickBar(QFrame):
    """Hidden while nothing is ticked."""

    none_wanted = Signal()

    def __init__(self, deeds: Sequence[Deed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, em(self, 0.2), 0, 0)
        row.setSpacing(em(self, 0.6))
        self.words = QLabel()
        row.addWidget(self.words)
        self.buttons: list[QPushButton] = []
        for words, mark, act in deeds:
            button = QPushButton(icon(mark), words)
            button.clicked.connect(partial(_do, act))
            self.buttons.append(button)
            row.addWidget(button)
        none = QPushButton(_("取消选择"))
        none.setProperty("kind", "link")
        none.clicked.connect(self.none_wanted)
        row.addWidget(none)
        row.addStretch(1)
        self.hide()

    def say(self, words: str) -> None:
        """Show the bar with these words; no words hide it."""
        self.words.setText(words)
        self.setVisible(bool(words))


def _do(act: Callable[[], None], _checked: bool = False) -> None:
    """Do a deed; the button's signal also says whether it is checked."""
    act()
