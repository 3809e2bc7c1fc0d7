"""The desktop, put together: what the course of the program is handed of files, keys, registers and pages."""

import argparse
import importlib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.base import crash, input_method, paths, settings
from desktop.base.clock import Clock, SystemClock
from desktop.base.errors import Damage
from desktop.base.names import names_in
from desktop.base.paths import Profile
from desktop.base.settings import Settings
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.ui import style
from desktop.ui.identity import Identity
from desktop.ui.nav import Group
from desktop.ui.program import Program
from desktop.ui.single_instance import SingleInstance
from desktop.ui.style import Look
from desktop.ui.user_tiles import Person

if TYPE_CHECKING:  # the database, paper and pinyin are loaded while the password is typed
    from desktop.procedures import profiles
    from desktop.procedures.opening import Opened
    from desktop.ui.at_work import AtWork
    from desktop.ui.desk import Desk
    from desktop.ui.first_run import FirstRun
    from desktop.ui.first_run_course import SetUp
    from desktop.ui.page import Page
    from desktop.ui.places import Place


def main(argv: Sequence[str]) -> int:
    """Open the window; returns the exit code. A second start raises the window of the first and ends."""
    asked = _arguments(argv)
    profile = paths.profile_at(asked.data)
    input_method.prepare()
    app = QApplication(["grid-branch-desk"])
    app.setApplicationName("grid-branch-desk")
    profile.make()
    kept = settings.load(profile.settings)
    look = _look(app, kept)
    style.load_fonts()
    style.apply(app, look)
    instance = SingleInstance(profile.folder / "window")
    if not instance.take():
        return 0 if instance.ask_to_raise() else _refuse(instance.held_by())
    root = Root(profile, SystemClock(), user=asked.user or "")
    program = Program(app, root, clock=root.clock, look=look, geometry=kept.window)
    program.faults.install()
    instance.raise_asked.connect(program.window.raise_up)
    program.start()
    QTimer.singleShot(0, program.warm_up)
    code = app.exec()
    instance.let_go()
    return code


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data")
    parser.add_argument("--user")
    return parser.parse_known_args(list(argv))[0]


