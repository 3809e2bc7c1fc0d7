"""草稿: everything of one's own that was typed and not saved, with its age and what was changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from desktop.base.clock import local_time, today
from desktop.base.text import _
from desktop.standard.drafts import Draft
from desktop.ui.card import on_card
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

_HEADS = (
    Head(_("内容"), 16),
    Head(_("哪一页"), 8),
    Head(_("保留时间"), 9),
    Head(_("放了多久"), 6),
    Head(_("填过的栏")),
)
_NAMED = 4  # fields named before the rest is counted


@dataclass(frozen=True, slots=True)
class DraftWays:
    """`read`, `drop` and `put_back` run with a session; `page` and `fields` say where a draft was typed, and what."""

    read: Callable[[Any], Sequence[Draft]]
    drop: Callable[[Any, Draft], None]
    put_back: Callable[[Any, Draft], None]
    open: Callable[[Draft], None]
    page: Callable[[Draft], str]
    fields: Callable[[Draft], Sequence[str]]


class DraftsPage(Page):
    """Enter goes on with a draft, Delete drops it; what was dropped can be put back at once."""

    help = "today"

    def __init__(self, desk: Desk, ways: DraftWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("草稿")
        self.table = PlainTable(_HEADS)
        self.table.setAccessibleName(_("草稿"))
        self.empty = EmptyState()
        self.empty.say(_("没有草稿。填了没有保存的内容会自动留在这里。"))
        self.dropped = NoticeBar("none")
        card = on_card(self.table, self.empty)
        self.go_on = QPushButton(icon("pencil", "white"), _("继续填写"))
        self.go_on.setProperty("kind", "primary")
        self.give_up = QPushButton(icon("trash-2"), _("不要这份草稿"))
        self.give_up.setToolTip(_("不要这份草稿（Del），可以马上放回"))
        bar = QHBoxLayout()
        bar.setSpacing(em(self, 0.6))
        bar.addWidget(self.go_on)
        bar.addWidget(self.give_up)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.dropped)
        whole.addWidget(card, 1)
        whole.addLayout(bar)
        self.table.opened.connect(ways.open)
        self.go_on.clicked.connect(self.go_on_with_it)
        self.give_up.clicked.connect(lambda _on: self.drop())
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self.drop)
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Read again after any deed: saving drops a draft."""
        self.desk.tasks.read(self, lambda session: tuple(self.ways.read(session)), self._show, key="drafts")

    def _show(self, found: tuple[Draft, ...]) -> None:
        self.table.show_lines([self._line(draft) for draft in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        for button in (self.go_on, self.give_up):
            button.setEnabled(bool(found))
        self.set_status(_("有 {count} 份草稿，只有自己看得到").format(count=len(found)) if found else "")

    def _line(self, draft: Draft) -> Line:
        at = local_time(draft.at)
        days = (today(self.desk.clock) - at.date()).days
        age = _("{days} 天").format(days=days) if days else _("今天")
        named = list(self.ways.fields(draft))
        more = _("等 {count} 栏").format(count=len(draft.said)) if len(draft.said) > len(named[:_NAMED]) else ""
        told = "、".join(named[:_NAMED]) + more
        return Line((draft.label or _("未命名"), self.ways.page(draft), f"{at:%Y-%m-%d %H:%M}", age, told), draft)

    def go_on_with_it(self) -> None:
        """Open the draft in front where it was typed."""
        if self.table.current is not None:
            self.ways.open(self.table.current)

    def drop(self) -> None:
        """Forget the draft in front; the bar above offers it back."""
        draft, ways = self.table.current, self.ways
        if draft is None:
            return

        def told(_none: None, _changes: Any) -> None:
            words = _("已去掉草稿“{label}”。").format(label=draft.label or _("未命名"))
            self.dropped.say(words, ((_("放回草稿"), lambda: self.put_back(draft)),))
            self.reload()
            self.focus_first()

        self.desk.tasks.write(self, "drafts.drop", lambda session: ways.drop(session, draft), told)

    def put_back(self, draft: Draft) -> None:
        """It was not meant."""
        put_back = self.ways.put_back

        def told(_none: None, _changes: Any) -> None:
            self.dropped.say("")
            self.reload()

        self.desk.tasks.write(self, "drafts.keep", lambda session: put_back(session, draft), told)

    def leaving(self) -> None:
        """What was dropped is gone when the page is left."""
        self.dropped.say("")

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()
