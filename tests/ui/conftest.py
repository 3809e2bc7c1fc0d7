"""A desk without data: the real look and the real threads over sessions that do nothing."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
import shiboken6
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock, at_noon
from desktop.search.index import Hit
from desktop.ui import style
from desktop.ui.desk import Command, Desk, MemorySettings
from desktop.ui.identity import Identity
from desktop.ui.means import Means
from desktop.ui.nav import Group
from desktop.ui.places import Place
from desktop.ui.shell import Shell
from desktop.ui.style import Look
from desktop.ui.tasks import Tasks
from tests.ui.open import put_up
from tests.ui.over_store import work  # noqa: F401 - a fixture
from tests.ui.rest import rest
from tests.ui.sheets_of_shell import HOME, Made


@dataclass(frozen=True, slots=True)
class FakeChanges:
    """What a deed changed, as the store tells it."""

    tables: frozenset[str] = frozenset({"household"})
    tx: UUID = field(default_factory=uuid4)
    batch: UUID | None = None
    count: int = 1


class FakeStore:
    """Opens sessions that are mere bags and remembers which deeds were begun."""

    def __init__(self) -> None:
        self.actions: list[str] = []
        self.reads = 0

    @contextmanager
    def read(self) -> Iterator[Any]:
        self.reads += 1
        yield SimpleNamespace(info={})

    @contextmanager
    def write(self, action: str) -> Iterator[Any]:
        self.actions.append(action)
        session = SimpleNamespace(info={})
        yield session
        session.info["changes"] = FakeChanges()


class FakeActor:
    """A secretary who may do everything."""

    def __init__(self, name: str = "王建国") -> None:
        self.id, self.name, self.role, self.unit_id = uuid4(), name, "secretary", uuid4()
        self.scope = frozenset({self.unit_id})

    def may(self, permission: str) -> bool:
        return True

    def require(self, permission: str, unit_id: UUID | None = None) -> None:
        """Always granted."""


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The plain application; its look is put on by `_look`."""
    return QApplication


@pytest.fixture(autouse=True, scope="session")
def _fonts(qapp: QApplication) -> None:
    style.load_fonts()


@pytest.fixture(autouse=True)
def _look(qapp: QApplication, _fonts: None) -> None:
    """Every test starts in the light look at 16 px, the pointer out of the way, whatever the one before left."""
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())
    if style.is_dark(qapp.palette()) or qapp.font().pixelSize() != 16 or not qapp.styleSheet():
        style.apply(qapp, Look())


@pytest.fixture
def store() -> FakeStore:
    """A store without data."""
    return FakeStore()


@pytest.fixture
def tasks(qapp: QApplication, store: FakeStore) -> Iterator[Tasks]:
    """The real threads over the store without data; ended after the test."""
    made = Tasks(store.read, store.write)
    yield made
    made.close()
    shiboken6.delete(made)  # what it would tell of is held where no collector sees it


@pytest.fixture
def clock() -> FixedClock:
    """Noon of 22 November 2026."""
    return at_noon(date(2026, 11, 22))


@pytest.fixture
def desk(tasks: Tasks, store: FakeStore, clock: FixedClock) -> Desk:
    """The desk of a secretary who may do everything."""
    return Desk(store, FakeActor(), clock, (), tasks, MemorySettings())


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    """Wait until the threads have nothing left to hand over."""

    def wait() -> None:
        rest(qtbot, tasks)

    return wait


@pytest.fixture
def made() -> Made:
    """Every page that a test's shell made."""
    return Made()


@pytest.fixture
def make(desk: Desk, made: Made, qtbot: QtBot) -> Callable[[], Shell]:
    """Makes shells with two groups, five places and one known record."""
    groups = (Group("今日工作", "house", "今日"), Group("居民住户", "users", "住户"), Group("议事会议", "calendar"))
    places = (
        Place("today", "待办", "house", "今日工作", made.maker("today"), badge=lambda _session: 9),
        Place("drafts", "草稿", "file-text", "今日工作", made.maker("drafts"), badge=lambda _session: 1),
        Place(
            "households", "住户", "door-open", "居民住户", made.maker("households"), record=made.record("households")
        ),
        Place("people", "居民", "user", "居民住户", made.maker("people"), record=made.record("people")),
        Place("single", "单页", "list", "居民住户", made.maker("single"), record=made.record("single"), tab=False),
    )
    means = Means(
        find=lambda _session, text: [Hit("households", HOME, HOME, "3-2-1302 周兰", "", (), 0)],  # type: ignore[arg-type]
        kinds=lambda _kind: ("住户", "door-open"),
        commands=(Command("print.cards", "打印责任卡", lambda: made.setdefault("printed", [])),),
    )

    def build() -> Shell:
        identity = Identity("阳光花园小区党支部", "某某县 某某街道 某某社区 第一网格")
        shell = Shell(desk, identity, groups=groups, places=places, means=means)
        qtbot.addWidget(shell)
        shell.resize(1366, 768)
        put_up(qtbot, shell)
        return shell

    return build


@pytest.fixture
def shell(make: Callable[[], Shell], settle: Callable[[], None]) -> Shell:
    """A shell at its first place, badges counted."""
    made = make()
    made.go("today")
    settle()
    return made
