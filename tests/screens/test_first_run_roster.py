"""The roster step of the first-run wizard: one way back, one way on, and one button that stands out."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.first_run import FirstRun
from desktop.ui.first_run_course import BUILDINGS, END, ROSTER
from desktop.ui.import_wizard import ImportPage
from desktop.ui.import_wizard_parts import CHECK, COLUMNS, FILE, WRITE
from desktop.ui.style import Look
from tests.screens.conftest import Office
from tests.ui.set_up import FakePrinters, FakeSetUp

LIST = "门牌,姓名,身份证号,与户主关系,电话\n9-1-101,周兰,,户主,13812345678\n9-1-102,胡强,,户主,13712345678\n"


@pytest.fixture
def wizard(office: Office, qtbot: QtBot) -> FirstRun:
    set_up, tasks = FakeSetUp(office.desk), office.desk.tasks
    made = FirstRun(set_up, tasks, look=Look(), opened="profile", printers=FakePrinters())
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.show_step(ROSTER)
    return made


@pytest.fixture
def roster(wizard: FirstRun) -> ImportPage:
    assert wizard.roster is not None
    return wizard.roster


def read(roster: ImportPage, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(LIST, "utf-8-sig")
    roster.open_file(path)
    office.settle()


def seen(wizard: FirstRun, kind: str = "") -> list[str]:
    """The words of the buttons that can be seen, of one kind or all."""
    found = [one for one in wizard.findChildren(QPushButton) if one.isVisible() and one.text()]
    return [one.text() for one in found if not kind or one.property("kind") == kind]


def test_every_page_of_the_import_has_one_way_back_and_one_button_that_stands_out(
    wizard: FirstRun, roster: ImportPage, office: Office, tmp_path: Path
) -> None:
    told = [(FILE, seen(wizard, "primary"), seen(wizard).count("上一步"))]
    read(roster, office, tmp_path)
    told.append((roster.at_step, seen(wizard, "primary"), seen(wizard).count("上一步")))
    roster.on_after()
    office.settle()
    told.append((roster.at_step, seen(wizard, "primary"), seen(wizard).count("上一步")))
    roster.on_after()
    told.append((roster.at_step, seen(wizard, "primary"), seen(wizard).count("上一步")))
    assert told == [
        (FILE, ["选择文件…"], 1),
        (COLUMNS, ["下一步，看会改什么"], 1),
        (CHECK, ["下一步，写入"], 1),
        (WRITE, ["备份并写入"], 1),
    ]
    assert "先跳过" in seen(wizard)


def test_what_was_written_leaves_only_the_next_step(
    wizard: FirstRun, roster: ImportPage, office: Office, tmp_path: Path
) -> None:
    read(roster, office, tmp_path)
    roster.on_after()
    office.settle()
    roster.on_after()
    roster.bring_in()
    office.settle()
    assert seen(wizard, "primary") == ["下一步"]
    assert seen(wizard).count("上一步") == 1
    assert not {"先跳过", "看住户列表"} & set(seen(wizard))
    assert wizard.focusWidget() is wizard.after
    wizard.on_after()
    assert wizard.bar.current == END
    wizard.on_before()
    assert seen(wizard, "primary") == ["下一步"]
    roster.start_over()
    assert seen(wizard, "primary") == ["选择文件…"]


def test_a_roster_that_changes_nothing_leaves_the_next_step_too(
    wizard: FirstRun, roster: ImportPage, office: Office, tmp_path: Path
) -> None:
    for _time in range(2):
        read(roster, office, tmp_path)
        roster.on_after()
        office.settle()
        roster.on_after()
        if roster.planned and roster.planned.plan.writes:
            roster.bring_in()
            office.settle()
    assert roster.write.title.text() == "没有要写入的"
    assert seen(wizard, "primary") == ["下一步"]


def test_the_way_back_leads_through_the_import_and_then_out_of_it(
    wizard: FirstRun, roster: ImportPage, office: Office, tmp_path: Path
) -> None:
    read(roster, office, tmp_path)
    roster.parts.before.click()
    assert (wizard.bar.current, roster.at_step) == (ROSTER, FILE)
    wizard.before.click()
    assert wizard.bar.current == BUILDINGS
    assert not roster.parts.after.isVisible()
