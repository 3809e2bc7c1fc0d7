"""自动合并的: what the exchange joined by itself, with both values, both authors and times; nothing is asked here."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.sync.shown import Joined, Side
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

HEADS = (
    Head(_("登记"), 9),
    Head(_("谁先报的"), 11),
    Head(_("先报的内容")),
    Head(_("谁后报的"), 11),
    Head(_("后报的内容")),
)


class JoinedPage(Page):
    """Both stand: a line leads to the record, whose history puts a single value back."""

    help = "exchange"

    def __init__(
        self, desk: Desk, read: Callable[[Any], Sequence[Joined]], open_: Callable[[Joined], None]
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk, self._read, self._open = desk, read, open_
        self.title = _("自动合并的")
        note = QLabel(
            _("两个人改了同一条登记的不同栏，两边都已采用，不用再定。合得不对时，打开登记，在“历史”里恢复那一栏。")
        )
        note.setProperty("kind", "quiet")
        note.setWordWrap(True)
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("自动合并的内容"))
        self.whole = QLabel()
        self.whole.setWordWrap(True)
        self.empty = EmptyState()
        self.empty.say(_("没有自动合并的内容。两边改了同一条登记的不同栏时，会列在这里。"))
        self.open = QPushButton(icon("external-link"), _("打开这条登记"))
        self.open.clicked.connect(lambda _on=False: self.open_record())
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        bar = QHBoxLayout()
        bar.addWidget(self.open)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(note)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.whole)
        whole.addLayout(bar)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _one: self.open_record())
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Read again."""
        self.desk.tasks.read(self, lambda session: tuple(self._read(session)), self._show, key="joined")

    def open_record(self) -> None:
        """The record of the line in front."""
        one = self.table.current
        if one is not None and one.register:
            self._open(one)

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    def _picked(self, one: Joined | None) -> None:
        self.open.setEnabled(one is not None and bool(one.register))
        self.whole.setText(
            _("{first} {stood}　｜　{later} {wrote}").format(
                first=_who(one.theirs), stood=one.stood, later=_who(one.mine), wrote=one.wrote
            )
            if one is not None
            else ""
        )

    def _show(self, found: tuple[Joined, ...]) -> None:
        self.table.show_lines([_line(one) for one in found])
        for part in (self.card, self.open, self.whole):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.set_status(_("共 {n} 条").format(n=len(found)) if found else "")


def _line(one: Joined) -> Line:
    return Line((one.title, _who(one.theirs), one.stood, _who(one.mine), one.wrote), one)


def _who(side: Side) -> str:
    """王书记 11-03 09:12."""
    return f"{side.by} {local_time(side.at):%m-%d %H:%M}" if side.at is not None else side.by
