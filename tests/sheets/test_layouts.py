"""Rosters in other people's shapes arrive: other programs, other habits, other accidents."""

import csv
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop.base.errors import UserError
from desktop.sheets.choose import best_sheet
from desktop.sheets.dropping import Why
from desktop.sheets.match import match
from desktop.sheets.read import open_book
from desktop.sheets.rows import read_rows
from tests.sheets.rosters import HOUSEHOLD, SAMPLES, TITLES, read, write_xlsx

HEAD = ("门牌", "姓名", "身份证号", "联系电话")
ZHANG = ("3-2-501", "张三", "990101197211136278", "13000000111")


def test_unicode_text_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "名册.txt"
    path.write_bytes("\t".join(HEAD).encode("utf-16") + ("\r\n" + "\t".join(ZHANG)).encode("utf-16-le"))
    assert read(path).rows[0].text("id_no") == ZHANG[2]


def test_a_web_table_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEAD, ZHANG))
    title = "<tr><td colspan=4>住户名册</td></tr>"
    path.write_bytes(f"<html><meta charset=gbk><table border=1>{title}{rows}</table></html>".encode("gb18030"))
    roster = read(path)
    assert (roster.sheet, roster.rows[0].number, roster.rows[0].text("name")) == ("导出", 3, "张三")


def test_a_page_with_several_tables_offers_each(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    table = "<table>" + "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in (HEAD, ZHANG)) + "</table>"
    path.write_text(f"<html><table><tr><td>某系统</table>{table}</html>", "utf-8")
    book = open_book(path)
    assert [sheet.name for sheet in book.sheets] == ["表格 1", "表格 2"]
    assert read(path).sheet == "表格 2"


def test_xml_of_2003_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    names = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in (HEAD, ZHANG)
    )
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?><Workbook xmlns="{names}" xmlns:ss="{names}">'
        f'<Worksheet ss:Name="3号楼"><Table>{rows}</Table></Worksheet></Workbook>',
        "utf-8",
    )
    roster = read(path)
    assert (roster.sheet, roster.rows[0].text("door")) == ("3号楼", "3-2-501")


@pytest.mark.parametrize("name", ["名册.et", "名册.xlsx", "名册.dat", "名册"])
def test_the_extension_is_not_believed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(SAMPLES / "双报到党员信息登记表.xls", path)
    assert len(read(path).rows) == 34


def test_a_csv_named_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEAD, ZHANG])
    assert read(path).rows[0].text("phone") == ZHANG[3]


def test_a_sheet_keeps_its_name_and_its_title_as_data(tmp_path: Path) -> None:
    head = ("房号", "姓名", "电话")
    sheets = {f"{number}号楼": [head, ("101", f"张{number}", "1")] for number in (1, 2, 3)}
    path = write_xlsx(
        tmp_path / "a.xlsx", {"说明": [("请按楼填写",)], **sheets, "备份": sheets["1号楼"]}, hidden=["备份"]
    )
    book = open_book(path)
    found = best_sheet(book, TITLES)
    assert found is not None
    assert found.grid.sheet == "1号楼"
    assert book.read("说明").cell(1, 0) == "请按楼填写"
    with pytest.raises(UserError, match="4号楼"):
        book.read("4号楼")


def test_a_hidden_sheet_serves_when_no_other_does(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"封面": [("名册",)], "数据": [HEAD, ZHANG]}, hidden=["数据"])
    assert read(path).sheet == "数据"


def test_no_sheet_with_known_titles_leaves_the_choice_to_the_person(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"表1": [("甲", "乙", "丙"), (1, 2, 3)]})
    assert best_sheet(open_book(path), TITLES) is None


def test_a_door_that_excel_made_a_day_arrives_as_a_day(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"表1": [HEAD, (date(2026, 3, 2), "张三", "1", "2")]})
    door = read(path).rows[0].cells["door"]
    assert (door.raw, door.text) == (date(2026, 3, 2), "2026-03-02")


