"""The first-run wizard: what it asks, what it refuses, and how it is come back to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk
from desktop.ui.first_run import FirstRun
from desktop.ui.first_run_course import (
    BUILDINGS,
    END,
    MODE,
    PERSON,
    PLACE,
    ROSTER,
    SHEET,
    STEP,
    Answers,
    Line,
)  # fmt: skip
from desktop.ui.style import Look
from desktop.ui.tasks import Tasks
from tests.ui.set_up import CODE, FakePrinters, FakeSetUp


@pytest.fixture
def set_up(desk: Desk) -> FakeSetUp:
    return FakeSetUp(desk)


@pytest.fixture
def printers() -> FakePrinters:
    return FakePrinters("办公室", "活动室")


@pytest.fixture
def wizard(qtbot: QtBot, set_up: FakeSetUp, tasks: Tasks, printers: FakePrinters) -> FirstRun:
    made = FirstRun(set_up, tasks, look=Look(), printers=printers)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def commit(line: QWidget, text: str) -> None:
    """Text as an input method hands it over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def to_sheet(wizard: FirstRun, settle: Callable[[], None]) -> None:
    wizard.show_step(PLACE)
    commit(wizard.place.lines["compound"], "阳光花园")
    wizard.on_after()
    for name, text in (("user", "王建国"), ("password", "four words are enough"), ("again", "four words are enough")):
        wizard.person.lines[name].setText(text)
    wizard.on_after()
    settle()


def test_size_and_light_are_shown_at_once(wizard: FirstRun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wizard.look_asked) as asked:
        wizard.look_step.sizes[20].click()
    assert asked.args == [Look(20, dark=False)]
    with qtbot.waitSignal(wizard.look_asked) as asked:
        wizard.look_step.dark.click()
    assert asked.args == [Look(20, dark=True)]


def test_only_the_stand_alone_way_is_open_and_enter_goes_on(wizard: FirstRun, qtbot: QtBot) -> None:
    wizard.on_after()
    assert wizard.bar.current == MODE
    assert wizard.mode.alone.isChecked()
    wizard.on_after()
    assert wizard.bar.current == PLACE


def test_names_are_needed_and_the_usual_one_is_proposed(wizard: FirstRun, set_up: FakeSetUp) -> None:
    wizard.show_step(PLACE)
    wizard.on_after()
    assert wizard.bar.current == PLACE
    assert "小区名称" in wizard.place.said.text()
    commit(wizard.place.lines["compound"], "阳光花园")
    assert wizard.place.text("branch") == "阳光花园小区党支部"
    commit(wizard.place.lines["compound"], "小区")
    assert wizard.place.text("branch") == "阳光花园小区党支部"
    wizard.place.lines["compound"].setText("阳光花园")
    wizard.place.lines["above"].setText("临江县 中心街道，阳光社区")
    wizard.on_after()
    assert wizard.bar.current == PERSON
    assert set_up.said == Answers("阳光花园", "阳光花园小区党支部", "临江县/中心街道/阳光社区", "阳光花园")


