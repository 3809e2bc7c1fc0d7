"""Rosters as other people lay them out, made on the spot, and the titles that the tests know."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from desktop.sheets.choose import best_sheet
from desktop.sheets.grid import Grid, Merge
from desktop.sheets.header import Header, find_header
from desktop.sheets.match import match
from desktop.sheets.read import open_book
from desktop.sheets.rows import Roster, read_rows
from desktop.sheets.titles import Synonyms

SAMPLES = Path(__file__).parents[1] / "samples"
HOUSEHOLD = ("door", "head_name", "head_id", "head_phone")
TITLES = Synonyms(
    {
        "door": ("楼栋门牌", "现居地址", "户籍详址", "门牌", "房号"),
        "head_name": ("户主/姓名", "户主姓名", "户主"),
        "head_id": ("户主/身份证号",),
        "head_phone": ("户主/联系方式",),
        "name": ("家庭成员/姓名", "姓名"),
        "relation": ("与户主关系",),
        "id_no": ("家庭成员/身份证号码", "身份证号码", "身份证号"),
        "phone": ("联系手机", "新手机号", "家庭成员/电话", "联系电话", "电话"),
        "area": ("房屋/面积", "面积"),
        "tenure": ("房屋/性质",),
        "remark": ("备注",),
    }
)
PARTNERS = Synonyms(
    {"name": ("合伙人名称",), "kind": ("类型",), "credit": ("统一社会信用代码",), "phone": ("联系电话",)}
)
VENUES = Synonyms({"name": ("场所名称",), "area": ("面积",), "rent": ("年租金",), "services": ("每月服务次数",)})


def grid(*rows: Sequence[object], merges: Sequence[tuple[int, int, int, int]] = ()) -> Grid:
    """A sheet made of these rows."""
    return Grid("名册.xlsx", "表1", [list(row) for row in rows], tuple(Merge(*merge) for merge in merges))  # type: ignore[arg-type]  # test data


def header_of(sheet: Grid, synonyms: Synonyms = TITLES) -> Header:
    """The header that must be found."""
    found = find_header(sheet, synonyms)
    assert found is not None
    return found


def roster_of(sheet: Grid, *, synonyms: Synonyms = TITLES, carry: Sequence[str] = HOUSEHOLD) -> Roster:
    """The rows of a sheet through everything below opening."""
    header = header_of(sheet, synonyms)
    return read_rows(sheet, header, match=match(header, synonyms), synonyms=synonyms, carry=carry)


def read(path: Path, *, synonyms: Synonyms = TITLES, carry: Sequence[str] = HOUSEHOLD) -> Roster:
    """The rows of the best sheet of a file: the whole composition."""
    found = best_sheet(open_book(path), synonyms)
    assert found is not None
    matched = match(found.header, synonyms)
    return read_rows(found.grid, found.header, match=matched, synonyms=synonyms, carry=carry)


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[object]]], *, hidden: Sequence[str] = ()) -> Path:
    """A workbook with these sheets, written as people's programs write it."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "m月d日"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, value)
    return path
