"""Where one typed before a lock, one types again after it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui import focus_kept
from desktop.ui.last_place import LAST
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from tests.ui.sheets_of_shell import Made


def two_lines(page: Page) -> tuple[QLineEdit, QLineEdit]:
    first, second = QLineEdit(page), QLineEdit(page)
    for line, name in ((first, "姓名"), (second, "备注")):
        line.setAccessibleName(name)
        line.show()
    return first, second


def test_the_same_field_has_the_focus_again(qtbot: QtBot) -> None:
    left, again = Page(), Page()
    for page in (left, again):
        qtbot.addWidget(page)
    _first, second = two_lines(left)
    other, same = two_lines(again)
    second.setFocus()
    name = focus_kept.name_in(left)
    assert name == "备注"
    assert focus_kept.give_back(again, name)
    assert again.focusWidget() is same
    same.setEnabled(False)
    assert not focus_kept.give_back(again, name)
    assert focus_kept.give_back(again, "姓名")
    assert again.focusWidget() is other


def test_a_part_without_a_name_is_not_looked_for(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    line = QLineEdit(page)
    line.setFocus()
    assert focus_kept.name_in(page) == ""
    assert not focus_kept.give_back(page, "")


def test_the_desk_remembers_it_over_a_change_of_person(shell: Shell, settle: Callable[[], None], made: Made) -> None:
    shell.go("drafts")
    assert shell.stack.current is not None
    _first, second = two_lines(shell.stack.current.page)
    second.setFocus()
    shell.leave()
    assert shell.desk.settings.get(LAST)["focus"] == "备注"
    shell.go("today")
    shell.start("today")
    settle()
    assert shell.stack.current.page.focusWidget() is second
