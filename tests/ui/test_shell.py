"""The desk: places and tabs, back to the same page, badges, and what a deed sets in motion."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk, UndoToken
from desktop.ui.shell import Shell
from desktop.ui.style import Look
from tests.ui.sheets_of_shell import HOME, Made

Settle = Callable[[], None]


def test_groups_without_a_place_are_not_listed(shell: Shell) -> None:
    assert list(shell.nav.items) == ["今日工作", "居民住户", "帮助"]


def test_badges_stand_in_the_navigation_and_in_the_tabs(shell: Shell) -> None:
    assert shell.nav.items["今日工作"].badge == 10
    assert [tab.text() for tab in shell.titles.tabs.values()] == ["待办 9", "草稿 1"]


def test_badges_are_counted_again_after_a_deed(shell: Shell, desk: Desk, qtbot: QtBot, settle: Settle) -> None:
    with qtbot.waitSignal(shell.badges.counted):
        desk.tasks.write(shell, "households.save", lambda _session: None, lambda *_args: None)


def test_a_page_may_know_its_own_number(shell: Shell, made: Made) -> None:
    made["today"][0].badge_changed.emit(4)
    assert shell.nav.items["今日工作"].badge == 5


def test_a_group_opens_its_first_tab_and_a_tab_its_place(shell: Shell, made: Made, qtbot: QtBot) -> None:
    qtbot.mouseClick(shell.nav.items["居民住户"], Qt.MouseButton.LeftButton)
    assert shell.titles.title.text() == "居民住户"
    assert shell.titles.tabs["households"].isChecked()
    assert shell.titles.status.text() == "共 491 户"
    assert made["households"][0].buttons.isVisible()
    assert not made["today"][0].buttons.isVisible()
    qtbot.mouseClick(shell.titles.tabs["people"], Qt.MouseButton.LeftButton)
    assert shell.stack.current is not None
    assert shell.stack.current.name == "people"
    assert shell.nav.items["居民住户"].isChecked()


def test_words_of_the_page_in_front_follow_it(shell: Shell, made: Made) -> None:
    made["today"][0].subtitle = "2026年11月22日 星期日"
    made["today"][0].set_title("今日工作")
    assert shell.titles.subtitle.text() == "2026年11月22日 星期日"
    shell.go("households")
    made["today"][0].set_status("不在前面")
    assert shell.titles.status.text() == "共 491 户"


def test_a_place_is_made_once_and_keeps_what_was_typed(shell: Shell, made: Made) -> None:
    shell.go("households")
    made["households"][0].line.setText("三号楼")
    shell.go("people")
    shell.go("households")
    assert len(made["households"]) == 1
    assert made["households"][0].line.text() == "三号楼"


def test_back_from_a_record_returns_to_the_list_as_it_was(shell: Shell, made: Made, qtbot: QtBot) -> None:
    shell.go("households")
    made["households"][0].line.setFocus()
    shell.go("households", HOME)
    record = made["households"][1]
    assert not shell.titles.isVisible(), "a record page draws its own header"
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert record.log == ["leaving"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(record))
    assert shell.stack.current is not None
    assert shell.stack.current.page is made["households"][0]
    assert shell.titles.isVisible()
    assert shell.focusWidget() is made["households"][0].line, "the next arrow key goes on where one was"


def test_escape_on_a_place_stays_there(shell: Shell, qtbot: QtBot) -> None:
    shell.go("households")
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.stack.current is not None
    assert shell.stack.current.name == "households"
    shell.back()
    shell.back()
    assert shell.stack.current.name == "today"


def test_escape_leads_back_from_what_was_only_looked_into(shell: Shell, qtbot: QtBot) -> None:
    shell.go("households")
    for look in (lambda: shell.go("single"), shell.help):
        look()
        assert not [tab for name, tab in shell.titles.tabs.items() if tab.isChecked() and name != "help"]
        assert shell.stack.current is not None
        assert shell.stack.current.name != "households"
        qtbot.keyClick(shell.stack.current.page, Qt.Key.Key_Escape)
        assert shell.stack.current.name == "households"


def test_the_next_record_takes_the_position_of_the_one_before(shell: Shell, made: Made) -> None:
    shell.go("households")
    for number in (1, 2, 3):
        shell.go("households", UUID(int=number))
    assert [visit.record_id for visit in shell.stack.visits] == [None, None, UUID(int=3)]
    shell.back()
    assert shell.stack.current is not None
    assert shell.stack.current.page is made["households"][0]


def test_opening_where_one_is_changes_nothing(shell: Shell, made: Made) -> None:
    shell.go("today")
    assert len(shell.stack.visits) == 1
    assert made["today"][0].log == []


def test_the_way_back_is_not_endless(shell: Shell) -> None:
    for number in range(40):
        shell.go("households" if number % 2 else "people", UUID(int=number))
    assert len(shell.stack.visits) == 30


def test_a_place_without_records_is_a_fault_and_an_unknown_one_a_sentence(shell: Shell) -> None:
    with pytest.raises(LookupError):
        shell.go("today", HOME)
    shell.go("venues")
    assert shell.messages.all[0].kind == "refused"


def test_a_deed_reloads_the_page_in_front_now_and_the_others_when_they_are_shown(
    shell: Shell, made: Made, desk: Desk, settle: Settle
) -> None:
    shell.go("households")
    for _deed in range(2):
        desk.tasks.write(shell, "households.save", lambda _session: None, lambda *_args: None)
    settle()
    tables = frozenset({"household"})
    assert made["households"][0].log == [("reload", tables)] * 2
    assert made["today"][0].log == ["leaving"]
    shell.go("today")
    assert made["today"][0].log == ["leaving", ("reload", tables)]


def test_another_look_makes_every_page_anew_even_one_that_a_deed_had_outdated(
    shell: Shell, made: Made, desk: Desk, settle: Settle
) -> None:
    shell.go("households")
    shell.set_look(Look(20, dark=True))
    desk.tasks.write(shell, "households.save", lambda _session: None, lambda *_args: None)
    settle()
    shell.go("today")
    assert made["households"][0].log[:2] == [("reload", None), ("reload", frozenset({"household"}))]
    assert made["today"][0].log == ["leaving", ("reload", None)]


def test_say_is_a_toast_a_message_and_something_to_undo(shell: Shell, desk: Desk, settle: Settle) -> None:
    desk.say("已保存：3-2-1302 周兰，改了 2 处", UndoToken(tx=uuid4()))
    assert shell.toasts.shown[0].undo is not None
    assert shell.top.bell.text() == "1"
    shell.top.bell.click()
    assert shell.message_list.isVisible()
    assert shell.top.bell.text() == ""
    shell.top.bell.click()
    assert not shell.message_list.isVisible()


def test_a_deed_that_cannot_be_undone_says_why(shell: Shell, qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.tasks.faulted):  # no way back was handed in
        desk.say("已保存", UndoToken(tx=uuid4()))
        qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.messages.all[0].kind == "refused"


def test_a_fault_can_be_copied_for_technicians(shell: Shell) -> None:
    shell.fault("这一步没有完成。", "ValueError at save.py:12")
    copy = next(one for one in shell.toasts.findChildren(QPushButton) if one.text() == "复制给技术人员")
    copy.click()
    assert QGuiApplication.clipboard().text() == "ValueError at save.py:12"
