"""A person card: one post with its holder and term, or the place of a post that nobody holds."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.labels import Elided
from desktop.ui.status_badge import StatusBadge
from desktop.ui.style import em, sized

Deed = tuple[str, Callable[[], None]]  # words, what to do


class PostCard(QFrame):
    """Post, name, term and deeds; the name opens the person where the person is registered."""

    def __init__(
        self,
        title: str,
        holder: str,
        *,
        lines: Sequence[str] = (),
        state: str = "none",
        status: str = "",
        open_: Callable[[], None] | None = None,
        deeds: Sequence[Deed] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFixedWidth(em(self, 14.5))
        self.setAccessibleName(f"{title} {holder or _('空缺')}")
        post = Elided(title)
        post.setProperty("kind", "quiet")
        self.badge = StatusBadge(state, status)
        self.badge.setVisible(bool(status))
        whole = QVBoxLayout(self)
        gap = em(self, 0.7)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.setSpacing(em(self, 0.3))
        whole.addWidget(post)
        if holder:
            whole.addWidget(self._name(holder, open_))
        whole.addWidget(self.badge)
        for line in lines:
            label = Elided(line)
            label.setProperty("kind", "quiet")
            whole.addWidget(label)
        whole.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.6))
        self.buttons: list[QPushButton] = []
        for words, act in deeds:
            button = QPushButton(words)
            button.setProperty("kind", "link")
            button.setAccessibleName(f"{words} {title} {holder}".strip())
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        if deeds:
            whole.addLayout(row)

    def _name(self, holder: str, open_: Callable[[], None] | None) -> QWidget:
        """The name in large letters; a link at the left where it opens somebody."""
        font = sized(QApplication.font(), 1.14, bold=True)
        if open_ is None:
            label = QLabel(holder)
            label.setFont(font)
            return label
        button = QPushButton(holder)
        button.setProperty("kind", "link")
        button.setFont(font)
        button.setToolTip(_("打开这位居民的页面"))
        button.clicked.connect(lambda _on=False: open_())
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        return held
