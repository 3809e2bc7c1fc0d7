"""Filters in words: the frame under a title, the chips, the columns dialog, and what a list remembers."""

from datetime import date
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.spec import Column
from desktop.standard.list import Choice, Filter, Query, Sort
from desktop.ui.chips import words
from desktop.ui.columns_dialog import ColumnsDialog
from desktop.ui.desk import MemorySettings
from desktop.ui.header_filter import HeaderFilter, filterable
from desktop.ui.list_memory import ListMemory
from desktop.ui.list_query import with_filter, with_sort
from desktop.ui.list_words import filter_text
from tests.ui.lists import HOUSEHOLDS, TODAY
from tests.ui.open import put_up

BUILDING = Column("building", "楼栋", choices=True)
LAST = Column("last_visit", "上次走访", kind="day")
CHOICES = (Choice("1号楼", 12), Choice("2号楼", 30), Choice(None, 3))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.page = QWidget(made)  # type: ignore[attr-defined]  # what a filter belongs to
    qtbot.addWidget(made)
    made.resize(700, 500)
    put_up(qtbot, made)
    return made


def frame(window: QWidget, column: Column = BUILDING, current: Filter | None = None) -> tuple[HeaderFilter, list[Any]]:
    made = HeaderFilter(column, current, today=TODAY, over=window.page)  # type: ignore[attr-defined]  # the fixture's
    chosen: list[Any] = []
    made.chosen.connect(lambda name, condition: chosen.append((name, condition)))
    made.open_at(window.mapToGlobal(QPoint(650, 480)))
    return made, chosen


def test_it_opens_inside_the_window(window: QWidget) -> None:
    made, _chosen = frame(window)
    assert window.rect().contains(made.geometry())
    made.close_frame()


@pytest.mark.parametrize("end", ["another page", "closed from outside"])
def test_it_ends_with_its_page_and_hears_nothing_afterwards(window: QWidget, qtbot: QtBot, end: str) -> None:
    made, _chosen = frame(window)
    heard: list[object] = []
    made.closed.connect(lambda: heard.append("closed"))
    if end == "another page":
        window.page.hide()  # type: ignore[attr-defined]  # the fixture's
    else:
        made.close()
    assert heard == ["closed"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(made))


def test_values_are_ticked_with_their_counts(window: QWidget, qtbot: QtBot) -> None:
    made, chosen = frame(window)
    made.show_choices(CHOICES)
    assert made.all.checkState() == Qt.CheckState.Checked
    made.values.setCurrentRow(1)
    qtbot.keyClick(made.values, Qt.Key.Key_Space)
    assert made.all.checkState() == Qt.CheckState.PartiallyChecked
    made.apply.click()
    assert chosen == [("building", Filter("building", values=("1号楼", None)))]


def test_a_search_in_the_values_takes_only_what_is_shown(window: QWidget, qtbot: QtBot) -> None:
    made, chosen = frame(window)
    made.show_choices(CHOICES)
    made.find_line.setText("2")
    qtbot.keyClick(made.find_line, Qt.Key.Key_Down)
    assert made.values.hasFocus()
    made.accept()
    assert chosen[0][1].values == ("2号楼",)


def test_everything_ticked_is_no_condition_and_nothing_ticked_is_refused(window: QWidget) -> None:
    made, chosen = frame(window, current=Filter("building", values=("1号楼",)))
    made.show_choices(CHOICES)
    made.values.tick_shown(on=False)
    made.accept()
    assert not made.problem.isHidden()
    assert chosen == []
    made.values.tick_shown(on=True)
    made.accept()
    assert chosen == [("building", None)]


def test_days_have_named_ranges_and_free_ones(window: QWidget) -> None:
    made, chosen = frame(window, LAST)
    next(button for button in made.findChildren(QPushButton) if button.text() == "上月").click()
    assert chosen[-1][1].span == (date(2026, 10, 1), date(2026, 10, 31))
    made, chosen = frame(window, LAST)
    made.low.setText("11-20")
    made.high.setText("2026-11-01")
    made.accept()
    assert chosen[-1][1].span == (date(2026, 11, 1), date(2026, 11, 20))
    made, chosen = frame(window, LAST)
    made.low.setText("前几天吧")
    made.accept()
    assert chosen == []
    assert not made.problem.isHidden()
    made.close_frame()


