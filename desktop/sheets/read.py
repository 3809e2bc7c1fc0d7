"""Opening a roster of any shape as a book of sheets."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.grid import Grid
from desktop.sheets.sniff import Shape, load, sniff
from desktop.sheets.text import decode, parse
from desktop.sheets.workbook import Progress, read_workbook

# Sheets that national and provincial templates carry for their own machinery (STANDARDS section 3).
_MACHINERY = frozenset({"bean", "hidden", "字典", "省市", "数据字典"})


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet to choose: its name, how many rows it has, and whether the file hides it (or means it for machines)."""

    name: str
    rows: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A roster file that has been read: nothing is held open. `file` is the name without folder, the source of rows."""

    file: str
    sheets: tuple[SheetInfo, ...]
    grids: tuple[Grid, ...]

    def read(self, name: str) -> Grid:
        """The sheet called `name`. Raises UserError when the book has none of that name."""
        for grid in self.grids:
            if grid.sheet == name:
                return grid
        raise UserError(_("文件里没有名为“{name}”的工作表。请重新选择工作表。").format(name=name))


def open_book(path: Path, *, on_progress: Progress | None = None) -> Book:
    """Read the file at `path`: xlsx, xls, et, ods, csv, tsv, HTML tables and XML 2003, whatever its extension says.

    `on_progress(rows done, rows in all)` may raise Cancelled. Raises UserError, saying what the file is and what to do,
    when it holds no table, is protected, damaged or too large.
    """
    data = load(path)
    found = _READERS[sniff(data)](data, path, on_progress)
    if not any(any(cell is not None for cell in row) for grid, _hidden in found for row in grid.rows):
        raise UserError(_("文件是空的，没有可导入的内容。请检查是否选错文件。"))
    sheets = tuple(
        SheetInfo(grid.sheet, len(grid.rows), hidden or grid.sheet.strip().lower() in _MACHINERY)
        for grid, hidden in found
    )
    return Book(path.name, sheets, tuple(grid for grid, _hidden in found))


def _workbook(data: bytes, path: Path, on_progress: Progress | None) -> list[tuple[Grid, bool]]:
    return read_workbook(data, path.name, on_progress=on_progress)


def _text(data: bytes, path: Path, _on_progress: Progress | None) -> list[tuple[Grid, bool]]:
    return [(Grid(path.name, path.stem, parse(decode(data))), False)]


def _html(data: bytes, path: Path, on_progress: Progress | None) -> list[tuple[Grid, bool]]:
    from desktop.sheets.page import read_tables  # late, as below: few files are of this kind

    tables = read_tables(decode(data), on_progress=on_progress)
    grids = [Grid(path.name, path.stem, rows, tuple(merges)) for rows, merges in tables]
    if len(grids) > 1:  # one table is the file itself; several need names to choose by
        grids = [
            dataclasses.replace(grid, sheet=_("表格 {number}").format(number=number))
            for number, grid in enumerate(grids, 1)
        ]
    return [(grid, False) for grid in grids]


def _xml(data: bytes, path: Path, _on_progress: Progress | None) -> list[tuple[Grid, bool]]:
    from desktop.sheets.xml2003 import read_sheets  # late: as above

    return [
        (Grid(path.name, name or path.stem, rows, tuple(merges)), False) for name, rows, merges in read_sheets(data)
    ]


_READERS: dict[Shape, Callable[[bytes, Path, Progress | None], list[tuple[Grid, bool]]]] = {
    Shape.WORKBOOK: _workbook,
    Shape.OLD_WORKBOOK: _workbook,
    Shape.TEXT: _text,
    Shape.HTML: _html,
    Shape.XML_2003: _xml,
}
