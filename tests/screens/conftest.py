"""A real window over a real encrypted store: the small compound, its secretary, and the working screens."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import catalog
from desktop.access.roles import SECRETARY
from desktop.screens import days
from desktop.screens import every as screens
from desktop.ui import furnish, style
from desktop.ui.ask import FieldsQuestion
from desktop.ui.desk import Desk
from desktop.ui.identity import Identity
from desktop.ui.nav import Group
from desktop.ui.shell import Shell
from desktop.ui.style import Look
from desktop.ui.window import Window
from tests.factories.compound import Village, make_compound
from tests.ui.rest import rest

GROUPS = tuple(Group(title, "house") for title in ("今日工作", "居民住户", "联户走访", "组织队伍", "红色合伙人"))


@dataclass
class Office:
    """The open window; `go` and `press` wait until nothing is under way."""

    village: Village
    desk: Desk
    window: Window
    shell: Shell
    bot: QtBot
    printed: list[tuple[str, tuple[UUID, ...]]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until every reading and deed has landed."""
        rest(self.bot, self.desk.tasks)

    def go(self, name: str, record_id: UUID | None = None) -> Any:
        """Open a place or a record and wait for its content."""
        self.shell.go(name, record_id)
        self.settle()
        return self.page

    @property
    def page(self) -> Any:
        """The page in front."""
        assert self.shell.stack.current is not None
        return self.shell.stack.current.page

    @property
    def here(self) -> tuple[str, UUID | None]:
        """Where one is."""
        current = self.shell.stack.current
        assert current is not None
        return current.name, current.record_id

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        """The widget with the focus."""
        return self.window.focusWidget() or self.page

    def home(self, door: str) -> UUID:
        """The household behind a door."""
        return self.village.homes[door]


@pytest.fixture(autouse=True, scope="session")
def _look(qapp: QApplication) -> None:
    style.load_fonts()
    style.apply(qapp, Look())


Open = Callable[..., Office]


@pytest.fixture
def open_office(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens the window of a person with a role."""
    opened: list[Office] = []

    def make(role: str = SECRETARY) -> Office:
        village = make_compound(tmp_path, role=role)
        store, actor, clock = village.profile.store, village.profile.actor, village.profile.clock
        desk = furnish.desk_over(store, actor, clock=clock, catalog=catalog.REGISTERS, chosen={}, look=Look())
        window = Window("阳光花园小区党支部")
        faults: list[BaseException] = []
        desk.tasks.faulted.connect(faults.append)
        furniture = furnish.Furniture(GROUPS, screens.places, screens.commands, screens.actions, days.jot_ways)
        work = furnish.furnish(
            desk, Identity("阳光花园小区党支部"), furniture, shut=lambda: None, back_up=lambda: False
        )
        office = Office(village, desk, window, work.shell, qtbot)
        desk.print_form = lambda register, form, ids, **_given: office.printed.append((form.name, tuple(ids)))
        work.shell.messages.added.connect(lambda message: office.said.append(message.sentence))
        window.resize(1366, 768)
        window.show_shell(work.shell)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        opened.append(office)
        office.go("today")
        office.faults = faults  # type: ignore[attr-defined]  # looked at when the test has ended
        return office

    yield make
    for office in opened:
        office.settle()
        assert office.faults == []  # type: ignore[attr-defined]  # set above
        office.window.close()  # remembers where one was
        office.desk.settings.flush()  # type: ignore[attr-defined]  # the settings of a real desk
        office.settle()
        office.window.deleteLater()  # with its timers: nothing reads any more
        QCoreApplication.sendPostedEvents(office.window, QEvent.Type.DeferredDelete)
        office.desk.tasks.close()
        shiboken6.delete(office.desk.tasks)  # what it would tell of holds the whole window, where no collector sees it
        office.village.profile.close()


@pytest.fixture
def office(open_office: Open) -> Office:
    """The window of the secretary."""
    return open_office()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Each question is filled with the next of these texts and its verb pressed."""
    given: list[dict[str, str]] = []

    def answer(box: FieldsQuestion) -> int:
        box.form.set_texts(given.pop(0))
        box.on_verb_clicked()
        return box.result()

    monkeypatch.setattr(FieldsQuestion, "exec", answer)
    return given
