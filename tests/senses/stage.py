"""The whole window over invented people, brought to any page, text size, window size and light."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop import catalog
from desktop.access.actor import Actor
from desktop.access.roles import allows
from desktop.base import paths
from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.procedures import demo, demo_county, opening
from desktop.reports import paper_out
from desktop.run_desktop.root import Root
from desktop.spec import Action, Register
from desktop.standard import list as listing
from desktop.ui import list_deeds, shots, style
from desktop.ui.attempts import Attempts
from desktop.ui.login import SignIn
from desktop.ui.page import Page
from desktop.ui.program import Program
from desktop.ui.style import Look
from desktop.ui.user_tiles import Person
from desktop.ui.window import Window
from tests.standard.filling import agencies

DAY = date(2026, 11, 22)
SIZES = (QSize(1366, 768), QSize(1093, 614), QSize(1920, 1080))
WIDE, SMALL, LARGE = SIZES


@dataclass(frozen=True, slots=True)
class View:
    """How something is looked at; `str()` names it in a finding."""

    px: int = 16
    size: QSize = WIDE
    dark: bool = False

    def __str__(self) -> str:
        return f"{self.px} px {self.size.width()}×{self.size.height()} {'dark' if self.dark else 'light'}"


class EveryTier(Actor):
    """Somebody of the county who holds residents all the same."""

    __slots__ = ()

    def may(self, permission: str) -> bool:
        """As in a community."""
        return allows(self.role, permission, self.granted)

    def is_offered(self, permission: str) -> bool:
        """As in a community."""
        return self.may(permission)

    @property
    def has_no_homes(self) -> bool:
        """As in a community."""
        return False


class Stage:
    """One program over the demo of a branch, with everything that was begun waited for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, Root(paths.profile_at(str(folder / "desk")), at_noon(DAY))
        made = demo.make(self.root.profile, size="branch", clock=self.root.clock, derived=catalog.DERIVED)
        demo_county.as_county(made)  # the pages of every tier at once
        made.actor = EveryTier(
            **{one.name: getattr(made.actor, one.name) for one in fields(Actor)} | {"level": "county"}
        )
        opened = self.root.known(opening.describe(made))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app, self.view = app, View()
        self.strays: list[str] = []  # what came up as a window of its own and is none
        app.focusWindowChanged.connect(self._note_stray)
        self.program = Program(app, self.root, clock=self.root.clock, look=Look())
        self.window = self.program.window
        self.program.idle.blockSignals(True)  # nobody's hand is on the keys: a long pass would lock the desk
        self.camera = shots.Camera(self.window, folder / "pictures", size=WIDE)
        at_work = self.program.open_desk(opened)
        self.shell, self.tasks, self.desk = at_work.shell, at_work.tasks, at_work.desk
        self.window.show()
        self.ids: dict[str, UUID | None] = {}
        self._known = set[tuple[str, UUID | None]]()
        self.gates = {"login": self._gate(locked=False), "lock": self._gate(locked=True)}
        self._make_wizard()
        self.settle()
        self.window.activateWindow()

    def rest(self) -> None:
        """Until nothing is under way, as soon as that is so."""
        calm()
        while self.tasks.busy:
            shots.wait(2)
        calm()

    def settle(self) -> None:
        """Until nothing is under way and everything is laid out."""
        self.camera.settle(self.tasks, self.program.gate_tasks)

    @property
    def page(self) -> Page:
        """The page on show."""
        assert self.shell.stack.current is not None
        return self.shell.stack.current.page

    def go(self, name: str, record_id: UUID | None = None) -> Page:
        """Open a place or a record and wait until it is all there; what was told on the page before is over."""
        while self.shell.toasts.shown:
            self.shell.toasts.put_away()
        self.shell.go(name, record_id)
        if (name, record_id) in self._known:
            self.rest()
        else:
            self._known.add((name, record_id))
            self.settle()
        return self.page

    def look(self, view: View) -> None:
        """Another text size, window size or light, for everything that is made."""
        if (view.px, view.dark) != (self.view.px, self.view.dark):
            self.program.set_look(Look(view.px, view.dark))
        self.resize(view.size)
        self.view = view

    def resize(self, size: QSize) -> None:
        """Another size of the window, laid out."""
        for window in (self.window, *self.gates.values()):
            window.resize(size)
        calm()

    def first(self, register_name: str) -> UUID | None:
        """A record of a register: the first of its list, if there is one."""
        if register_name not in self.ids:
            register = self.desk.register(register_name)
            with self.desk.store.read() as session:
                found = listing.ids(session, self.desk.actor, register, query=listing.Query(), today=DAY)
            self.ids[register_name] = found[0] if found else None
        return self.ids[register_name]

    def sheet(self) -> UUID:
        """A printed sheet that did not come back."""
        with self.desk.store.read() as session:
            return paper_out.sheets(session, self.desk.actor, today=DAY)[0].id

    def button(self, words: str) -> QAbstractButton:
        """The button on show that says these words."""
        every = self.page.window().findChildren(QAbstractButton)
        return next(one for one in every if one.isVisible() and one.isEnabled() and one.text().startswith(words))

    def may_be_done(self, register: Register, action: Action) -> UUID | None:
        """The first record that a deed may be done on."""
        with self.desk.store.read() as session:
            ids = listing.ids(session, self.desk.actor, register, query=listing.Query(), today=DAY)
            for record_id in ids[:40]:
                if list_deeds.refusal(session, self.desk.actor, register, action=action, ids=(record_id,)):
                    continue
                with suppress(UserError):  # what there is to do it with is found out by foreseeing it
                    if action.foresee is not None:
                        action.foresee(session, self.desk.actor, record_id, today=DAY)
                    return record_id
        return None

    def foreign_table(self) -> Path:
        """An empty table of another agency."""
        heads = ["序号", "姓名", "性别", "联系电话", "民族", "楼栋", "其他情况"]
        book = agencies.sheet_of([["摸底表"], heads], merges=["A1:G1"])
        return agencies.saved(book, self.folder / "摸底表.xlsx")

    def _note_stray(self, window: QWindow | None) -> None:
        """A control shown before it was given its place is a window for a moment: it flashes and takes the focus."""
        named = window.objectName() if window else ""
        if named.startswith(("QPushButton", "QLabel", "QCheckBox", "QLineEdit", "QWidgetClass")):
            self.strays.append(named)

    def _gate(self, *, locked: bool) -> Window:
        made = Window("")
        made.show_gate(
            SignIn(
                self.root.identity(), (Person("王书记"), Person("李主任")), lambda _name, _password: None,
                tasks=self.program.gate_tasks, attempts=Attempts(self.root.clock), current="王书记",
                recover=lambda _name, _code, _password: None, locked=locked,
            )
        )  # fmt: skip
        made.show()
        return made

    def _make_wizard(self) -> None:
        """The first-run wizard with all its steps open, over a profile of its own."""
        new = Root(paths.profile_at(str(self.folder / "new")), self.root.clock)
        new.profile.make()
        new.keep(setup=shots.ANSWERS.kept())
        wizard = new.wizard(self.program)
        assert wizard is not None
        self.wizard = wizard
        wizard.deeds.opened = wizard.opened = wizard._deeds.make(shots.ANSWERS, shots.PASSWORD)
        wizard.desk = wizard._desk_of(wizard.opened)
        self.gates["first_run"] = Window("")
        self.gates["first_run"].show_gate(wizard)
        self.gates["first_run"].show()

    def end(self) -> None:
        """Put everything away, and give the program its usual look back."""
        self.app.focusWindowChanged.disconnect(self._note_stray)
        self.wizard.shut()
        self.wizard.opened.desk.close()
        self.program.end()
        for window in (self.window, *self.gates.values()):
            window.hide()
            window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        style.apply(self.app, Look())


def calm() -> None:
    """Let layouts and paints that were asked for be done."""
    for _round in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def path_of(widget: QWidget, top: QWidget) -> str:
    """Where a widget stands, by class and words, from `top` down."""
    names: list[str] = []
    at: Any = widget
    while at is not None and at is not top:
        words = getattr(at, "text", None)
        said = words() if callable(words) and at is widget else ""
        names.append(f"{type(at).__name__}{f'“{said[:24]}”' if isinstance(said, str) and said else ''}")
        at = at.parentWidget()
    return " > ".join(reversed([name for name in names if name not in ("QWidget", "QStackedWidget")][:5]))


@contextmanager
def device(folder: Path) -> Iterator[None]:
    """A secret of the machine that is gone afterwards."""
    kept = os.environ.get("GRID_DEVICE_DIR")
    os.environ["GRID_DEVICE_DIR"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("GRID_DEVICE_DIR")
        if kept is not None:
            os.environ["GRID_DEVICE_DIR"] = kept