def test_ids_partly_numbers(tmp_path: Path) -> None:
    people = [
        ("1-1-101", "甲", 990101197211136278, 13000000111),
        ("1-1-102", "乙", "99010119990525725X", "13000000112"),
    ]
    rows = read(write_xlsx(tmp_path / "a.xlsx", {"表1": [HEAD, *people]})).rows
    assert [row.cells["id_no"].numeric for row in rows] == [True, False]
    assert [row.text("phone") for row in rows] == ["13000000111", "13000000112"]


def test_title_rows_unit_rows_and_a_merged_header_with_line_breaks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in ("1.0", "阳光花园\n住户名册", "填报单位：某某社区", None, "单位：户、人"):
        sheet.append([line])
    sheet.append(["楼栋\n门牌 *", "户主", None, "家庭成员", None])
    sheet.append([None, "姓\n名*", "身份\n证号*", "姓名", "电话\n（必填）"])
    sheet.append(["3-2-501", "张三", ZHANG[2], "李四", 13000000111])
    for merged in ("A2:E2", "A6:A7", "B6:C6", "D6:E6"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "a.xlsx")
    roster = read(tmp_path / "a.xlsx")
    assert {target: cell.text for target, cell in roster.rows[0].cells.items()} == {
        "door": "3-2-501",
        "head_name": "张三",
        "head_id": ZHANG[2],
        "name": "李四",
        "phone": "13000000111",
    }
    assert roster.rows[0].number == 8


def test_fifty_columns_and_a_header_in_row_twelve(tmp_path: Path) -> None:
    head = [f"附加{number}" for number in range(46)] + list(HEAD)
    lines = [(f"说明第 {number} 条",) for number in range(11)]
    data = [tuple(["x"] * 46 + ["1-1-101", f"张{number}", str(number), "1"]) for number in range(1200)]
    roster = read(write_xlsx(tmp_path / "a.xlsx", {"表1": [*lines, head, *data]}))
    assert len(roster.rows) == 1200
    assert roster.rows[0].number == 13


def test_a_header_without_data_is_an_empty_roster(tmp_path: Path) -> None:
    roster = read(write_xlsx(tmp_path / "a.xlsx", {"表1": [("住户名册",), HEAD]}))
    assert (roster.rows, roster.dropped, roster.empty) == ([], [], 0)


def test_a_workbook_without_anything_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是空的"):
        open_book(write_xlsx(tmp_path / "a.xlsx", {"表1": []}))


def test_two_tables_on_one_sheet_are_read_one_after_the_other(tmp_path: Path) -> None:
    second = ("姓名", "与户主关系", "备注")
    path = write_xlsx(tmp_path / "a.xlsx", {"表1": [HEAD, ZHANG, (), second, ("李四", "配偶", "甲")]})
    roster = read(path)
    assert (len(roster.rows), roster.next_table) == (1, 4)
    assert roster.dropped[-1].why is Why.SECOND_TABLE


def test_open_documents_of_other_offices(tmp_path: Path) -> None:
    path = tmp_path / "名册.ods"
    write_ods(path, [HEAD, ZHANG])
    assert read(path, carry=HOUSEHOLD).rows[0].text("name") == "张三"


def write_ods(path: Path, rows: list[tuple[str, ...]]) -> None:
    from zipfile import ZipFile  # here only: no library at hand writes this format

    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="表1">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{names}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)


def test_a_merged_block_per_household_made_by_another_program(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["门牌", "户主", "姓名", "联系电话"])
    for start, door, size in ((2, "1-1-101", 3), (5, "1-1-102", 1), (6, "1-1-103", 2)):
        for member in range(size):
            sheet.append([door if member == 0 else None, f"户{start}" if member == 0 else None, f"人{member}", None])
        if size > 1:
            sheet.merge_cells(start_row=start, end_row=start + size - 1, start_column=1, end_column=1)
    book.save(tmp_path / "a.xlsx")
    found = best_sheet(open_book(tmp_path / "a.xlsx"), TITLES)
    assert found is not None
    roster = read_rows(
        found.grid, found.header, match=match(found.header, TITLES), synonyms=TITLES, carry=("door", "head_name")
    )
    assert [row.group for row in roster.rows] == [0, 0, 0, 1, 2, 2]
    assert roster.rows[2].text("head_name") == "户2"
