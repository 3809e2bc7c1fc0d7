"""The settings: a section at a time, in force at once; passwords, users and keys ask before they do it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.ui import settings_page_care, settings_page_lock, system_theme
from desktop.ui.desk import Desk
from desktop.ui.list_memory import ListMemory
from desktop.ui.settings_page import SettingsPage
from desktop.ui.style import Look
from desktop.ui.user_settings import UserSettings
from tests.ui.keeping import FakeKeeper
from tests.ui.open import put_up

SECTIONS = ["显示", "锁屏与密码", "用户与钥匙", "走访", "收据", "关怀登记"]


class FakeWindow:
    """Takes size, light and minutes."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    def set_look(self, look: Look) -> None:
        self.taken.append(look)

    def set_idle(self, minutes: int) -> None:
        self.taken.append(minutes)


@pytest.fixture
def keeper() -> FakeKeeper:
    return FakeKeeper()


@pytest.fixture
def heard(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.say = lambda sentence, _token=None: said.append(sentence)
    desk.warn = said.append
    return said


@pytest.fixture
def window() -> FakeWindow:
    return FakeWindow()


@pytest.fixture
def page(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, window: FakeWindow, settle: Callable[[], None]
) -> SettingsPage:  # fmt: skip
    made = SettingsPage(desk, keeper, window)
    qtbot.addWidget(made)
    settle()
    return made


def titles(page: SettingsPage) -> list[str]:
    return [page.sections.item(at).text() for at in range(page.sections.count())]


def test_sections_are_chosen_by_keys_and_come_back_as_they_were_left(
    page: SettingsPage, qtbot: QtBot
) -> None:  # fmt: skip
    with qtbot.waitExposed(page):
        page.show()
    page.focus_first()
    assert titles(page) == SECTIONS
    QTest.keyClick(page.sections, Qt.Key.Key_Down)
    assert page.stack.currentIndex() == 1
    assert page.state() == {"section": 1}
    page.restore({"section": 3})
    page.restore({"section": 99})
    assert page.stack.currentIndex() == 3


def test_a_section_is_made_when_it_is_first_looked_at(page: SettingsPage, qtbot: QtBot, keeper: FakeKeeper) -> None:
    parts = {"look", "lock", "users", "cadences", "receipt", "care"}
    assert not parts & vars(page).keys()
    put_up(qtbot, page)
    assert parts & vars(page).keys() == {"look"}
    for at in range(page.sections.count()):
        page.sections.setCurrentRow(at)
    assert parts <= vars(page).keys()
    for area in page.stack.findChildren(QScrollArea):
        assert area.accessibleName() in SECTIONS


def test_keys_that_follow_at_once_reach_the_section_that_is_made(page: SettingsPage, qtbot: QtBot) -> None:
    """The window deals with all keys that wait before it comes to anything else."""
    put_up(qtbot, page)
    page.focus_first()
    QTest.keyClick(page.sections, Qt.Key.Key_Down)
    QTest.keyClick(page.sections, Qt.Key.Key_Tab)
    assert page.stack.currentWidget().isAncestorOf(QApplication.focusWidget())
    assert page.stack.currentWidget().isAncestorOf(page.lock)


def test_who_manages_nothing_sees_only_what_is_theirs(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, monkeypatch: pytest.MonkeyPatch, settle: Callable[[], None]
) -> None:
    monkeypatch.setattr(desk.actor, "may", lambda _permission: False)
    made = SettingsPage(desk, keeper, FakeWindow())
    qtbot.addWidget(made)
    settle()
    assert titles(made) == ["显示", "锁屏与密码", "走访"]


def test_size_light_and_minutes_take_effect_at_once(page: SettingsPage, desk: Desk, window: FakeWindow) -> None:
    page.look.text_size.setCurrentIndex(3)
    page.look.text_size.activated.emit(3)
    page.look.theme.setCurrentIndex(2)
    page.look.theme.activated.emit(2)
    page.lock.minutes.setValue(20)
    assert window.taken == [Look(20), Look(16, dark=True), 20]
    assert desk.settings.get("idle_minutes") == 20
    assert desk.settings.get("theme") == "dark"


def test_the_system_may_decide_between_light_and_dark(
    page: SettingsPage, window: FakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_theme, "is_dark", lambda _app: True)
    page.look.theme.setCurrentIndex(0)
    page.look.theme.activated.emit(0)
    assert window.taken == [Look(16, dark=True)]
    page.look.reload()
    assert page.look.theme.currentText() == "跟随系统"


def test_asking_the_system_leaves_the_look_as_it_was(qapp: QApplication) -> None:
    before = qapp.styleHints().colorScheme()
    assert system_theme.is_dark(qapp) in (True, False)
    assert qapp.styleHints().colorScheme() == before
    assert system_theme.dark_for(qapp, "light", kept=True)


def test_one_row_height_for_every_list_that_has_none_of_its_own(
    page: SettingsPage, desk: Desk, heard: list[str]
) -> None:
    page.look.density.setCurrentIndex(2)
    page.look.density.activated.emit(2)
    register = SimpleNamespace(name="people", columns=())
    memory = ListMemory(desk.settings, register)  # type: ignore[arg-type]  # all that is used
    assert memory.density() == "wide"
    memory.keep_density("close")
    assert memory.density() == "close"
    assert "行高已改" in heard[-1]


def test_the_layout_of_the_first_day_comes_back(
    page: SettingsPage, desk: Desk, heard: list[str], settle: Callable[[], None]
) -> None:
    page.look.keys.click()
    kept = UserSettings(desk.tasks, {"list.people": {}, "look": 1}, lambda _session, _values: None, desk.tasks)
    desk.settings = kept
    page.look.layout_again.click()
    assert (kept.get("list.people"), kept.get("look")) == (None, 1)
    assert "恢复默认布局" in heard[-1]
    page.look.keys.click()
    kept.flush()
    settle()


def test_a_password_is_changed_or_the_refusal_told(
    page: SettingsPage, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(settings_page_lock, "ask_password", lambda _parent: ("old", "four words are enough"))
    page.change_password()
    settle()
    assert page.sections.currentItem().text() == "锁屏与密码"
    keeper.refuse = True
    page.change_password()
    settle()
    assert keeper.done == [("password", "four words are enough")]
    assert heard == ["密码已改，下次登录时用新密码。", "密码不对。"]


def test_a_pin_is_set_and_given_up(
    page: SettingsPage, keeper: FakeKeeper, desk: Desk, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert page.lock.no_pin.isHidden()
    monkeypatch.setattr(settings_page_lock, "ask_pin", lambda _parent: None)
    page.lock.pin.click()
    monkeypatch.setattr(settings_page_lock, "ask_pin", lambda _parent: "380472")
    page.lock.pin.click()
    settle()
    assert desk.settings.get("pin") == {"salt": "aa", "key": "bb"}
    assert page.lock.pin.text() == "改 PIN…"
    page.lock.no_pin.click()
    assert keeper.done == [("pin", "380472"), "no pin"]
    assert desk.settings.get("pin") is None
    assert "已停用 PIN" in heard[-1]


def test_care_needs_a_purpose_and_is_given_by_name(
    page: SettingsPage, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    care = page.care
    assert care is not None
    assert care.whom.isHidden()
    told: list[Any] = []
    page.desk.let_find = lambda name, *, found: told.append((name, found))
    care.turn_on.click()
    settle()
    assert heard == ["写明为了做什么。"]
    care.purpose.setText("安排定期上门看望")
    care.turn_on.click()
    settle()
    assert care.said.text() == "已开启，目的：安排定期上门看望"
    assert [tick.isChecked() for tick in care.ticks.values()] == [True, False]
    care.ticks[2].click()
    settle()
    assert keeper.done == [(2, True)]
    assert heard[-1] == "已给 李主任 查看的权限"
    assert list(care.ticks) == [1]
    monkeypatch.setattr(settings_page_care, "ask", lambda *_words, **_more: False)
    care.turn_off.click()
    monkeypatch.setattr(settings_page_care, "ask", lambda *_words, **_more: True)
    care.turn_off.click()
    settle()
    assert care.said.text() == "现在没有开启。"
    assert (told[-2], told[-1]) == (("care", True), ("care", False)), "its tab goes at once, not at the next sign-in"


def test_the_plan_of_the_month_is_set_where_it_is_shown(page: SettingsPage, desk: Desk) -> None:
    gone: list[str] = []
    desk.go = lambda name, _id=None: gone.append(name)
    walks = page.stack.widget(3).part()  # type: ignore[attr-defined]  # a Later
    (button,) = [each for each in walks.findChildren(type(page.lock.pin)) if "本月计划" in each.text()]
    button.click()
    assert gone == ["today"]
