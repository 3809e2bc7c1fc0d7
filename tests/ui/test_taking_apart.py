"""A desk is taken apart behind the lock screen in small steps, and nothing of it stays."""

import gc
import threading
from collections.abc import Iterator
from functools import partial
from weakref import ref

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock
from desktop.ui.program import Program
from desktop.ui.taking_apart import TakingApart
from tests.ui.programs import FakeRoot, running, sign_in


@pytest.fixture
def root(clock: FixedClock) -> FakeRoot:
    return FakeRoot(clock)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, root: FakeRoot, clock: FixedClock) -> Iterator[Program]:
    with running(qapp, root, clock) as made:
        qtbot.addWidget(made.window)
        yield made


def test_a_desk_is_taken_apart_a_page_a_turn_and_nothing_of_it_stays_in_memory(
    program: Program, root: FakeRoot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.start()
    sign_in(program, qtbot)
    assert program.at_work is not None
    shell = program.at_work.shell
    for name in ("today", "second", "third"):
        shell.go(name)
    qtbot.waitUntil(lambda: not program.gate_tasks.busy)
    left = list[int]()
    turn = TakingApart.turn

    def counted(apart: TakingApart) -> None:
        turn(apart)
        left.append(sum(map(shiboken6.isValid, root.pages)))

    monkeypatch.setattr(TakingApart, "turn", counted)
    monkeypatch.setattr(program.garbage, "forget", lambda: left.append(len(root.events)))
    kept = [ref(one) for one in (shell, program.at_work.desk, program.at_work.tasks, *root.pages)]
    hold = partial(id, program.at_work.desk)  # what hangs on the threads holds a desk, as the runner of prints does
    program.at_work.chosen.objectNameChanged.connect(hold)
    del shell, hold
    program.lock()
    assert sum(map(shiboken6.isValid, root.pages)) == 3
    qtbot.waitUntil(lambda: len(left) == 6)
    assert left == [2, 1, 0, 0, 0, len(root.events)]
    assert root.events[-1] == "shut 李主任"
    root.pages.clear()
    gc.collect()
    assert [one() for one in kept] == [None] * len(kept)


def test_what_the_parts_of_a_page_hold_of_each_other_goes_with_the_page(
    program: Program, root: FakeRoot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it waits for the collector of cycles, whose one step grew with every page that had been opened."""
    program.garbage._timer.stop()
    monkeypatch.setattr(program.garbage, "forget", lambda: None)
    program.start()
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: root.pages != [])
    page = root.pages.pop()
    page.part = QObject(page)
    page.part.page = page
    kept = ref(page), ref(page.part)
    del page
    program.lock()
    qtbot.waitUntil(lambda: "shut 李主任" in root.events)
    assert [one() for one in kept] == [None, None]


def test_the_end_may_come_while_a_desk_is_taken_apart(program: Program, root: FakeRoot, qtbot: QtBot) -> None:
    program.start()
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: root.pages != [])
    assert program.at_work is not None
    leaving = program.at_work
    held = threading.Event()
    for _at in range(5):  # more than there are readers: some are still waiting and are never begun
        leaving.tasks.read(program.window, lambda _session: held.wait(0.05), lambda _nothing: None)
    program.lock()
    program.end()
    assert root.events[-1] == "shut 李主任"
    assert leaving._apart is not None
    with qtbot.waitSignal(leaving._apart.ended):  # what was asked last never lands now, and nobody waits for it
        pass
    assert not shiboken6.isValid(root.pages[0])


def test_a_page_that_asks_is_not_taken_from_under_its_question(program: Program, root: FakeRoot, qtbot: QtBot) -> None:
    program.start()
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: root.pages != [])
    seen = list[bool]()
    asking = QEventLoop()

    def lock() -> None:
        program.lock()
        QTimer.singleShot(60, asking.quit)

    def ask() -> None:
        QTimer.singleShot(0, lock)
        asking.exec()
        seen.append(shiboken6.isValid(root.pages[0]))

    QTimer.singleShot(0, ask)
    qtbot.waitUntil(lambda: "shut 李主任" in root.events)
    assert seen == [True]
    assert not shiboken6.isValid(root.pages[0])
