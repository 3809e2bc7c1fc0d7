"""Pictures of a PC that exchanges with a county, then of the county's own, from invented people and no server."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from desktop import catalog
from desktop.procedures import demo, demo_county, demo_exchange, opening
from desktop.procedures.profiles import Desk
from desktop.registers.branches import queries
from desktop.run_desktop.root import Root
from desktop.ui import shots
from desktop.ui.program import Program
from desktop.ui.shots import Camera
from desktop.ui.style import Look

BRANCH = ("conflicts", "set_aside")
COUNTY = ("code_lists", "lookup")


def take(app: QApplication, root: Root, camera: Camera, *, look: Look) -> None:
    """Add to the pictures of `camera`; the profile of `root` is a demo that nobody has open."""
    desk = _again(root)
    demo_exchange.as_enrolled(desk)
    size = camera.window.size()
    program = _open(app, root, desk, camera, look=look, size=size)
    shots.places(program, camera, ("exchange",))
    assert program.at_work is not None
    demo_exchange.ask(program.at_work.desk)
    shots.places(program, camera, BRANCH)
    _end(program)
    desk = _again(root)
    demo_exchange.leave(desk)
    demo_county.as_county(desk)
    desk.close()
    program = _open(app, root, _again(root), camera, look=look, size=size)
    _branches(program, camera)
    shots.places(program, camera, COUNTY)
    _end(program)


def _again(root: Root) -> Desk:
    return demo.reopen(root.profile, clock=root.clock, derived=catalog.DERIVED)


def _open(app: QApplication, root: Root, desk: Desk, camera: Camera, *, look: Look, size: QSize) -> Program:
    program = Program(app, root, clock=root.clock, look=look)
    camera.window = program.window
    program.window.resize(size)
    program.open_desk(root.known(opening.describe(desk)))
    return program


def _end(program: Program) -> None:
    """With its window goes the chip, which would count again in a while."""
    program.end()
    program.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _branches(program: Program, camera: Camera) -> None:
    """Its server answers at once with what is known already."""
    at_work = program.at_work
    assert at_work is not None
    shell, tasks = at_work.shell, at_work.tasks
    camera.settle(tasks)
    shell.go("branches")
    camera.settle(tasks)
    assert shell.stack.current is not None
    page: Any = shell.stack.current.page  # the list of the units
    page.branches = replace(page.branches, refresh=lambda: 0)
    page.ask_server()
    camera.snap("branches", tasks)
    with at_work.desk.store.read() as session:
        unit = queries.first(session, at_work.desk.actor)
    assert unit is not None
    shell.go("branches", unit)
    camera.snap("branch", tasks)
