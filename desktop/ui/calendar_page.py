"""日历: a month, a week or a list of what falls on which day; a day opens its list, a line opens its record."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import parse
from desktop.ui.calendar_grid import CalendarGrid
from desktop.ui.calendar_rows import KINDS, Item, kind_words, long_words, whole_words
from desktop.ui.calendar_spans import month_of, months_on, week_of
from desktop.ui.day_editor import DayEditor
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.loading_line import LoadingLine
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import chars, em, sized

_JUMP = Field("day", _("到哪天"), "day", required=True, hint=_("如 0812"))
MONTH, WEEK, LIST = "month", "week", "list"
_DAY = (Head(_("类别"), 5), Head(_("内容")))
_LISTED = (Head(_("日期"), 8), Head(_("类别"), 6), Head(_("内容"), 22), Head(_("说明")))
_ROOM = 56  # characters of the window from which on the day stands beside the month


class CalendarPage(Page):
    """`read(session, first, last)` gives items in order; `open_(item)` leads to what a line stands for.

    `print_month(first of month)` opens the preview; None where nothing can print.
    """

    help = "calendar"

    def __init__(
        self,
        desk: Desk,
        *,
        read: Callable[[Any, date, date], Sequence[Item]],
        open_: Callable[[Item], None],
        print_month: Callable[[date], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._read, self._open, self._print = desk, read, open_, print_month
        self.title = _("日历")
        self.today = today(desk.clock)
        self.look = MONTH
        self.items: tuple[Item, ...] = ()
        self.grid = CalendarGrid(self.today)
        self.loading = LoadingLine()
        self.heading = QLabel()
        self.heading.setFont(sized(self, 1.14, bold=True))
        self.day_title = QLabel()
        self.day_title.setFont(sized(self, 1.0, bold=True))
        self.of_day, self.all = PlainTable(_DAY), PlainTable(_LISTED)
        self.of_day.horizontalHeader().hide()  # the card says what it lists
        self.of_day.setAccessibleName(_("这一天的安排"))
        self.all.setAccessibleName(_("这个月的安排"))
        self.nothing = QLabel(_("这一天没有安排。"))
        self.nothing.setProperty("kind", "quiet")
        self._side = self._day_card()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both())
        self._stack.addWidget(self.all)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.5))
        whole.addWidget(self.loading)
        whole.addLayout(self._bar())
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._legend())
        self._connect()
        self.reload()

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_day)
        self.grid.wanted.connect(lambda _day: self.reload())
        self.grid.turned.connect(self.turn)
        self.grid.opened.connect(lambda _day: self.enter_day())
        for table in (self.of_day, self.all):
            table.opened.connect(self._open_item)
        self.jump.left.connect(self.take_day)
        self.jump.edited.connect(lambda: None if self.jump.line.isModified() else self.take_day())
        self.jump.line.returnPressed.connect(self.take_day)

    # -- parts --------------------------------------------------------------------------------------------------

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.4))
        for words, mark, act in (
            (_("上一页（PgUp）"), "chevron-left", lambda: self.turn(-1)),
            (_("下一页（PgDn）"), "chevron-right", lambda: self.turn(1)),
        ):
            button = QPushButton(icon(mark), "")
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(partial(_do, act))
            row.addWidget(button)
        now = QPushButton(_("回到今天"))
        now.setToolTip(_("回到今天（Home）"))
        now.clicked.connect(lambda: self.grid.choose(self.today))
        row.addWidget(now)
        row.addWidget(self.heading, 1)
        row.addWidget(QLabel(_("看哪天")))
        self.jump = DayEditor(_JUMP, today=self.today)
        self.jump.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.jump)
        self.looks = QButtonGroup(self)
        for name, words in ((MONTH, _("按月")), (WEEK, _("按周")), (LIST, _("列表"))):
            button = QPushButton(words)
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.setChecked(name == self.look)
            button.clicked.connect(partial(self._choose_look, name))
            self.looks.addButton(button)
            row.addWidget(button)
        return row

    def _day_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        gap = em(self, 0.6)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self.day_title)
        column.addWidget(self.nothing)
        column.addWidget(self.of_day, 1)
        column.addStretch(0)
        self.open_one = QPushButton(_("打开这一条"))
        self.open_one.clicked.connect(lambda: self._open_item(self.of_day.current))
        column.addWidget(self.open_one, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _both(self) -> QWidget:
        holder = QWidget()
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(self, 0.6))
        self._row.addWidget(self.grid, 1)
        self._row.addWidget(self._side)
        return holder

    def _legend(self) -> QLabel:
        said = "　".join(f"{kind.letter} {kind.word}" for kind in KINDS.values())
        label = QLabel(_("{kinds}　■ 已过日子").format(kinds=said))
        label.setProperty("kind", "quiet")
        label.setWordWrap(True)
        return label

    def tools(self) -> QWidget | None:
        """打印本月."""
        if self._print is None:
            return None
        button = QPushButton(icon("printer"), _("打印这个月"))
        button.setToolTip(_("把这个月打印成一张 A4 横版"))
        button.clicked.connect(self.print_month)
        return button

    def print_month(self) -> None:
        """Print the month of the day that has the frame."""
        if self._print is not None:
            self._print(self.grid.day.replace(day=1))

    # -- what is shown ------------------------------------------------------------------------------------------

    def span(self) -> tuple[date, int, int]:
        """The first Monday, how many weeks, and the month that is meant (0 for a week)."""
        return week_of(self.grid.day) if self.look == WEEK else month_of(self.grid.day)

    def reload(self, changes: Any = None) -> None:
        """Read the weeks around the day that has the frame; a draft that was kept changes nothing here."""
        if changes is not None and not changes.tables:
            return
        self.loading.start()
        start, weeks, month = self.span()
        last = start + timedelta(days=7 * weeks - 1)
        read = self._read

        def job(session: Any) -> tuple[Item, ...]:
            return tuple(read(session, start, last))

        def done(items: tuple[Item, ...]) -> None:
            self.loading.stop()
            self._arrived(items, start, weeks, month=month)

        self.desk.tasks.read(self, job, done, failed=self._failed, key="calendar")

    def _arrived(self, items: tuple[Item, ...], start: date, weeks: int, *, month: int) -> None:
        self.items = items
        by_day: dict[date, list[Item]] = {}
        for item in items:
            by_day.setdefault(item.day, []).append(item)
        self.grid.show_days(start, weeks, month, by_day)
        last = start + timedelta(days=6)
        day = self.grid.day
        days = _("{first.month}月{first.day}日至{last.month}月{last.day}日").format(first=start, last=last)
        self.heading.setText(_("{day.year}年{day.month}月").format(day=day) if month else days)
        listed = [item for item in items if not month or item.day.month == month]
        self.all.show_lines(
            [Line((long_words(item.day), kind_words(item), item.title, item.detail), item) for item in listed]
        )
        words = _("这个月有 {count} 条") if month else _("这一周有 {count} 条")
        self.set_status(words.format(count=len(listed)))
        self._show_day(day)

    def _show_day(self, day: date) -> None:
        found = self.grid.items_of(day)
        self.day_title.setText(long_words(day))
        self.of_day.show_lines([Line((kind_words(item), whole_words(item)), item) for item in found])
        self.of_day.setVisible(bool(found))
        self.open_one.setVisible(bool(found))
        self.nothing.setVisible(not found)

    def _failed(self, error: UserError) -> None:
        self.loading.stop()
        self.desk.warn(error.message)

    # -- acts ---------------------------------------------------------------------------------------------------

    def turn(self, pages: int) -> None:
        """Go months, or weeks, on or back; the day of the month stays where there is one."""
        day = self.grid.day
        self.grid.choose(day + timedelta(days=7 * pages) if self.look == WEEK else months_on(day, pages))

    def take_day(self) -> None:
        """Go to the day that was typed or picked; what is no day is framed."""
        if not self.jump.text().strip():
            self.jump.set_wrong(False)
            return
        try:
            day = parse(_JUMP, self.jump.text(), today=self.today)
        except UserError:
            self.jump.set_wrong(True)
            return
        self.jump.set_wrong(False)
        self.jump.set_value(None)
        self.grid.choose(day)
        self.focus_first()

    def enter_day(self) -> None:
        """Go into the list of the day."""
        if self.of_day.lines:
            self.of_day.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_look(self, name: str, _checked: bool = False) -> None:
        self.look = name
        self._stack.setCurrentIndex(1 if name == LIST else 0)
        self.reload()
        self.focus_first()

    def _open_item(self, item: Item | None) -> None:
        if item is not None:
            self._open(item)

    def focus_first(self) -> None:
        """The days, or the list."""
        (self.all if self.look == LIST else self.grid).setFocus()

    def state(self) -> dict[str, Any]:
        """The day and the look."""
        return {"day": self.grid.day.isoformat(), "look": self.look}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the same day; after a night it is today."""
        for button, name in zip(self.looks.buttons(), (MONTH, WEEK, LIST), strict=True):
            if name == state.get("look"):
                button.click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The list of the day takes a third at most."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(chars(self, 18), self.width() // 3))


def _do(act: Callable[[], Any], _checked: bool = False) -> None:
    """Do it; the button's signal also says whether it is checked."""
    act()
