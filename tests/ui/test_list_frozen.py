"""The first columns stay, are clicked and are seen at their place while the others scroll under them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk
from desktop.ui.list_page import ListPage
from tests.ui.lists import HOUSEHOLDS, MemorySource
from tests.ui.open import put_up

Settle = Callable[[], None]
STAYS = ("next_visit", "building")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, settle: Settle) -> ListPage:
    columns = tuple(
        replace(column, frozen=column.name in STAYS, width=column.width * 2) for column in HOUSEHOLDS.columns
    )
    made = ListPage(desk, replace(HOUSEHOLDS, columns=columns), source=MemorySource(490))
    qtbot.addWidget(made)
    made.resize(700, 500)
    put_up(qtbot, made)
    settle()
    return made


def colours(page: ListPage, x: int) -> list[int]:
    image = page.view.viewport().grab().toImage()
    return [image.pixel(x + dx, y) for y in range(0, image.height(), 3) for dx in range(0, 60, 5)]


def test_nothing_stays_while_nothing_is_scrolled(page: ListPage) -> None:
    assert page.view.frozen() == {}
    assert page.view.indexAt(QPoint(60, 10)).column() == 1


def test_the_first_columns_are_painted_where_they_were(page: ListPage) -> None:
    before, wide = colours(page, 40), page.view.columnWidth(0)
    page.view.horizontalScrollBar().setValue(150)
    assert list(page.view.frozen()) == [0, 1, 2]
    assert page.view.frozen()[1] == wide
    assert colours(page, 40) == before
    page.resize(450, 500)
    assert list(page.view.frozen()) == [0, 1]  # a third would take more than the room allows


def test_a_click_meets_what_is_seen(page: ListPage, qtbot: QtBot) -> None:
    page.view.horizontalScrollBar().setValue(150)
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert list(page.model.ticked) == [page.model.row(0).id]
    assert page.view.visualRect(page.model.index(3, 1)).left() == page.view.columnWidth(0)
    title = QPoint(page.view.columnWidth(0) + 12, 10)
    with qtbot.waitSignal(page.view.heading.sort_wanted) as told:
        qtbot.mouseClick(page.view.heading.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert told.args[0] == "next_visit"


def test_a_cell_that_is_gone_to_is_not_hidden_under_what_stays(page: ListPage) -> None:
    view = page.view
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    view.setCurrentIndex(page.model.index(0, 3))
    edge = max(left + view.columnWidth(section) for section, left in view.frozen().items()) if view.frozen() else 0
    assert view.visualRect(page.model.index(0, 3)).left() >= edge
