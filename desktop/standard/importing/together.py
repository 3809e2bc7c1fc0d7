"""Which sheets of a book are read as one list, with what is said of those that are not."""

from dataclasses import dataclass

from desktop.base.text import _
from desktop.sheets.choose import Found
from desktop.sheets.grid import RawRow
from desktop.sheets.header import Header, find_header
from desktop.sheets.read import Book
from desktop.sheets.titles import Synonyms
from desktop.spec import Import
from desktop.standard.importing.columns import columns_of

_UNTITLED = _("工作表“{sheets}”里没有认得的表头，没有读。")


@dataclass(frozen=True, slots=True)
class Together:
    """`sheets` in the order of the file; `notes` name every other sheet that holds something."""

    sheets: tuple[Found, ...]
    notes: tuple[str, ...] = ()


def together(book: Book, best: Found, imports: Import, known: Synonyms) -> Together:
    """`best` and every visible sheet whose titles are the same, or tell doors and people in the same columns.

    A secretary adds a column to one building's sheet and writes 户主姓名 for 户主 in the next: still one list.
    """
    sheets: list[Found] = []
    other: list[str] = []
    hidden: list[str] = []
    untitled: list[str] = []
    its = frame(best.header, imports, known)
    for info, grid in zip(book.sheets, book.grids, strict=True):
        header = best.header if grid is best.grid else find_header(grid, known)
        if grid is best.grid:
            sheets.append(best)
        elif header is None:
            untitled += [] if info.hidden or not _has_content(grid.rows) else [grid.sheet]
        elif info.hidden:
            hidden.append(grid.sheet)
        elif header.key == best.header.key or (its and frame(header, imports, known) == its):
            sheets.append(Found(grid, header))
        else:
            other.append(grid.sheet)
    said = (
        (other, _("工作表“{sheets}”的列与“{first}”不同，这次没有读。需要时请单独导入。")),
        (hidden, _("隐藏的工作表“{sheets}”没有读。需要时请先在表格里取消隐藏。")),
        (untitled, _UNTITLED),
    )
    notes = (words.format(sheets=_("”“").join(names), first=best.grid.sheet) for names, words in said if names)
    return Together(tuple(sheets), tuple(notes))


def not_read(book: Book, read: tuple[Found, ...]) -> tuple[str, ...]:
    """What is said of the visible sheets with anything in them that are not among `read`."""
    names = {one.grid.sheet for one in read}
    others = [
        info.name
        for info, grid in zip(book.sheets, book.grids, strict=True)
        if not info.hidden and info.name not in names and _has_content(grid.rows)
    ]
    return (_UNTITLED.format(sheets=_("”“").join(others)),) if others else ()


def frame(header: Header, imports: Import, known: Synonyms) -> frozenset[str]:
    """Which of the targets that put rows together the titles tell."""
    found = columns_of(header, imports, known=known, chosen=None).match.columns
    return imports.frame & found.keys()


def _has_content(rows: list[RawRow]) -> bool:
    return any(cell not in (None, "") for row in rows for cell in row)
