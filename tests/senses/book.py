"""What was found wrong in one pass over a part of all pages and questions, by the sense that noticed it."""

import os
from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.list_view import ListView
from tests.senses import asked, contrast, layout, reach
from tests.senses.scenes import Scene, pages, records, states
from tests.senses.stage import SIZES, WIDE, Stage, View, calm

Check = Callable[[QWidget], Iterator[str]]
EVERYTHING = bool(os.environ.get("GRID_SENSES_ALL"))  # also the corners of the matrix that hold nothing new
QUESTIONED = SIZES if EVERYTHING else SIZES[1:2]  # the smallest: a question that fits there fits
COLUMNS = {14: 12, 16: 10, 18: 8, 20: 6}  # of a list that need no pushing sideways at 1366 (UX §9)
SMALLEST = (1024, 560)
PAGES, RECORDS, OTHERS = PARTS = ("pages", "records", "others")  # so that two processes end together


class Book:
    """Lines by sense: layout, names, keys, targets, contrast."""

    def __init__(self, stage: Stage, view: View, part: str) -> None:
        self.stage, self.view = stage, view
        self.lines: dict[str, dict[str, None]] = {}
        self.met: dict[str, int] = {}
        self._scene = ""
        stage.look(view)
        for scene in {PAGES: pages, RECORDS: records, OTHERS: states}[part](stage):
            self._visit(scene, self._page)
        for scene in (*asked.QUESTIONS, *asked.deeds(stage)) if part == OTHERS else ():
            for size in QUESTIONED:
                stage.resize(size)
                self._visit(scene, self._question)
        stage.resize(WIDE)

    def of(self, sense: str) -> str:
        """The findings of a sense, one a line; nothing when all is well."""
        return "\n".join(self.lines.get(sense, {}))

    def _visit(self, scene: Scene, see: Callable[[QWidget], None]) -> None:
        self._scene = scene.name
        self.met.setdefault(scene.name, 0)
        scene.show(self.stage, see)

    def _page(self, top: QWidget) -> None:
        self.met[self._scene] += 1
        self._first_look(top)
        top.setUpdatesEnabled(False)  # where things lie is known without painting them
        for size in SIZES if EVERYTHING else SIZES[:2]:
            self.stage.resize(size)
            if top.isWindow() and top.size() != size:
                self._note("layout", size.width(), [f"the window grew to {top.width()}×{top.height()}"])
            self._note("layout", size.width(), layout.findings(top))
            if size == WIDE and ":" not in self._scene:  # the bare list, without a pane beside it
                self._note("layout", size.width(), self._pushed(top))
        self.stage.resize(WIDE)
        top.setUpdatesEnabled(True)

    def _question(self, top: QWidget) -> None:
        self.met[self._scene] += 1
        size = self.stage.window.size()
        assert isinstance(top, QDialog)
        if top.width() > size.width() or top.height() > size.height() - asked.TASK_BAR:
            self._note("layout", size.width(), [f"the dialog is {top.width()}×{top.height()}"])
        self._note("layout", size.width(), layout.findings(top))
        if size == QUESTIONED[0]:
            self._first_look(top)

    def _first_look(self, top: QWidget) -> None:
        self._note("targets", WIDE.width(), reach.small(top, self.view.px))
        if self.view.px in (16, 20) or EVERYTHING:
            self._note("contrast", WIDE.width(), contrast.findings(top))
        if self.view.px == 16:
            self._note("names", WIDE.width(), reach.nameless(top))
            self._note("keys", WIDE.width(), reach.mouse_only(top))
            top.window().activateWindow()
            calm()
            self._note("keys", WIDE.width(), reach.unreached(top))

    def _pushed(self, top: QWidget) -> Iterator[str]:
        for view in top.findChildren(ListView):
            shown = view.model().columnCount() - 1
            bar = view.horizontalScrollBar()
            if view.isVisible() and shown <= COLUMNS[self.view.px] and bar.maximum() > 0:
                yield f"a list of {shown} columns has to be pushed sideways by {bar.maximum()}"

    def _note(self, sense: str, width: int, found: Iterator[str] | list[str]) -> None:
        book = self.lines.setdefault(sense, {})
        for line in found:
            book.setdefault(f"{self._scene} at {self.view.px} px {width}: {line}")
