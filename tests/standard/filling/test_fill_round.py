"""Every agency's table filled from the register reads back as the register, and stays theirs in all else."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sheets.clean import plain
from desktop.sheets.fill import fill
from desktop.sheets.template import Template, open_template
from desktop.sheets.template_book import BookParts
from desktop.sheets.template_layout import Layout, layout_of
from desktop.sheets.template_lists import drop_downs
from desktop.sheets.titles import Synonyms
from desktop.sheets.write import safe, shown
from desktop.standard.filling.guess import synonyms_of
from tests.standard.filling import agencies
from tests.standard.filling.conftest import Office


def filled(office: Office, make: Callable[[Path], Path], folder: Path, **said: object) -> tuple[Path, Path, object]:
    """The empty table, the filled one and what was prepared."""
    empty = make(folder)
    prepared = office.prepare(office.open(empty), **said)
    out = folder / f"filled{empty.suffix}"
    out.write_bytes(fill(prepared.template, prepared.layout, prepared.rows))
    return empty, out, prepared


@pytest.mark.parametrize("make", agencies.ALL, ids=lambda make: make.__name__)
def test_what_is_read_back_is_what_the_register_says(
    office: Office, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    _empty, out, prepared = filled(office, make, tmp_path)
    again = open_template(out)
    grid = again.book.read(prepared.layout.sheet if again.kind == "xlsx" else again.book.sheets[0].name)
    assert len(prepared.rows) == (6 if prepared.source.name == "people" else 3)
    assert prepared.filled > len(prepared.rows)
    for at, values in enumerate(prepared.rows):
        for column, value in values.items():
            raw = grid.cell(prepared.layout.first + at, column)
            assert plain(raw) == plain(shown(value)), (at, column)


@pytest.mark.filterwarnings("ignore:Data Validation extension")  # a load and save would lose it: that is the point
@pytest.mark.parametrize("make", agencies.ALL, ids=lambda make: make.__name__)
def test_their_header_hidden_sheets_lists_and_widths_stay(
    office: Office, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    empty, out, prepared = filled(office, make, tmp_path)
    if empty.suffix == ".csv":
        assert (
            out.read_bytes().decode("gb18030").splitlines()[:2] == empty.read_bytes().decode("gb18030").splitlines()[:2]
        )
        return
    old, new = openpyxl.load_workbook(empty), openpyxl.load_workbook(out)
    assert [(s.title, s.sheet_state) for s in new.worksheets] == [(s.title, s.sheet_state) for s in old.worksheets]
    before, after = old[prepared.layout.sheet], new[prepared.layout.sheet]
    for row in range(1, prepared.layout.first):
        assert [c.value for c in after[row]] == [c.value for c in before[row]]
    assert {k: d.width for k, d in after.column_dimensions.items()} == {
        k: d.width for k, d in before.column_dimensions.items()
    }
    assert after.page_setup.orientation == before.page_setup.orientation
    with zipfile.ZipFile(empty) as one, zipfile.ZipFile(out) as two:
        mine = {
            BookParts(empty.read_bytes()).sheet(prepared.layout.sheet).name,
            "xl/styles.xml",
            "xl/sharedStrings.xml",
            "xl/workbook.xml",
        }
        assert set(two.namelist()) == set(one.namelist())
        assert all(one.read(name) == two.read(name) for name in one.namelist() if name not in mine)
    lists = [drop_downs(BookParts(p.read_bytes()), open_template(p).book, prepared.layout.sheet) for p in (empty, out)]
    assert [one.words for one in lists[0]] == [one.words for one in lists[1]]
    assert all(any(area.holds(prepared.layout.first, area.left) for area in one.areas) for one in lists[1])


def test_columns_that_are_never_kept_stay_blank_and_are_listed(office: Office, tmp_path: Path) -> None:
    _empty, out, prepared = filled(office, agencies.united_front, tmp_path)
    assert [title for title, why in prepared.left if why == "unkept"] == ["民族", "宗教信仰", "学历"]
    sheet = openpyxl.load_workbook(out).active
    assert [sheet.cell(4, column).value for column in (3, 4, 6)] == [None, None, None]


def test_sexes_and_relations_are_said_as_their_lists_say_them(office: Office, tmp_path: Path) -> None:
    _empty, _out, prepared = filled(office, agencies.civil_affairs, tmp_path)
    at = office.titles(prepared.layout)
    assert [row[at["性别"]] for row in prepared.rows[:3]] == ["男性", "女性", "男性"]
    assert [row[at["与户主关系"]] for row in prepared.rows[:3]] == ["户主", "配偶", "子"]
    _empty, _out, prepared = filled(office, agencies.coded_lists, tmp_path)
    at = office.titles(prepared.layout)
    assert [row[at["性别"]] for row in prepared.rows[:2]] == ["1-男", "2-女"]
    assert prepared.rows[2][at["与户主关系"]] == "20-子"
    assert {wrong for lack in prepared.lacks for wrong in lack.wrong} == {("房屋性质", "自住")}
    assert prepared.wrong == 6


def test_a_household_has_its_members_side_by_side(office: Office, tmp_path: Path) -> None:
    for make in (agencies.wide_household, agencies.repeated_members):
        _empty, out, prepared = filled(office, make, tmp_path)
        assert prepared.source.name == "households"
        words = [plain(cell) for cell in open_template(out).book.grids[0].row(prepared.layout.first)]
        assert [name for name in ("林涛明", "周兰", "林小军") if name in words] == ["林涛明", "周兰", "林小军"]
        assert words.index("林涛明") < words.index("周兰") < words.index("林小军")


def test_people_stand_behind_their_head_door_by_door(office: Office, tmp_path: Path) -> None:
    _empty, _out, prepared = filled(office, agencies.police, tmp_path)
    column = office.titles(prepared.layout)["人员/基本信息/姓名"]
    names = [row[column] for row in prepared.rows]
    assert names == ["林涛明", "周兰", "林小军", "阿依古丽·买买提", "胡强", "于涛"]


def test_days_are_written_as_each_table_asks(office: Office, tmp_path: Path) -> None:
    said = {}
    for make, title in (
        (agencies.party, "出生年月(如:1970.01)"), (agencies.with_hints, "出生日期"),
        (agencies.with_formula, "出生日期"),
        (agencies.united_front, "出生年月"), (agencies.civil_affairs, "出生日期"),
    ):  # fmt: skip
        _empty, _out, prepared = filled(office, make, tmp_path)
        said[make.__name__] = prepared.rows[0][office.titles(prepared.layout)[title]]
    assert said == {
        "party": "1958.03", "with_hints": "19580302", "with_formula": date(1958, 3, 2), "united_front": "1958-03",
        "civil_affairs": "1958-03-02",
    }  # fmt: skip


def test_a_table_that_calculates_goes_on_calculating_in_every_row(office: Office, tmp_path: Path) -> None:
    _empty, out, _prepared = filled(office, agencies.with_formula, tmp_path)
    sheet = openpyxl.load_workbook(out).active
    assert [sheet[f"C{row}"].value for row in (2, 7)] == [
        '=IF(B2="","",2026-MID(B2,7,4))',
        '=IF(B7="","",2026-MID(B7,7,4))',
    ]
    assert (sheet["D2"].value, sheet["D2"].number_format) == (datetime(1958, 3, 2), "yyyy/m/d")
    assert (sheet["B7"].number_format, sheet["B7"].data_type) == ("@", "s")
    assert openpyxl.load_workbook(out).calculation.fullCalcOnLoad is True


def test_what_follows_the_data_moves_down_and_counts_all_of_it(office: Office, tmp_path: Path) -> None:
    empty = agencies.with_foot(tmp_path)
    opened = office.open(empty, "people")
    prepared = office.prepare(opened)
    out = tmp_path / "out.xlsx"
    out.write_bytes(fill(prepared.template, prepared.layout, prepared.rows))
    sheet = openpyxl.load_workbook(out).active
    assert (sheet["A9"].value, sheet["C9"].value, sheet["E9"].value) == ("合计", "=COUNTA(C3:C8)", "=SUM(E3:E8)")
    assert (sheet["A10"].value, sheet["C10"].value) == ("填表人：", "审核人：")
    merges = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {"A1:E1", "C2:D2", "A10:B10", *(f"C{row}:D{row}" for row in range(3, 9))} == merges
    assert sheet.print_area == "'清册 一'!$A$1:$E$10"


def test_fewer_rows_than_the_table_has_room_for_leave_it_as_it_is(office: Office, tmp_path: Path) -> None:
    prepared = office.prepare(office.open(agencies.with_foot(tmp_path)), buildings=("12号楼",))
    out = tmp_path / "out.xlsx"
    out.write_bytes(fill(prepared.template, prepared.layout, prepared.rows))
    sheet = openpyxl.load_workbook(out).active
    assert [sheet[f"A{row}"].value for row in (3, 4, 5, 6)] == [1, None, None, "合计"]
    assert sheet["C6"].value == "=COUNTA(C3:C5)"


@cache
def two_columns() -> tuple[Template, Layout]:
    """A table of two columns, opened once."""
    book = agencies.sheet_of([["姓名", "备注"]])
    with TemporaryDirectory() as folder:
        template = open_template(agencies.saved(book, Path(folder) / "t.xlsx"))
    return template, layout_of(template, Synonyms({"a": ("姓名",), "b": ("备注",)}))


CELLS = st.one_of(
    st.none(), st.integers(0, 10**9), st.text(max_size=12), st.from_regex(r"[=+@-]\d{1,4}", fullmatch=True)
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_any_text_comes_back_and_none_becomes_a_formula(rows: list[tuple[str | int | None, ...]]) -> None:
    template, layout = two_columns()
    made = fill(template, layout, [dict(enumerate(row)) for row in rows])
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    for at, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            wanted = (safe(value) or None) if isinstance(value, str) else value
            assert (cell.value, cell.data_type != "f") == (wanted, True)


def test_known_titles_are_known_for_both_kinds_of_rows(office: Office) -> None:
    for source in office.sources:
        known = synonyms_of(source)
        assert known.known(("门牌",))[0].target == "door"
        assert known.known(("民族",))[0].target == "~民族"
        assert known.known(("年龄",))[0].target in ("age", "head.age")
