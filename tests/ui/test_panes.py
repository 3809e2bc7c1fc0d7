"""F6 goes from pane to pane, and what a screen reader calls a page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScrollArea, QSplitter, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk
from desktop.ui.messages import Message
from desktop.ui.page import Page
from desktop.ui.page_stack import PageStack
from desktop.ui.panes import PANE, go_on, panes_of
from desktop.ui.places import Place, Places
from desktop.ui.shell import Shell
from desktop.ui.toast import Toasts
from tests.ui.open import put_up


class TwoSides(Page):
    """A page of two panes, with a line to write in each."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right, self.sides = QLineEdit(), QLineEdit(), QSplitter()
        self.sides.addWidget(self.left)
        self.sides.addWidget(self.right)
        QHBoxLayout(self).addWidget(self.sides)


def test_f6_goes_round_the_window_and_shift_f6_back(shell: Shell, qtbot: QtBot, settle: Callable[[], None]) -> None:
    settle()
    regions = (shell.stack, shell.top, shell.nav, shell.titles)

    def region() -> int:
        held = QApplication.focusWidget()
        return next((at for at, one in enumerate(regions) if held and one.isAncestorOf(held)), -1)

    seen = []
    for _press in range(4):
        qtbot.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_F6)
        seen.append(region())
    assert set(seen) >= {1, 2, 3}
    back = seen[-2]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert region() == back


def test_panes_beside_each_other_are_stopped_at_one_by_one(qtbot: QtBot) -> None:
    page = TwoSides()
    qtbot.addWidget(page)
    put_up(qtbot, page)
    page.left.setFocus()
    assert panes_of(page) == (page.left, page.right)
    assert go_on(panes_of(page), 1) is page.right
    page.right.hide()
    assert panes_of(page) == (page,)
    assert go_on((), 1) is None


def test_what_has_no_name_is_called_as_its_page(desk: Desk, qtbot: QtBot) -> None:
    def make(_desk: Desk) -> Page:
        page = Page()
        QScrollArea(page)
        return page

    stack = PageStack(desk, Places((Place("today", "待办", "house", "今日工作", make),)))
    qtbot.addWidget(stack)
    page = stack.go("today")
    assert page.accessibleName() == "待办"
    assert page.findChildren(QScrollArea)[0].accessibleName() == "待办"


def test_a_toast_is_put_away_by_key(shell: Shell, qtbot: QtBot) -> None:
    toasts: Toasts = shell.toasts
    toasts.show_message(Message(shell.desk.clock.now_ms(), "没有写成。数据没有受影响。", "fault"))
    assert len(toasts.shown) == 1
    qtbot.keyClick(shell, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)
    assert toasts.shown == []
    toasts.put_away()


def test_a_form_and_the_table_under_it_are_two_panes(qtbot: QtBot) -> None:
    page, rows = Page(), [QLineEdit(), QLineEdit(), QLineEdit()]
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for row in rows:
        column.addWidget(row)
    for row in rows[1:]:
        row.setProperty(PANE, True)
    page.show()
    assert panes_of(page) == tuple(rows[1:])
    rows[2].hide()
    assert panes_of(page) == (page,)