def _look(app: QApplication, kept: Settings) -> Look:
    dark = kept.theme == "dark" or (kept.theme == "system" and app.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    return Look(kept.font_px, dark)


def _refuse(sentence: str) -> int:
    box = QMessageBox(QMessageBox.Icon.Information, _("程序没有打开"), sentence)
    box.addButton(_("知道了"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    return 2


def _groups() -> tuple[Group, ...]:
    """The navigation; what has no page yet, or none that this person may see, is not shown."""
    return (
        Group(_("今日工作"), "house", _("今日")),
        Group(_("居民住户"), "users", _("住户")),
        Group(_("联户走访"), "footprints", _("走访")),
        Group(_("组织队伍"), "network", _("组织")),
        Group(_("报表打印"), "printer", _("打印")),
        Group(_("数据管理"), "database", _("数据")),
        Group(_("设置"), "settings", bottom=True),
    )


class Root:
    """The composition root, as the course of the program asks it; imports are late so that the sign-in page is soon."""

    def __init__(self, profile: Profile, clock: Clock, *, user: str = "") -> None:
        self.profile, self.clock, self._user = profile, clock, user
        self.settings = settings.load(profile.settings)

    def set_up(self) -> bool:
        """Is there a profile?"""
        return self.profile.database.exists() or any(path.exists() for path in self.profile.keyrings)

    def identity(self) -> Identity:
        """Whose desk this is, as remembered outside the database."""
        kept = self.settings
        return Identity(kept.unit or _("网格党支部工作台"), kept.chain, version=VERSION, help_phone=kept.help_phone)

    def people(self) -> tuple[Person, ...]:
        """Who has a password here; nobody when neither copy of the keyring can be read."""
        return tuple(Person(name) for name in names_in(self.profile))

    def last_user(self) -> str:
        """Who was named on the command line, or signed in last."""
        return self._user or self.settings.last_user

    def unlock(self, name: str, password: str) -> "Opened | Damage":
        """Open with a password."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import opening

        return self.known(
            opening.unlock(self.profile, user=name, password=password, clock=self.clock, derived=catalog.DERIVED)
        )

    def recover(self, name: str, code: str, password: str) -> "Opened | Damage":
        """Open with the recovery sheet."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import opening

        return self.known(
            opening.recover(
                self.profile, code=code, user=name, password=password, clock=self.clock, derived=catalog.DERIVED
            )
        )

    def known(self, opened: "Opened | Damage") -> "Opened | Damage":
        """Remember for the sign-in page whose desk this is."""
        if not isinstance(opened, Damage):
            whose = opened.identity
            self.keep(
                last_user=opened.desk.actor.name, unit=whose.unit_name, chain=whose.chain, help_phone=whose.help_phone,
                setup={},
            )  # fmt: skip
        return opened

    def furnish(self, opened: "Opened", look: Look) -> "AtWork":
        """Make the desk and the window's inside of who signed in."""
        from desktop import catalog, screens  # late, each: see above
        from desktop.procedures import profiles
        from desktop.ui import furnish

        open_ = opened.desk

        def back_up() -> bool:
            due = profiles.backup_due(open_)
            if due:
                profiles.back_up(open_)
            return due

        def back_up_now() -> None:
            profiles.back_up(open_)

        desk = furnish.desk_over(
            open_.store, open_.actor, clock=self.clock, catalog=catalog.REGISTERS, chosen=opened.chosen, look=look
        )
        furniture = furnish.Furniture(
            _groups(),
            lambda desk: (*screens.places(desk, back_up=back_up_now), *self._places(open_)),
            screens.commands,
            screens.actions,
        )
        return furnish.furnish(desk, opened.identity, furniture, shut=open_.close, back_up=back_up)

    def _places(self, opened: "profiles.Desk") -> "tuple[Place, ...]":
        """The pages that belong to no register."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import profiles
        from desktop.ui.import_wizard import ImportPage
        from desktop.ui.places import Place
        from desktop.ui.print_preview import PrintPage

        households = next(register for register in catalog.REGISTERS if register.name == "households")
        back_up = partial(profiles.back_up, opened)

        def import_page(desk: "Desk") -> "Page":
            return ImportPage(desk, households, back_up=back_up)

        data = _("数据管理")
        return (
            Place("import", _("导入"), "upload", data, import_page),
            Place("print", _("打印预览"), "printer", _("报表打印"), PrintPage, tab=False),
        )

    def wizard(self, program: Program, opened: Any = None) -> "FirstRun | None":
        """The first-run wizard, from its beginning or from where it was left."""
        if opened is not None and not opened.chosen.get("setup.step"):
            return None
        from desktop.ui.first_run import FirstRun  # late: needed once in the life of a profile

        made = FirstRun(_set_up(self, program), program.gate_tasks, look=program.look, opened=opened)
        made.look_asked.connect(program.set_look)
        made.done.connect(program.open_desk)
        return made

    def mend(self, program: Program, damage: Damage) -> QWidget:
        """The list of backups."""
        raise NotImplementedError

    def warm_up(self) -> None:
        """Load what a desk needs while the password is typed."""
        for room in ("desktop.procedures.profiles", "desktop.screens", "desktop.ui.furnish"):
            importlib.import_module(room)

    def keep_look(self, look: Look) -> None:
        """Remember size and light on this machine."""
        self.keep(font_px=look.size, theme="dark" if look.dark else "light")

    def keep_window(self, geometry: str) -> None:
        """Remember the place of the window."""
        self.keep(window=geometry)

    def log(self, error: BaseException) -> None:
        """Write a report of a fault, without a value of a record."""
        crash.crash(error, folder=self.profile.log, clock=self.clock, version=VERSION)

    def keep(self, **values: Any) -> None:
        """Remember something outside the database; what stands there already is not written again."""
        changed = msgspec.structs.replace(self.settings, **values)
        if changed != self.settings:
            self.settings = changed
            settings.save(self.profile.settings, changed)


def _set_up(root: Root, program: Program) -> "SetUp":
    """The deeds of the first-run wizard, with the desk that it works at."""
    from desktop import catalog  # late, each: see above
    from desktop.procedures.first_steps import FirstSteps
    from desktop.ui import furnish
    from desktop.ui.first_run_course import Answers, answers

    class Steps(FirstSteps):
        def kept(self) -> Answers:
            return answers(root.settings.setup)

        def keep(self, said: Answers) -> None:
            root.keep(setup=said.kept())

        def make(self, said: Answers, password: str) -> Any:
            return root.known(self.create(**said.kept(), password=password))

        def desk_of(self, opened: "Opened") -> "Desk":
            made = furnish.desk_over(
                opened.desk.store, opened.desk.actor, clock=root.clock, catalog=catalog.REGISTERS,
                chosen=opened.chosen, look=program.look,
            )  # fmt: skip
            made.tasks.faulted.connect(program.faults.meet)
            return made

    by_name = {register.name: register for register in catalog.REGISTERS}
    return Steps(
        root.profile, root.clock, derived=catalog.DERIVED, units=by_name["units"], households=by_name["households"]
    )