def test_what_was_answered_is_there_again(qtbot: QtBot, set_up: FakeSetUp, tasks: Tasks) -> None:
    set_up.said = Answers("阳光花园", "支部", "临江县/街道", "一网格", "王建国")
    again = FirstRun(set_up, tasks, look=Look(), printers=FakePrinters())
    qtbot.addWidget(again)
    assert again.place.text("above") == "临江县 街道"
    assert again.person.text("user") == "王建国"
    assert again.bar.current == PERSON


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "书记姓名"),
        (("王建国", "", ""), "填写密码"),
        (("王建国", "four words are enough", "four words"), "不一样"),
        (("王建国", "short", "short"), "10 个字符"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_its_line(
    wizard: FirstRun, set_up: FakeSetUp, settle: Callable[[], None], typed: tuple[str, ...], said: str
) -> None:
    wizard.show_step(PERSON)
    for name, text in zip(("user", "password", "again"), typed, strict=True):
        wizard.person.lines[name].setText(text)
    wizard.on_after()
    settle()
    assert said in wizard.person.said.text()
    assert (wizard.bar.current, set_up.made) == (PERSON, [])


def test_the_sheet_has_to_be_tried_before_one_goes_on(
    wizard: FirstRun, settle: Callable[[], None], printers: FakePrinters
) -> None:
    to_sheet(wizard, settle)
    assert wizard.bar.current == SHEET
    assert not wizard.before.isVisible()
    assert not wizard.person.lines["password"].text()
    wizard.on_after()
    assert wizard.bar.current == SHEET
    wizard.sheet.print.click()
    settle()
    assert printers.sent == [(f"sheet {CODE}".encode(), "办公室")]
    wizard.sheet.line.setText("ZZZZ")
    wizard.sheet.check()
    settle()
    assert not wizard.sheet.proven
    wizard.sheet.line.setText(CODE.split("-")[wizard.sheet._asked].lower())
    wizard.sheet.check()
    settle()
    assert wizard.sheet.proven
    assert not wizard.sheet.line.isEnabled()
    assert not wizard.sheet.new.isVisible()
    wizard.on_after()
    assert wizard.bar.current == BUILDINGS


def test_a_whole_code_may_be_typed_and_a_wrong_one_is_refused(wizard: FirstRun, settle: Callable[[], None]) -> None:
    to_sheet(wizard, settle)
    wizard.sheet.line.setText("AB12 CD34 EF56")
    wizard.sheet.check()
    settle()
    assert "对不上" in wizard.sheet.said.text()
    wizard.sheet.line.setText(CODE.lower())
    wizard.sheet.check()
    settle()
    assert wizard.sheet.proven


def test_a_wizard_that_was_left_goes_on_where_it_was(
    qtbot: QtBot, set_up: FakeSetUp, desk: Desk, tasks: Tasks, settle: Callable[[], None]
) -> None:
    set_up.code = ""
    desk.settings.put(STEP, SHEET)
    again = FirstRun(set_up, tasks, look=Look(), opened="profile", printers=FakePrinters())
    qtbot.addWidget(again)
    again.show()
    assert again.bar.current == SHEET
    assert again.sheet.new.isVisible()
    assert "8 组" in again.sheet.question.text()
    assert again.sheet.line.isEnabled()
    whole = again.sheet.line.fontMetrics().horizontalAdvance(CODE)
    assert again.sheet.line.width() > whole  # all that was typed is seen
    assert not again.sheet.no_printer.isVisible()  # there is nothing to save or to copy yet
    again.sheet.new.click()
    settle()
    assert again.sheet._code == CODE
    again.show_step(ROSTER)
    assert desk.settings.get(STEP) == ROSTER


def test_without_a_printer_the_sheet_is_saved_or_copied(
    qtbot: QtBot, set_up: FakeSetUp, tasks: Tasks, settle: Callable[[], None], tmp_path: Path
) -> None:
    bare = FirstRun(set_up, tasks, look=Look(), printers=FakePrinters())
    qtbot.addWidget(bare)
    bare.show()
    to_sheet(bare, settle)
    assert not bare.sheet.print.isVisible()
    assert bare.sheet.no_printer.isVisible()
    bare.sheet.show_code.click()
    assert bare.sheet.code.text() == CODE.replace("-", "　")
    bare.sheet.file_asked.emit(str(tmp_path / "恢复单"))
    settle()
    assert (tmp_path / "恢复单.pdf").read_bytes() == f"sheet {CODE}".encode()
    bare.sheet.file_asked.emit(str(tmp_path / "nowhere" / "恢复单.pdf"))
    settle()
    assert "没能写入" in bare.sheet.said.text()


def test_buildings_are_drawn_while_they_are_typed_and_then_made(
    wizard: FirstRun, set_up: FakeSetUp, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    to_sheet(wizard, settle)
    wizard.show_step(BUILDINGS)
    commit(wizard.buildings.rows[0].buildings, "3")
    qtbot.waitUntil(lambda: len(wizard.buildings.houses) == 1)
    assert "共 1 栋 1 个单元 2 个门" in wizard.buildings.said.text()
    wizard.buildings.add_line()
    commit(wizard.buildings.rows[1].buildings, "坏")
    qtbot.waitUntil(lambda: "没有看懂" in wizard.buildings.said.text())
    wizard.buildings.rows[1].buildings.clear()
    wizard.on_after()
    settle()
    assert set_up.made[-1] == (Line("3", 2, 6, 2),)
    assert wizard.bar.current == ROSTER


def test_buildings_and_roster_can_be_passed_by(wizard: FirstRun, settle: Callable[[], None]) -> None:
    to_sheet(wizard, settle)
    wizard.show_step(BUILDINGS)
    wizard.pass_by.click()
    assert wizard.bar.current == ROSTER
    assert not wizard.after.isVisible()
    wizard.pass_by.click()
    assert wizard.bar.current == END


def test_the_end_prints_a_page_backs_up_and_opens_the_desk(
    wizard: FirstRun, desk: Desk, qtbot: QtBot, settle: Callable[[], None], printers: FakePrinters
) -> None:
    to_sheet(wizard, settle)
    wizard.show_step(END)
    wizard.end.print.click()
    settle()
    assert printers.sent[-1] == (b"test page", "办公室")
    wizard.end.folder_asked.emit("/stick")
    settle()
    assert "backup.gridbackup" in wizard.end.said.text()
    assert "/backups" in wizard.end.where.text()
    with qtbot.waitSignal(wizard.done) as done:
        wizard.on_after()
    assert done.args == ["profile"]
    assert desk.settings.get(STEP) is None
