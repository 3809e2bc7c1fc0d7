"""Pictures: the screens of invented people in a folder that is gone afterwards, photos made small for a command."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from desktop.base import paths
from desktop.base.clock import SystemClock
from desktop.run_desktop.root import Root
from desktop.ui import style
from desktop.ui.program import Program
from desktop.ui.style import Look

if TYPE_CHECKING:  # the database is loaded once it is known that it is needed
    from desktop.standard.files import NewFile


def taken_in(paths: Sequence[Path], *, scans: bool) -> "tuple[NewFile, ...]":
    """Photos and scans as the window keeps them, for a command that has no window."""
    from desktop.ui import shrinking  # late: only such a command needs it here

    return shrinking.taken_in(paths, scans=scans)


def shots(out: Path, *, size: tuple[int, int] = (1366, 728), font_px: int = 16, dark: bool = False) -> tuple[Path, ...]:
    """Write every screen as PNG into `out`, from invented people; returns the files. Nothing of this PC is touched."""
    import tempfile  # late, each: only the pictures need them

    from desktop import catalog
    from desktop.procedures import demo, opening
    from desktop.run_desktop import county_pictures
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
            county_pictures.take(app, root, camera, look=look)
        finally:
            os.environ.pop("GRID_DEVICE_DIR")
            if kept is not None:
                os.environ["GRID_DEVICE_DIR"] = kept
    return tuple(camera.taken)
