"""A page of lines that each lead to a record: a note, a table, the line in front in full, one way to open it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em


class LinesPage(Page):
    """What is read is shown as `line_of` says it; the line in front stands below as `whole_of` says it."""

    heads: tuple[Head, ...]
    words: str  # the title; the table is called so
    note: str
    nothing: str  # what is said where there are no lines

    def __init__(self, desk: Desk, read: Callable[[Any], Sequence[Any]], open_: Callable[[Any], None]) -> None:
        super().__init__()
        self.desk, self._read, self._open = desk, read, open_
        self.title = self.words
        note = QLabel(self.note)
        note.setProperty("kind", "quiet")
        note.setWordWrap(True)
        self.table = PlainTable(self.heads)
        self.table.setAccessibleName(self.words)
        self.whole = QLabel()
        self.whole.setWordWrap(True)
        self.empty = EmptyState()
        self.empty.say(self.nothing)
        self.open = QPushButton(icon("external-link"), _("打开这条登记"))
        self.open.clicked.connect(lambda _on=False: self.open_record())
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.bar = QHBoxLayout()
        self.bar.addWidget(self.open)
        self.bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(note)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.whole)
        whole.addLayout(self.bar)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _one: self.open_record())
        self.reload()

    def line_of(self, one: Any) -> Line:
        """The cells of one line."""
        raise NotImplementedError

    def whole_of(self, one: Any) -> str:
        """The line in front, said in full."""
        raise NotImplementedError

    def reload(self, changes: Any = None) -> None:
        """Read again."""
        self.desk.tasks.read(self, lambda session: tuple(self._read(session)), self._show, key="lines")

    def open_record(self) -> None:
        """The record of the line in front."""
        one = self.table.current
        if one is not None and one.register:
            self._open(one)

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    def _picked(self, one: Any) -> None:
        self.open.setEnabled(one is not None and bool(one.register))
        self.whole.setText(self.whole_of(one) if one is not None else "")

    def _show(self, found: tuple[Any, ...]) -> None:
        self.table.show_lines([self.line_of(one) for one in found])
        for part in (self.card, self.open, self.whole):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.set_status(_("共 {n} 条").format(n=len(found)) if found else "")
