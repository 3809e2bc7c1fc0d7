"""The desktop, put together: one window over one profile, from the first paint to the exit code."""

import argparse
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.base import input_method, paths, settings
from desktop.base.clock import SystemClock
from desktop.base.errors import UserError
from desktop.base.settings import Settings
from desktop.base.text import _
from desktop.run_desktop.pictures import shots, taken_in
from desktop.run_desktop.root import Root
from desktop.store import lock
from desktop.ui import style
from desktop.ui.program import Program
from desktop.ui.single_instance import SingleInstance
from desktop.ui.style import Look

__all__ = ["Root", "main", "shots", "taken_in"]

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
        root.end_log()
        instance.let_go()


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
