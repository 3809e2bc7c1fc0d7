"""Opening another agency's empty table: which files can be filled, and what is said of those that cannot."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.grid import Grid
from desktop.sheets.read import Book, SheetInfo, open_book
from desktop.sheets.sniff import Shape, load, sniff
from desktop.sheets.template_book import CONTENT, BookParts
from desktop.sheets.text import decode, parse
from desktop.sheets.workbook import Progress, read_workbook

_OF_FILLING = (("可导入的内容", "内容"), ("没有导入", "没有填"), ("后再导入", "后再选"))


@dataclass(frozen=True, slots=True)
class Template:
    """An empty table as it came: its bytes, and what our reader sees in it. `kind` is how it is written again."""

    file: str
    data: bytes
    kind: Literal["xlsx", "csv"]
    book: Book


def open_template(path: Path, *, on_progress: Progress | None = None) -> Template:
    """The table at `path`. Raises UserError for what is no table, cannot be written again, or is damaged.

    `on_progress(rows done, rows in all)` may raise Cancelled.
    """
    try:
        data = load(path)
        kind = _kind(data)
        book = open_book(path, on_progress=on_progress)
    except UserError as refused:
        raise UserError(_retold(refused.message)) from refused
    return Template(path.name, data, kind, book)


def template_of(file: str, data: bytes, *, on_progress: Progress | None = None) -> Template:
    """A table that was kept. Raises UserError as `open_template`."""
    kind = _kind(data)
    if kind == "csv":
        grids = [(Grid(file, Path(file).stem, parse(decode(data))), False)]
    else:
        grids = read_workbook(data, file, on_progress=on_progress)
    sheets = tuple(SheetInfo(grid.sheet, len(grid.rows), hidden) for grid, hidden in grids)
    return Template(file, data, kind, Book(file, sheets, tuple(grid for grid, _hidden in grids)))


def _retold(sentence: str) -> str:
    """A sentence of the readers, which speak of bringing in, said of a table that was to be filled."""
    for old, new in _OF_FILLING:
        sentence = sentence.replace(old, new)
    return sentence


def _kind(data: bytes) -> Literal["xlsx", "csv"]:
    shape = sniff(data)
    if shape is Shape.TEXT:
        return "csv"
    if shape is Shape.OLD_WORKBOOK:
        raise UserError(
            _("这是旧格式的表（.xls 或 .et），不能照原样填。请在 WPS 或 Excel 中打开，另存为 .xlsx 后再选。")
        )
    if shape is not Shape.WORKBOOK:
        raise UserError(_("这是网页格式的表，不能照原样填。请在 WPS 或 Excel 中打开，另存为 .xlsx 后再选。"))
    parts = BookParts(data)
    names = parts.names()
    if CONTENT not in names or "xl/workbook.xml" not in names:
        raise UserError(_("这种表不能照原样填。请在 WPS 或 Excel 中打开，另存为 .xlsx 后再选。"))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UserError(_("表里带有宏，为安全起见没有打开。请在 WPS 或 Excel 中另存为不带宏的 .xlsx 后再选。"))
    return "xlsx"
