"""The first day, with real keys: set-up, roster, elevation, a member for a building, a visit, and paper."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from desktop.ui.import_wizard import ImportPage
from desktop.ui.import_wizard_parts import CHECK, COLUMNS, WRITE
from tests.windows.stage import Stage, main

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PASSWORD = "sunny garden 2026 east"  # four words


def play(stage: Stage) -> None:
    set_up(stage)
    roster = stage.go("导入", ImportPage)
    stage.scene("members")
    bring_in(stage, roster, "双报到党员信息登记表.xls")
    stage.until(roster.write.look.hasFocus, "the way on")
    look_at_the_elevation(stage)
    hand_out_a_building(stage)
    visit(stage)
    print_a_sheet(stage)
    stage.said["households"] = count(stage, "households")
    stage.said["links"] = count(stage, "contacts")
    stage.said["visits"] = count(stage, "visits")


def set_up(stage: Stage) -> None:
    wizard = stage.until(lambda: stage.program.wizard, "the wizard")
    stage.scene("first run")
    stage.until(wizard.isActiveWindow, "the window is in front")
    stage.keys("Return")
    stage.until(wizard.mode.alone.hasFocus, "the way of working")
    stage.keys("Return")
    for name, words in (("compound", "阳光花园"), ("branch", ""), ("grid", ""), ("above", "临江县 中心街道 阳光社区")):
        line = wizard.place.lines[name]
        stage.until(line.hasFocus, name)
        if words:
            stage.write(line, words)
        stage.keys("Return")
    for name, words in (("user", "王建国"), ("password", PASSWORD), ("again", PASSWORD)):
        stage.write(wizard.person.lines[name], words)
        stage.keys("Return")
    stage.until(lambda: wizard.bar.current == 4, "the recovery sheet")
    stage.calm()
    code = stage.look(lambda: wizard.sheet._code)
    stage.tab_to(wizard.sheet.line)
    stage.write(wizard.sheet.line, code.split("-")[stage.look(lambda: wizard.sheet._asked)])
    stage.keys("Return")
    stage.until(lambda: wizard.sheet.proven, "the sheet opens the data")
    stage.tab_to(wizard.after)
    stage.keys("Return")
    stage.until(lambda: wizard.bar.current == 5, "the buildings")
    stage.write(wizard.buildings.rows[0].buildings, "1-2")
    stage.until(lambda: wizard.buildings.houses, "the preview")
    stage.tab_to(wizard.after)
    stage.keys("Return")
    stage.until(lambda: wizard.roster is not None and wizard.bar.current == 6, "the roster")
    stage.scene("roster")
    bring_in(stage, wizard.roster, "住户台账.xlsx")
    stage.until(wizard.after.hasFocus, "the way on")
    stage.keys("Return")
    stage.until(lambda: wizard.bar.current == 7, "the last step")
    stage.tab_to(wizard.after)
    stage.keys("Return")
    stage.scene("today")
    stage.until(lambda: stage.program.at_work is not None, "the desk")
    stage.calm()


def bring_in(stage: Stage, page: Any, name: str) -> None:
    """The four steps, with the file dialog of the toolkit."""
    stage.until(page.file.choose.hasFocus, "the file button")
    stage.keys("space")
    dialog = stage.until(lambda: page.file.findChild(QFileDialog), "the file dialog")
    stage.until(dialog.isActiveWindow, "the dialog is in front")
    line = stage.look(dialog.focusWidget)
    stage.write(line, str(SAMPLES / name))
    stage.keys("Return")
    stage.until(lambda: page.at_step == COLUMNS, "the columns")
    stage.until(page.parts.after.hasFocus, "the button")
    stage.keys("space")
    stage.until(lambda: page.at_step == CHECK and page.planned, "the dry run")
    stage.tab_to(page.parts.after)
    stage.keys("space")
    stage.until(lambda: page.at_step == WRITE and page.write.write.hasFocus(), "ready to write")
    stage.keys("space")
    stage.until(lambda: page.written is not None, "written")
    stage.calm()


def look_at_the_elevation(stage: Stage) -> None:
    stage.scene("elevation")
    page = stage.go("楼栋图", "ElevationPage")
    stage.until(page.matrix.current, "a door")
    stage.tab_to(page.matrix)
    first = stage.look(page.matrix.current)
    stage.keys("Right", "Down")
    stage.until(lambda: page.matrix.current() != first, "another door")


def hand_out_a_building(stage: Stage) -> None:
    stage.scene("assign")
    page = stage.go("落实联户党员", "LinkingPage")
    stage.tab_to(page.takers.table)
    stage.keys("Home")
    stage.tab_to(page.tree)
    stage.keys("Home", "space")
    stage.until(page.button.isEnabled, "something to hand out")
    stage.keys("ctrl+s")
    stage.calm()
    stage.until(lambda: not page.button.isEnabled(), "handed out")


def visit(stage: Stage) -> None:
    stage.scene("visit")
    page = stage.go("住户", "HouseholdList")
    stage.until(lambda: page.model.rowCount() > 0, "rows")
    stage.tab_to(page.view)
    stage.keys("F8")
    stage.until(lambda: type(stage.program.at_work.shell.stack.current.page).__name__ == "VisitPage", "the form")  # type: ignore[union-attr]
    stage.calm()
    form = stage.page()
    stage.keys("space")
    stage.until(form.is_changed, "an outcome")
    stage.keys("ctrl+s")
    stage.calm()


def print_a_sheet(stage: Stage) -> None:
    stage.scene("print")
    page = stage.go("住户", "HouseholdList")
    register = stage.look(lambda: page.register)
    ids = stage.look(lambda: (page.view.current_id(),))
    desk = stage.look(lambda: page.desk)
    stage.look(lambda: desk.print_form(register, register.forms[0], ids))
    stage.until(lambda: type(stage.program.at_work.shell.stack.current.page).__name__ == "PrintPage", "the preview")  # type: ignore[union-attr]
    preview = stage.page()
    stage.until(lambda: preview.view.sheets and preview.view.sheets[0].picture is not None, "a page")
    stage.said["pages"] = stage.look(lambda: len(preview.view.sheets))


def count(stage: Stage, name: str) -> int:
    from desktop.base.clock import today
    from desktop.standard import list as listing

    desk = stage.look(lambda: stage.program.at_work.desk)  # type: ignore[union-attr]
    with desk.store.read() as session:
        register = desk.register(name)
        query = listing.Query()
        return listing.count(session, desk.actor, register, query=query, today=today(desk.clock)).all


if __name__ == "__main__":
    main(play)
