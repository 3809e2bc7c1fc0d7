"""Filling another agency's table in the window: three steps, by keys alone, and once more with one button."""

import json
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from desktop.access.roles import READER
from desktop.screens import tables
from desktop.standard import views
from desktop.standard.list import Filter, Query
from desktop.standard.looks import looks
from desktop.ui import fill_jobs
from desktop.ui.fill_page import FillPage
from desktop.ui.fill_parts import CHECK, COLUMNS, FILE
from desktop.ui.progress import Progress
from tests.factories.profile import TODAY, USER_ID
from tests.screens.conftest import Office, Open
from tests.standard.filling import agencies


def table(folder: Path) -> Path:
    """A table with a list, a strange column and one that is never kept."""
    book = agencies.sheet_of(
        [["摸底表"], ["序号", "姓名", "性别", "联系电话", "民族", "楼栋", "其他情况"]], merges=["A1:G1"]
    )
    agencies.words_for(book, "C3:C99", '"男性,女性"')
    return agencies.saved(book, folder / "摸底表.xlsx")


@pytest.fixture
def page(office: Office, tmp_path: Path) -> FillPage:
    office.desk.settings.put(fill_jobs.FOLDER, str(tmp_path))
    found: FillPage = office.go("fill")
    return found


def test_a_table_is_filled_by_the_space_bar_alone(office: Office, page: FillPage, tmp_path: Path) -> None:
    page.open_file(table(tmp_path))
    office.settle()
    assert page.at_step == COLUMNS
    assert page.columns.about.text() == "摸底表.xlsx：共 7 列，对上 5 列。有 1 列本系统不保存，留空。"
    samples = {row.column.title: row.sample.text() for row in page.columns.rows}
    assert samples["联系电话"].startswith("170****")
    assert samples["民族"] == ""
    assert [row.asks.text() for row in page.columns.rows][2:5] == ["下拉：男性、女性", "", "本系统不保存"]
    office.press(Qt.Key.Key_Space)
    office.settle()
    assert page.at_step == CHECK
    assert page.check.words.text().startswith("将填 12 行、")
    assert page.check.left.text() == "没有填的列　本系统不保存：民族；没有对应的栏目：其他情况。"
    office.press(Qt.Key.Key_Space)
    office.settle()
    sheet = openpyxl.load_workbook(tmp_path / "摸底表-已填20260310.xlsx").active
    assert [sheet.cell(3, column).value for column in range(1, 8)] == [
        1,
        "孙秀",
        "女性",
        "170****0004",
        None,
        "1号楼",
        None,
    ]
    assert page.check.title.text() == "已生成 1 个文件"
    assert office.said[-1] == "已填好 12 行：摸底表-已填20260310.xlsx"
    assert office.focus() is page.check.look


def test_once_filled_it_is_filled_again_with_one_button(office: Office, page: FillPage, tmp_path: Path) -> None:
    page.open_file(table(tmp_path))
    office.settle()
    page.on_after()
    office.settle()
    page.on_after()
    office.settle()
    page.check.again.click()
    office.settle()
    assert (page.at_step, [line.words[0] for line in page.file.table.lines]) == (FILE, ["摸底表"])
    page.file.again.click()
    office.settle()
    assert page.at_step == CHECK
    assert office.focus() is page.parts.after
    office.press(Qt.Key.Key_Space)
    assert (tmp_path / "摸底表-已填20260310(2).xlsx").is_file()
    page.start_over()
    page.file.forget.click()
    office.settle()
    assert page.file.mine.isHidden()


def test_whole_numbers_ask_for_their_purpose(office: Office, page: FillPage, tmp_path: Path) -> None:
    page.open_file(table(tmp_path))
    office.settle()
    page.on_after()
    office.settle()
    page.check.full.setCurrentIndex(1)
    page.check.full.activated.emit(1)
    office.settle()
    assert office.focus() is page.check.purpose
    page.on_after()
    office.settle()
    assert office.said[-1].startswith("写出完整号码要写明用途")
    page.check.purpose.setText("街道摸底")
    page.on_after()
    office.settle()
    with office.village.profile.store.read() as session:
        assert [(look.kind, look.reason) for look in looks(session)] == [("export", "街道摸底")]
    sheet = openpyxl.load_workbook(tmp_path / "摸底表-已填20260310.xlsx").active
    assert sheet["D3"].value == "17000000004"


def test_a_column_is_put_right_and_rows_are_chosen(office: Office, page: FillPage, tmp_path: Path) -> None:
    page.open_file(table(tmp_path))
    office.settle()
    last = page.columns.rows[-1]
    last.fact.setCurrentIndex(last.fact.findText("固定文字…"))
    last.fact.activated.emit(0)
    last.words.setText("已核对")
    page.columns.choice.building.setCurrentIndex(page.columns.choice.building.findData("2号楼"))
    page.columns.choice.building.activated.emit(0)
    office.settle()
    assert last.sample.text() == "已核对"
    page.on_after()
    office.settle()
    assert page.prepared is not None
    assert [(row[1], row[6]) for row in page.prepared.rows] == [("吴丽", "已核对"), ("许涛", "已核对")]
    page.on_before()
    rows = page.columns.choice.rows
    rows.setCurrentIndex(1)
    rows.activated.emit(1)
    office.settle()
    assert page.opened is not None
    assert page.opened.source.name == "households"
    page.on_after()
    office.settle()
    assert [row[1] for row in page.prepared.rows] == ["吴丽", "许涛"]


