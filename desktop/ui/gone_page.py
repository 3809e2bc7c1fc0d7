"""已搬出、已故: households and residents who left, to be opened with their history, or brought back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.card import on_card
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.empty_state import EmptyState
from desktop.ui.find_line import FindLine
from desktop.ui.flow import Flow
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

HEADS = (Head(_("门牌"), 7), Head(_("姓名"), 8), Head(_("日期"), 7), Head(_("原因"), 9), Head(_("去了哪里")))


@dataclass(frozen=True, slots=True)
class GoneWays:
    """`lists`: name → (words of the tab, `read(session, text)` gives the lines). `most`: so many lines are shown.

    `take_back(session, meant)` undoes the deed and gives back a sentence; None: this person may not.
    """

    lists: Mapping[str, tuple[str, Callable[[Any, str], Sequence[Line]]]]
    most: int
    open: Callable[[Any], None]
    take_back: Callable[[Any, Any], str] | None


def way_to_gone(desk: Desk) -> QPushButton:
    """The button that leads there from the list of those who are here."""
    button = QPushButton(icon("log-out"), _("已搬出"))
    button.setToolTip(_("查看已搬出的住户、已搬走和已故的居民"))
    button.clicked.connect(lambda _on=False: desk.go("gone", None))
    return button


class GonePage(Page):
    """Two tabs over one table; Enter opens."""

    help = "gone"

    def __init__(self, desk: Desk, ways: GoneWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.set_title(_("已搬出、已故"))
        self.view = next(iter(ways.lists))
        self.tabs: dict[str, QPushButton] = {}
        self.line = FindLine()
        self.line.setToolTip(_("姓名或门牌（Ctrl+F）"))
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(self.title)
        self.note, self.empty = QLabel(), EmptyState()
        self.note.setProperty("kind", "quiet")
        self.opening = self._button("file-text", _("打开"), self.open_current)
        self.taking_back = self._button("undo", _("撤销这一步"), self.take_back_current)
        self.taking_back.setToolTip(_("把搬出、合并或已故的登记整个撤销，恢复到办理以前"))
        self.taking_back.setHidden(ways.take_back is None)
        self._lay_out()
        self.line.wanted.connect(lambda _text: self.reload())
        self.line.went_on.connect(self.table.setFocus)
        self.table.opened.connect(lambda _meant: self.open_current())
        self.reload()

    def choose(self, view: str) -> None:
        """Show the other list."""
        self.view = view
        self.tabs[view].setChecked(True)
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Read again."""
        read, text = self.ways.lists[self.view][1], self.line.text()
        self.desk.tasks.read(
            self, lambda session: tuple(read(session, text)), self._show, failed=self._warn, key="gone"
        )

    def focus_first(self) -> None:
        """Work starts in the table."""
        self.table.setFocus()

    def open_current(self) -> None:
        """The record with its history."""
        if self.table.current is not None:
            self.ways.open(self.table.current)

    def take_back_current(self) -> None:
        """Undo the deed of the chosen row; that can be undone itself."""
        meant, take_back = self.table.current, self.ways.take_back
        if meant is None or take_back is None:
            return

        def told(sentence: str, changes: Any) -> None:
            self.desk.say(sentence, UndoToken(tx=changes.tx))
            self.reload()

        self.desk.tasks.write(
            self, f"{self.view}.undo", lambda session: take_back(session, meant), told, failed=self._warn
        )

    def _show(self, lines: tuple[Line, ...]) -> None:
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.say(_("没有找到。可以少打几个字。") if self.line.text().strip() else _("还没有搬出或已故的登记。"))
        full = len(lines) >= self.ways.most
        self.note.setText(
            _("只列出最近的 {count} 条，更早的请用姓名或门牌查找。").format(count=self.ways.most) if full else ""
        )
        self.note.setVisible(full)
        self.set_status("" if full else _("共 {count:,} 条").format(count=len(lines)))
        for button in (self.opening, self.taking_back):
            button.setEnabled(bool(lines))

    def _button(self, mark: str, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(mark), words)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _lay_out(self) -> None:
        head = QWidget()
        row = Flow(head, spacing=em(self, 0.6))
        group = QButtonGroup(self)
        for name, (words, _read) in self.ways.lists.items():
            tab = QPushButton(words)
            tab.setProperty("kind", "tab")
            tab.setCheckable(True)
            tab.setChecked(name == self.view)
            tab.clicked.connect(lambda _on=False, name=name: self.choose(name))
            group.addButton(tab)
            self.tabs[name] = tab
            row.addWidget(tab)
        for part in (self.line, self.opening, self.taking_back):
            row.addWidget(part)
        card = on_card(self.table, self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(head)
        whole.addWidget(self.note)
        whole.addWidget(card, 1)

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)
