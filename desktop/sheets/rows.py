"""The data rows of a sheet: merged, ditto and household blanks filled, everything that is no data left out and told."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.sheets.clean import DITTO, Cell, clean
from desktop.sheets.dropping import Dropped, Judge, Why, first_words
from desktop.sheets.grid import Grid, RawRow
from desktop.sheets.header import Header
from desktop.sheets.match import Match
from desktop.sheets.titles import Synonyms

_REPORT_EVERY = 500  # rows between two looks at the cancel button


class Row(NamedTuple):
    """One data row: `number` as people see it, its filled cells by target (an empty cell is absent).

    `group` counts from 0 and stays the same over the rows that share their carried cells, which is one household.
    `section` is the last banner above ("3号楼"), or those that stand together ("3号楼 2单元"), "" without one. A cell
    whose `row` differs from `number` was filled down from there.
    """

    number: int
    cells: Mapping[str, Cell]
    group: int
    section: str = ""

    def text(self, target: str) -> str:
        """The text of a target, "" when the row has none."""
        cell = self.cells.get(target)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The data rows of one sheet with their source, and what was left out: `empty` counts rows without anything.

    `next_table` is the row (from 1) where a second table with other titles begins; its rows are not in here.
    """

    file: str
    sheet: str
    rows: list[Row] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    empty: int = 0
    next_table: int | None = None


def read_rows(
    grid: Grid,
    header: Header,
    *,
    match: Match,
    synonyms: Synonyms,
    carry: Collection[str] = (),
    own: Collection[str] = (),
    starts: Callable[[Mapping[str, Cell]], bool] | None = None,
    section: str = "",
    on_progress: Callable[[int, int], None] | None = None,
) -> Roster:
    """All data rows below `header`, through `match`.

    `carry` names the targets that a household writes once (door, head and the like): a row that has none of its own, or
    only what the row above has, belongs to the same household and receives them; in a list that names the door on every
    row this also fills a forgotten door, and `cell.row` tells. `starts` may know better from the
    cells of a row (its relation is 户主). `own` names the targets that no two rows share: 同上 in place of a name says
    nothing and stays as it is written. `section` is the banner over the header.
    `on_progress(done, all)` may raise Cancelled.
    """
    columns = {target: matched.column for target, matched in match.columns.items()}
    judge = Judge(grid, header, synonyms)
    filler = _Filler(grid, columns, header.bottom_row, carry=[target for target in carry if target in columns])
    filler.starts = starts or _nobody_knows
    filler.not_shared = frozenset(own)
    rows: list[Row] = []
    dropped: list[Dropped] = []
    empty, next_table, total = 0, None, len(grid.rows)
    for number in range(header.bottom_row + 1, total + 1):
        if on_progress and number % _REPORT_EVERY == 0:
            on_progress(number, total)
        values = grid.rows[number - 1]
        if not _has_content(values):
            empty += 1
            continue
        why = judge(number, values)
        cells = filler.own(number, values) if why is None else {}
        if why is None and not cells:
            why = Why.NO_DATA
        if why is None:
            rows.append(Row(number, filler.fill(number, cells), filler.group, section))
            continue
        dropped.append(Dropped(number, why, first_words(values)))
        if why is Why.BANNER:
            below = bool(rows) and rows[-1].section == section
            section = first_words(values) if below or not section else f"{section} {first_words(values)}"
        elif why is Why.SECOND_TABLE:
            next_table = number
            break
    return Roster(grid.file, grid.sheet, rows, dropped, empty, next_table)


def _has_content(row: RawRow) -> bool:
    for cell in row:  # noqa: SIM110  # any() makes a generator for each row, which its first cell answers
        if cell is not None and (cell.__class__ is not str or not cell.isspace()):
            return True
    return False


def _nobody_knows(_cells: Mapping[str, Cell]) -> bool:
    return False


class _Filler:
    """Remembers what stands above: merged ranges, the last row, the household that is being read."""

    def __init__(self, grid: Grid, columns: Mapping[str, int], above: int, *, carry: Collection[str]) -> None:
        self.group = -1
        self.starts: Callable[[Mapping[str, Cell]], bool] = _nobody_knows
        self.not_shared: frozenset[str] = frozenset()
        self._grid = grid
        self._columns = list(columns.items())
        self._carry = carry
        self._merged = _vertical(grid, set(columns.values()), above)
        self._last: dict[str, Cell] = {}
        self._household: dict[str, Cell] = {}

    def own(self, number: int, values: RawRow) -> dict[str, Cell]:
        """The filled cells of mapped columns that stand in this very row."""
        width = len(values)
        cells = {}
        for target, column in self._columns:
            if column < width and (value := values[column]) is not None:
                cell = clean(value, number)
                if cell.text or cell.broken:
                    cells[target] = cell
        return cells

    def fill(self, number: int, cells: dict[str, Cell]) -> dict[str, Cell]:
        """`cells` with everything that the rows above say for this row too; `group` is then its household."""
        for target in [
            target for target, cell in cells.items() if cell.text in DITTO and target not in self.not_shared
        ]:
            del cells[target]
            if target in self._last:
                cells[target] = self._last[target]
        if self._merged:
            self._from_merged(number, cells)
        if self._continues(cells) and not self.starts(cells):
            for target, cell in self._household.items():
                cells.setdefault(target, cell)
        else:
            self.group += 1
        self._household = {target: cells[target] for target in self._carry if target in cells}
        self._last = cells
        return cells

    def _from_merged(self, number: int, cells: dict[str, Cell]) -> None:
        """Fill in what stands in a merged range that began above."""
        for target, column in self._columns:
            if target not in cells and (source := self._merged.get((number, column))):
                cell = clean(self._grid.cell(source, column), source)
                if cell.text and cell.text not in DITTO:
                    cells[target] = cell
                elif cell.text and target in self._last:
                    cells[target] = self._last[target]

    def _continues(self, cells: Mapping[str, Cell]) -> bool:
        """Whether the carried cells of a row are blank or as above; a household always starts with something."""
        return bool(self._household) and all(
            target not in cells or (target in self._household and cells[target].text == self._household[target].text)
            for target in self._carry
        )


def _vertical(grid: Grid, columns: Collection[int], above: int) -> dict[tuple[int, int], int]:
    """For each covered cell (row, column) of wanted columns the row that its value stands in."""
    sources: dict[tuple[int, int], int] = {}
    height = len(grid.rows)
    for merge in grid.merges:
        if merge.left not in columns or merge.top <= above:
            continue
        for row in range(merge.top + 1, min(merge.bottom, height) + 1):
            if (row, merge.left) in sources:
                break  # ranges that overlap are a broken file; each cell is visited once
            sources[row, merge.left] = merge.top
    return sources
