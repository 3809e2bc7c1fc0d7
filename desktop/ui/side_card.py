"""The card beside a list or an elevation: who, how things stand, and the next deeds."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.status_badge import StatusBadge
from desktop.ui.style import em, sized

Deed = tuple[str, str, Callable[[], None]]  # words, icon or "", what to do


class SideCard(QFrame):
    """Title, badge, a few quiet lines, buttons (the first is primary), and a footnote at the bottom."""

    def __init__(self, parent: QWidget | None = None, *, footnote: str = "") -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.measure()
        self.title = QLabel()
        self.title.setFont(sized(self, 1.14, bold=True))
        self.title.setWordWrap(True)
        self.badge = StatusBadge(parent=self)
        self.lines = QLabel()
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setWordWrap(True)
        self.lines.setProperty("kind", "quiet")
        self._deeds = QVBoxLayout()
        self._deeds.setSpacing(em(self, 0.5))
        self.footnote = QLabel(footnote)
        self.footnote.setWordWrap(True)
        self.footnote.setProperty("kind", "quiet")
        self.footnote.setFont(sized(self, 0.86))
        whole = QVBoxLayout(self)
        gap = em(self, 0.9)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.setSpacing(em(self, 0.6))
        for widget in (self.title, self.badge, self.lines):
            whole.addWidget(widget)
        whole.addLayout(self._deeds)
        whole.addStretch(1)
        whole.addWidget(self.footnote)

    def tell(
        self,
        title: str,
        *,
        state: str = "none",
        status: str = "",
        lines: Sequence[str] = (),
        deeds: Sequence[Deed] = (),
    ) -> None:
        """Show another record."""
        self.title.setText(title)
        self.badge.show_status(state, status)
        self.lines.setText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        while (item := self._deeds.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for at, (words, mark, act) in enumerate(deeds):
            button = QPushButton(words)
            if mark:
                button.setIcon(icon(mark, "white" if at == 0 else "text"))
            button.setProperty("kind", "primary" if at == 0 else "")
            button.clicked.connect(lambda _on=False, act=act: act())
            self._deeds.addWidget(button)

    def measure(self) -> None:
        """Take the present text size: its width follows."""
        self.setFixedWidth(em(self, 16.4))

    def buttons(self) -> list[QPushButton]:
        """The deeds as buttons, in order."""
        found = [self._deeds.itemAt(at).widget() for at in range(self._deeds.count())]
        return [button for button in found if isinstance(button, QPushButton)]
