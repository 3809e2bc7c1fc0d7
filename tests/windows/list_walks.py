"""Three more walks in a real window: a household by key, a filter to Excel, a roster with bad rows."""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit

from desktop.standard.list import Filter
from desktop.ui.import_wizard import ImportPage
from desktop.ui.import_wizard_parts import CHECK, COLUMNS, WRITE
from tests.windows.first_day import count
from tests.windows.stage import Stage, main
from tests.windows.tally import Tally
from tests.windows.walks import sign_in

MEMBERS = (("周兰兰", 1), ("周小明", 3), ("周小华", 3))  # names, and how far down the relations theirs stands


def play(stage: Stage) -> None:
    sign_in(stage)
    tally = Tally(stage)
    add_household(tally)
    export_filter(tally, Path(sys.argv[2]))
    bring_in(tally, Path(sys.argv[3]))
    stage.said["counts"] = tally.counts


def add_household(tally: Tally) -> None:
    """The door, the head and two more members, without the mouse."""
    stage = tally.stage
    stage.scene("add a household")
    stage.go("住户", "HouseholdList")
    before = count(stage, "people")
    with tally.task("add a household of three"):
        tally.keys("ctrl+n")
        page = tally.on("HouseholdPage")
        for words in ("1-2-201", "周兰兰"):
            stage.write(stage.until(lambda: focus(QLineEdit), "a line"), words)
            tally.keys("Tab")
        table = page.tables["members"]
        while not stage.look(table.hasFocus):
            tally.keys("Tab")
        for name, down in MEMBERS:
            tally.keys("F2")
            editor = stage.until(lambda: focus(QLineEdit), "the name's cell")
            stage.write(editor, name)
            tally.keys("Return")
            stage.until(lambda: focus(QComboBox), "the relation's cell")
            tally.keys(*["Down"] * down, "Return", "Escape", "Home", "Down")
        tally.keys("ctrl+s")
        shell = stage.program.at_work.shell  # type: ignore[union-attr]  # signed in
        stage.until(lambda: shell.stack.current.page is not page, "saved")
    stage.calm()
    stage.said["people"] = [before, count(stage, "people")]


def export_filter(tally: Tally, path: Path) -> None:
    """What a filter shows, as a workbook; where it goes is chosen, not counted."""
    stage = tally.stage
    stage.scene("export")
    page = stage.go("住户", "HouseholdList")
    stage.look(lambda: page.set_filter("building", Filter("building", ("1号楼",))))
    stage.calm()
    with tally.task("export a filter"):
        tally.press("导出")
        menu = stage.until(QApplication.activePopupWidget, "the menu")
        (entry, *_all) = stage.look(menu.actions)
        tally.click(menu, stage.look(lambda: menu.actionGeometry(entry)))
        dialog = stage.until(file_dialog, "the file dialog")
        stage.until(dialog.isActiveWindow, "the dialog is in front")
        line = stage.look(dialog.focusWidget)
        stage.look(line.selectAll)
        stage.write(line, str(path))
        tally.keys("Return")
        stage.until(path.is_file, "the workbook")
    stage.calm()


def file_dialog() -> QFileDialog | None:
    """The one in front."""
    held = QApplication.activeModalWidget()
    return held if isinstance(held, QFileDialog) else None


def bring_in(tally: Tally, roster: Path) -> None:
    """The four steps by mouse; rows that need mending are left out and said so."""
    stage = tally.stage
    stage.scene("import")
    with tally.task("import a roster with five bad rows"):
        tally.press("数据管理")
        tally.press("导入")
        page = tally.on(ImportPage.__name__)
        tally.click(page.file.choose)
        dialog = stage.until(lambda: page.file.findChild(QFileDialog), "the file dialog")
        stage.until(dialog.isActiveWindow, "the dialog is in front")
        stage.write(stage.look(dialog.focusWidget), str(roster))
        tally.keys("Return")
        stage.until(lambda: page.at_step == COLUMNS, "the columns")
        tally.click(page.parts.after)
        stage.until(lambda: page.at_step == CHECK and page.planned, "the dry run")
        stage.said["wrong"] = stage.look(lambda: page.check.table.model().rowCount())
        tally.click(page.parts.after)
        stage.until(lambda: page.at_step == WRITE, "ready to write")
        tally.click(page.write.write)
        stage.until(lambda: page.written is not None, "written")
    stage.calm()


def focus(kind: type) -> Any:
    """The widget with the focus when it is of this kind."""
    held = QApplication.focusWidget()
    return held if isinstance(held, kind) else None


if __name__ == "__main__":
    main(play)
