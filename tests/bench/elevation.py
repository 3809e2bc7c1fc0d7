"""How long an elevation of 18 floors × 16 doors takes to lay out and paint, offscreen."""

from PySide6.QtWidgets import QApplication

from desktop.base.ids import uuid7
from desktop.ui.matrix import BuildingMatrix
from desktop.ui.matrix_grid import Cell
from tests.bench.figures import Figure, percentile, timed_ms


def cells(floors: int = 18, stairwells: int = 4, rooms: int = 4) -> list[Cell]:
    """A building full of doors in all states."""
    states = ("fine", "soon", "overdue", "none")
    return [
        Cell(uuid7(), floor, str(stairwell), f"{floor}{room:02}", states[(floor * room + stairwell) % 4], "周兰")
        for stairwell in range(1, stairwells + 1)
        for floor in range(1, floors + 1)
        for room in range(1, rooms + 1)
    ]


def measure(*, rounds: int = 30) -> list[Figure]:
    """The 95th percentile of showing another building and painting it."""
    application = QApplication.instance() or QApplication([])
    matrix = BuildingMatrix()
    matrix.resize(1100, 640)
    building = cells()

    def act() -> None:
        matrix.show_cells(building)
        matrix.grab()

    act()
    spent = percentile(timed_ms(act, rounds=rounds), 0.95)
    matrix.deleteLater()
    application.processEvents()
    return [Figure("elevation 18 × 16, p95", spent, "ms", "<= 50 ms")]
