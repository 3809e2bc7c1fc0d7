"""Cadences and shortcuts in buttons: chosen on the settings page, in force at once."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import shown_keys
from desktop.ui.desk import Desk
from desktop.ui.settings_page_cadences import Cadences
from tests.ui.keeping import FakeKeeper


@pytest.fixture
def cadences(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> Cadences:
    made = Cadences(desk, FakeKeeper())
    qtbot.addWidget(made)
    made.reload()
    settle()
    return made


def test_another_number_of_days_is_one_deed_and_told(
    cadences: Cadences, desk: Desk, settle: Callable[[], None]
) -> None:
    said: list[str] = []
    desk.say = lambda sentence, _token=None: said.append(sentence)
    box = cadences.boxes["visit_days"]
    box.setValue(60)
    box.editingFinished.emit()
    box.editingFinished.emit()
    settle()
    assert said == ["周期已改，走访日期都按新的周期重排了。"]


def test_who_may_not_change_them_reads_them(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.actor, "may", lambda _permission: False)
    made = Cadences(desk, FakeKeeper())
    qtbot.addWidget(made)
    made.reload()
    settle()
    assert (made.boxes["visit_days"].value(), made.boxes["visit_days"].isEnabled()) == (90, False)


def test_shortcuts_stand_in_the_buttons_only_while_they_are_asked_for(qtbot: QtBot) -> None:
    button, plain = QPushButton("保存"), QPushButton("收起")
    button.setToolTip("保存（Ctrl+S）")
    plain.setToolTip("收起（先看完）")
    for each in (button, plain):
        qtbot.addWidget(each)
        each.show()
    shown_keys.turn(on=True)
    assert (button.text(), plain.text()) == ("保存 Ctrl+S", "收起")
    page = QWidget()
    late = QPushButton("打印", page)
    late.setToolTip("打印（Ctrl+P）")
    qtbot.addWidget(page)
    shown_keys.on_page_shown(page)
    assert late.text() == "打印 Ctrl+P"
    shown_keys.turn(on=False)
    assert (button.text(), late.text()) == ("保存", "打印")
    shown_keys.on_page_shown(page)
    assert late.text() == "打印"
