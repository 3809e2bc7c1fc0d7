"""The drop-down lists of a sheet: which words a cell may hold, wherever in the file the list stands."""

import re
from dataclasses import dataclass

from desktop.sheets.clean import plain
from desktop.sheets.read import Book
from desktop.sheets.template_book import WORKBOOK, BookParts, Part
from desktop.sheets.template_cells import Area, area
from desktop.sheets.template_xml import text

_MOST_ROWS = 5000  # a list that refers to a whole column ends where its words end
_ELSEWHERE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!:]+))!(.+)")


@dataclass(frozen=True, slots=True)
class DropDown:
    """The ranges that share a list, and its words; no words where the list depends on another cell."""

    areas: tuple[Area, ...]
    words: tuple[str, ...]


def drop_downs(parts: BookParts, book: Book, sheet: str) -> tuple[DropDown, ...]:
    """Every list of a sheet: those of the format's first edition, and those of 2010 that may stand on other sheets."""
    part = parts.sheet(sheet)
    names = _names(parts)
    found = []
    for node in part.root.all("dataValidations", "dataValidation"):
        formula = node.find("formula1")
        if node.attributes.get("type") == "list" and formula is not None:
            said = text(part.data, formula)
            found.append(DropDown(_areas(node.attributes.get("sqref", "")), _list(said, names, book, sheet=sheet)))
    for node in part.root.all("extLst", "ext", "dataValidations", "dataValidation"):
        formula, where = node.find("formula1"), node.find("sqref")
        if node.attributes.get("type") == "list" and formula is not None and where is not None:
            said = text(part.data, formula)
            found.append(DropDown(_areas(text(part.data, where)), _list(said, names, book, sheet=sheet)))
    return tuple(found)


def allowed(lists: tuple[DropDown, ...], column: int, *, first: int, last: int) -> tuple[str, ...]:
    """The words that a column may hold in the data rows; () for any."""
    for one in lists:
        if any(a.left <= column <= a.right and a.top <= last and a.bottom >= first for a in one.areas):
            return one.words
    return ()


def _areas(sqref: str) -> tuple[Area, ...]:
    return tuple(found for piece in sqref.split() if (found := area(piece)))


def _list(formula: str, names: dict[str, str], book: Book, *, sheet: str) -> tuple[str, ...]:
    said = formula.strip().removeprefix("=")
    if len(said) > 1 and said[0] == said[-1] == '"':
        return tuple(word.strip() for word in said[1:-1].split(",") if word.strip())
    said = names.get(said.lower(), said)
    if elsewhere := _ELSEWHERE.fullmatch(said):
        sheet, said = (elsewhere[1] or elsewhere[2]).replace("''", "'"), elsewhere[3]
    where = area(said.replace("$", ""))
    grid = next((grid for grid in book.grids if grid.sheet == sheet), None)
    if where is None or grid is None:
        return ()
    rows = range(where.top, min(where.bottom, len(grid.rows), where.top + _MOST_ROWS) + 1)
    columns = range(where.left, min(where.right, grid.width) + 1)
    return tuple(dict.fromkeys(word for row in rows for column in columns if (word := plain(grid.cell(row, column)))))


def _names(parts: BookParts) -> dict[str, str]:
    workbook: Part = parts.part(WORKBOOK)
    nodes = workbook.root.all("definedNames", "definedName")
    return {node.attributes.get("name", "").lower(): text(workbook.data, node) for node in nodes}
