"""Written tables keep every digit, run nothing, print well, and replace a file whole or not at all."""

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.clock import at_noon
from desktop.base.errors import Cancelled, UserError
from desktop.sheets import write as room
from desktop.sheets.write import OutColumn, RejectedRow, safe, write_fix_list, write_table
from tests.sheets.rosters import read

CLOCK = at_noon(date(2026, 3, 5))
COLUMNS = (OutColumn("姓名", 10), OutColumn("身份证号", 20), OutColumn("面积", 8, "number"))


def cells(path: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_a_table_has_title_notes_header_and_typed_cells(tmp_path: Path) -> None:
    path = tmp_path / "住户.xlsx"
    rows = [("张三", "990101197211136278", 133.8), ("李四", None, None), ("王五", date(2026, 3, 5), "约 90")]
    assert write_table(path, title="住户名册", columns=COLUMNS, rows=rows, clock=CLOCK, notes=["共 3 人"]) == 3
    assert cells(path) == [
        ["住户名册", None, None],
        ["共 3 人", None, None],
        ["姓名", "身份证号", "面积"],
        ["张三", "990101197211136278", 133.8],
        ["李四", None, None],
        ["王五", "2026-03-05", "约 90"],
    ]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [sheet[place].number_format for place in ("B4", "C4", "B5")] == ["@", "General", "@"]


def test_it_is_ready_to_print_and_to_filter(tmp_path: Path) -> None:
    path = tmp_path / "住户.xlsx"
    write_table(path, title="住户名册", columns=COLUMNS, rows=[("张三", "1", 2)] * 5, clock=CLOCK)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("住户名册", "A3", "A2:C7")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.column_dimensions["B"].width == pytest.approx(20, abs=1)


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "%x", "|x", "'x"])
def test_no_text_ever_becomes_a_formula(tmp_path: Path, evil: str) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, title=evil, columns=COLUMNS, rows=[(evil, evil, evil)], clock=CLOCK, notes=[evil])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert all(cell.data_type in ("s", "inlineStr") for row in sheet.iter_rows() for cell in row if cell.value)
    assert [sheet["A4"].value, sheet["A4"].quotePrefix, sheet["A4"].number_format] == [evil, True, "@"]
    with ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_written_table_reads_back_as_a_roster(tmp_path: Path) -> None:
    path = tmp_path / "住户.xlsx"
    people = [("张三", "990101197211136278", 133.8), ("次仁·卓玛", "99010119990525725X", 50)]
    write_table(path, title="住户名册", columns=COLUMNS, rows=people, clock=CLOCK, notes=["共 2 人"])
    roster = read(path)
    assert [(row.text("name"), row.text("id_no"), row.text("area")) for row in roster.rows] == [
        ("张三", "990101197211136278", "133.8"),
        ("次仁·卓玛", "99010119990525725X", "50"),
    ]


def test_the_fix_list_marks_wrong_cells_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "待修改.xlsx"
    rows = [
        RejectedRow(("张三", "990101194405168000"), {1: "身份证号被 Excel 改动过"}),
        RejectedRow(("=李四", "x", "y"), {0: "姓名不对", 2: "不是数字", 9: "缺少门牌"}),
    ]
    assert write_fix_list(path, title="待修改的行", columns=COLUMNS, rows=rows, clock=CLOCK) == 2
    sheet = openpyxl.load_workbook(path).worksheets[0]
    red = [cell.coordinate for row in sheet.iter_rows(min_row=3) for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"]
    assert red == ["B3", "A4", "C4"]
    assert [sheet["D2"].value, sheet["D3"].value, sheet["D4"].value] == [
        "需要修改的原因",
        "身份证号：身份证号被 Excel 改动过",
        "姓名：姓名不对；面积：不是数字；缺少门牌",
    ]


def test_a_single_column_without_rows_is_a_table_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    seen: list[int] = []
    done = write_table(
        path, title="[?]", columns=COLUMNS[:1], rows=[], clock=CLOCK, on_row=lambda row: not seen.append(row)
    )
    assert (done, seen, cells(path)) == (0, [0], [["[?]"], ["姓名"]])


def test_cancelling_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_table(path, title="a", columns=COLUMNS, rows=[("x",)] * 900, clock=CLOCK, on_row=lambda done: done < 400)
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"old"


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_ROWS", 5)
    with pytest.raises(UserError, match="1,048,575"):
        write_table(tmp_path / "a.xlsx", title="a", columns=COLUMNS, rows=[("x",)] * 5, clock=CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有保存"):
        write_table(tmp_path / "没有" / "a.xlsx", title="a", columns=COLUMNS, rows=[], clock=CLOCK)


def test_the_same_table_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_table(tmp_path / name, title="a", columns=COLUMNS, rows=[("x", "1", 2)], clock=CLOCK)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_values_are_shown_plainly() -> None:
    assert room.shown(datetime.fromisoformat("2026-03-05 08:09:10")) == "2026-03-05 08:09"
    assert [room.shown(value) for value in (None, 3, "x", date(2026, 3, 5))] == ["", "3", "x", "2026-03-05"]


@given(st.text(max_size=300) | st.just("长" * 40_000))
def test_every_text_fits_a_cell(text: str) -> None:
    assert len(safe(text)) <= 32_767
    safe(text).encode()
