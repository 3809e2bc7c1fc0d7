"""The course of the program: sign-in, desk, lock, another person, damage, the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock
from desktop.ui.at_work import AtWork
from desktop.ui.backup_page_mend import MendPage
from desktop.ui.login import SignIn
from desktop.ui.program import Program
from desktop.ui.style import Look
from desktop.ui.user_tiles import Tile
from tests.ui.programs import FakeRoot, running, sign_in


@pytest.fixture
def root(clock: FixedClock) -> FakeRoot:
    return FakeRoot(clock)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, root: FakeRoot, clock: FixedClock) -> Iterator[Program]:
    with running(qapp, root, clock) as made:
        qtbot.addWidget(made.window)
        yield made


def test_the_sign_in_page_comes_first_with_who_was_here_last(program: Program) -> None:
    program.start()
    gate = program.window.findChild(SignIn)
    assert gate.tiles.current == "李主任"
    assert program.window.focusWidget() is gate.password


def test_a_right_password_opens_the_desk_in_the_look_of_that_person(program: Program, qtbot: QtBot) -> None:
    program.start()
    sign_in(program, qtbot, "wrong")
    assert program.at_work is None
    sign_in(program, qtbot)
    assert program.at_work is not None
    assert program.look == Look(18)
    assert not program.window.locked


def test_locking_keeps_drafts_closes_the_data_and_leaves_no_page(
    program: Program, root: FakeRoot, qtbot: QtBot
) -> None:
    program.start()
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: root.pages != [])
    program.lock()
    qtbot.waitUntil(lambda: not shiboken6.isValid(root.pages[0]))
    assert program.at_work is None
    assert program.window.shell is None
    qtbot.waitUntil(lambda: "shut 李主任" in root.events)
    program.lock()
    sign_in(program, qtbot)
    assert program.at_work is not None


@pytest.mark.parametrize("left_at_once", [False, True])
def test_what_a_desk_asks_is_read_when_its_first_page_is_made(
    program: Program, root: FakeRoot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, left_at_once: bool
) -> None:
    order: list[int] = []
    furnish = root.furnish

    def asking(of: Program, opened: object) -> AtWork:
        made = furnish(of, opened)
        made.tasks.read(made.tasks, lambda _session: order.append(len(root.pages)), lambda _nothing: None)
        return made

    monkeypatch.setattr(root, "furnish", asking)
    program.start()
    program.open_desk("李主任")
    if left_at_once:
        program.lock()
        qtbot.waitUntil(lambda: "shut 李主任" in root.events)
    qtbot.waitUntil(lambda: order != [])
    assert order == [1]


def test_a_change_of_person_begins_with_the_people(program: Program, qtbot: QtBot) -> None:
    program.start()
    with qtbot.waitExposed(program.window):
        program.window.activateWindow()
    sign_in(program, qtbot)
    assert program.at_work is not None
    program.at_work.shell.switch_asked.emit()
    gate = program.window.findChildren(SignIn)[-1]
    assert gate.tiles.current == "王建国"
    assert gate.password.placeholderText() == "密码"
    assert isinstance(program.window.focusWidget(), Tile)
    gate.tiles.tiles[1].click()
    assert program.window.focusWidget() is gate.password
    assert gate.password.placeholderText() == "密码或 6 位 PIN"


def test_who_turns_the_light_themselves_decides_it(program: Program, qtbot: QtBot) -> None:
    program.start()
    sign_in(program, qtbot)
    assert program.at_work is not None
    program.at_work.chosen.put("theme", "system")
    program.set_look(Look(18, dark=True))
    assert program.at_work.chosen.get("theme") == "dark"
    program.set_look(Look(18))
    assert program.at_work.chosen.get("theme") == "light"


def test_what_a_desk_needs_is_loaded_and_settled_in_parts_until_somebody_signs_in(
    program: Program, root: FakeRoot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.garbage, "settle", lambda: root.events.append("settled"))
    program.start()
    program.warm_up()
    qtbot.waitUntil(lambda: not program.gate_tasks.busy and "two warm" in root.events)
    loaded = ["one warm", "settled", "two warm", "settled"]
    assert [event for event in root.events if event in loaded] == loaded
    sign_in(program, qtbot)
    program.warm_up()
    qtbot.waitUntil(lambda: root.events.count("two warm") == 2 and not program.gate_tasks.busy)
    assert root.events.count("settled") == 2


def test_who_types_quickly_is_let_in_when_all_is_settled(
    program: Program, root: FakeRoot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.garbage, "settle", lambda: root.events.append("settled"))
    program.start()
    program.warm_up()
    gate = program.window.findChild(SignIn)
    qtbot.keyClicks(gate.password, "right")
    qtbot.keyClick(gate.password, Qt.Key.Key_Return)
    assert gate.said.text() == "正在核对密码…"
    qtbot.waitUntil(lambda: program.at_work is not None)
    loaded = ["one warm", "settled", "two warm", "settled", "unlocked"]
    assert [event for event in root.events if event in loaded] == loaded


def test_who_waits_is_let_in_though_a_part_could_not_be_loaded(
    program: Program, root: FakeRoot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(root, "warm_up", lambda: (lambda: 1 // 0, lambda: root.events.append("the other")))
    program.start()
    program.warm_up()
    sign_in(program, qtbot)
    assert program.at_work is not None
    assert "the other" in root.events
    assert any(isinstance(event, ZeroDivisionError) for event in root.events)


def test_the_idle_watch_and_the_system_lock_the_desk(program: Program, qtbot: QtBot) -> None:
    program.start()
    program.warm_up()
    assert program.system is not None
    for told in (program.idle.idled, program.system.locked):
        sign_in(program, qtbot)
        told.emit()
        assert program.window.locked


@pytest.mark.parametrize("kind", [QDialog, QMenu])
def test_f12_locks_over_a_question_and_over_a_menu(program: Program, qtbot: QtBot, kind: type[QDialog | QMenu]) -> None:
    """Called away in the midst of a question, nobody leaves it to be read, and no password is typed into it."""
    program.start()
    sign_in(program, qtbot)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    open_ = kind(program.window)
    if isinstance(open_, QDialog):
        open_.open()
    else:
        open_.addAction("搬出…")
        open_.popup(program.window.pos())
    qtbot.waitUntil(lambda: QApplication.focusWindow() is open_.windowHandle())
    QTest.keyClick(QApplication.focusWindow(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: program.window.locked)
    assert QApplication.activeModalWidget() is QApplication.activePopupWidget() is None


def test_damage_leads_to_the_backups(program: Program, root: FakeRoot, qtbot: QtBot) -> None:
    root.damaged = True
    program.start()
    sign_in(program, qtbot)
    page = program.window.findChild(MendPage)
    assert page.why.text() == "数据库文件不见了。"
    root.damaged = False
    page.restore_asked.emit(Path("a.gridbackup"), "王建国", "wrong", "")
    qtbot.waitUntil(lambda: not program.gate_tasks.busy)
    assert page.said.text() == "密码不对，没有恢复。"
    page.restore_asked.emit(Path("a.gridbackup"), "王建国", "right", "")
    qtbot.waitUntil(lambda: program.at_work is not None)
    assert "restored a.gridbackup" in root.events


def test_going_back_to_a_backup_closes_the_desk_first(program: Program, root: FakeRoot, qtbot: QtBot) -> None:
    program.start()
    sign_in(program, qtbot)
    program.restore(Path("b.gridbackup"), "right", "")
    qtbot.waitUntil(lambda: program.at_work is not None)
    assert root.events.index("shut 李主任") < root.events.index("restored b.gridbackup")
    shell = program.at_work.shell
    qtbot.waitUntil(lambda: shell.stack.current is not None)
    assert shell.stack.current.name == "today"
    assert shell.messages.all[-1].sentence.startswith("已恢复到所选的备份。")


def test_a_wizard_that_was_left_comes_back(program: Program, root: FakeRoot, qtbot: QtBot) -> None:
    root.left_wizard = True
    program.start()
    sign_in(program, qtbot)
    assert program.at_work is None
    assert program.wizard is program.window._gate
    program.wizard = None


def test_closing_backs_up_and_ends(program: Program, root: FakeRoot, qtbot: QtBot) -> None:
    program.start()
    sign_in(program, qtbot)
    with qtbot.waitSignal(program.ended):
        program.window.close()
    assert root.events[-2:] == ["backup", "shut 李主任"]


def test_a_backup_that_fails_is_read_before_the_end(
    program: Program, root: FakeRoot, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    root.back_up_fails = True
    program.start()
    sign_in(program, qtbot)
    program.window.close()
    qtbot.waitUntil(lambda: not program.gate_tasks.busy)
    (closing,) = [
        w for w in QApplication.topLevelWidgets() if type(w).__name__ == "Closing" and not w.close_now.isHidden()
    ]
    assert "磁盘写不进去" in closing.sentence.text()
    with qtbot.waitSignal(program.ended):
        closing.close_now.click()


def test_the_window_stands_before_the_first_run_is_loaded(program: Program, root: FakeRoot, qtbot: QtBot) -> None:
    root.new = True
    program.start()
    assert program.window.isVisible()
    assert program.wizard is None
    qtbot.waitUntil(lambda: program.wizard is not None)
    assert root.loaded_wizard
    assert program.window._gate is program.wizard
    program.wizard = None  # the real one is shut when the program ends
