"""A page of pairs that may be one: each is merged, or found to be two, and the list is done when it is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

HEADS = (Head(_("姓名"), 12), Head(_("登记一"), 14), Head(_("登记二"), 14), Head(_("为什么列出来")))


@dataclass(frozen=True, slots=True)
class PairWays:
    """`read(session)` gives the pairs as lines, what a line means goes to the deeds; None: the person may not."""

    read: Callable[[Any], Sequence[Line]]
    merge: Callable[[Any], None] | None
    apart: Callable[[Any], None] | None
    open: Callable[[Any], None]
    open_other: Callable[[Any], None]


class PairsPage(Page):
    """疑似重复. Enter merges, Delete says that they are two."""

    help = "deeds"

    def __init__(self, desk: Desk, ways: PairWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.set_title(_("疑似重复"))
        self.note = QLabel(_("列出来不等于登记错了。先看清楚，再合并；不是同一个人的，记下来就不再列出。"))
        self.note.setProperty("kind", "quiet")
        self.note.setWordWrap(True)
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("疑似重复的居民"))
        self.empty = EmptyState()
        self.empty.say(_("没有疑似重复的居民。"))
        bar = QHBoxLayout()
        bar.setSpacing(em(self, 0.6))
        self.merge = self._button(bar, _("合并这两条…"), "merge", "", ways.merge)
        self.apart = self._button(bar, _("不是同一人"), "users", "Del", ways.apart)
        self.open = self._button(bar, _("打开登记一"), "user", "", ways.open)
        self.open_other = self._button(bar, _("打开登记二"), "user", "", ways.open_other)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.note)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.empty, 1)
        whole.addLayout(bar)
        if ways.merge is not None:
            self.table.opened.connect(ways.merge)
        self.reload()

    def _button(
        self, bar: QHBoxLayout, words: str, mark: str, key: str, act: Callable[[Any], None] | None
    ) -> QPushButton:
        button = QPushButton(icon(mark), words)
        button.setHidden(act is None)
        bar.addWidget(button)
        if act is not None:
            button.clicked.connect(lambda _on=False: self.table.current is not None and act(self.table.current))
        if key:
            button.setToolTip(_("{words}（{key}）").format(words=words, key=key))
            QShortcut(QKeySequence(key), self, button.click)
        return button

    def reload(self, changes: Any = None) -> None:
        """Read again; what was merged or told apart is gone."""
        if changes is None or changes.tables & {"person", "residence", "distinct_people"}:
            self.desk.tasks.read(self, self.ways.read, self._show, key="pairs")

    def _show(self, lines: Sequence[Line]) -> None:
        back = bool(lines) and self.table.isHidden() and self.isVisible()
        self.table.show_lines(lines)
        self.set_status(_("共 {n} 对").format(n=len(lines)))
        for widget in (self.table, self.merge, self.apart, self.open, self.open_other):
            widget.setEnabled(bool(lines))
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if back:  # the last pair was taken back: the keys had nowhere to be meanwhile
            self.table.setFocus()

    def focus_first(self) -> None:
        """Work starts in the pairs."""
        self.table.setFocus()
