"""Another person at the desk: from 换人 to the next one's first page, and what each part of it takes."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from unittest import mock

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.access import keyring
from desktop.base.clock import SystemClock
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import demo, keys
from desktop.run_desktop.root import Root
from desktop.ui import style
from desktop.ui.login import SignIn
from desktop.ui.program import Program
from desktop.ui.style import Look
from tests.bench.figures import Figure

OTHER, PASSWORD = "李主任", "four plain words here"
ROUNDS = 5


def measure() -> list[Figure]:
    """Seconds, the middle of five changes at a demo branch."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    style.load_fonts()
    style.apply(app, Look())
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, {"GRID_DEVICE_DIR": f"{folder}/device"}),
    ):
        clock = SystemClock()
        desk = demo.make(Profile(Path(folder) / "desk"), size="branch", clock=clock, derived=DERIVED)
        keys.add_user(desk, name=OTHER, role="staff", password=PASSWORD)
        slot = next(slot for slot in desk.opened.keyring.slots if slot.owner == OTHER)
        desk.close()
        hashed = [_timed(lambda: keyring._password_key(slot, PASSWORD, b"")) for _round in range(ROUNDS)]
        parts = _changes(app, Root(Profile(Path(folder) / "desk"), clock, user=demo.USER), clock)
    middle = {name: sorted(times)[len(times) // 2] for name, times in parts.items()}
    whole = sum(middle.values())
    return [
        Figure("change of person, without typing", whole, "s", "<= 3 s"),
        *(Figure(f"of it: {name}", seconds, "s", "") for name, seconds in middle.items()),
        Figure("Argon2id of one password", sorted(hashed)[ROUNDS // 2], "s", "0.5 to 1 s"),
    ]


def _changes(app: QApplication, root: Root, clock: SystemClock) -> dict[str, list[float]]:
    program = Program(app, root, clock=clock, look=Look())
    program.start()
    program.warm_up()
    parts: dict[str, list[float]] = {"desk to people": [], "password to open data": [], "open data to first page": []}
    people = ((demo.USER, demo.PASSWORD), (OTHER, PASSWORD))
    for at in range(ROUNDS + 1):
        name, password = people[at % 2]
        gate = program.window.findChildren(SignIn)[-1]
        for tile in gate.tiles.tiles:
            if tile.person.name == name:
                tile.click()
        QTest.keyClicks(gate.password, password)
        began = perf_counter()
        gate.on_enter()
        _until(app, lambda: program.at_work is not None)
        opened = perf_counter()
        work = program.at_work
        assert work is not None
        _until(app, lambda work=work: work.shell.stack.current is not None and not work.tasks.busy)
        there = perf_counter()
        program.switch_person()
        app.processEvents()
        parts["desk to people"].append(perf_counter() - there)
        parts["password to open data"].append(opened - began)
        parts["open data to first page"].append(there - opened)
    program.end()
    return {name: times[1:] for name, times in parts.items()}


def _until(app: QApplication, reached: Callable[[], bool]) -> None:
    tick = QTimer()  # so that waiting ends: spinning would keep the threads from their work
    tick.start(2)
    while not reached():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    tick.stop()


def _timed(job: Callable[[], object]) -> float:
    began = perf_counter()
    job()
    return perf_counter() - began
