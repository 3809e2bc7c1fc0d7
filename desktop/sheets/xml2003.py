"""Workbooks of the "XML spreadsheet 2003" kind, which arrive under the name .xls or .xml."""

from datetime import datetime
from xml.etree.ElementTree import Element, ParseError  # names only: parsing is done by defusedxml

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # ships no types
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # ships no types

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.grid import Merge, Raw, RawRow

_NS = "{urn:schemas-microsoft-com:office:spreadsheet}"
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELLS = 5_000_000


def read_sheets(data: bytes) -> list[tuple[str, list[RawRow], list[Merge]]]:
    """Name, rows and merged ranges of every worksheet. Raises UserError when the XML is damaged or hostile."""
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UserError(
            _("表格文件不完整或已损坏，没有导入。请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。")
        ) from None
    return [(sheet.get(f"{_NS}Name") or "", *_read_rows(sheet)) for sheet in root.iter(f"{_NS}Worksheet")]


def _read_rows(sheet: Element) -> tuple[list[RawRow], list[Merge]]:
    rows: list[RawRow] = []
    merges: list[Merge] = []
    cells = 0
    for row in sheet.iter(f"{_NS}Row"):
        number = _number(row, "Index", len(rows) + 1, MAX_ROWS)
        rows += [[] for _blank in range(number - len(rows))]
        values = rows[number - 1]
        for cell in row.iter(f"{_NS}Cell"):
            column = _number(cell, "Index", len(values) + 1, MAX_COLUMNS) - 1
            across, down = _number(cell, "MergeAcross", 0, MAX_COLUMNS), _number(cell, "MergeDown", 0, MAX_ROWS)
            del values[column:]  # an index that points backwards overwrites
            before = len(values)
            values += [None] * (column - before) + [_value(cell.find(f"{_NS}Data"))] + [None] * across
            cells += len(values) - before
            if cells > MAX_CELLS:
                raise UserError(_("表格太大，没有导入。请按楼栋或年份拆成几个文件后再导入。"))
            if across or down:
                merges.append(Merge(number, column, number + down, column + across))
    return rows, merges


def _number(element: Element, name: str, default: int, limit: int) -> int:
    text = element.get(f"{_NS}{name}") or ""
    return min(limit, max(default, int(text))) if text.isdecimal() and len(text) < 9 else default


def _value(data: Element | None) -> Raw:
    text = "".join(data.itertext()) if data is not None else ""
    kind = data.get(f"{_NS}Type") if data is not None else None
    if not text:
        return None
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text
