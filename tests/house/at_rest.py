"""A desk at rest in a process of its own: somebody signed in, today is in front; tells every module that is loaded."""

import os
import sys
from pathlib import Path

USER, PASSWORD = "王书记", "four plain words here"


def main(data: Path) -> None:
    """Open the desk of the profile at `data` in a window as the program does, and print its modules, one a line."""
    sys.modules["rich"] = None  # type: ignore[assignment]  # the tools of the tests brought it; no PC of a secretary has it
    from PySide6.QtWidgets import QApplication  # late, each: what loads when is what is asked here

    from desktop.base.clock import SystemClock
    from desktop.base.paths import Profile
    from desktop.run_desktop.root import Root
    from desktop.ui.program import Program
    from desktop.ui.style import Look

    app = QApplication([])
    root = Root(Profile(data), SystemClock())
    program = Program(app, root, clock=root.clock, look=Look())
    for load in root.warm_up():
        load()
    shell = program.open_desk(root.unlock(USER, PASSWORD)).shell
    program.window.show()
    while shell.stack.current is None or shell.desk.tasks.busy:
        app.processEvents()
    print("\n".join(sorted(sys.modules)), flush=True)
    os._exit(0)  # nothing is put away: what lies in `data` is thrown away


if __name__ == "__main__":
    main(Path(sys.argv[1]))
