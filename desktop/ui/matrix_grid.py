"""Where each door of a building stands in its elevation: floors as rows, stairwells as groups of columns; no Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Cell:
    """One door. `state` is one of fine, soon, overdue, none (nobody linked), empty; `label` is said, never painted."""

    id: UUID
    floor: int
    stairwell: str
    room: str
    state: str
    label: str = ""


Spot = tuple[int, int]  # (row from the top, column from the left)


@dataclass(frozen=True, slots=True)
class Group:
    """A stairwell: its title and the columns `first` to `first + width - 1`."""

    title: str
    first: int
    width: int


class Grid:
    """The places of all doors, and the way from one to the next."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.floors = sorted({cell.floor for cell in cells}, reverse=True)
        row_of = {floor: at for at, floor in enumerate(self.floors)}
        self.groups: list[Group] = []
        self.at: dict[Spot, Cell] = {}
        first = 0
        for title in dict.fromkeys(cell.stairwell for cell in cells):
            columns = _columns([cell for cell in cells if cell.stairwell == title])
            width = max(columns.values()) + 1
            self.groups.append(Group(title, first, width))
            for cell in cells:
                if cell.stairwell == title:
                    self.at[row_of[cell.floor], first + columns[cell.id]] = cell
            first += width
        self.width = first
        self.spot: dict[UUID, Spot] = {cell.id: spot for spot, cell in self.at.items()}
        self.reading: list[Spot] = sorted(self.at)  # top floor first, left to right

    def group_of(self, column: int) -> int:
        """The number of the stairwell of a column."""
        return next(at for at, group in enumerate(self.groups) if group.first <= column < group.first + group.width)

    def step(self, spot: Spot, *, down: int = 0, right: int = 0) -> Spot:
        """The next door in a direction, over gaps and into the next stairwell; `spot` itself at the edge."""
        if right:
            row = [column for (at, column) in self.reading if at == spot[0]]
            ahead = [c for c in row if (c > spot[1] if right > 0 else c < spot[1])]
            return (spot[0], (min(ahead) if right > 0 else max(ahead))) if ahead else spot
        rows = range(spot[0] + 1, len(self.floors)) if down > 0 else range(spot[0] - 1, -1, -1)
        for row_at in rows:
            near = [column for (at, column) in self.reading if at == row_at]
            if near:
                return row_at, min(near, key=lambda column: abs(column - spot[1]))
        return spot

    def edge(self, spot: Spot, *, last: bool) -> Spot:
        """The first or last door of the floor."""
        row = [at for at in self.reading if at[0] == spot[0]]
        return row[-1] if last else row[0]

    def next_of(self, spot: Spot | None, state: str) -> Spot | None:
        """The next door of a state in reading order after `spot`, round the corner; None when there is none."""
        of_state = [at for at in self.reading if self.at[at].state == state]
        if not of_state:
            return None
        return next((at for at in of_state if spot is None or at > spot), of_state[0])


def _columns(cells: Sequence[Cell]) -> dict[UUID, int]:
    """The column of each door in its stairwell: 1502 stands above 1402 even when 1401 was never built."""
    ends = {cell.id: _end(cell) for cell in cells}
    if len({(cell.floor, ends[cell.id]) for cell in cells}) == len(cells):
        rank = {end: at for at, end in enumerate(sorted(set(ends.values())))}
        return {cell.id: rank[ends[cell.id]] for cell in cells}
    floors: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: _natural(cell.room)):
        floors.setdefault(cell.floor, []).append(cell)
    return {cell.id: at for row in floors.values() for at, cell in enumerate(row)}


def _end(cell: Cell) -> tuple[int, str]:
    number = cell.room.removeprefix(str(cell.floor)) if cell.room.isdigit() else cell.room
    return _natural(number)


def _natural(room: str) -> tuple[int, str]:
    digits = re.search(r"\d+", room)
    return (int(digits.group()) if digits else 0, room if not room.isdigit() else "")
