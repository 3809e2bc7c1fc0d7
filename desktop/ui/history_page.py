"""历史: everything that was done to the data, by day, person and register, each deed with what it changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.base.clock import local_time, today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import parse
from desktop.standard.history import Event
from desktop.standard.newest_deeds import Asked
from desktop.standard.operations import AT_ONCE, Operation
from desktop.ui.ask import ask
from desktop.ui.card import on_card
from desktop.ui.day_editor import DayEditor
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.empty_state import EmptyState
from desktop.ui.history_panel import HistoryPanel
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_out import PlainOut
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import chars, em

HEADS = (Head(_("时间"), 9), Head(_("操作人"), 5), Head(_("做了什么"), 10), Head(_("几处"), 3), Head(_("内容")))
MANY = 20  # rows from which on taking a deed back is asked about once
_DAY = Field("day", _("看哪天"), "day", required=True, hint=_("如 0812"))
_SPANS = ((_("近 7 天"), 7), (_("近 30 天"), 30), (_("近一年"), 366), (_("全部"), 0))


@dataclass(frozen=True, slots=True)
class HistoryWays:
    """All but `open` run with a session; `registers` are (name, title)."""

    read: Callable[[Any, Asked, int], Sequence[Operation]]
    detail: Callable[[Any, Operation], Event]
    people: Callable[[Any], Sequence[tuple[UUID, str]]]
    registers: Sequence[tuple[str, str]]
    open: Callable[[str, UUID], None]


class HistoryPage(Page):
    """The newest deeds first; Enter opens the record, 撤销此操作 takes the deed in front back."""

    help = "history"

    def __init__(self, desk: Desk, ways: HistoryWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("历史")
        self.today = today(desk.clock)
        self.limit = AT_ONCE
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("做过的操作"))
        self.empty = EmptyState()
        self.detail = HistoryPanel(restorable=False)
        self.more = QPushButton(_("再看更早的"))
        self.more.setProperty("kind", "link")
        self.take_back = QPushButton(icon("undo"), _("撤销此操作"))
        self.open_one = QPushButton(icon("external-link"), _("打开这条记录"))
        self._out = PlainOut(desk, self.table, HEADS, name="history", title=_("操作历史"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addLayout(self._filters())
        whole.addWidget(self._both(), 1)
        whole.addLayout(self._deeds())
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _operation: self.open_record())
        self._picked(None)
        desk.tasks.read(self, lambda session: tuple(ways.people(session)), self._show_people)
        self.reload()

    # -- parts --------------------------------------------------------------------------------------------------

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.5))
        self.span, self.person, self.register = QComboBox(), QComboBox(), QComboBox()
        for words, days in _SPANS:
            self.span.addItem(words, days)
        self.span.setCurrentIndex(1)
        self.person.addItem(_("所有人"), None)
        self.register.addItem(_("所有台账"), "")
        for name, title in self.ways.registers:
            self.register.addItem(title, name)
        self.day = DayEditor(_DAY, today=self.today)
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.day.left.connect(self.ask_again)
        self.day.line.returnPressed.connect(self.ask_again)
        self.day.edited.connect(lambda: None if self.day.line.isModified() else self.ask_again())
        for words, box in ((_("时间"), self.span), (_("操作人"), self.person), (_("台账"), self.register)):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.activated.connect(lambda _at: self.ask_again())
            row.addWidget(label)
            row.addWidget(box)
        row.addWidget(QLabel(_("看哪天")))
        row.addWidget(self.day)
        row.addStretch(1)
        return row

    def _both(self) -> QSplitter:
        card = on_card(self.table, self.empty, self.more)
        self.more.clicked.connect(lambda _on: self.show_more())
        self.detail.setMinimumWidth(chars(self, 17))
        split = QSplitter()
        split.addWidget(card)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        return split

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.6))
        self.take_back.clicked.connect(lambda _on: self.ask_undo())
        self.open_one.clicked.connect(lambda _on: self.open_record())
        row.addWidget(self.take_back)
        row.addWidget(self.open_one)
        row.addStretch(1)
        return row

    def tools(self) -> QWidget | None:
        """导出 and 打印."""
        return self._out

    # -- reading ------------------------------------------------------------------------------------------------

    def asked(self) -> Asked:
        """What the filters say; a single day counts before the span."""
        person, register = self.person.currentData(), str(self.register.currentData() or "")
        one = self._one_day()
        if one is not None:
            return Asked(one, one, person, register)
        days = int(self.span.currentData())
        return Asked(self.today - timedelta(days=days - 1) if days else None, None, person, register)

    def _one_day(self) -> date | None:
        text = self.day.text().strip()
        try:
            value = parse(_DAY, text, today=self.today) if text else None
        except UserError:
            self.day.set_wrong(True)
            return None
        self.day.set_wrong(False)
        return value if isinstance(value, date) else None

    def ask_again(self) -> None:
        """Other filters: from the newest."""
        self.limit = AT_ONCE
        self.reload()

    def show_more(self) -> None:
        """Show older deeds as well."""
        self.limit += AT_ONCE
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Read again after every deed; a draft that was kept is none."""
        if changes is not None and not changes.tables:
            return
        job = partial(self.ways.read)
        asked, limit = self.asked(), self.limit
        self.desk.tasks.read(
            self, lambda session: tuple(job(session, asked, limit)), self._show, failed=self._failed, key="history"
        )

    def _show(self, found: tuple[Operation, ...]) -> None:
        self.table.show_lines([_line(one) for one in found])
        self.table.setVisible(bool(found))
        self.more.setVisible(len(found) >= self.limit)
        self.empty.setVisible(not found)
        self.empty.say(_("这段时间没有改动。换一个时间、操作人或台账再看。"))
        words = _("最近 {count} 步操作") if len(found) >= self.limit else _("共 {count} 步操作")
        self.set_status(words.format(count=len(found)))

    def _show_people(self, people: tuple[tuple[UUID, str], ...]) -> None:
        for key, name in people:
            self.person.addItem(name, key)

    def _failed(self, error: UserError) -> None:
        self.desk.warn(error.message)

    def _picked(self, operation: Operation | None) -> None:
        self.take_back.setEnabled(operation is not None and operation.undoable)
        self.open_one.setEnabled(operation is not None and operation.opens is not None)
        if operation is None:
            self.detail.show_events(())
            return
        detail = self.ways.detail
        self.desk.tasks.read(
            self, lambda session: detail(session, operation), lambda event: self.detail.show_events((event,)),
            failed=self._failed, key="detail",
        )  # fmt: skip

    # -- acts ---------------------------------------------------------------------------------------------------

    def ask_undo(self) -> None:
        """Take the deed in front back: at once, or after one question when much hangs on it."""
        operation = self.table.current
        if operation is None or not operation.undoable:
            return
        if operation.rows > MANY:
            sentence = _("要撤销 {when} 的“{action}”（{what}，共 {rows:,} 处）。之后又改过的地方不会动。").format(
                when=f"{local_time(operation.at):%Y-%m-%d %H:%M}", action=operation.action, what=operation.what,
                rows=operation.rows,
            )  # fmt: skip
            if not ask(self, sentence, _("撤销此操作"), safe=_("不撤销"), danger=True):
                return
        self.desk.take_back(UndoToken(batch=operation.key) if operation.whole else UndoToken(tx=operation.key))

    def open_record(self) -> None:
        """Open the record that the deed in front is about."""
        operation = self.table.current
        if operation is not None and operation.opens is not None:
            self.ways.open(*operation.opens)

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()


def _line(one: Operation) -> Line:
    when = f"{local_time(one.at):%Y-%m-%d %H:%M}"
    what = " · ".join(part for part in (one.what, one.source) if part)
    return Line((when, one.by, one.action, str(one.rows), what), one)
