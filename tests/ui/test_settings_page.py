"""The settings: a section at a time, in force at once; passwords, users and keys ask before they do it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.ui import settings_page_care, settings_page_lock, settings_page_users, system_theme
from desktop.ui.desk import Desk
from desktop.ui.list_memory import ListMemory
from desktop.ui.settings_page import SettingsPage
from desktop.ui.settings_page_questions import PasswordQuestion, ask_new_password, ask_new_user, ask_pin
from desktop.ui.style import Look
from desktop.ui.user_settings import UserSettings
from tests.ui.keeping import FakeKeeper

SECTIONS = ["显示", "锁屏与密码", "用户与钥匙", "走访", "关怀登记"]


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


def test_users_and_keys_are_told(page: SettingsPage, keeper: FakeKeeper, settle: Callable[[], None]) -> None:
    assert page.users is not None
    assert page.users.users.lines[0].words == ("王建国", "支部书记（正在使用）")
    assert page.users.words.text() == "能打开这份数据的：王建国的密码。"
    assert page.users.words.property("kind") == "wrong"
    keeper.keys.safe = True
    page.reload()
    settle()
    assert page.users.words.property("kind") == ""
    assert page.users.changes.lines[0].words == ("2026-11-20 09:00", "改密码", "王建国")


def test_who_is_at_work_is_neither_removed_nor_reset(
    page: SettingsPage, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(settings_page_users, "ask", lambda *_words, **_more: True)
    monkeypatch.setattr(settings_page_users, "ask_new_password", lambda _parent, _name: "four words are enough")
    assert page.users is not None
    page.users.users.go_to(0)
    page.users.remove.click()
    assert "不能移除" in heard[-1]
    page.users.reset.click()
    assert "锁屏与密码" in heard[-1]
    for button in (page.users.reset, page.users.remove):
        page.users.users.go_to(1)
        button.click()
        settle()
    assert keeper.done == [("reset", "李主任"), ("remove", "李主任")]


def test_a_user_or_a_second_holder_is_added(
    page: SettingsPage, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[tuple[str, bool]] = []

    def answer(_parent: Any, _roles: Any, **more: Any) -> tuple[str, str, str]:
        asked.append((more["verb"], more["last"]))
        return "陈静", "reader", "four words are enough"

    monkeypatch.setattr(settings_page_users, "ask_new_user", answer)
    assert page.users is not None
    for button in (page.users.add, page.users.holder):
        button.click()
        settle()
    assert keeper.done == [("add", "陈静", "reader"), ("holder", "陈静", "reader")]
    assert asked == [("添加用户", False), ("添加第二保管人", True)]
    assert "可以在登录页选这个名字" in heard[-1]


def test_a_new_sheet_is_shown_for_printing(
    page: SettingsPage, desk: Desk, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    form = SimpleNamespace(name="recovery-sheet")
    desk.catalog = (SimpleNamespace(name="units", forms=(form,)),)  # type: ignore[assignment]  # all that is used
    desk.print_form = lambda register, which, ids, **more: shown.append((which, more["given"]))
    assert page.users is not None
    monkeypatch.setattr(settings_page_users, "ask", lambda *_words, **_more: False)
    page.users.sheet.click()
    monkeypatch.setattr(settings_page_users, "ask", lambda *_words, **_more: True)
    page.users.sheet.click()
    settle()
    assert shown == [(form, {"code": "AB12-CD34"})]


def test_care_needs_a_purpose_and_is_given_by_name(
    page: SettingsPage, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    care = page.care
    assert care is not None
    assert care.whom.isHidden()
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


def test_the_plan_of_the_month_is_set_where_it_is_shown(page: SettingsPage, desk: Desk) -> None:
    gone: list[str] = []
    desk.go = lambda name, _id=None: gone.append(name)
    walks = page.stack.widget(3)
    (button,) = [each for each in walks.findChildren(type(page.lock.pin)) if "本月计划" in each.text()]
    button.click()
    assert gone == ["today"]


@pytest.mark.parametrize("answer", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
def test_questions_give_what_was_typed_or_nothing(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch, answer: QDialog.DialogCode
) -> None:
    def typed(box: PasswordQuestion) -> int:
        for line in box.lines.values():
            line.setText("380472")
        return answer

    monkeypatch.setattr(PasswordQuestion, "exec", typed)
    roles = (("secretary", "支部书记"), ("staff", "工作人员"), ("reader", "只读"))
    user = ask_new_user(page, roles, sentence="…", verb="添加", last=True)
    found = (ask_pin(page), ask_new_password(page, "李主任"), user)
    yes = answer == QDialog.DialogCode.Accepted
    assert found == (("380472", "380472", ("380472", "reader", "380472")) if yes else (None, None, None))


def test_a_pin_that_is_tried_first_keeps_its_question_open(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def typed(box: PasswordQuestion) -> int:
        for line in box.lines.values():
            line.setText("123456")
        box.on_verb_clicked()
        said.append(box.problem.text())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(PasswordQuestion, "exec", typed)
    ask_pin(page)
    assert "太容易猜到" in said[0]
