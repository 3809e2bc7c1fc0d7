"""What keeps a list of a county quick: only what changed is painted, counted and read again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import style
from desktop.ui.desk import Desk
from desktop.ui.list_model import PAGE
from desktop.ui.list_page import ListPage
from desktop.ui.style import Look
from tests.ui.conftest import FakeChanges
from tests.ui.lists import HOUSEHOLDS, MemorySource
from tests.ui.open import put_up

Settle = Callable[[], None]


@pytest.fixture
def source() -> MemorySource:
    return MemorySource(1000)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, source: MemorySource, settle: Settle) -> ListPage:
    made = ListPage(desk, HOUSEHOLDS, source=source)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    put_up(qtbot, made)
    settle()
    return made


def read_all(page: ListPage, settle: Settle) -> None:
    while page.model.canFetchMore(QModelIndex()):
        page.model.fetchMore(QModelIndex())
        settle()


def told(page: ListPage) -> list[tuple[int, int]]:
    """The first and last row of each change that the model tells of from now on."""
    spans: list[tuple[int, int]] = []
    page.model.dataChanged.connect(lambda first, last: spans.append((first.row(), last.row())))
    return spans


def test_a_tick_repaints_its_own_row_only(page: ListPage) -> None:
    spans = told(page)
    page.view.toggle(7)
    page.model.tick([UUID(int=8)], on=True)  # it is ticked already
    page.model.tick([UUID(int=3), UUID(int=999)], on=True)  # one of them is not read yet
    assert spans == [(7, 7), (2, 2)]


def test_ticked_rows_are_counted_while_rows_come_and_go(page: ListPage, settle: Settle) -> None:
    page.model.tick([UUID(int=1), UUID(int=500)], on=True)
    assert page.model.ticked_here == 1
    read_all(page, settle)
    assert page.model.ticked_here == 2
    page.find_text("兰")  # 罗兰 in the first row stays, 500 is another
    settle()
    here = {row_id for row_id in page.model.ids() if row_id in page.model.ticked}
    assert page.model.ticked_here == len(here)
    page.model.untick_all()
    assert page.model.ticked_here == 0


def test_after_a_deed_only_rows_down_to_the_place_of_work_are_read_again(
    page: ListPage, settle: Settle, source: MemorySource
) -> None:
    read_all(page, settle)
    page.view.go_to(UUID(int=1))
    page.view.scrollToTop()
    page.reload(FakeChanges())
    settle()
    assert source.limits[-1] < 2 * PAGE
    read_all(page, settle)
    page.view.go_to(UUID(int=990))
    page.reload(FakeChanges())
    settle()
    assert page.view.current_id() == UUID(int=990)
    assert source.limits[-1] == 1000


def picture(page: ListPage) -> Any:
    return page.view.viewport().grab().toImage()


def test_painting_follows_the_mark_the_tick_the_search_and_the_look(page: ListPage, qapp: QApplication) -> None:
    seen = [picture(page)]
    page.view.go_to(UUID(int=3))
    seen.append(picture(page))
    page.view.toggle(5)
    seen.append(picture(page))
    page.view.delegate.needle = "兰"
    seen.append(picture(page))
    style.apply(qapp, Look(16, dark=True))
    seen.append(picture(page))
    style.apply(qapp, Look(20))
    seen.append(picture(page))
    assert all(one != other for at, one in enumerate(seen) for other in seen[at + 1 :])


def test_words_that_do_not_fit_end_in_dots_and_figures_stand_at_the_right(page: ListPage) -> None:
    page.view.setColumnWidth(4, 40)
    picture(page)
    ink = page.view.delegate._ink
    assert ink is not None
    laid, wide = ink.text("很长很长的名字", 40)
    assert laid.text().endswith("…")
    assert wide <= 40
    assert ink.text("很长很长的名字", 40)[0] is laid
    assert ink.badge("overdue", "逾期 1 天", 30, 38).width() <= 30


def test_what_is_kept_for_painting_is_bounded(page: ListPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.cell_ink.KEPT", 5)
    monkeypatch.setattr("desktop.ui.cell_ink.PICTURES", 2)
    before = picture(page)
    page.view.scrollTo(page.model.index(100, 1))
    picture(page)
    page.view.scrollToTop()
    ink = page.view.delegate._ink
    assert ink is not None
    assert picture(page) == before
    assert len(ink._texts) <= 5
    assert len(ink._pictures) <= 2


class Painted(QObject):
    """The heights that were painted of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_moving_down_paints_two_rows(page: ListPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    painted = Painted(page.view.viewport())
    QApplication.processEvents()
    while not painted.region.isEmpty():  # the rows have just come: until all of them lie as they will
        painted.region = QRegion()
        QApplication.processEvents()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    rows = page.view.rowHeight(0) * 2
    assert painted.region.boundingRect().height() == rows
    assert painted.region.boundingRect().width() == page.view.viewport().width()
