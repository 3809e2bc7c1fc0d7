"""A change of the text size reaches what is already on the screen."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk
from desktop.ui.list_page import ListPage
from desktop.ui.matrix import BuildingMatrix
from desktop.ui.style import Look, apply
from tests.ui.lists import HOUSEHOLDS, MemorySource
from tests.ui.open import put_up
from tests.ui.test_matrix import building


def test_the_rows_of_a_list_grow(qtbot: QtBot, desk: Desk, settle: Callable[[], None], qapp: QApplication) -> None:
    page = ListPage(desk, HOUSEHOLDS, source=MemorySource(20))
    qtbot.addWidget(page)
    page.resize(1150, 600)
    put_up(qtbot, page)
    settle()
    widths = page.view.widths()
    assert page.view.rowHeight(0) == 38
    apply(qapp, Look(20))
    assert page.view.rowHeight(0) == 48
    assert page.view.widths().keys() == widths.keys()
    assert page.view.columnWidth(0) == 48


def test_the_doors_of_an_elevation_grow(qtbot: QtBot, qapp: QApplication) -> None:
    matrix = BuildingMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(600, 400)
    matrix.show_cells(building(4, 18, 4))
    put_up(qtbot, matrix)
    before = matrix.verticalScrollBar().maximum()
    apply(qapp, Look(20))
    assert matrix.verticalScrollBar().maximum() > before
