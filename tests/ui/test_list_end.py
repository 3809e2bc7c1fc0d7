"""The end of a list that is read page by page: its keys reach the last row of all."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.standard.list import Query
from desktop.ui.desk import Desk
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from tests.ui.lists import HOUSEHOLDS, MemorySource
from tests.ui.open import put_up

Settle = Callable[[], None]
Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, settle: Settle) -> ListPage:
    ways = ListWays(open=lambda _id: None, new=lambda: None)
    made = ListPage(desk, HOUSEHOLDS, source=MemorySource(490), ways=ways)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    put_up(qtbot, made)
    settle()
    return made


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_the_end_key_goes_to_the_last_row_of_all_and_the_home_key_back(
    page: ListPage, settle: Settle, qtbot: QtBot, modifier: Qt.KeyboardModifier
) -> None:
    qtbot.keyClick(page.view, Key.Key_End, modifier)
    settle()
    assert (page.model.rowCount(), page.view.currentIndex().row()) == (490, 489)
    qtbot.keyClick(page.view, Key.Key_Home, modifier)
    assert page.view.currentIndex().row() == 0
    qtbot.keyClick(page.view, Key.Key_End, modifier)  # nothing is left to be read
    assert page.view.currentIndex().row() == 489


def test_the_end_key_counts_while_a_page_is_on_its_way(page: ListPage, settle: Settle, qtbot: QtBot) -> None:
    page.reload()
    qtbot.keyClick(page.view, Key.Key_End)
    settle()
    assert page.view.currentIndex().row() == 489


def test_another_key_or_a_click_ends_the_way_to_the_end(page: ListPage, settle: Settle, qtbot: QtBot) -> None:
    for stop in (
        lambda: qtbot.keyClick(page.view, Key.Key_Down),
        lambda: qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton),
    ):
        page.model.ask(Query())
        settle()
        qtbot.keyClick(page.view, Key.Key_End)
        stop()
        settle()
        assert page.view.currentIndex().row() < 200


def test_the_page_keys_reach_the_last_row_too(page: ListPage, settle: Settle, qtbot: QtBot) -> None:
    for _press in range(60):
        qtbot.keyClick(page.view, Key.Key_PageDown)
        settle()
    assert page.view.currentIndex().row() == 489
