"""The widgets of a record page and how they lie: header, tabs, notices, form with its tables, save bar."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.load import Loaded
from desktop.ui.compare_panel import ComparePanel
from desktop.ui.form import Form
from desktop.ui.history_panel import HistoryPanel
from desktop.ui.icons import icon
from desktop.ui.labels import Elided, Heading
from desktop.ui.lines_table import LinesTable
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.panes import PANE
from desktop.ui.save_bar import SaveBar
from desktop.ui.status_badge import StatusBadge
from desktop.ui.style import em

Deed = tuple[str, str, Callable[[], None]]  # words, icon, what to do


class RecordParts(QWidget):
    """Only widgets; what they do is connected by the page."""

    def __init__(
        self,
        register: Register,
        *,
        form: Form,
        tables: Sequence[LinesTable],
        tabs: Sequence[tuple[str, QWidget]],
        restorable: bool,
    ) -> None:
        super().__init__()
        counter = register.counter
        self.back = QPushButton(icon("arrow-left"), _("返回列表"))
        self.heading = Heading()
        self.badge = StatusBadge()
        self.note = Elided()
        self.note.setProperty("kind", "quiet")
        self.before = QPushButton(_("上一{counter}").format(counter=counter))
        self.after = QPushButton(_("下一{counter}").format(counter=counter))
        self.print_form = QPushButton(icon("printer"), _("打印"))
        self.deeds: QPushButton  # 办理: the page brings it
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(em(self, 0.6))
        self.draft_note = Elided()
        self.draft_note.setProperty("kind", "quiet")
        self.draft_bar = NoticeBar("none")
        self.fact_bar = NoticeBar("none")
        self._gone = False
        self.compare = ComparePanel()
        self.history = HistoryPanel(restorable=restorable)
        self.bar = SaveBar(then=_("保存并下一{counter}").format(counter=counter))
        self._stack = QStackedWidget()
        self._tabs = QButtonGroup(self)
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(em(self, 0.3))
        self._add_tab(register.title, self._form_page(form, tables))
        for title, widget in tabs:
            self._add_tab(title, widget)
        self._add_tab(_("历史"), self.history)
        self._tab_row.addStretch(1)
        self._tab_row.addWidget(self.draft_note)
        self._tab_row.addLayout(self._deeds)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addLayout(self._header())
        whole.addLayout(self._tab_row)
        for widget in (self.fact_bar, self.draft_bar, self.compare):
            whole.addWidget(widget)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.bar)

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.6))
        for widget in (self.back, self.heading, self.badge):
            row.addWidget(widget)
        row.addWidget(self.note, 1)
        row.addStretch(0)
        for widget in (self.before, self.after, self.print_form):
            row.addWidget(widget)
        self._head = row
        return row

    def take_in(self, deeds: QPushButton) -> None:
        """Put the button of the deeds before the one that prints."""
        self.deeds = deeds
        self._head.insertWidget(self._head.indexOf(self.print_form), deeds)

    def tell_gone(self, *, gone: bool) -> None:
        """Say that the record is none of the living, such as after 撤销 of its entry; it may be had again meanwhile."""
        if gone != self._gone:
            self._gone = gone
            why = _("这一条已不在册：撤销了新增、放进了回收站，或并入了另一条。")
            self.fact_bar.say(why + _("要改它，先按 Ctrl+Y 恢复，或从“回收站”取回。") if gone else "")

    def offer(self, deeds: Sequence[Deed]) -> list[QPushButton]:
        """Put the deeds of this record at the right end of the tabs: words, icon, what to do."""
        made = []
        for words, mark, act in deeds:
            button = QPushButton(icon(mark), words)
            button.clicked.connect(partial(_do, act))
            self._deeds.addWidget(button)
            made.append(button)
        return made

    def _form_page(self, form: Form, tables: Sequence[LinesTable]) -> QWidget:
        for pane in (form, *tables):
            pane.setProperty(PANE, True)  # noqa: FBT003 - Qt's signature
        body = QWidget()
        body.setProperty("kind", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.75))
        for bar in (form.problems, form.reminders):  # above the card, where they are seen at once
            column.addWidget(bar)
        column.addWidget(_card(form, em(self, 1)))
        for table in tables:
            column.addWidget(_card(table, 1))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        return scroll

    def _add_tab(self, title: str, widget: QWidget) -> None:
        at = self._stack.addWidget(widget)
        button = QPushButton(title)
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.setChecked(at == 0)
        self._tabs.addButton(button, at)
        self._tab_row.addWidget(button)
        button.clicked.connect(lambda _on=False, at=at: self._stack.setCurrentIndex(at))

    def tab(self, title: str) -> QPushButton:
        """The button of a tab, for its count: 走访 6."""
        return next(button for button in self.tab_buttons() if button.text().startswith(title))

    def tab_buttons(self) -> list[QPushButton]:
        """The tabs, in order."""
        return [button for button in self._tabs.buttons() if isinstance(button, QPushButton)]

    def history_tab(self) -> QPushButton:
        """The last tab."""
        return self.tab_buttons()[-1]


def _do(act: Callable[[], None], _checked: bool = False) -> None:
    """Do a deed; the button's signal also says whether it is checked."""
    act()


def _card(inner: QWidget, margin: int) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    whole = QVBoxLayout(card)
    whole.setContentsMargins(margin, margin, margin, margin)
    whole.addWidget(inner)
    return card


def last_written(loaded: Loaded) -> str:
    """Who saved the record last, or that an exchange wrote it since; "" for what nobody did either to."""
    if loaded.arrived_at is not None:
        return _("交换时更新 {at:%Y-%m-%d %H:%M}").format(at=local_time(loaded.arrived_at))
    if loaded.saved_at is None:
        return ""
    return _("上次保存 {at:%Y-%m-%d %H:%M} {by}").format(at=local_time(loaded.saved_at), by=loaded.saved_by)


def told_saved(form: Form, tables: Iterable[LinesTable], *, new: bool, more: int) -> str:
    """How a save is told, with {label} left open: it counts fields as a person does, not rows of the database."""
    if new:
        return _("已新增：{label}")
    count = more + len(form.changes()) + sum(table.lines.count_changed() for table in tables)
    return _("已保存：{{label}}，改了 {count} 处").format(count=count)
