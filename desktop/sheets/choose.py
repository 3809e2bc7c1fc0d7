"""Which sheets of a book hold the roster."""

from dataclasses import dataclass

from desktop.sheets.grid import Grid
from desktop.sheets.header import Header, find_header
from desktop.sheets.read import Book
from desktop.sheets.titles import Synonyms


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet whose header was recognised. The name of the sheet (`grid.sheet`) may itself be data: "3号楼"."""

    grid: Grid
    header: Header


def best_sheet(book: Book, synonyms: Synonyms) -> Found | None:
    """The sheet whose header is known best; hidden ones only when no other has any. None: the person has to choose."""
    ranked = [
        (not info.hidden, found.score, len(grid.rows), -place, Found(grid, found))
        for place, (info, grid) in enumerate(zip(book.sheets, book.grids, strict=True))
        if (found := find_header(grid, synonyms))
    ]
    return max(ranked, key=lambda entry: entry[:4])[4] if ranked else None


def alike_sheets(book: Book, found: Found, synonyms: Synonyms) -> tuple[Found, ...]:
    """Every visible sheet with the titles of `found`, in the order of the file: rosters with a sheet per building."""
    alike = []
    for info, grid in zip(book.sheets, book.grids, strict=True):
        header = find_header(grid, synonyms)
        if grid is found.grid or (header and header.key == found.header.key and not info.hidden):
            alike.append(found if grid is found.grid else Found(grid, header))  # type: ignore[arg-type]  # tested above
    return tuple(alike)