def test_blanks_can_be_asked_for_and_escape_and_a_press_outside_change_nothing(window: QWidget, qtbot: QtBot) -> None:
    made, chosen = frame(window)
    made.blank.setChecked(True)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert chosen == [("building", Filter("building", blank=True))]
    made, chosen = frame(window)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    made, chosen = frame(window)
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert made.isHidden()
    assert chosen == []


@pytest.mark.parametrize(
    ("condition", "column", "said"),
    [
        (Filter("building", values=("1号楼", "2号楼", "3号楼", "4号楼")), BUILDING, "楼栋：1号楼、2号楼、等 4 项"),
        (Filter("last_visit", span=(date(2026, 11, 1), date(2026, 11, 30))), LAST, "上次走访：本月"),
        (Filter("last_visit", span=(date(2026, 3, 1), date(2026, 3, 5))), LAST, "上次走访：2026-03-01 至 2026-03-05"),
        (Filter("last_visit", span=(None, date(2026, 3, 5))), LAST, "上次走访：2026-03-05 及以前"),
        (Filter("last_visit", span=(date(2026, 3, 5), None)), LAST, "上次走访：2026-03-05 起"),
        (Filter("building", blank=True), BUILDING, "楼栋：空白"),
        (Filter("building", values=(None,)), BUILDING, "楼栋：（空白）"),
    ],
)
def test_a_condition_is_said_in_words(condition: Filter, column: Column, said: str) -> None:
    assert words(condition, column, TODAY) == said


def test_a_printed_list_says_its_conditions() -> None:
    query = Query("周", (Filter("building", values=("1号楼",)),))
    assert filter_text(query, HOUSEHOLDS, TODAY) == "查找：周；楼栋：1号楼"


def test_only_columns_with_few_values_or_days_have_a_filter() -> None:
    assert filterable(BUILDING)
    assert filterable(LAST)
    assert filterable(Column("next", "走访", kind="due"))
    assert not filterable(Column("name", "户主"))


def test_a_changed_condition_keeps_its_place() -> None:
    query = with_filter(with_filter(Query(), "a", Filter("a", blank=True)), "b", Filter("b", blank=True))
    changed = with_filter(query, "a", Filter("a", blank=False))
    assert [f.column for f in changed.filters] == ["a", "b"]
    assert with_filter(changed, "b", None).filters == (Filter("a", blank=False),)


def test_the_second_key_can_be_turned_and_dropped() -> None:
    query = with_sort(with_sort(Query(), "a", second=False), "b", second=True)
    turned = with_sort(query, "b", second=True)
    assert turned.sort == (Sort("a"), Sort("b", descending=True))
    assert with_sort(turned, "b", second=True).sort == (Sort("a"),)


def test_columns_are_ticked_moved_and_put_back(window: QWidget) -> None:
    shown = [column.name for column in HOUSEHOLDS.columns if column.shown]
    dialog = ColumnsDialog(HOUSEHOLDS.columns, shown, density="standard", parent=window)
    dialog.list.toggle(dialog.list.rows()[0])
    dialog.list.setCurrentRow(2)
    dialog.up.click()
    assert dialog.names() == ["room", "building", "name", "people", "last_visit", "phone"]
    dialog.default.click()
    assert dialog.names() == shown
    assert dialog.reset
    dialog.list.tick_shown(on=False)
    dialog.keep.click()
    assert not dialog.problem.isHidden()
    assert dialog.density() == "standard"


def test_what_a_person_chose_is_remembered_and_lost_columns_are_passed_over() -> None:
    settings = MemorySettings()
    memory = ListMemory(settings, HOUSEHOLDS)
    assert "note" not in memory.columns()
    memory.keep_columns(["room", "gone", "name"], {"room": 9})
    memory.keep_density("wide")
    memory.keep_sort((Sort("room", descending=True),))
    again = ListMemory(settings, HOUSEHOLDS)
    assert again.columns() == ["room", "name"]
    assert again.widths() == {"room": 9}
    assert again.density() == "wide"
    assert again.sort() == (Sort("room", descending=True),)
    settings.put("list.households", "broken")
    assert again.density() == "standard"


def test_tab_comes_to_the_row_height_that_is_chosen(window: QWidget) -> None:
    dialog = ColumnsDialog(HOUSEHOLDS.columns, ["door"], density="standard", parent=window)
    radios = dialog.findChildren(QRadioButton)

    def stops() -> list[str]:
        return [one.text() for one in radios if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops() == ["标准"]
    radios[-1].setChecked(True)
    assert stops() == ["宽松"]
