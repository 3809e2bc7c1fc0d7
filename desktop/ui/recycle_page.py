"""回收站: what was put away within ninety days, and putting it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.recycle import KEPT_DAYS, PUT_BACK, Binned
from desktop.ui.card import on_card
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_out import PlainOut
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

HEADS = (Head(_("名称"), 20), Head(_("台账"), 6), Head(_("放进时间"), 9), Head(_("操作人"), 6), Head(_("还留几天")))


@dataclass(frozen=True, slots=True)
class RecycleWays:
    """Both run with a session; `put_back` says how many rows came back."""

    read: Callable[[Any], Sequence[Binned]]
    put_back: Callable[[Any, Binned], int]


class RecyclePage(Page):
    """The newest first; Enter puts the record in front back."""

    help = "recycle"

    def __init__(self, desk: Desk, ways: RecycleWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("回收站")
        self.note = QLabel(
            _("放进回收站 {days} 天内可以恢复。更早的、合并掉的和撤销掉的，在“历史”里找。").format(days=KEPT_DAYS)
        )
        self.note.setProperty("kind", "quiet")
        self.note.setWordWrap(True)
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("回收站里的记录"))
        self.empty = EmptyState()
        self.empty.say(_("回收站是空的。在列表里按 Del 放进来的记录会列在这里。"))
        self.restore_one = QPushButton(icon("undo", "white"), _("恢复这一条"))
        self.restore_one.setProperty("kind", "primary")
        self._out = PlainOut(desk, self.table, HEADS, name="recycle", title=_("回收站清单"))
        card = on_card(self.table, self.empty)
        bar = QHBoxLayout()
        bar.addWidget(self.restore_one)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.note)
        whole.addWidget(card, 1)
        whole.addLayout(bar)
        self.restore_one.clicked.connect(lambda _on: self.put_back())
        self.table.opened.connect(lambda _one: self.put_back())
        self.table.picked.connect(self._picked)
        self._picked(None)
        self.reload()

    def tools(self) -> QWidget | None:
        """导出 and 打印."""
        return self._out

    def reload(self, changes: Any = None) -> None:
        """Read again after every deed."""
        if changes is None or changes.tables:
            self.desk.tasks.read(
                self, lambda session: tuple(self.ways.read(session)), self._show, failed=self._failed, key="bin"
            )

    def _show(self, found: tuple[Binned, ...]) -> None:
        self.table.show_lines([_line(one) for one in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.set_status(_("共 {count} 条").format(count=len(found)) if found else "")

    def _picked(self, one: Binned | None) -> None:
        self.restore_one.setEnabled(one is not None and bool(self.desk.actor.may(f"{one.register}.{PUT_BACK}")))

    def put_back(self) -> None:
        """Put the record in front back, in one deed."""
        one: Binned | None = self.table.current
        if one is None or not self.restore_one.isEnabled():
            return
        put_back = self.ways.put_back

        def told(_rows: int, changes: Any) -> None:
            words = _("已恢复：{title} {label}").format(title=one.title, label=one.label)
            self.desk.say(words, UndoToken(tx=changes.tx))

        self.desk.tasks.write(
            self, f"{one.register}.{PUT_BACK}", lambda session: put_back(session, one), told, failed=self._failed
        )

    def _failed(self, error: UserError) -> None:
        self.desk.warn(error.message)

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()


def _line(one: Binned) -> Line:
    when = f"{local_time(one.at):%Y-%m-%d %H:%M}"
    return Line((one.label or _("没有名称"), one.title, when, one.by, str(one.days_left)), one)
