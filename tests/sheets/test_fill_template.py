"""A template's parts are changed where data goes, and nowhere else; a damaged or hostile one is refused in words."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import NamedStyle

from desktop.base.errors import Cancelled, UserError
from desktop.sheets import template_xml as xml
from desktop.sheets.fill import fill
from desktop.sheets.grid import Grid
from desktop.sheets.header import Header
from desktop.sheets.read import Book
from desktop.sheets.template import Template, open_template, template_of
from desktop.sheets.template_book import WORKBOOK, BookParts
from desktop.sheets.template_cells import Area, Growth, area
from desktop.sheets.template_layout import Layout, layout_of
from desktop.sheets.template_lists import drop_downs
from desktop.sheets.template_styles import Styles
from desktop.sheets.titles import Synonyms
from tests.sheets.rosters import SAMPLES, write_xlsx

KNOWN = Synonyms({"name": ("姓名",), "id": ("身份证号",), "phone": ("电话",)})


def data_of(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def template(data: bytes) -> Template:
    return Template("t.xlsx", data, "xlsx", Book("t.xlsx", (), ()))


def layout(first: int = 2, last: int | None = None) -> Layout:
    return Layout("Sheet", Header(1, 1, (), ()), first, last, ())


def filled(data: bytes, rows: list[Mapping[int, object]], **said: int | None) -> openpyxl.Workbook:
    made = fill(template(data), layout(**said), rows)  # type: ignore[arg-type]  # test data
    return openpyxl.load_workbook(io.BytesIO(made))


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_without_any_row_and_one_without_shared_texts_are_filled() -> None:
    empty = changed(
        data_of(sheet(["甲"])), SHEET, lambda part: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", part)
    )
    assert filled(empty, [{0: "林涛明"}], first=1).active["A1"].value == "林涛明"
    made = fill(template(data_of(sheet(["甲"]))), layout(), [{0: "=A1"}])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b't="inlineStr"><is><t xml:space="preserve">=A1</t></is></c>' in archive.read(SHEET)


SPREADSHEET = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_a_file_with_prefixes_keeps_them_and_shares_its_texts(tmp_path: Path) -> None:
    def prefixed(part: bytes) -> bytes:
        part = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", part)
        return part.replace(b'xmlns="' + SPREADSHEET, b'xmlns:x="' + SPREADSHEET)

    data = write_xlsx(tmp_path / "t.xlsx", {"Sheet": [["甲"], [None, "乙"]]}).read_bytes()
    data = changed(data, SHEET, prefixed)
    strings = b'<sst xmlns="' + SPREADSHEET + b'" count="2" uniqueCount="2"'
    for left, texts, number in ((b"/>", b"", 0), (b"><si><t>a</t></si></sst>", b"<si><t>a</t></si>", 1)):
        its = changed(data, "xl/sharedStrings.xml", lambda _part, left=left: strings + left)  # type: ignore[misc]  # bound at once
        made = fill(template(its), layout(), [{0: "王", 1: 3}])
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert f'<x:c r="A2" t="s"><x:v>{number}</x:v></x:c>'.encode() in archive.read(SHEET)
            said = archive.read("xl/sharedStrings.xml")
        assert said.endswith(texts + '<si><t xml:space="preserve">王</t></si></sst>'.encode())
        assert f'count="3" uniqueCount="{number + 1}"'.encode() in said


def test_rows_that_are_left_over_keep_looks_and_formulas_and_lose_examples() -> None:
    book = sheet(["姓名", "数"], ["例", 1], ["样", "=A3"], [None, None], ["合计"])
    book.active["A4"].number_format = "@"
    made = filled(data_of(book), [{0: "王"}], last=4).active
    assert [[cell.value for cell in row] for row in made.iter_rows(min_row=2)] == [
        ["王", None],
        [None, "=A3"],
        [None, None],
        ["合计", None],
    ]
    assert made["A4"].number_format == "@"


def test_formats_of_whole_columns_hold_for_new_cells() -> None:
    book = sheet(["姓名", "生日"])
    book.active.column_dimensions["B"].number_format = "yyyy-mm-dd"
    made = filled(data_of(book), [{1: date(1958, 3, 2)}, {1: "1958"}, {1: date(1899, 1, 1)}]).active
    assert (made["B2"].value.date(), made["B3"].value, made["B4"].value) == (date(1958, 3, 2), "1958", "1899-01-01")
    assert made["B3"].number_format == "@"


def test_days_are_counted_as_the_file_counts_them() -> None:
    book = sheet(["生日"], [None])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A2"].number_format = "yyyy/m/d"
    assert filled(data_of(book), [{0: date(2026, 3, 5)}]).active["A2"].value.date() == date(2026, 3, 5)


def test_colours_filters_and_merged_cells_follow_the_data() -> None:
    book = sheet(["姓名"], [None], [None], ["注：看这里"])
    rule = CellIsRule(operator="equal", formula=['"x"'])
    book.active.conditional_formatting.add("A2:A2", rule)
    book.active.auto_filter.ref = "A1:A2"
    book.active["C4"] = 1
    book.active.merge_cells("A2:A3")
    made = filled(data_of(book), [{0: "王"}, {0: "李"}, {0: "张"}], last=2).active
    ranges = {str(one.sqref) for one in made.conditional_formatting}
    assert ranges == {"A2:A4"}
    assert (made.auto_filter.ref, made.merged_cells.ranges, made["C6"].value) == ("A1:A4", set(), 1)


def test_a_list_of_2010_reaches_over_the_new_rows() -> None:
    ours = b'<extLst><ext xmlns:x="x" xmlns:m="m"><x:dataValidations><x:dataValidation type="list"><m:sqref>A2:A3 C2:C9'
    ours += b"</m:sqref></x:dataValidation></x:dataValidations></ext></extLst></worksheet>"
    data = changed(data_of(sheet(["姓名"])), SHEET, lambda part: part.replace(b"</worksheet>", ours))
    made = fill(template(data), layout(), [{0: "王"}] * 5)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"<m:sqref>A2:A6 C2:C9</m:sqref>" in archive.read(SHEET)


def test_formulas_below_move_and_those_of_other_sheets_stay() -> None:
    growth = Growth(first=5, last=7, more=3, filled=10)
    assert growth.formula('SUM(D5:D7)+Other!A9+$B$9&"A9"') == 'SUM(D5:D10)+Other!A9+$B$12&"A9"'
    assert Growth(5, 7, 0, 7).formula("A9") == "A9"
    assert (area("B:C"), area("x"), str(area("B2"))) == (Area(1, 1, 1_048_576, 2), None, "B2")


def test_the_chain_of_calculation_goes_and_print_areas_of_whole_columns_stay() -> None:
    book = sheet(["姓名", "数"], [None, "=LEN(A2)"], ["合计"])
    book.active.print_area = "A1:B9"
    data = changed(data_of(book), WORKBOOK, lambda part: part.replace(b"$A$1:$B$9", b"$A:$B"))
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    data = changed(
        data,
        rels,
        lambda part: part.replace(
            b"</Relationships>",
            b'<Relationship Id="z" Type="http://x/calcChain" Target="calcChain.xml"/></Relationships>',
        ),
    )
    data = changed(
        data,
        types,
        lambda part: part.replace(b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="a"/></Types>'),
    )
    with_chain = io.BytesIO(data)
    with zipfile.ZipFile(with_chain, "a") as archive:
        archive.writestr("xl/calcChain.xml", "<calcChain/>")
    made = fill(template(with_chain.getvalue()), layout(last=2), [{0: "王"}, {0: "李"}])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"$A:$B<" in archive.read(WORKBOOK)
        assert b"<f>LEN(A3)</f>" in archive.read(SHEET)
        assert "xl/calcChain.xml" not in archive.namelist()
        assert b"calcChain" not in archive.read(rels) + archive.read(types)


def test_a_person_may_stop_and_rows_are_counted() -> None:
    data = data_of(sheet(["姓名"]))
    with pytest.raises(Cancelled):
        fill(template(data), layout(), [{0: "王"}], on_row=lambda _done: False)
    seen: list[int] = []
    fill(template(data), layout(), [{0: "王"}] * 3, on_row=lambda done: not seen.append(done))
    assert seen == [0, 3]


def test_text_files_keep_mark_encoding_and_separator(tmp_path: Path) -> None:
    for data, start in (("\ufeff姓名;电话\r\n".encode(), b"\xef\xbb\xbf"), ("姓名;电话\r\n".encode(), b"")):
        one = template_of("t.csv", data)
        its = layout_of(one, KNOWN)
        made = fill(one, its, [{0: "王", 1: "=1"}], on_row=lambda _done: True)
        assert made == start + "姓名;电话\r\n王;'=1\r\n".encode()
        with pytest.raises(Cancelled):
            fill(one, its, [{}], on_row=lambda _done: False)


@pytest.mark.parametrize(
    ("name", "said"), [("户籍人口登记表.xls", "旧格式"), ("住户台账.xlsx", "")],
)  # fmt: skip
def test_old_formats_are_refused_with_the_way_out(name: str, said: str) -> None:
    if not said:
        assert open_template(SAMPLES / name).kind == "xlsx"
        return
    with pytest.raises(UserError, match=said):
        open_template(SAMPLES / name)


def test_macros_web_pages_and_other_books_are_refused(tmp_path: Path) -> None:
    data = io.BytesIO(data_of(sheet(["姓名"])))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    for content, said in (
        (data.getvalue(), "带有宏"),
        (b"<html><table></table></html>", "网页"),
        (b"%PDF-1.4", "不是表格，没有填。"),
        (ods.getvalue(), "另存为"),
    ):
        path = tmp_path / "t.xlsx"
        path.write_bytes(content)
        with pytest.raises(UserError, match=said):
            open_template(path)


def test_a_damaged_part_is_told() -> None:
    data = data_of(sheet(["姓名"]))
    broken: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
        (SHEET, lambda part: part[:-30]),
        (SHEET, lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part),
        (SHEET, lambda part: re.sub(rb"<sheetData>.*</sheetData>", b"", part)),
        ("xl/workbook.xml", lambda part: part.replace(b'name="Sheet"', b'name="Other"')),
        ("xl/_rels/workbook.xml.rels", lambda _part: b"<Relationships/>"),
        ("xl/_rels/workbook.xml.rels", lambda part: part.replace(b"sheet1.xml", b"none.xml")),
    )
    for name, change in broken:
        with pytest.raises(UserError, match="不完整或已损坏"):
            fill(template(changed(data, name, change)), layout(), [])
    with pytest.raises(UserError, match="空白格式太多"):
        fill(template(changed(data, SHEET, lambda part: part + b" " * (xml.MAX_PART + 1))), layout(), [])


def test_small_facts_of_parts() -> None:
    assert not Styles(None).is_day(3)
    assert Styles(None).text(3) == 3
    book = sheet(["x"])
    book.add_named_style(NamedStyle("day", number_format="m/d"))
    book.active["A1"].style = "day"
    parts = BookParts(data_of(book))
    assert [Styles(parts.styles).is_day(one) for one in (0, 1, 9)] == [False, True, False]
    node = xml.parse(b"<a><b/><t>1<r>2</r><rPh>3</rPh></t></a>")
    assert (node.find("b").is_empty, node.find("c")) == (True, None)  # type: ignore[union-attr]  # it is there
    assert xml.with_attribute(b"<a/>", "k", '"') == b'<a k="&quot;"/>'


def test_a_list_that_depends_on_another_cell_has_no_words() -> None:
    book = sheet(["姓名"])
    rule = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1="INDIRECT(B2)")
    rule.add("A2:A9")
    book.active.add_data_validation(rule)
    grid = Grid("t.xlsx", "Sheet", [["姓名"]])
    (one,) = drop_downs(BookParts(data_of(book)), Book("t.xlsx", (), (grid,)), "Sheet")
    assert (one.words, one.areas) == ((), (Area(2, 0, 9, 0),))


@pytest.mark.parametrize(
    ("rows", "first", "last"),
    [
        ([["姓名", "电话"], ["注：不要改表头"], [], ["合计"]], 3, 3),
        ([["姓名", "电话"], ["填表人：", "审核人："]], 2, 1),
        ([["姓名", "电话"], *[["必填", "选填"]] * 4, ["王", ""]], 2, None),
        ([["姓名", "电话"], ["合计"]], 2, 1),
        ([["姓名", "电话"], ["示例：王", "1"], ["王", "2"]], 2, None),
    ],
)  # fmt: skip
def test_where_data_begins_and_ends(tmp_path: Path, rows: list[list[object]], first: int, last: int | None) -> None:
    found = layout_of(open_template(write_xlsx(tmp_path / "t.xlsx", {"表": rows})), KNOWN)
    assert (found.first, found.last) == (first, last)


def test_a_table_without_room_for_data_gets_it(tmp_path: Path) -> None:
    one = open_template(write_xlsx(tmp_path / "t.xlsx", {"表": [["姓名", "电话"], ["填表人：", "审核人："]]}))
    made = openpyxl.load_workbook(io.BytesIO(fill(one, layout_of(one, KNOWN), [{0: "王"}, {0: "李"}]))).active
    assert [row[0].value for row in made.iter_rows()] == ["姓名", "王", "李", "填表人："]