def test_a_gap_leads_to_its_record(office: Office, page: FillPage, tmp_path: Path) -> None:
    empty = agencies.saved(agencies.sheet_of([["姓名", "身份证号"]]), tmp_path / "t.xlsx")
    page.open_file(empty)
    office.settle()
    page.on_after()
    office.settle()
    assert page.check.table.lines[0].words == ("1", "1-1-101 孙秀", "身份证号", "")
    page.check.open.click()
    office.settle()
    assert office.here == ("people", office.village.members["孙秀"])


def test_what_cannot_be_filled_is_told_where_it_was_chosen(office: Office, page: FillPage, tmp_path: Path) -> None:
    old = tmp_path / "旧.xls"
    old.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    page.open_file(old)
    office.settle()
    assert page.at_step == FILE
    assert page.file.file.said.text().startswith("这是旧格式的表")
    page.open_file(table(tmp_path))
    office.settle()
    page.columns.choice.low.setValue(120)
    page.on_after()
    office.settle()
    assert page.at_step == COLUMNS
    assert office.said[-1].startswith("没有符合条件的居民")


def test_work_that_is_stopped_leaves_nothing(
    office: Office, page: FillPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_file(table(tmp_path))
    office.settle()
    page.on_after()
    office.settle()

    def stopped(progress: Progress) -> object:
        progress.stop()
        progress.step(1, 2)
        raise AssertionError

    monkeypatch.setattr(fill_jobs, "making", lambda *_given: stopped)
    page.make()
    office.settle()
    assert (page.at_step, page.produced, list(tmp_path.glob("*已填*"))) == (CHECK, None, [])
    monkeypatch.setattr(fill_jobs, "opening", lambda *_given: stopped)
    page.open_file(table(tmp_path))
    office.settle()
    assert page.file.file.said.text() == "已停止读取，什么也没有改。"


def test_the_folder_and_the_name_are_asked_for(
    office: Office, page: FillPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    answers = iter(("", str(other)))
    monkeypatch.setattr(fill_jobs.QFileDialog, "getExistingDirectory", lambda *_given: next(answers))
    page.check.other.click()
    page.check.other.click()
    assert fill_jobs.folder_of(office.desk) == other
    page.open_file(table(tmp_path))
    office.settle()
    page.on_after()
    office.settle()
    page.on_after()
    office.settle()
    opened: list[object] = []
    page._show_folder = opened.append  # type: ignore[method-assign, assignment]  # no file manager in a test
    page.check.look.click()
    assert opened == [other]
    monkeypatch.setattr(fill_jobs, "ask_fields", lambda *_given, **_said: {"name": "全县摸底", "agency": None})
    page.file.rename.click()
    office.settle()
    assert page.file.table.lines[0].words[:2] == ("全县摸底", "—")


def test_only_those_who_may_export_see_the_page(open_office: Open) -> None:
    office = open_office(READER)
    assert "fill" not in {place.name for place in office.shell.places.all}
    assert tables.commands(None) == ()  # type: ignore[arg-type]  # it looks at nothing


def test_an_unfinished_table_is_there_again_after_a_change_of_person(
    office: Office, page: FillPage, tmp_path: Path
) -> None:
    page.open_file(table(tmp_path))
    office.settle()
    page.columns.choice.members.setChecked(True)
    office.settle()
    kept = json.loads(json.dumps(page.state()))
    page.start_over()
    assert page.state() == {}
    page.restore(kept)
    office.settle()
    assert (page.at_step, page.columns.choice.choice.members) == (COLUMNS, True)
    assert json.loads(json.dumps(page.state())) == kept
    page.start_over()
    page.restore({"file": str(tmp_path / "gone.xlsx")})
    assert page.at_step == FILE


def test_a_saved_filter_chooses_the_rows(office: Office, page: FillPage, tmp_path: Path) -> None:
    with office.desk.store.write(USER_ID, "views.save") as session:
        query = Query(filters=(Filter("sex", values=("2",)),))
        views.keep(session, office.desk.actor, "people", name="妇女名册", query=query, today=TODAY)
    page.reload()
    page.open_file(table(tmp_path))
    office.settle()
    bar = page.columns.choice
    assert not bar.view.isHidden()
    bar.view.setCurrentIndex(bar.view.findText("妇女名册"))
    bar.changed.emit()
    page.prepare()
    office.settle()
    assert page.prepared is not None
    assert {row[2] for row in page.prepared.rows} == {"女性"}
    assert page.prepared.choice.view == "妇女名册"
    page.show_step(COLUMNS)
    bar.rows_chosen.emit("households")
    office.settle()
    assert (bar.view.isHidden(), bar.choice.query) == (True, "")
