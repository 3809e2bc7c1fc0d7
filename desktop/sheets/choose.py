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
