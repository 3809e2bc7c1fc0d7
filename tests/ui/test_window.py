"""The window: a gate in front of the desk, drafts kept without a question, and a place it finds again."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.ask import Question
from desktop.ui.desk import Desk
from desktop.ui.identity import Identity
from desktop.ui.means import Means
from desktop.ui.nav import Group
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.progress import Progress
from desktop.ui.shell import Shell
from desktop.ui.window import SMALLEST, Window, clamped


class Sheet(Page):
    """A form with a draft."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self.line = QLineEdit()
        self.other = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.other)
        column.addWidget(self.line)

    def leaving(self) -> None:
        self.kept.append(self.line.text())


class Gate(QWidget):
    """A sign-in page."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(self)

    def focus_first(self) -> None:
        self.line.setFocus()


@pytest.fixture
def make_shell(desk: Desk) -> Callable[[], Shell]:
    def build() -> Shell:
        groups, places = (
            (Group("居民住户", "users"),),
            (Place("form", "表单", "list", "居民住户", lambda _desk: Sheet()),),
        )
        shell = Shell(desk, Identity("阳光花园小区党支部"), groups=groups, places=places, means=Means())
        shell.go("form")
        return shell

    return build


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window("网格党支部工作台", picture=QIcon())
    qtbot.addWidget(made)
    made.show()
    return made


def sheet(shell: Shell) -> Sheet:
    assert shell.stack.current is not None
    page = shell.stack.current.page
    assert isinstance(page, Sheet)
    return page


def test_the_sign_in_page_has_the_focus_from_the_start(window: Window) -> None:
    gate = Gate()
    window.show_gate(gate)
    assert window.locked
    assert gate.isVisible()
    assert window.focusWidget() is gate.line


def test_locking_keeps_the_draft_asks_nothing_and_comes_back_to_the_same_field(
    window: Window, make_shell: Callable[[], Shell]
) -> None:
    shell = make_shell()
    window.show_shell(shell)
    page = sheet(shell)
    page.line.setText("周")
    page.line.setFocus()
    gate = Gate()
    window.show_gate(gate)
    assert page.kept == ["周"]
    assert not shell.isVisible()
    window.show_gate(Gate())  # locked a second time: nothing is left twice
    assert page.kept == ["周"]
    window.show_shell(shell)
    assert not window.locked
    assert window.focusWidget() is page.line
    assert page.line.text() == "周"


def test_another_person_gets_a_desk_of_their_own(window: Window, make_shell: Callable[[], Shell], qtbot: QtBot) -> None:
    first, second = make_shell(), make_shell()
    window.show_shell(first)
    kept = sheet(first).kept
    window.show_gate(Gate())
    window.show_shell(second)
    assert second.isVisible()
    assert kept == [""]
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    third = make_shell()
    kept = sheet(second).kept
    window.show_shell(third)  # without a lock in between
    assert kept == [""]


def test_closing_keeps_the_draft_without_a_question(
    window: Window, make_shell: Callable[[], Shell], qtbot: QtBot
) -> None:
    shell = make_shell()
    window.show_shell(shell)
    page = sheet(shell)
    page.line.setText("周")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert page.kept == ["周"]


@pytest.mark.parametrize("stop", [False, True])
def test_closing_during_long_work_asks_once(
    window: Window, make_shell: Callable[[], Shell], desk: Desk, qtbot: QtBot, stop: bool
) -> None:
    shell = make_shell()
    window.show_shell(shell)
    started, sentences = threading.Event(), []

    def job(progress: Progress) -> None:
        while True:
            started.set()
            progress.step(1, 10)

    work = desk.tasks.work(shell, "导入 住户台账.xlsx", job, lambda _result: None)
    assert started.wait(5)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Question)
        sentences.append(box.sentence.text())
        (box.verb if stop else box.safe).click()

    QTimer.singleShot(0, answer)
    assert window.close() is stop
    assert sentences == ["“导入 住户台账.xlsx”还没有做完，已完成的部分不会丢。"]
    assert work.stopping is stop
    work.cancel()
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_its_place_is_kept_and_found_again(window: Window, qtbot: QtBot) -> None:
    window.setGeometry(10, 10, 1100, 600)
    again = Window("网格党支部工作台", window.geometry_to_keep())
    qtbot.addWidget(again)
    again.show()
    assert again.size().width() >= again.minimumWidth()
    again.hide()
    again.show()
    assert again.isVisible()


@pytest.mark.parametrize("kept", ["", "2:AAAA", "1:****", "1:AAAA"])
def test_a_kept_place_that_means_nothing_is_ignored(qtbot: QtBot, kept: str) -> None:
    made = Window("网格党支部工作台", kept)
    qtbot.addWidget(made)
    made.show()
    assert made.isVisible()
    assert made.minimumWidth() <= SMALLEST.width()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (QRect(100, 100, 1100, 600), QRect(100, 100, 1100, 600)),
        (QRect(3000, 100, 1100, 600), QRect(266, 100, 1100, 600)),
        (QRect(-500, -500, 1100, 600), QRect(0, 0, 1100, 600)),
        (QRect(0, 0, 4000, 3000), QRect(0, 0, 1366, 768)),
    ],
)
def test_a_window_lies_whole_on_the_screen(wanted: QRect, expected: QRect) -> None:
    assert clamped(wanted, QRect(0, 0, 1366, 768)) == expected


def test_a_maximised_window_stays_maximised(window: Window, qtbot: QtBot) -> None:
    window.showMaximized()
    again = Window("网格党支部工作台", window.geometry_to_keep())
    qtbot.addWidget(again)
    again.show()
    assert again.isMaximized()


def test_a_second_start_brings_it_to_the_front(window: Window) -> None:
    window.showMinimized()
    window.raise_up()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()


def test_ids_of_places_are_plain(make_shell: Callable[[], Shell]) -> None:
    shell: Any = make_shell()
    shell.desk.settings.put("shell.last", {"name": "form", "record": str(UUID(int=5)), "state": {}})
    shell.start("form")  # this place has no records: the place itself is opened
    assert shell.stack.current.record_id is None
