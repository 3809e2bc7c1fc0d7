"""Tables that stand one below another on a sheet: told by their titles, read when they are made alike."""

from desktop.base.text import _
from desktop.sheets.choose import Found
from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid
from desktop.sheets.header import Header, find_header, header_at
from desktop.sheets.titles import Synonyms
from desktop.spec import Import
from desktop.standard.importing.together import frame

_FILLED = 2  # so many cells make a row of data rather than a title or a note


def before(found: Found, imports: Import, known: Synonyms) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The tables above the one that was found, with what is said of those that are not made like it.

    The titles that say most are found first; a table with fewer may stand above them.
    """
    alike: list[Found] = []
    said: list[str] = []
    top = found.header.top_row
    while top > _FILLED and (header := _above(found.grid, top, imports=imports, known=known)):
        grid = found.grid
        if frame(header, imports, known) == frame(found.header, imports, known):
            alike.insert(0, Found(Grid(grid.file, grid.sheet, grid.rows[: top - 1], grid.merges), header))
        else:
            said.insert(0, not_read(grid.sheet, header.top_row))
        top = header.top_row
    return tuple(alike), tuple(said)


def below(found: Found, row: int, *, imports: Import, known: Synonyms) -> Found | None:
    """The table whose titles begin in `row` (from 1); None when it is not made like the one above it."""
    header = header_at(found.grid, row)
    alike = frame(header, imports, known) == frame(found.header, imports, known)
    return Found(found.grid, header) if alike else None


def title_over(found: Found) -> tuple[int, str]:
    """The row and the words of the title over a table that stands below another one; 0 and "" without one."""
    above = range(found.header.top_row - 1, 0, -1)
    rows = ((row, [text for cell in found.grid.row(row) if (text := plain(cell))]) for row in above)
    number, filled = next((one for one in rows if one[1]), (0, []))
    return (number, filled[0]) if len(filled) == 1 else (0, "")


def not_read(sheet: str, row: int) -> str:
    """What is said of a table that is made otherwise."""
    sentence = _("工作表“{sheet}”第 {row} 行起是另一张表，没有读。需要时请另存成一个文件再导入。")
    return sentence.format(sheet=sheet, row=row)


def _above(grid: Grid, top: int, *, imports: Import, known: Synonyms) -> Header | None:
    """The last titles above row `top` with data below them that name people."""
    merges = tuple(merge for merge in grid.merges if merge.bottom < top)
    header = find_header(Grid(grid.file, grid.sheet, grid.rows[: top - 1], merges), known)
    if header is None:
        return None
    names = {column.name for column in imports.columns if column.kind == "name"}
    rows = grid.rows[header.bottom_row : top - 1]
    data = any(sum(bool(plain(cell)) for cell in row) >= _FILLED for row in rows)
    return header if data and names & frame(header, imports, known) else None
