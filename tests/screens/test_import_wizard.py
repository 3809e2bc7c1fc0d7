"""Rosters in through the window: nothing is written before the last step, and all of it can be taken back."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.base.clock import today
from desktop.sheets.read import open_book
from desktop.standard import list as listing
from desktop.ui import import_pages_replace
from desktop.ui.import_wizard import ImportPage
from desktop.ui.import_wizard_parts import CHECK, COLUMNS, FILE, WRITE
from tests.screens.conftest import Office, Open

ROSTER = (
    "门牌,姓名,身份证号,与户主关系,电话,民族\n"
    "9-1-101,周兰,,户主,13812345678,汉\n"
    "9-1-101,周小明,,长房孙,,汉\n"
    "9-1-102,胡强,,户主,13712345678,汉\n"
    "9-1-102,胡小明,,长房孙,,汉\n"
    ",刘丽,,户主,13612345678,汉\n"
    "1-1-301,周兰,,户主,13987654321,汉\n"
)


@pytest.fixture
def office(open_office: Open) -> Office:
    return open_office()


@pytest.fixture
def page(office: Office, qtbot: QtBot, tmp_path: Path) -> ImportPage:
    backups: list[int] = []
    made = ImportPage(office.desk, office.desk.register("households"), back_up=lambda: backups.append(people(office)))
    made.backups = backups  # type: ignore[attr-defined]  # how many there were when the backup was made
    qtbot.addWidget(made)
    roster = tmp_path / "名单.csv"
    roster.write_text(ROSTER, "utf-8-sig")
    made.open_file(roster)
    office.settle()
    return made


def people(office: Office) -> int:
    desk = office.desk
    with desk.store.read() as session:
        register = desk.register("people")
        return listing.count(session, desk.actor, register, query=listing.Query(), today=today(desk.clock)).all


def check(page: ImportPage, office: Office) -> Any:
    page.on_after()
    office.settle()
    assert page.at_step == CHECK
    return page.check


def test_columns_are_shown_with_what_stands_in_them(page: ImportPage) -> None:
    assert page.at_step == COLUMNS
    found = {column.title: column for column in page.read.columns}  # type: ignore[union-attr]  # it was read
    assert found["门牌"].target == "door"
    assert found["电话"].samples[0] == "138****78"
    assert found["民族"].unkept
    assert "民族" not in page.columns.rows


def test_an_empty_table_leads_to_the_page_that_fills_it(page: ImportPage, office: Office, tmp_path: Path) -> None:
    empty = tmp_path / "摸底表.csv"
    empty.write_text("门牌,姓名,身份证号,与户主关系,电话\n,,,,\n", "utf-8-sig")
    page.open_file(empty)
    office.settle()
    assert page.columns.about.text().startswith("摸底表.csv 里没有名单。")


def test_a_column_can_be_given_another_target(page: ImportPage, office: Office) -> None:
    box = page.columns.rows["与户主关系"]
    box.setCurrentIndex(box.findData(""))
    box.activated.emit(0)
    office.settle()
    assert "与户主关系" not in page.read.staged.mapping.values()  # type: ignore[union-attr]  # it was read


def test_enter_goes_on_when_nothing_waits_for_a_decision(page: ImportPage, office: Office, tmp_path: Path) -> None:
    page.show()
    check(page, office)
    assert page.focusWidget() is page.check.table  # there is something to put right
    clean = tmp_path / "新住户.csv"
    clean.write_text("门牌,姓名,与户主关系\n9-1-201,何静,户主\n", "utf-8-sig")
    page.open_file(clean)
    office.settle()
    check(page, office)
    assert page.focusWidget() is page.parts.after


def test_the_dry_run_writes_nothing_and_a_cell_is_put_right(page: ImportPage, office: Office) -> None:
    before = people(office)
    step = check(page, office)
    assert people(office) == before
    problems = len(page.planned.view("fix").rows)  # type: ignore[union-attr]  # it was planned
    row = next(row for row in page.planned.view("fix").rows if row.column == "与户主关系")  # type: ignore[union-attr]
    step.fix.show_row(row)
    step.fix.line.setText("孙子")
    step.fix.change.click()
    office.settle()
    assert len(page.planned.view("fix").rows) == problems - 1  # type: ignore[union-attr]


def test_one_answer_serves_a_whole_column(page: ImportPage, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    check(page, office)

    def answer(box: Any) -> int:
        assert (box.column.currentText(), box.word.currentText()) == ("与户主关系（2 处）", "长房孙（2 处）")
        box.text.setText("孙子")
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(import_pages_replace.ReplaceQuestion, "exec", answer)
    page.check.replace.click()
    office.settle()
    assert [row.column for row in page.planned.view("fix").rows] == ["门牌"]  # type: ignore[union-attr]


def test_a_row_can_be_left_out_and_taken_in_again(page: ImportPage, office: Office) -> None:
    step = check(page, office)
    row = next(row for row in page.planned.view("new").rows if row.name == "胡强")  # type: ignore[union-attr]
    step.fix.show_row(row)
    step.fix.leave.click()
    office.settle()
    (skipped,) = page.planned.view("skipped").rows  # type: ignore[union-attr]
    step.fix.show_row(skipped)
    step.fix.take_in.click()
    office.settle()
    assert page.planned.view("skipped") is None  # type: ignore[union-attr]


def test_everything_is_written_after_a_backup_and_taken_back_at_once(page: ImportPage, office: Office) -> None:
    before = people(office)
    check(page, office)
    page.on_after()
    assert page.at_step == WRITE
    assert "1 行缺姓名或门牌" in page.write.words.text()
    page.bring_in()
    office.settle()
    assert page.backups == [before]  # type: ignore[attr-defined]  # before anything was written
    assert people(office) == before + 4
    page.take_back()
    office.settle()
    assert people(office) == before


def test_decisions_survive_a_lock(page: ImportPage, office: Office, qtbot: QtBot) -> None:
    check(page, office)
    row = next(row for row in page.planned.view("fix").rows if row.column == "与户主关系")  # type: ignore[union-attr]
    page.check.fix.corrected.emit(row.problem.at, row.problem.target, "孙子")  # type: ignore[union-attr]
    office.settle()
    again = ImportPage(office.desk, page.register, back_up=lambda: None)
    qtbot.addWidget(again)
    again.restore(page.state())
    office.settle()
    assert again.choices == page.choices


def test_a_file_that_is_no_roster_is_told_and_the_button_is_back(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    page = ImportPage(office.desk, office.desk.register("households"), back_up=lambda: None)
    qtbot.addWidget(page)
    empty = tmp_path / "空.csv"
    empty.write_text("")
    page.open_file(empty)
    office.settle()
    assert page.at_step == FILE
    assert page.file.said.text()
    assert page.file.choose.isEnabled()


def test_the_rows_to_fix_go_out_as_a_table(page: ImportPage, office: Office, tmp_path: Path) -> None:
    check(page, office)
    page.check.export_asked.emit(tmp_path / "fix.xlsx")
    office.settle()
    assert open_book(tmp_path / "fix.xlsx").grids[0].rows


def test_a_roster_of_another_list_is_told_and_may_be_put_elsewhere(
    office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = office.desk
    page = ImportPage(desk, *map(desk.register, ("households", "partners", "bonds")), back_up=lambda: None)
    qtbot.addWidget(page)
    roster = tmp_path / "单位.csv"
    roster.write_text("包联领导,包联社区,联系频次\n高明,和平社区,常来\n", "utf-8")
    page.open_file(roster)
    office.settle()
    assert (page.register.name, page.columns.into.currentText()) == ("bonds", "三联包保")
    step = check(page, office)
    model = step.table.model()
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())] == [
        "行",
        "名称",
        "列",
        "问题",
        "表里写的",
    ]
    again = ImportPage(desk, *page.registers, back_up=lambda: None)
    qtbot.addWidget(again)
    again.restore(page.state())
    office.settle()
    assert again.register.name == "bonds"
    page.plan(page.choices.correct(page.planned.plan.problems[0].at, "cadence", "60"))
    office.settle()
    page.on_after()
    page.bring_in()
    office.settle()
    assert page.write.look.text() == "看三联包保"

    roster.write_text("单位名称,联系人,联系电话,备注\n县水务局,李新,13000004413,\n", "utf-8")
    page.start_over()
    page.open_file(roster)
    office.settle()
    assert page.columns.about.text().startswith("看不出这是哪一种名册")  # of partners, or of bonds
    page.columns.into.setCurrentIndex(page.columns.into.findData("partners"))
    page.columns.into.activated.emit(page.columns.into.currentIndex())
    office.settle()
    assert (page.register.name, page.read.staged.mapping["name"]) == ("partners", "单位名称")
    page.begin(desk.register("bonds"))
    page.open_file(roster)
    office.settle()
    assert page.register.name == "bonds"  # from whose list the person came
