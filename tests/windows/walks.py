"""Three walks by the manual in a real window: the first week, a month of paper, year-end tables for three agencies."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.procedures.demo import PASSWORD
from tests.windows.stage import Stage, main
from tests.windows.tally import Tally


def play(stage: Stage) -> None:
    sign_in(stage)
    tally = Tally(stage)
    first_week(tally)
    month_of_paper(tally)
    year_end(tally, [Path(name) for name in sys.argv[2:]])
    stage.said["counts"] = tally.counts


def sign_in(stage: Stage) -> None:
    window = stage.program.window
    stage.until(window.isActiveWindow, "the window is in front")
    stage.until(lambda: window._gate is not None and window._gate.password.hasFocus(), "the password line")
    stage.tap(PASSWORD)
    stage.keys("Return")
    stage.until(lambda: stage.program.at_work is not None, "the desk")
    stage.calm()


def first_week(tally: Tally) -> None:
    """Somebody is looked for, a building is handed out, a visit is logged and taken back, a list goes to Excel."""
    stage = tally.stage
    palette = stage.program.at_work.shell.palette_frame  # type: ignore[union-attr]  # signed in
    people = stage.go("居民", "PersonList")
    name = stage.until(lambda: next(filter(None, (people.model.index(0, at).data() for at in range(3))), ""), "a name")
    stage.scene("find")
    with tally.task("find a resident by initials"):
        tally.keys("ctrl+k")
        stage.until(palette.line.hasFocus, "the line")
        tally.tap(initials(name))
        stage.until(lambda: any(row.title.startswith(name) for row in palette.rows.all), "the resident")
        tally.keys("Return")
    stage.until(lambda: stage.program.at_work.shell.stack.current.record_id is not None, "a record")  # type: ignore[union-attr]
    stage.calm()

    stage.scene("assign")
    with tally.task("assign a building"):
        tally.press("联户走访")
        page = tally.on("LinkingPage")
        tally.choose(page.takers.table)
        stage.until(lambda: page.tree.topLevelItemCount() > 0, "the buildings")
        box = stage.look(lambda: page.tree.visualItemRect(page.tree.topLevelItem(0)))
        tally.click(page.tree.viewport(), box.adjusted(0, 0, -box.width() + box.height(), 0))
        tally.click(page.button)
    stage.until(lambda: not page.button.isEnabled(), "handed out")
    stage.calm()

    stage.scene("visit")
    with tally.task("log a visit from Today"):
        tally.press("今日工作")
        tally.on("TodayPage")
        tally.press("逐户登记")
        form = tally.on("VisitPage")
        tally.keys("space")
        stage.until(form.is_changed, "an outcome")
        tally.keys("ctrl+s")
    stage.calm()
    with tally.task("undo"):
        tally.keys("ctrl+z")
    stage.calm()


def initials(name: str) -> str:
    """As they are typed."""
    from desktop.search.pinyin import spellings

    return min(spellings(name).initials, key=len)


def month_of_paper(tally: Tally) -> None:
    """A sheet that came back is entered whole; then the page to be read aloud."""
    stage = tally.stage
    stage.scene("paper")
    with tally.task("enter a sheet of doors"):
        tally.press("报表打印")
        tally.press("未收回的表")
        page = tally.on("PaperOutPage")
        before = stage.look(lambda: len(page.table.lines))
        tally.choose(page.table)
        tally.keys("Return")
        sheet = tally.on("WholeSheetPage")
        rows = stage.look(sheet.model.left)
        for _row in range(rows):
            tally.keys("2")
        stage.until(sheet.bar.save.isEnabled, "something to save")
        tally.keys("ctrl+s")
    stage.said["rows"] = rows
    page = tally.on("PaperOutPage")  # saved, it leads back to the list
    stage.until(lambda: len(page.table.lines) == before - 1, "one sheet less")
    stage.said["sheets"] = [before, before - 1]
    with tally.task("print the month's page"):
        tally.press("表单打印")
        picker = tally.on("FormPickerPage")
        tally.tap("byxj")
        stage.until(lambda: len(picker.table.lines) == 1, "one form")
        tally.press("预览并打印")
    preview = tally.on("PrintPage")
    stage.until(lambda: preview.view.sheets and preview.view.sheets[0].picture is not None, "a page")


def year_end(tally: Tally, tables: list[Path]) -> None:
    """The tables of three agencies, one after the other, and the first once more."""
    stage = tally.stage
    stage.scene("tables")
    stage.said["filled"] = []
    for number, table in enumerate(tables, 1):
        with tally.task(f"fill table {number}"):
            if number == 1:
                tally.press("数据管理")
                tally.press("填别人的表")
            else:
                tally.press("再填一张")
            page = tally.on("FillPage")
            tally.click(page.file.file.choose)
            dialog = stage.until(lambda page=page: page.findChild(QFileDialog), "the file dialog")
            stage.until(dialog.isActiveWindow, "the dialog is in front")
            stage.write(stage.look(dialog.focusWidget), str(table))  # where the table lies is chosen, not counted
            tally.keys("Return")
            stage.until(lambda page=page: page.opened is not None and page.parts.after.isEnabled(), "the columns")
            stage.calm()
            tally.click(page.parts.after)
            stage.until(lambda page=page: page.prepared is not None, "the dry run")
            stage.calm()
            tally.click(page.parts.after)
            made = stage.until(lambda page=page: page.produced, "the file")
        stage.calm()
        stage.said["filled"].append([str(path) for path in made.files])


if __name__ == "__main__":
    main(play)
