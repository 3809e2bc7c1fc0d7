"""The line of the day: typed, picked, refused, and the way back to today."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.as_of import AsOf, AsOfBar

TODAY = date(2026, 3, 10)


@pytest.fixture
def as_of() -> AsOf:
    return AsOf(TODAY)


@pytest.fixture
def bar(qtbot: QtBot, as_of: AsOf) -> AsOfBar:
    made = AsOfBar(as_of)
    qtbot.addWidget(made)
    made.show()
    return made


def test_today_is_shown_first_and_nothing_warns(bar: AsOfBar, as_of: AsOf) -> None:
    assert bar.editor.text() == "2026-03-10"
    assert as_of.is_today
    assert bar.past.isHidden()
    assert not bar.note.isHidden()


def test_a_typed_day_counts_on_enter_and_the_page_says_that_it_is_past(bar: AsOfBar, as_of: AsOf, qtbot: QtBot) -> None:
    bar.editor.line.selectAll()
    QTest.keyClicks(bar.editor.line, "2025-5-3")
    assert as_of.is_today, "typing alone changes nothing"
    with qtbot.waitSignal(as_of.changed):
        QTest.keyClick(bar, Qt.Key.Key_Return)
    assert as_of.day == date(2025, 5, 3)
    assert bar.past.sentence.text() == "正在看 2025-05-03 那天的情况，只能查看，不能办理。"
    assert bar.note.isHidden()
    bar.past.links()[0].click()
    assert as_of.is_today
    assert bar.editor.text() == "2026-03-10"


def test_a_day_from_the_calendar_counts_at_once(bar: AsOfBar, as_of: AsOf) -> None:
    calendar = bar.editor.show_calendar()
    calendar.days.activated.emit(QDate(2026, 3, 1))
    assert as_of.day == date(2026, 3, 1)


def test_what_is_no_day_is_framed_and_changes_nothing(bar: AsOfBar, as_of: AsOf) -> None:
    for typed in ("昨天的昨天", ""):
        bar.editor.line.selectAll()
        bar.editor.line.insert(typed)
        bar.take()
        assert bar.editor.line.property("state") == "wrong"
        assert as_of.is_today
    bar.editor.line.setText("2026-3-9")
    bar.take()
    assert bar.editor.line.property("state") == ""
    assert as_of.day == TODAY - timedelta(days=1)


def test_a_day_to_come_shows_what_is_planned(bar: AsOfBar, as_of: AsOf) -> None:
    as_of.look_at(TODAY + timedelta(days=30))
    assert "的安排，只能查看" in bar.past.sentence.text()


def test_the_same_day_again_is_no_change(as_of: AsOf, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(as_of.changed):
        as_of.look_at(TODAY)


def test_other_keys_are_not_taken(bar: AsOfBar, as_of: AsOf) -> None:
    QTest.keyClick(bar, Qt.Key.Key_Down)
    assert as_of.is_today
