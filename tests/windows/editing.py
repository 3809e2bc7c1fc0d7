"""Somebody writes about a household: said to the test as soon as the draft lies in the file, then the power may go."""

import sys
from typing import Any

from desktop.standard import drafts
from tests.windows.stage import Stage, main

WORDS = "left half said"


def play(stage: Stage) -> None:
    sign_in(stage)
    if "again" in sys.argv:
        come_back(stage)
        return
    page = open_household(stage)
    editor = page.form.cells["remark"].editor
    stage.tab_to(getattr(editor, "box", None) or editor.line)  # one line or several
    stage.tap(WORDS)
    desk = stage.look(lambda: stage.program.at_work.desk)  # type: ignore[union-attr]  # signed in

    def kept() -> bool:
        with desk.store.read() as session:
            return any(WORDS in draft.said.values() for draft in drafts.mine(session, desk.actor))

    stage.until(kept, "the draft in the file")
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    stage.until(lambda: False, "the kill")


def come_back(stage: Stage) -> None:
    page = open_household(stage)
    bar = page.parts.draft_bar
    stage.until(bar.isVisible, "the draft is offered")
    stage.tab_to(stage.look(lambda: bar.links()[0]), "shift+Tab")
    stage.keys("space")
    stage.until(lambda: page.texts()["remark"] == WORDS, "the words")
    stage.said["remark"] = WORDS


def sign_in(stage: Stage) -> None:
    window = stage.program.window
    stage.until(window.isActiveWindow, "the window is in front")
    stage.until(lambda: window._gate is not None and window._gate.password.hasFocus(), "the password line")
    stage.tap(sys.argv[2])
    stage.keys("Return")
    stage.until(lambda: stage.program.at_work is not None, "the desk")
    stage.calm()


def open_household(stage: Stage) -> Any:
    page = stage.go("住户", "HouseholdList")
    stage.until(lambda: page.model.rowCount() > 0, "rows")
    stage.tab_to(page.view)
    stage.keys("Return")
    shell = stage.program.at_work.shell  # type: ignore[union-attr]  # signed in
    stage.until(lambda: type(shell.stack.current.page).__name__ == "HouseholdPage", "the household")
    stage.calm()
    return stage.page()


if __name__ == "__main__":
    main(play)
