"""A walk through every page of a demo desk, with real keys; what is told is how long the window stood still.

The password of the demo is the second word of the command line: whoever imports the demo has loaded beforehand what a
program loads while the password is typed.
"""

import sys

from desktop.ui.login import SignIn
from tests.windows.stage import Stage, main


def play(stage: Stage) -> None:
    sign_in(stage, "signing in")
    stage.said["pages"] = _work(stage)
    stage.scene("lock")
    stage.keys("F12")
    stage.until(lambda: stage.program.at_work is None and not stage.program._retired, "locked")
    stage.calm()
    sign_in(stage, "unlocking")


def _work(stage: Stage) -> int:
    """Every page, a record, Ctrl+K; how many pages. What it holds of the desk ends with it: the lock forgets all."""
    shell = stage.look(lambda: stage.program.at_work.shell)  # type: ignore[union-attr]  # signed in
    names = stage.look(lambda: [place.name for place in shell.places.all if place.tab])
    for name in names:
        stage.scene(name)
        stage.look(lambda name=name: shell.go(name))
        stage.calm()
        stage.keys("Tab", "Down", "Down")
        stage.calm()
    stage.scene("a household")
    stage.look(lambda: shell.go("households"))
    stage.calm()
    page = stage.page()
    row = stage.look(page.view.current_id)
    stage.look(lambda: shell.go("households", row))
    stage.calm()
    stage.scene("Ctrl+K")
    stage.keys("ctrl+k")
    stage.tap("wang")
    stage.calm()
    stage.keys("Escape")
    return len(names)


def sign_in(stage: Stage, scene: str) -> None:
    """The password, typed; then until the desk rests."""
    stage.scene(f"before {scene}")
    gate = stage.until(lambda: stage.program.window.findChild(SignIn), "the sign-in page")
    stage.until(gate.password.hasFocus, "the password")
    stage.tap(sys.argv[2])
    stage.scene(scene)
    stage.keys("Return")
    stage.until(lambda: stage.program.at_work is not None, "the desk")
    stage.calm()


if __name__ == "__main__":
    main(play)
