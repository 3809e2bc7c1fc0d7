"""The deeds behind the steps of the first-run wizard, off the main thread: paper, codes, backups, plans."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from desktop.base.errors import UserError
from desktop.base.files import durable_write
from desktop.base.text import _
from desktop.printing.page import A4
from desktop.printing.spool import Spooler
from desktop.ui.first_run_course import Line, SetUp, house
from desktop.ui.first_run_pages_buildings import BuildingsStep
from desktop.ui.first_run_pages_end import EndStep
from desktop.ui.first_run_pages_sheet import SheetStep
from desktop.ui.tasks import Tasks


class StepDeeds(QObject):
    """Asked by the pages; `opened` is the open profile once there is one."""

    def __init__(self, set_up: SetUp, tasks: Tasks, printers: Spooler, parent: QObject) -> None:
        super().__init__(parent)
        self.set_up, self._tasks, self._printers = set_up, tasks, printers
        self.opened: Any = None

    def serve_sheet(self, page: SheetStep) -> None:
        """Print it, save it, make it anew, try it."""

        def give(printer: str, path: str) -> None:
            opened, code = self.opened, self.set_up.code_of(self.opened)
            self.run(
                lambda: self._hand_over(self.set_up.sheet(opened, code), printer, path=path, title=_("数据恢复单")),
                lambda _nothing: page.line.setFocus(),
                page.refuse,
            )

        page.print_asked.connect(lambda printer: give(printer, ""))
        page.file_asked.connect(lambda path: give("", path))
        page.new_asked.connect(lambda: self.run(self._new_code, page.show_sheet, page.refuse))
        page.try_asked.connect(
            lambda code: self.run(partial(self._try_code, code), lambda _same: page.prove(), page.refuse)
        )

    def serve_buildings(self, page: BuildingsStep) -> None:
        """Plan while it is typed."""

        def plan(lines: tuple[Line, ...]) -> None:
            self.run(
                lambda: tuple(house(planned) for planned in self.set_up.plan(lines)), page.show_houses, page.refuse
            )

        page.changed.connect(plan)

    def serve_end(self, page: EndStep) -> None:
        """A test page, and a backup in a second place."""

        def test(printer: str) -> None:
            opened = self.opened
            self.run(
                lambda: self._hand_over(self.set_up.test_page(opened), printer, path="", title=_("打印测试页")),
                lambda _nothing: page.tell(_("已交给打印机“{name}”。").format(name=printer)),
                lambda error: page.tell(error.message),
            )

        def back_up(folder: str) -> None:
            opened = self.opened
            self.run(
                lambda: self.set_up.back_up(opened, Path(folder)),
                lambda made: page.tell(_("已备份并核对：{name}").format(name=made.name)),
                lambda error: page.tell(error.message),
            )

        page.print_asked.connect(test)
        page.folder_asked.connect(back_up)

    def tell_printers(self, *pages: SheetStep | EndStep) -> None:
        """Ask the system for its printers."""

        def show(names: tuple[str, ...]) -> None:
            for page in pages:
                page.show_printers(names)

        self.run(lambda: tuple(self._printers.printers()), show, lambda _error: None)

    def run(self, job: Callable[[], Any], done: Callable[[Any], None], refused: Callable[[UserError], None]) -> None:
        """One deed off the main thread."""
        self._tasks.compute(self, job, done, failed=refused)

    def _new_code(self) -> str:
        return self.set_up.new_code(self.opened)

    def _try_code(self, code: str) -> bool:
        return self.set_up.try_code(self.opened, code)

    def _hand_over(self, pdf: bytes, printer: str, *, path: str, title: str) -> None:
        if not path:
            self._printers.send(pdf, printer, title=title, paper=A4)
            return
        try:
            durable_write(Path(path if path.lower().endswith(".pdf") else f"{path}.pdf"), pdf)
        except OSError as error:
            raise UserError(_("没能写入这个位置，数据没有受影响。请换一个位置再存一次。")) from error
