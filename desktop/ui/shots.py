"""Every screen as a picture, taken from a running desk: for the manual, for reviews, and for looking at one's work."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEventLoop, QMessageLogContext, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard import list as listing
from desktop.ui import shots_manual
from desktop.ui.first_run import FirstRun
from desktop.ui.first_run_course import BUILDINGS, END, SHEET, Answers
from desktop.ui.import_wizard import ImportPage
from desktop.ui.paper_out import PaperOutPage
from desktop.ui.program import Program
from desktop.ui.record_page import RecordPage
from desktop.ui.tasks import Tasks
from desktop.ui.title_row import TitleRow

PLACES = (
    "today", "calendar", "drafts", "jottings", "households", "people", "elevation", "assign", "contacts", "visits",
    "party_orgs", "groups", "members", "posts", "units", "papers", "wording", "enrol",
    "print_queue", "paper_out", "import", "batches", "fill", "backup", "looks", "history", "recycle", "settings",
    "diagnosis", "keys",
)  # fmt: skip
RECORDS = ("households", "people", "visit")
MANUAL = ("index", "today", "import")
ANSWERS = Answers("幸福里", "幸福里小区党支部", "临江县/中心街道/阳光社区", "", "王书记")
PASSWORD = "sunny garden four words"  # noqa: S105 - of a profile that is gone when its pictures are taken
_HARMLESS = "propagateSizeHints"  # the platform without a screen says so of every window
_TICK_MS, _CALM_MS, _PATIENCE = 20, 60, 1_000
# A roster with one of each kind of trouble.
ROSTER = (
    "门牌,姓名,身份证号,与户主关系,电话,民族\n"
    "9-1-101,周兰,110101199003070011,户主,13812345678,汉\n"
    "9-1-101,周小明,110101201503070020,子,,汉\n"
    "9-1-102,胡强,9.90101E+17,户主,1381234567,汉\n"
    "9-1-201,买买提·艾力,110101198503070035,户主,13912345678,维吾尔\n"
    ",刘丽,,户主,13612345678,汉\n"
)


class Camera:
    """Waits until nothing is under way, then takes a picture of the window."""

    def __init__(self, window: QWidget, out: Path, *, size: QSize, mark: str = "") -> None:
        self.window, self.out, self.mark = window, out, mark
        self.taken: list[Path] = []
        out.mkdir(parents=True, exist_ok=True)
        window.resize(size)

    def snap(self, name: str, *tasks: Tasks) -> None:
        """The window as it is when `tasks` are through."""
        self.settle(*tasks)
        self.window.grab()  # what is drawn only when it comes into sight is asked for now
        self.settle(*tasks)
        path = self.out / f"{name}{self.mark}.png"
        picture = self.window.grab().toImage()
        if not picture.save(str(path)):
            raise UserError(_("图片没有存成：磁盘写不进去。请换一个位置再存。"))
        row = self.window.findChild(TitleRow)
        said = row.status.text() if row is not None and not row.isHidden() else ""
        shots_manual.keep(name, picture, self.out, status=said)
        self.taken.append(path)

    def settle(self, *tasks: Tasks) -> None:
        """Let everything that was begun come to its end."""
        calm = 0
        for _try in range(_PATIENCE):
            wait(_TICK_MS)
            calm = 0 if any(one.busy for one in tasks) else calm + _TICK_MS
            if calm >= _CALM_MS:
                return
        raise TimeoutError("a screen never came to rest")


def wait(ms: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep one harmless remark of the platform off the error stream; everything else is still said there."""

    def heard(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if _HARMLESS not in message:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(heard)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def first_run(program: Program, wizard: FirstRun | None, camera: Camera) -> None:
    """The steps of the first-run wizard, which makes a profile of ANSWERS after the fourth and leaves it closed."""
    assert wizard is not None  # of a profile that was not set up
    tasks = program.gate_tasks
    program.window.show_gate(wizard)
    for step in range(END + 1):
        if step == SHEET:
            wizard.deeds.opened = wizard.opened = wizard._deeds.make(ANSWERS, PASSWORD)
            wizard.desk = wizard._desk_of(wizard.opened)
        wizard.show_step(step)
        if step == BUILDINGS:
            row = wizard.buildings.rows[0]
            row.buildings.setText("1-8")
            row.stairwells.setValue(3)
            row.floors.setValue(11)
            wizard.buildings.changed.emit(wizard.buildings.lines)
        camera.snap(f"first_run-{step + 1}", tasks, *([wizard.desk.tasks] if wizard.desk else []))
    wizard.shut()
    wizard.opened.desk.close()


def desk(program: Program, camera: Camera) -> None:
    """Every page of a desk that is open."""
    at_work = program.at_work
    assert at_work is not None
    shell, tasks, made = at_work.shell, at_work.tasks, at_work.desk
    for name in PLACES:
        if name in shell.places:
            shell.go(name)
            camera.snap(name, tasks)
    households = made.register("households")
    with made.store.read() as session:
        found = {
            name: listing.ids(session, made.actor, made.register(name), query=listing.Query(), today=today(made.clock))
            for name in ("households", "people")
        }
    shell.go("paper_out")
    camera.settle(tasks)
    page = shell.stack.current.page if shell.stack.current else None
    if isinstance(page, PaperOutPage) and page.table.lines:
        shell.go("sheet", page.table.lines[0].meant.id)
        camera.snap("sheet", tasks)
    for name in RECORDS:
        _record(shell, camera, name, found["people" if name == "people" else "households"][0])
    for form in households.forms:
        made.print_form(households, form, found["households"][:12])
        camera.settle(tasks)
        camera.snap(f"print-{form.name}", tasks)
    _roster(shell, camera)
    for topic in MANUAL:
        shell.stack.go("help").open_topic(topic)  # type: ignore[attr-defined]  # the help page
        camera.snap(f"help-{topic}", tasks)
    shell.go("today")
    shell.search()
    shell.palette_frame.line.setText("zh")
    camera.snap("search", tasks)
    shell.palette_frame.close_up()


def places(program: Program, camera: Camera, names: Sequence[str]) -> None:
    """Some pages of a desk that is open."""
    at_work = program.at_work
    assert at_work is not None
    camera.settle(at_work.tasks)  # the first page, which would come over the others
    for name in names:
        at_work.shell.go(name)
        camera.snap(name, at_work.tasks)


def _record(shell: Any, camera: Camera, name: str, record_id: UUID) -> None:
    tasks = shell.desk.tasks
    shell.go(name, record_id)
    camera.snap(f"record-{name}", tasks)
    page = shell.stack.current.page
    if isinstance(page, RecordPage) and page.parts.history_tab().isVisibleTo(page):
        page.parts.history_tab().click()
        camera.snap(f"record-{name}-history", tasks)


def _roster(shell: Any, camera: Camera) -> None:
    tasks = shell.desk.tasks
    roster = camera.out / "roster.csv"
    roster.write_text(ROSTER, "utf-8-sig")
    try:
        shell.go("import")
        camera.snap("import-1", tasks)
        page = shell.stack.current.page
        assert isinstance(page, ImportPage)
        page.open_file(roster)
        camera.snap("import-2", tasks)
        page.on_after()
        camera.snap("import-3", tasks)
        page.on_after()
        camera.snap("import-4", tasks)
    finally:
        roster.unlink()


def gates(program: Program, camera: Camera) -> None:
    """The sign-in page and the lock screen."""
    program.ask_password()
    camera.snap("login", program.gate_tasks)
    program.ask_password(locked=True)
    camera.snap("lock", program.gate_tasks)


def app() -> QApplication:
    """The application, made if there is none."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["grid-branch-desk"])
