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
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock, at_noon
from desktop.ui import style
from desktop.ui.desk import Desk, MemorySettings
from desktop.ui.style import Look
from desktop.ui.tasks import Tasks


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
        qtbot.waitUntil(lambda: not tasks.busy)

    return wait
