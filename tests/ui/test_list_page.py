"""The list of a register: what it shows, finds, filters, sorts, ticks and says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.standard.list import Filter, Query, Sort
from desktop.ui.desk import Desk
from desktop.ui.header_filter import HeaderFilter
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from tests.ui.conftest import FakeChanges, FakeStore
from tests.ui.lists import HOUSEHOLDS, RUNS, MemorySource
from tests.ui.open import put_up

Settle = Callable[[], None]
Key = Qt.Key


@pytest.fixture
def source() -> MemorySource:
    return MemorySource(490)


@pytest.fixture
def opened() -> list[UUID]:
    return []


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, source: MemorySource, settle: Settle, opened: list[UUID]) -> ListPage:
    made = ListPage(
        desk, HOUSEHOLDS, source=source, ways=ListWays(open=opened.append, new=lambda: opened.append(UUID(int=0)))
    )
    qtbot.addWidget(made)
    made.resize(1150, 600)
    put_up(qtbot, made)
    settle()
    return made


def names(page: ListPage) -> list[str]:
    at = 1 + [column.name for column in page.model.columns].index("name")
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]


def test_the_first_page_comes_at_once_and_the_rest_while_scrolling(page: ListPage, settle: Settle) -> None:
    assert page.model.rowCount() == 200
    page.view.scrollToBottom()
    page.model.fetchMore(page.model.index(-1, -1))
    settle()
    assert page.model.rowCount() == 400
    assert "第 1–400 户" in page.parts.bar.loaded.text()
    page.view.tick_page()
    assert page.parts.bar.loaded.isHidden()  # its room is for the deeds


def test_the_count_says_what_it_counts(page: ListPage, settle: Settle) -> None:
    assert page.status == "共 490 户"
    page.set_filter("building", Filter("building", values=("3号楼",)))
    settle()
    assert page.status == "共 490 户 · 筛选后 98 户"


def test_finding_waits_for_committed_text(page: ListPage, qtbot: QtBot, settle: Settle, source: MemorySource) -> None:
    asked = len(source.asked)
    composing = QInputMethodEvent("luo", [])
    QApplication.sendEvent(page.parts.find_line, composing)
    assert not page.parts.find_line.soon.isActive()
    done = QInputMethodEvent()
    done.setCommitString("罗兰")
    QApplication.sendEvent(page.parts.find_line, done)
    with qtbot.waitSignal(page.parts.find_line.wanted):
        assert page.parts.find_line.soon.isActive()
    settle()
    assert source.asked[-1].text == "罗兰"
    assert len(source.asked) == asked + 1
    assert set(names(page)) == {"罗兰"}
    assert page.view.delegate.needle == "罗兰"


def test_escape_in_the_find_line_shows_all_again(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    page.parts.find_line.setText("罗兰")
    page.parts.find_line.tell()
    settle()
    qtbot.keyClick(page.parts.find_line, Key.Key_Escape)
    settle()
    assert page.query.text == ""
    assert page.model.rowCount() == 200


def test_filters_stand_as_chips_in_words_and_come_off(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    page.set_filter("building", Filter("building", values=("1号楼", "2号楼")))
    page.set_filter("next_visit", Filter("next_visit", values=("overdue", "soon")))
    settle()
    chips = page.parts.chips.chips()
    assert [chip.text() for chip in chips] == ["楼栋：1号楼、2号楼", "走访：已逾期、7 天内"]
    whole, how = chips[0].width(), chips[0].toolTip()
    chips[0].resize(whole // 2, chips[0].height())
    assert chips[0].text().endswith("…")
    assert chips[0].toolTip() == f"楼栋：1号楼、2号楼（{how}）"
    chips[0].resize(whole, chips[0].height())
    assert (chips[0].text(), chips[0].toolTip()) == ("楼栋：1号楼、2号楼", how)
    qtbot.keyClick(chips[0], Key.Key_Delete)
    settle()
    assert [f.column for f in page.query.filters] == ["next_visit"]
    page.clear_query()
    settle()
    assert page.parts.chips.chips() == []
    assert page.parts.clear.isHidden()


def test_a_title_sorts_up_down_and_back_and_is_remembered(page: ListPage, desk: Desk, settle: Settle) -> None:
    page.sort_by("room", False)
    assert page.query.sort == (Sort("room"),)
    page.sort_by("people", True)
    assert page.query.sort == (Sort("room"), Sort("people"))
    page.sort_by("room", False)
    assert page.query.sort == (Sort("room", descending=True),)
    assert desk.settings.get("list.households")["sort"] == [["room", True]]
    page.sort_by("room", False)
    assert page.query.sort == ()
    settle()


def test_ticking_all_of_a_filter_is_a_separate_act(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_Space)
    bar = page.parts.bar
    assert bar.chosen.text() == "已选 1 户"
    assert bar.every.text() == "全选 490 户"
    qtbot.keyClick(page.view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.model.ticked) == 200
    assert page.view.heading.tick_state == Qt.CheckState.Checked
    bar.every.click()
    settle()
    assert bar.chosen.text() == "已选 490 户"
    assert bar.every.isHidden()


def test_the_selection_survives_a_filter_and_says_what_it_hides(page: ListPage, settle: Settle) -> None:
    page.model.tick([UUID(int=1), UUID(int=2), UUID(int=3)], on=True)
    page.set_filter("building", Filter("building", values=("1号楼",)))
    settle()
    assert page.parts.bar.chosen.text() == "已选 3 户"
    assert page.parts.bar.outside.text() == "（其中 2 户不在当前筛选"
    assert not page.parts.bar.outside.isHidden()
    page.sort_by("room", False)
    settle()
    assert len(page.model.ticked) == 3


def test_a_reload_keeps_row_scroll_and_ticks(page: ListPage, settle: Settle, source: MemorySource) -> None:
    page.view.go_to(UUID(int=60))
    page.view.toggle(59)
    before = page.view.verticalScrollBar().value()
    source.rows.pop(5)
    page.reload(FakeChanges())
    settle()
    assert page.view.current_id() == UUID(int=60)
    assert page.view.verticalScrollBar().value() == before > 0
    assert UUID(int=60) in page.model.ticked


def test_a_deed_elsewhere_does_not_read_again(page: ListPage, settle: Settle, source: MemorySource) -> None:
    asked = len(source.asked)
    page.reload(FakeChanges(tables=frozenset({"draft"})))
    page.reload(FakeChanges(tables=frozenset({"partner"})))
    settle()
    assert len(source.asked) == asked


def test_the_keyboard_opens_copies_and_makes_new(page: ListPage, qtbot: QtBot, opened: list[UUID]) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_Down)
    qtbot.keyClick(page.view, Key.Key_Return)
    assert opened == [UUID(int=2)]
    qtbot.keyClick(page.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["走访", "楼栋", "房号"]
    assert lines[1].split("\t")[1] == "2号楼"
    assert "138****0001" in lines[1]
    qtbot.keyClick(page.view, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert opened[-1] == UUID(int=0)


def test_shift_ticks_a_range(page: ListPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert set(page.model.ticked) == {UUID(int=n) for n in (1, 2, 3, 4)}


def test_an_action_runs_on_the_ticked_rows_in_one_deed(
    page: ListPage, settle: Settle, store: FakeStore, desk: Desk
) -> None:
    RUNS.clear()
    said: list[Any] = []
    desk.say = lambda *args: said.append(args)
    page.model.tick([UUID(int=3), UUID(int=5)], on=True)
    page.run(HOUSEHOLDS.actions[0])
    settle()
    assert [record_id for record_id, _asked in RUNS] == [UUID(int=3), UUID(int=5)]
    assert store.actions == ["households.visit"]
    assert said[0][0] == "登记走访：2 户已办"
    assert said[0][1].tx is not None
    assert page.model.ticked == {}


def test_the_focus_of_a_button_that_a_deed_took_away_goes_back_to_the_rows(page: ListPage, qtbot: QtBot) -> None:
    page.model.tick([UUID(int=3)], on=True)
    button, bar = page.parts.bar.buttons()[0], page.parts.bar
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Backtab)
    assert bar.none.hasFocus(), "Tab goes its usual way"
    for gone in (lambda: button.setEnabled(False), page.model.untick_all):
        button.setEnabled(True)
        button.setFocus()
        gone()
        assert page.view.hasFocus()


def test_nothing_found_offers_the_way_back(page: ListPage, settle: Settle) -> None:
    page.parts.find_line.setText("没有的人")
    page.parts.find_line.tell()
    settle()
    assert not page.parts.has_rows()
    assert page.parts.empty.sentence.text() == "没有找到“没有的人”。也可以试试姓名、房号或电话后四位。"
    page.parts.empty.buttons()[0].click()
    settle()
    assert page.parts.has_rows()


def test_a_failed_reading_says_why_and_can_be_tried_again(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    source = MemorySource(5)
    source.error = UserError("数据文件正被别的程序占用。数据没有受影响。请稍后再试。")
    made = ListPage(desk, HOUSEHOLDS, source=source)
    qtbot.addWidget(made)
    settle()
    assert made.parts.empty.sentence.text().startswith("数据文件正被")
    source.error = None
    made.parts.empty.buttons()[0].click()
    settle()
    assert made.parts.has_rows()


def test_the_filter_of_a_column_opens_by_key_with_its_counts(page: ListPage, qtbot: QtBot, settle: Settle) -> None:
    page.view.setCurrentIndex(page.model.index(0, 2))
    qtbot.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    frame = page.findChild(HeaderFilter)
    assert frame is not None
    assert frame.values.count() == 5
    qtbot.keyClick(frame.find_line, Key.Key_Escape)
    assert frame.isHidden()


def test_coming_back_is_to_the_same_place(
    page: ListPage, settle: Settle, qtbot: QtBot, desk: Desk, source: MemorySource
) -> None:
    page.set_filter("building", Filter("building", values=("2号楼",)))
    settle()
    page.view.go_to(page.model.row(30).id)
    page.model.tick([page.model.row(30).id, page.model.row(31).id], on=True)
    kept = page.state()
    again = ListPage(desk, HOUSEHOLDS, source=source)
    qtbot.addWidget(again)
    again.resize(1150, 600)
    put_up(qtbot, again)
    settle()
    again.restore(kept)
    settle()
    assert again.query == page.query
    assert again.view.current_id() == page.view.current_id()
    assert again.model.ticked == page.model.ticked
    again.model.untick_all()
    again.restore({**kept, "ticked": {**kept["ticked"], "on": "2026-01-01"}})
    assert again.model.ticked == {}, "a selection of another day is nobody's any more"
    assert again.neighbour(page.model.row(30).id, 1) == page.model.row(31).id
    assert again.neighbour(UUID(int=999), 1) is None


def test_a_list_of_the_whole_county_reads_pages_only(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    source = MemorySource(20_000)
    made = ListPage(desk, replace(HOUSEHOLDS, counter="人"), source=source)
    qtbot.addWidget(made)
    settle()
    assert source.limits == [200]
    assert made.status == "共 20,000 人"
    assert made.query == Query()
