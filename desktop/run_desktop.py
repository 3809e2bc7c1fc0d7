"""The desktop, put together: what the course of the program is handed of files, keys, registers and pages."""

import argparse
import importlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.base import crash, input_method, paths, settings
from desktop.base.clock import Clock, SystemClock
from desktop.base.errors import Damage, UserError
from desktop.base.names import names_in
from desktop.base.paths import Profile
from desktop.base.settings import Settings
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.store import lock
from desktop.ui import style
from desktop.ui.identity import Identity
from desktop.ui.program import Program
from desktop.ui.single_instance import SingleInstance
from desktop.ui.style import Look
from desktop.ui.user_tiles import Person

if TYPE_CHECKING:  # the database, paper and pinyin are loaded while the password is typed
    from desktop.procedures.opening import Opened
    from desktop.ui.at_work import AtWork
    from desktop.ui.desk import Desk
    from desktop.ui.first_run import FirstRun
    from desktop.ui.first_run_course import SetUp


_WARM_UP_MS = 120  # after the sign-in page is painted and has the focus, before anybody has typed a letter


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
    try:
        with lock.alone(profile.lock):  # commands that write are refused while the window is open
            program.start()
            QTimer.singleShot(_WARM_UP_MS, program, program.warm_up)
            return app.exec()
    except UserError as refusal:
        return _refuse(refusal.message)
    finally:
        instance.let_go()


def shots(out: Path, *, size: tuple[int, int] = (1366, 728), font_px: int = 16, dark: bool = False) -> tuple[Path, ...]:
    """Write every screen as PNG into `out`, from invented people; returns the files. Nothing of this PC is touched."""
    import tempfile  # late, each: only the pictures need them

    from desktop import catalog
    from desktop.procedures import demo, opening
    from desktop.ui import shots as pictures

    app, look = pictures.app(), Look(font_px, dark)
    style.load_fonts()
    style.apply(app, look)
    kept = os.environ.get("GRID_DEVICE_DIR")
    with tempfile.TemporaryDirectory() as folder, pictures.quiet():
        os.environ["GRID_DEVICE_DIR"] = f"{folder}/device"
        try:
            root = Root(paths.profile_at(f"{folder}/desk"), SystemClock())
            open_ = demo.make(root.profile, size="branch", clock=root.clock, derived=catalog.DERIVED)
            opened = root.known(opening.describe(open_))
            program = Program(app, root, clock=root.clock, look=look)
            camera = pictures.Camera(program.window, out, size=QSize(*size))
            new = Root(paths.profile_at(f"{folder}/new"), root.clock)
            new.profile.make()
            new.keep(setup=pictures.ANSWERS.kept())
            pictures.first_run(program, new.wizard(program), camera)
            pictures.gates(program, camera)
            program.open_desk(opened)
            pictures.desk(program, camera)
            program.end()
        finally:
            os.environ.pop("GRID_DEVICE_DIR")
            if kept is not None:
                os.environ["GRID_DEVICE_DIR"] = kept
    return tuple(camera.taken)


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

    def furnish(self, program: Program, opened: "Opened") -> "AtWork":
        """Make the desk and the window's inside of who signed in."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import keeping, profiles
        from desktop.screens import every
        from desktop.ui import data_places, furnish

        open_ = opened.desk

        def back_up() -> bool:
            due = profiles.backup_due(open_)
            if due:
                profiles.back_up(open_)
            return due

        def back_up_now() -> None:
            profiles.back_up(open_)

        desk = furnish.desk_over(
            open_.store,
            open_.actor,
            clock=self.clock,
            catalog=catalog.REGISTERS,
            chosen=opened.chosen,
            look=program.look,
        )
        keeper = keeping.Keeping(open_)
        furniture = furnish.Furniture(
            data_places.groups(),
            lambda desk: (
                *every.places(desk, back_up=back_up_now),
                *data_places.places(desk, keeper, program, bring_into=("households",)),
            ),
            every.commands,
            every.actions,
        )
        return furnish.furnish(desk, opened.identity, furniture, shut=open_.close, back_up=back_up)

    def wizard(self, program: Program, opened: Any = None) -> "FirstRun | None":
        """The first-run wizard, from its beginning or from where it was left."""
        if opened is not None and not opened.chosen.get("setup.step"):
            return None
        from desktop.ui.first_run import FirstRun  # late: needed once in the life of a profile

        made = FirstRun(_set_up(self, program), program.gate_tasks, look=program.look, opened=opened)
        made.look_asked.connect(program.set_look)
        made.done.connect(program.open_desk)
        return made

    def backups(self) -> tuple[Any, ...]:
        """The backups of a profile that cannot be opened."""
        from desktop.procedures import keeping  # late, as above

        return keeping.backups_in(self.profile.backups)

    def restore(self, path: Path, name: str, *, password: str, code: str) -> "Opened | Damage":
        """Put a backup in place of what stands, and open it."""
        from desktop import catalog  # late, each: see above
        from desktop.procedures import opening, profiles

        desk = profiles.restore(
            self.profile, path, user=name, password=password, clock=self.clock, derived=catalog.DERIVED, code=code
        )
        return self.known(opening.describe(desk))

    def warm_up(self) -> None:
        """Load what a desk needs while the password is typed."""
        for room in ("desktop.procedures.profiles", "desktop.screens.every", "desktop.ui.furnish"):
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
        changed = replace(self.settings, **values)
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
