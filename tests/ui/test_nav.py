"""The navigation: words and numbers, two characters at the largest size, and reachable by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui import style
from desktop.ui.nav import Group, Nav
from desktop.ui.style import Look
from tests.ui.open import put_up

GROUPS = (
    Group("今日工作", "house", "今日"),
    Group("设置", "settings", bottom=True),
    Group("居民住户", "users", "住户"),
)


@pytest.fixture
def nav(qtbot: QtBot) -> Nav:
    made = Nav(GROUPS)
    qtbot.addWidget(made)
    made.resize(made.width(), 500)
    put_up(qtbot, made)
    return made


def test_items_stand_in_order_with_the_bottom_ones_last(nav: Nav) -> None:
    assert list(nav.items) == ["今日工作", "居民住户", "设置"]
    tops = [item.mapTo(nav, item.rect().topLeft()).y() for item in nav.items.values()]
    assert tops == sorted(tops)
    assert tops[2] > tops[1] + 100, "settings stand at the foot"
    assert [nav.title_at(number) for number in (0, 1, 3, 4)] == [None, "今日工作", "设置", None]


def test_a_click_asks_for_the_group_and_marks_nothing_by_itself(nav: Nav, qtbot: QtBot) -> None:
    with qtbot.waitSignal(nav.chosen) as chosen:
        qtbot.mouseClick(nav.items["居民住户"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["居民住户"]
    nav.choose("今日工作")
    qtbot.mouseClick(nav.items["今日工作"], Qt.MouseButton.LeftButton)  # one is there: it stays the marked one
    assert [title for title, item in nav.items.items() if item.isChecked()] == ["今日工作"]


def test_arrow_keys_move_and_enter_opens(nav: Nav, qtbot: QtBot) -> None:
    nav.items["今日工作"].setFocus()
    qtbot.keyClick(nav.items["今日工作"], Qt.Key.Key_Down)
    assert nav.focusWidget() is nav.items["居民住户"]
    with qtbot.waitSignal(nav.chosen) as chosen:
        qtbot.keyClick(nav.items["居民住户"], Qt.Key.Key_Return)
    assert chosen.args == ["居民住户"]
    qtbot.keyClick(nav.items["居民住户"], Qt.Key.Key_Up)
    assert nav.focusWidget() is nav.items["今日工作"]


@pytest.mark.parametrize("size", style.SIZES)
def test_a_number_and_a_mark_change_the_picture(nav: Nav, qapp: QApplication, size: int) -> None:
    style.apply(qapp, Look(size))
    plain = nav.grab().toImage()
    nav.set_badge("居民住户", 12)
    numbered = nav.grab().toImage()
    nav.choose("居民住户")
    assert plain != numbered != nav.grab().toImage()
    assert nav.items["居民住户"].accessibleDescription() == "12 件待办"
    nav.set_badge("居民住户", 0)
    assert nav.items["居民住户"].accessibleDescription() == ""


def test_at_the_largest_size_words_have_two_characters_and_the_column_is_narrow(nav: Nav, qapp: QApplication) -> None:
    wide = nav.width()
    style.apply(qapp, Look(20))
    assert [item.word for item in nav.items.values()] == ["今日", "住户", "设置"]
    assert nav.width() < wide
    style.apply(qapp, Look(16))
    assert nav.items["居民住户"].word == "居民住户"
    assert nav.width() == wide


def test_items_are_tall_enough_to_hit_and_shrink_on_a_low_screen(nav: Nav) -> None:
    item = nav.items["今日工作"]
    assert item.sizeHint().height() >= 44
    assert 24 <= item.minimumSizeHint().height() < 44


def test_the_tooltip_names_the_key(nav: Nav) -> None:
    assert nav.items["今日工作"].toolTip().endswith("Alt+1")


def test_something_may_stand_at_the_foot(nav: Nav, qtbot: QtBot) -> None:
    foot = QLabel("任务")
    nav.add_foot(foot)
    assert foot.parentWidget() is nav


def test_hover_and_focus_are_painted(nav: Nav) -> None:
    item = nav.items["今日工作"]
    nav.items["设置"].setFocus()
    plain = nav.grab().toImage()
    item.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    hovered = nav.grab().toImage()
    item.setFocus()
    assert plain != hovered != nav.grab().toImage()
