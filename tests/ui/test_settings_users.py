"""Users and keys in the settings: told as they stand, changed after a question, never from under who is at work."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.ui import settings_page_users
from desktop.ui.desk import Desk
from desktop.ui.settings_page_questions import PasswordQuestion, ask_new_password, ask_new_user, ask_pin
from desktop.ui.settings_page_users import UserSettingsSection
from tests.ui.keeping import FakeKeeper


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
def page(qtbot: QtBot, desk: Desk, keeper: FakeKeeper, settle: Callable[[], None]) -> UserSettingsSection:
    made = UserSettingsSection(desk, keeper.keys)
    qtbot.addWidget(made)
    made.reload()
    settle()
    return made


def test_users_and_keys_are_told(page: UserSettingsSection, keeper: FakeKeeper, settle: Callable[[], None]) -> None:
    assert page.users.lines[0].words == ("王建国", "支部书记（正在使用）")
    assert page.words.text() == "能打开这份数据的：王建国的密码。"
    assert page.words.property("kind") == "wrong"
    keeper.keys.safe = True
    page.reload()
    settle()
    assert page.words.property("kind") == ""
    assert page.changes.lines[0].words == ("2026-11-20 09:00", "改密码", "王建国")


def test_who_is_at_work_is_neither_removed_nor_reset(
    page: UserSettingsSection, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(settings_page_users, "ask", lambda *_words, **_more: True)
    monkeypatch.setattr(settings_page_users, "ask_new_password", lambda _parent, _name: "four words are enough")
    page.users.go_to(0)
    page.remove.click()
    assert "不能移除" in heard[-1]
    page.reset.click()
    assert "锁屏与密码" in heard[-1]
    for button in (page.reset, page.remove):
        page.users.go_to(1)
        button.click()
        settle()
    assert keeper.done == [("reset", "李主任"), ("remove", "李主任")]


def test_a_user_or_a_second_holder_is_added(
    page: UserSettingsSection, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[tuple[str, bool]] = []

    def answer(_parent: Any, _roles: Any, **more: Any) -> tuple[str, str, str]:
        asked.append((more["verb"], more["last"]))
        return "陈静", "reader", "four words are enough"

    monkeypatch.setattr(settings_page_users, "ask_new_user", answer)
    for button in (page.add, page.holder):
        button.click()
        settle()
    assert keeper.done == [("add", "陈静", "reader"), ("holder", "陈静", "reader")]
    assert asked == [("添加用户", False), ("添加第二保管人", True)]
    assert "可以在登录页选这个名字" in heard[-1]


def test_a_new_sheet_is_shown_for_printing(
    page: UserSettingsSection, desk: Desk, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    form = SimpleNamespace(name="recovery-sheet")
    desk.catalog = (SimpleNamespace(name="units", forms=(form,)),)  # type: ignore[assignment]  # all that is used
    desk.print_form = lambda register, which, ids, **more: shown.append((which, more["given"]))
    monkeypatch.setattr(settings_page_users, "ask", lambda *_words, **_more: False)
    page.sheet.click()
    monkeypatch.setattr(settings_page_users, "ask", lambda *_words, **_more: True)
    page.sheet.click()
    settle()
    assert shown == [(form, {"code": "AB12-CD34"})]


@pytest.mark.parametrize("answer", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
def test_questions_give_what_was_typed_or_nothing(
    page: UserSettingsSection, monkeypatch: pytest.MonkeyPatch, answer: QDialog.DialogCode
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


def test_a_pin_that_is_tried_first_keeps_its_question_open(
    page: UserSettingsSection, monkeypatch: pytest.MonkeyPatch
) -> None:
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
