"""今日工作: what is overdue, for today and for the coming week, each row with its deed, and how the month stands."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.loading_line import LoadingLine
from desktop.ui.page import Page
from desktop.ui.style import em
from desktop.ui.today_parts import AT_ONCE, WALKS, FigureCard, SectionCard
from desktop.ui.today_rows import View

_DAYS = (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))


class TodayPage(Page):
    """`read(session)` gathers frozen facts on a reader thread, `tell(facts)` puts them into words and deeds.

    `print_list` prints the day's walking list; None where nothing can print.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        read: Callable[[Any], Any],
        tell: Callable[[Any], View],
        print_list: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._gather, self._tell, self._print = desk, read, tell, print_list
        self.title, self.help = _("今日工作"), "today"
        self.sections: list[SectionCard] = []
        self.cards: list[FigureCard] = []
        self._shown: dict[str, int] = {}
        self.loading = LoadingLine()
        self.empty = EmptyState()
        self._body = QWidget()
        self._body.setProperty("kind", "clear")
        self._columns = QHBoxLayout(self._body)
        self._columns.setContentsMargins(0, 0, em(self, 0.3), 0)
        self._columns.setSpacing(em(self, 0.9))
        self.area = QScrollArea()
        self.area.setWidget(self._body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.loading)
        whole.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes on to its buttons, where the focus is seen
        self.reload()

    def tools(self) -> QWidget | None:
        """打印今日单."""
        if self._print is None:
            return None
        button = QPushButton(icon("printer"), _("打印今日单"))
        button.setToolTip(_("打印逾期和今天要走访的户，按走访顺序（F9）"))
        button.clicked.connect(self.print_list)
        return button

    def print_list(self) -> None:
        """Print the walking list of what is overdue and for today."""
        if self._print is not None:
            self._print()

    def reload(self, changes: Any = None) -> None:
        """Read again after any deed: everything here is counted from the data."""
        self.subtitle = self._day()
        self.loading.start()
        self.desk.tasks.read(self, self._gather, self._arrived, failed=self._failed, key="today")

    def _day(self) -> str:
        now = local_time(self.desk.clock.now_ms())
        return _("{now.year}年{now.month}月{now.day}日 {weekday}").format(now=now, weekday=_DAYS[now.weekday()])

    def _arrived(self, facts: Any) -> None:
        self.loading.stop()
        view = self._tell(facts)
        self.badge_changed.emit(view.due)
        if view.first_use is not None:
            self.empty.say(*view.first_use)
            self._stack.setCurrentWidget(self.empty)
            return
        place, here = self.area.verticalScrollBar().value(), self.window().focusWidget()
        at = self._row_at(here)
        had_focus = here is self or (here is not None and self._body.isAncestorOf(here))
        self._shown |= {card.section.title: len(card.lines) for card in self.sections}
        self._clear()
        self._columns.addLayout(self._left(view), 1)
        self._columns.addLayout(self._right(view))
        self._stack.setCurrentWidget(self.area)
        self.area.verticalScrollBar().setValue(place)
        if had_focus:
            self._focus_row(at)
        self.set_status("")

    def _left(self, view: View) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.8))
        if view.calm:
            column.addWidget(_calm(calm_words(view), em(self, 0.9)))
        self.sections = [
            SectionCard(section, shown=self._shown.get(section.title, AT_ONCE)) for section in view.sections
        ]
        for card in self.sections:
            card.walked.connect(self._walk)
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _right(self, view: View) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.8))
        self.cards = [FigureCard(card) for card in view.cards]
        for card in self.cards:
            card.setFixedWidth(em(self, 16))
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _clear(self) -> None:
        while (column := self._columns.takeAt(0)) is not None:
            inner = column.layout()
            while inner is not None and (item := inner.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _failed(self, error: UserError) -> None:
        self.loading.stop()
        self.empty.say(error.message, ((_("重新读取"), self.reload),))
        self._stack.setCurrentWidget(self.empty)

    def focus_first(self) -> None:
        """Work starts at the first thing to do."""
        self._focus_row(0)

    def _focus_row(self, at: int) -> None:
        """The row at this place, or the last one: what was done here made room for the next."""
        rows = self._row_buttons()
        (rows[min(at, len(rows) - 1)] if rows else self).setFocus(Qt.FocusReason.TabFocusReason)

    def _row_at(self, here: QWidget | None) -> int:
        buttons = enumerate(self._row_buttons())
        return next((at for at, one in buttons if here and one.parentWidget() is here.parentWidget()), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down walk the rows, F9 prints."""
        if event.key() in WALKS:
            self._walk(WALKS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_F9:
            self.print_list()
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        buttons = self._row_buttons()
        here = self.focusWidget()
        row = next((at for at, one in enumerate(buttons) if here and one.parentWidget() is here.parentWidget()), None)
        to = 0 if row is None else row + by
        if 0 <= to < len(buttons):
            buttons[to].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(buttons[to])

    def _row_buttons(self) -> list[QPushButton]:
        return [line.buttons[0] for card in self.sections for line in card.lines if line.buttons]


def calm_words(view: View) -> str:
    """The sentence of a day on which nothing is due; a day is not done while rows without a day wait below it.

    Without cards there is no household yet, and what was handed in says so.
    """
    waiting = any(section.state == "none" for section in view.sections)
    return _("今天没有到期的走访。") if view.cards and waiting else view.calm


def _calm(sentence: str, gap: int) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    row = QHBoxLayout(card)
    row.setContentsMargins(gap, gap, gap, gap)
    words = QLabel(sentence)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    row.addWidget(words, 1)
    return card
