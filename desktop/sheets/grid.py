"""One sheet as it stands in the file: raw cells, merged ranges and the row numbers that people see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Raw = str | float | int | bool | date | datetime | time | timedelta | None
RawRow = list[Raw]


class Merge(NamedTuple):
    """A merged range: rows count from 1 as people see them, columns from 0; both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet. `rows[0]` is row 1; rows may differ in length, a missing cell is None."""

    file: str
    sheet: str
    rows: list[RawRow]
    merges: tuple[Merge, ...] = ()

    def row(self, number: int) -> RawRow:
        """The cells of row `number` (from 1); empty beyond the end."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else []

    def cell(self, number: int, column: int) -> Raw:
        """The raw value at row `number` (from 1) and `column` (from 0), None where nothing stands."""
        row = self.row(number)
        return row[column] if 0 <= column < len(row) else None

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)


def column_letter(column: int) -> str:
    """The letters that stand above a column in Excel: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
