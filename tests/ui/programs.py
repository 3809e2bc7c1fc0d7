"""A program over a profile of two invented people, for the tests of its course."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock
from desktop.base.errors import Damage, UserError
from desktop.ui.at_work import AtWork
from desktop.ui.desk import Desk
from desktop.ui.identity import Identity
from desktop.ui.login import SignIn
from desktop.ui.means import Means
from desktop.ui.nav import Group
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.program import Program
from desktop.ui.shell import Shell
from desktop.ui.style import Look
from desktop.ui.tasks import Tasks
from desktop.ui.user_settings import UserSettings
from desktop.ui.user_tiles import Person
from tests.ui.conftest import FakeActor, FakeStore


class FakeRoot:
    """A profile of two people; its deeds are remembered."""

    def __init__(self, clock: FixedClock) -> None:
        self._clock, self.events = clock, list[Any]()
        self.new, self.damaged, self.left_wizard = False, False, False
        self.loaded_wizard = False
        self.pages: list[Page] = []
        self.back_up_fails = False

    def set_up(self) -> bool:
        return not self.new

    def identity(self) -> Identity:
        return Identity("阳光花园小区党支部")

    def people(self) -> tuple[Person, ...]:
        return Person("王建国"), Person("李主任")

    def last_user(self) -> str:
        return "李主任"

    def unlock(self, name: str, password: str) -> Any:
        if self.damaged:
            return Damage("数据库文件不见了。")
        if password != "right":
            raise UserError("密码不对。", field="password")
        self.events.append("unlocked")
        return name

    def takes_pin(self, name: str) -> bool:
        return name == "李主任"

    def recover(self, name: str, code: str, password: str) -> Any:
        return name

    def furnish(self, program: Program, opened: Any) -> AtWork:
        store = FakeStore()
        tasks = Tasks(store.read, store.write)
        chosen = UserSettings(tasks, {"look": {"size": 18, "dark": False}}, lambda _session, _values: None, tasks)
        desk = Desk(store, FakeActor(opened), self._clock, (), tasks, chosen)

        def page(_desk: Desk) -> Page:
            self.pages.append(Page())
            return self.pages[-1]

        places = tuple(Place(name, "待办", "house", "今日工作", page) for name in ("today", "second", "third"))
        shell = Shell(desk, self.identity(), groups=(Group("今日工作", "house"),), places=places, means=Means())

        def back_up() -> bool:
            if self.back_up_fails:
                raise UserError("备份没有写成：磁盘写不进去。")
            self.events.append("backup")
            return True

        return AtWork(opened, desk, shell, tasks, chosen, lambda: self.events.append(f"shut {opened}"), back_up)

    def load_wizard(self) -> None:
        self.loaded_wizard = True

    def wizard(self, program: Program, opened: Any = None) -> Any:
        return QWidget() if self.new or self.left_wizard else None

    def backups(self) -> tuple[Any, ...]:
        return ()

    def restore(self, path: Path, name: str, *, password: str, code: str) -> Any:
        if password != "right":
            raise UserError("密码不对，没有恢复。", field="password")
        self.events.append(f"restored {path.name}")
        return name

    def warm_up(self) -> tuple[Callable[[], None], ...]:
        return tuple(partial(self.events.append, f"{part} warm") for part in ("one", "two"))

    def keep_look(self, look: Look) -> None:
        self.events.append(look)

    def keep_window(self, geometry: str) -> None:
        self.events.append("window")

    def log_tail(self) -> str:
        return "the log"

    def log(self, error: BaseException) -> None:
        self.events.append(error)


@contextmanager
def running(app: QApplication, root: FakeRoot, clock: FixedClock) -> Iterator[Program]:
    """A program that is not started yet; its threads end with the block."""
    made = Program(app, root, clock=clock, look=Look())
    yield made
    for one in (*made._retired, *([made.at_work] if made.at_work else [])):
        one.end()
    made.gate_tasks.close()
    app.removeEventFilter(made.idle)


def sign_in(program: Program, qtbot: QtBot, password: str = "right") -> SignIn:
    gate = program.window.findChild(SignIn)
    gate.password.setText(password)
    gate.on_enter()
    qtbot.waitUntil(lambda: not program.gate_tasks.busy)
    return gate
