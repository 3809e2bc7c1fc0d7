"""未收回的表: the sheets that were printed to be filled by hand and have not come back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.sheet_rows import OutSheet
from desktop.ui.card import on_card
from desktop.ui.desk import Desk, LocalDeed, UndoToken
from desktop.ui.empty_state import EmptyState
from desktop.ui.flow import Flow
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.scan_line import ScanLine
from desktop.ui.style import em

CLOSE = "contacts.close_sheet"
HEADS = (
    Head(_("打印日期"), 5.4), Head(_("表"), 12), Head(_("编号"), 8), Head(_("未录"), 3.4), Head(_("已过"), 3),
    Head(_("打印人"), 3.4), Head(_("状态")),
)  # fmt: skip
STATES = {"blank": _("收回，没有填写"), "void": _("已作废")}


@dataclass(frozen=True, slots=True)
class PaperWays:
    """`read(session, every)` lists the sheets, `find(session, typed)` the one of a number or code.

    `close(session, id, how)` says that one came back blank, or is void, or (with "") is out again.
    """

    read: Callable[[Any, bool], Sequence[OutSheet]]
    find: Callable[[Any, str], UUID]
    close: Callable[[Any, UUID, str], int]
    enter: Callable[[UUID], None]
    print_again: Callable[[OutSheet], None] | None
    may: bool


class PaperOutPage(Page):
    """Scan or type a number and the sheet opens; or choose it in the list."""

    help = "paper_out"

    def __init__(self, desk: Desk, ways: PaperWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("未收回的表")
        self.scan = ScanLine(_("等待扫码，或打编号、短码后按 Enter"))
        self.every = QPushButton(_("连同已收回的"))
        self.every.setCheckable(True)
        self.enter = self._button("pencil", _("录入"), self.enter_current)
        self.enter.setProperty("kind", "primary")
        self.blank = self._button("check", _("已收回（空白）"), partial(self.close_current, "blank"))
        self.void = self._button("x", _("作废"), partial(self.close_current, "void"))
        self.again = self._button("printer", _("重打"), self.print_current)
        self.reopen = self._button("undo", _("放回未收回"), partial(self.close_current, ""))
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(self.title)
        self.empty = EmptyState()
        self._lay_out()
        self.every.toggled.connect(lambda _on: self.reload())
        self.scan.scanned.connect(self.find_typed)
        self.table.picked.connect(self._enable)
        self.table.opened.connect(lambda _sheet: self.enter_current())
        self._enable(None)
        self.reload()

    def _button(self, mark: str, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(mark, "white" if mark == "pencil" else "text"), words)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _lay_out(self) -> None:
        head = QWidget()
        row = Flow(head, spacing=em(self, 0.6))  # a second line rather than cut words on a small screen
        self.scan.setFixedWidth(em(self, 21))
        for part in (self.scan, self.enter, self.blank, self.void, self.again, self.every, self.reopen):
            row.addWidget(part)
        card = on_card(self.table, self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(head)
        whole.addWidget(card, 1)

    def reload(self, changes: Any = None) -> None:
        """Read again: a visit logged anywhere settles its row."""
        read, every = self.ways.read, self.every.isChecked()
        self.desk.tasks.read(self, lambda s: tuple(read(s, every)), self._show, failed=self._warn, key="sheets")

    def _show(self, found: tuple[OutSheet, ...]) -> None:
        self.table.show_lines([_line(sheet) for sheet in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.say(
            _("还没有打印过要收回的表。") if self.every.isChecked() else _("打印的表都收回了。"),
        )
        out = sum(1 for sheet in found if sheet.open)
        self.set_status(_("{count} 张未收回").format(count=out) if out else "")
        self._enable(self.table.current)

    def _enable(self, sheet: OutSheet | None) -> None:
        may, there = self.ways.may, sheet is not None
        out = bool(sheet and sheet.open)
        self.enter.setEnabled(bool(may and sheet and sheet.visits))
        self.blank.setEnabled(may and out)
        self.void.setEnabled(may and out)
        self.again.setEnabled(there and self.ways.print_again is not None)
        self.reopen.setVisible(self.every.isChecked())
        self.reopen.setEnabled(bool(may and sheet and sheet.closed))

    # -- deeds --------------------------------------------------------------------------------------------------

    def find_typed(self, typed: str) -> None:
        """Open the sheet that was scanned or typed."""
        find = self.ways.find
        self.desk.tasks.read(self, lambda s: find(s, typed), self.ways.enter, failed=self._warn, key="find")

    def enter_current(self) -> None:
        """Open the chosen sheet."""
        sheet = self.table.current
        if sheet is not None and self.enter.isEnabled():
            self.ways.enter(sheet.id)

    def close_current(self, how: str) -> None:
        """Say that the chosen sheet came back blank, or is void, or is out again."""
        sheet, close = self.table.current, self.ways.close
        if sheet is None:
            return
        said = {
            "blank": _("已记为收回（没有填写）：{title} {number}"),
            "void": _("已作废：{title} {number}"),
            "": _("已放回未收回：{title} {number}"),
        }[how].format(title=sheet.title, number=sheet.number)

        deed = LocalDeed(CLOSE, lambda s: close(s, sheet.id, sheet.closed), lambda s: close(s, sheet.id, how))

        def done(_count: int, _changes: Any) -> None:
            self.desk.say(said, UndoToken(local=deed))
            self.reload()

        self.desk.tasks.write(self, CLOSE, deed.again, done, failed=self._warn)

    def print_current(self) -> None:
        """Print what is still open on the chosen sheet once more."""
        if self.table.current is not None and self.ways.print_again is not None:
            self.ways.print_again(self.table.current)

    def focus_first(self) -> None:
        """A scanner can begin at once."""
        self.scan.setFocus()

    def tools(self) -> QWidget | None:
        """None: the deeds stand beside the scan line."""
        return None

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)


def _line(sheet: OutSheet) -> Line:
    state = STATES.get(sheet.closed) or (_("未收回") if sheet.open else _("已录完"))
    days = _("{n} 天").format(n=sheet.days) if sheet.days else _("今天")
    left = _("{open} / {rows}").format(open=sheet.open, rows=sheet.rows)
    what = " · ".join(filter(None, (sheet.title, sheet.about)))
    said = (sheet.printed_on.isoformat(), what, sheet.number, left, days, sheet.printed_by, state)
    return Line(said, sheet)
