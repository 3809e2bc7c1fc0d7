"""The desk by keyboard, where one was last time, and whether it fits the smallest window."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui import style
from desktop.ui.desk import Desk
from desktop.ui.help_view import HelpView
from desktop.ui.last_place import LAST
from desktop.ui.shell import Shell
from desktop.ui.style import Look
from tests.ui.sheets_of_shell import HOME, Made

Settle = Callable[[], None]


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, ("step", -1)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, ("step", 1)),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, ("reload", None)),
    ],
)
def test_keys_reach_the_page(
    shell: Shell, made: Made, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, expected: tuple[str, Any]
) -> None:
    qtbot.keyClick(shell, key, modifier)
    assert made["today"][0].log == [expected]


def test_alt_and_a_number_open_groups(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert shell.titles.title.text() == "居民住户"
    qtbot.keyClick(shell, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert shell.titles.title.text() == "居民住户"


def test_f1_opens_the_manual_of_this_page_and_the_key_list_has_its_key(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    assert shell.stack.current is not None
    assert isinstance(shell.stack.current.page, HelpView)
    qtbot.keyClick(shell, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    words = {label.text() for label in shell.stack.current.page.findChildren(QLabel)}
    assert {"F12", "锁屏", "Ctrl+K"} <= words


def test_sizes_are_asked_for_by_key_and_end_at_the_last(shell: Shell, desk: Desk) -> None:
    asked: list[int] = []
    shell.look_asked.connect(lambda look: (asked.append(look.size), shell.set_look(look)))
    for act in ("larger", "larger", "larger", "usual", "smaller", "smaller"):
        shell._acts()[act]()
    assert asked == [18, 20, 16, 14]
    assert shell.top.menu.sizes[14].isChecked()


def test_lock_switch_and_password_are_asked_for_from_the_menu(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.lock_asked):
        qtbot.keyClick(shell, Qt.Key.Key_F12)
    actions = {action.text().split("\t")[0]: action for action in shell.top.menu.actions()}
    for words, signal in (("换人", shell.switch_asked), ("改密码", shell.password_asked), ("锁屏", shell.lock_asked)):
        with qtbot.waitSignal(signal):
            actions[words].trigger()
    with qtbot.waitSignal(shell.look_asked) as asked:
        shell.top.menu.dark.trigger()
    assert asked.args == [Look(16, dark=True)]


def test_ctrl_k_opens_a_record_and_knows_places_and_forms(
    shell: Shell, made: Made, qtbot: QtBot, settle: Settle
) -> None:
    assert {"打印责任卡", "住户", "锁屏", "按键一览"} <= {command.title for command in shell.commands()}
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.palette_frame.isVisible()
    shell.palette_frame.line.setText("zl")
    settle()
    qtbot.keyClick(shell.palette_frame.line, Qt.Key.Key_Return)
    assert made["households"][-1].record_id == HOME
    assert shell.palette_frame.line is not shell.focusWidget()


def test_escape_gives_the_focus_back_to_the_page(shell: Shell, made: Made, qtbot: QtBot) -> None:
    shell.search()
    qtbot.keyClick(shell.palette_frame.line, Qt.Key.Key_Escape)
    assert shell.focusWidget() is made["today"][0].line


def test_where_one_was_is_found_again(
    shell: Shell, make: Callable[[], Shell], made: Made, desk: Desk, qtbot: QtBot
) -> None:
    shell.go("households")
    shell.go("households", HOME)
    made["households"][-1].line.setText("周")
    shell.leave()
    assert made["today"][0].log == ["leaving", "leaving"]
    assert desk.settings.get(LAST)["record"] == str(HOME)
    again = make()
    again.start("today")
    assert made["households"][-1].record_id is None, "the list is painted before the record on it is made"
    qtbot.waitUntil(lambda: made["households"][-1].record_id is not None)
    sheet = made["households"][-1]
    assert (sheet.record_id, sheet.line.text()) == (HOME, "周")
    again.back()
    assert again.stack.current is not None
    assert again.stack.current.record_id is None


def test_a_form_that_no_list_holds_leads_back_to_the_first_place(
    make: Callable[[], Shell], made: Made, qtbot: QtBot
) -> None:
    shell = make()
    shell.go("single", HOME)
    shell.leave()
    again = make()
    again.start("today")
    qtbot.waitUntil(lambda: len(made["single"]) > 1)
    assert [page.record_id for page in made["single"]] == [HOME, HOME]
    again.back()
    assert again.stack.current is not None
    assert again.stack.current.name == "today"


def test_the_first_time_starts_at_the_first_place(make: Callable[[], Shell], desk: Desk) -> None:
    shell = make()
    shell.start("today")
    shell.help()
    shell.leave()
    again = make()
    again.start("today")  # nobody wants to be greeted by the manual
    assert again.stack.current is not None
    assert again.stack.current.name == "today"


@pytest.mark.parametrize("size", style.SIZES)
def test_it_fits_the_smallest_window_at_every_size(
    qapp: QApplication, make: Callable[[], Shell], desk: Desk, settle: Settle, size: int
) -> None:
    style.apply(qapp, Look(size))
    shell = make()
    shell.go("households")
    settle()
    least = shell.minimumSizeHint()
    assert least.width() <= 1024
    assert least.height() <= 560
    shell.resize(1024, 560)
    qapp.processEvents()
    for chip in (shell.top.sync, shell.top.bell, shell.top.person, shell.top.lock):
        assert chip.width() >= chip.sizeHint().width()
    assert shell.top.search.width() >= shell.top.search.minimumSizeHint().width()
