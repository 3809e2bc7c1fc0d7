"""Cell references as sheets write them, and how they move when rows are put in."""

import re
from dataclasses import dataclass

from desktop.sheets.grid import column_letter

MAX_ROW = 1_048_576
LAST_COLUMN = 16_383
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_RANGE = re.compile(r"\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?")
# A reference within a formula: not part of a name, of a text or of another sheet's reference.
_IN_FORMULA = re.compile(r"""("[^"]*"|'[^']*'!|\w+!)|(?<![\w.!$])(\$?[A-Z]{1,3})(\$?)(\d{1,7})(?![\w(.])""")


@dataclass(frozen=True, slots=True)
class Area:
    """A range: rows from 1, columns from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        first = f"{column_letter(self.left)}{self.top}"
        last = f"{column_letter(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


@dataclass(frozen=True, slots=True)
class Growth:
    """What filling does to a sheet: data from `first` to `last` (as it was) grows by `more` rows and ends at `filled`.

    `last` is the last row before what follows the data.
    """

    first: int
    last: int
    more: int
    filled: int

    def row(self, row: int) -> int:
        """Where a row stands afterwards."""
        return min(MAX_ROW, row + self.more) if row > self.last else row

    def area(self, area: Area, *, along: bool = False) -> Area:
        """Where a range stands afterwards: over the last data row it grows; with `along`, over the first one too."""
        bottom = area.bottom + self.more if area.bottom >= self.last else area.bottom
        if along and area.top <= self.first <= area.bottom:
            bottom = max(bottom, self.filled)
        return Area(self.row(area.top), area.left, min(MAX_ROW, max(bottom, area.bottom)), area.right)

    def formula(self, formula: str) -> str:
        """A formula of the same sheet with its references moved: SUM(D5:D9) over the data sums all of it."""
        if not self.more:
            return formula

        def moved(found: re.Match[str]) -> str:
            if found[1]:
                return found[0]
            row = int(found[4])
            end = found.string[found.start() - 1 : found.start()] == ":" and row >= self.last
            return f"{found[2]}{found[3]}{row + self.more if row > self.last or end else row}"

        return _IN_FORMULA.sub(moved, formula)


def column_number(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell(reference: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of "B12"; None when it is no cell."""
    found = _CELL.fullmatch(reference)
    return (int(found[2]), column_number(found[1])) if found else None


def area(reference: str) -> Area | None:
    """The range "B2:D9", "B2", "B:B" or "2:2"; None when it is none."""
    found = _RANGE.fullmatch(reference)
    if not found or not reference:
        return None
    left, top, right, bottom = found.groups()
    if ":" not in reference:
        right, bottom = left, top
    columns = (column_number(left) if left else 0, column_number(right) if right else LAST_COLUMN)
    rows = (int(top) if top else 1, int(bottom) if bottom else MAX_ROW)
    return Area(rows[0], columns[0], rows[1], columns[1])
