"""What stands where rows would: first use, no match, no right, a failed reading, each with its way on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.style import em

Way = tuple[str, Callable[[], None]]


class EmptyState(QWidget):
    """One calm sentence in the middle, and up to two buttons; the first is the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setProperty("kind", "quiet")
        self._ways = QHBoxLayout()
        self._ways.setSpacing(em(self, 0.6))
        self._ways.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole = QVBoxLayout(self)
        whole.setSpacing(em(self, 1))
        whole.addStretch(2)
        whole.addWidget(self.sentence)
        whole.addLayout(self._ways)
        whole.addStretch(3)

    def say(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show another sentence with its ways on."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        while (item := self._ways.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for at, (words, act) in enumerate(ways):
            button = QPushButton(words)
            button.setProperty("kind", "primary" if at == 0 else "")
            button.clicked.connect(lambda _on=False, act=act: act())
            self._ways.addWidget(button)

    def buttons(self) -> list[QPushButton]:
        """The ways on as buttons, in order."""
        found = [self._ways.itemAt(at).widget() for at in range(self._ways.count())]
        return [button for button in found if isinstance(button, QPushButton)]
