"""Signing in: official and calm, one password, waiting after five wrong ones, and a way back with the sheet."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock
from desktop.base.errors import UserError
from desktop.ui import style
from desktop.ui.attempts import FREE, LONGEST_MS, Attempts
from desktop.ui.identity import Identity
from desktop.ui.login import SignIn, footer
from desktop.ui.style import Look
from desktop.ui.tasks import Tasks
from desktop.ui.user_tiles import Person
from tests.ui.open import put_up

Settle = Callable[[], None]
UNIT = Identity("中共某某街道阳光花园小区网格支部委员会", "某某县 某某街道", "某某县", "0.1.0", "12345")
PEOPLE = (Person("王建国", "支部书记"), Person("李敏", "工作人员"), Person("陈晨"), Person("周兰"))


class Keys:
    """Knows one password and one recovery code."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def unlock(self, name: str, password: str) -> str:
        self.asked.append((name, password))
        if password == "坏":
            raise UserError("数据文件打不开，没有改动。")
        if password != "correct horse":
            raise UserError("密码不对，请再试一次。", field="password")
        return f"opened by {name}"

    def recover(self, name: str, code: str, password: str) -> str:
        self.asked.append((name, code, password))
        if code != "7K3M":
            raise UserError("恢复码不对，请照着恢复单再填一次。", field="code")
        return "recovered"


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def attempts(clock: FixedClock) -> Attempts:
    return Attempts(clock)


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, keys: Keys, attempts: Attempts) -> SignIn:
    made = SignIn(UNIT, PEOPLE, keys.unlock, tasks=tasks, attempts=attempts, current="李敏", recover=keys.recover)
    qtbot.addWidget(made)
    made.resize(1024, 560)
    put_up(qtbot, made)
    made.focus_first()
    return made


def try_password(page: SignIn, qtbot: QtBot, password: str, settle: Settle) -> None:
    page.password.setText(password)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    settle()


def test_it_says_whose_desk_this_is_and_what_it_promises(page: SignIn) -> None:
    words = {label.text() for label in page.findChildren(QLabel)}
    assert UNIT.unit_name in words
    assert "不打分、不定位、不联网也能用" in words
    assert "由某某县统一配发　·　版本 0.1.0　·　服务电话 12345" in words


def test_what_is_not_known_is_not_said() -> None:
    assert footer(Identity("阳光花园小区党支部")) == ""
    assert footer(Identity("阳光花园小区党支部", version="0.1.0")) == "版本 0.1.0"


def test_the_last_person_is_chosen_and_the_password_has_the_focus(page: SignIn) -> None:
    assert page.tiles.current == "李敏"
    assert page.focusWidget() is page.password


def test_the_right_password_opens(page: SignIn, keys: Keys, qtbot: QtBot, settle: Settle) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        page.password.setText("correct horse")
        page.enter.click()
        assert page.said.text() == "正在核对密码…"
        assert not page.enter.isEnabled()
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
    settle()
    assert opened.args == ["opened by 李敏"]
    assert keys.asked == [("李敏", "correct horse")], "impatient keys ask once"
    assert page.password.text() == ""


def test_a_tile_chooses_who_and_leads_to_the_password(page: SignIn, keys: Keys, qtbot: QtBot, settle: Settle) -> None:
    qtbot.mouseClick(page.tiles.tiles[0], Qt.MouseButton.LeftButton)
    assert page.focusWidget() is page.password
    page.tiles.tiles[0].setFocus()
    qtbot.keyClick(page.tiles.tiles[0], Qt.Key.Key_Right)
    assert page.tiles.current in {"李敏", "王建国"}
    qtbot.keyClick(page.tiles, Qt.Key.Key_Return)
    assert page.focusWidget() is page.password
    page.tiles.tiles[0].click()
    try_password(page, qtbot, "correct horse", settle)
    assert keys.asked[-1][0] == "王建国"


def test_an_empty_password_is_not_tried(page: SignIn, keys: Keys, qtbot: QtBot, settle: Settle) -> None:
    try_password(page, qtbot, "", settle)
    assert page.said.text() == "请填写密码。"
    assert keys.asked == []


def test_a_wrong_password_is_told_and_ready_to_be_typed_over(page: SignIn, qtbot: QtBot, settle: Settle) -> None:
    try_password(page, qtbot, "wrong", settle)
    assert page.said.text() == "密码不对，请再试一次。"
    assert page.password.selectedText()
    qtbot.keyClicks(page.password, "x")
    assert page.said.text() == ""


def test_after_five_wrong_ones_it_waits_half_a_minute(
    page: SignIn, keys: Keys, clock: FixedClock, qtbot: QtBot, settle: Settle
) -> None:
    for _try in range(FREE):
        try_password(page, qtbot, "wrong", settle)
    assert "请 30 秒后再试" in page.said.text()
    assert not page.enter.isEnabled()
    try_password(page, qtbot, "correct horse", settle)
    assert len(keys.asked) == FREE
    clock.pass_time(seconds=30)
    qtbot.waitUntil(page.enter.isEnabled)
    assert page.said.text() == ""
    with qtbot.waitSignal(page.opened):
        qtbot.keyClick(page.password, Qt.Key.Key_Return)


def test_the_wait_grows_and_a_right_password_ends_it(clock: FixedClock) -> None:
    attempts = Attempts(clock)
    waits = []
    for _try in range(FREE + 8):
        attempts.wrong()
        waits.append(attempts.seconds_left())
    assert waits[: FREE + 2] == [0, 0, 0, 0, 30, 60, 120]
    assert waits[-1] == LONGEST_MS // 1000
    attempts.right()
    assert attempts.seconds_left() == 0


def test_damage_is_no_wrong_password(page: SignIn, attempts: Attempts, qtbot: QtBot, settle: Settle) -> None:
    for _try in range(FREE + 1):
        try_password(page, qtbot, "坏", settle)
    assert page.said.text() == "数据文件打不开，没有改动。"
    assert attempts.seconds_left() == 0


def test_the_password_can_be_looked_at(page: SignIn) -> None:
    assert page.password.echoMode() == QLineEdit.EchoMode.Password
    eye = page.password.actions()[0]
    eye.trigger()
    assert page.password.echoMode() == QLineEdit.EchoMode.Normal
    eye.trigger()
    assert page.password.echoMode() == QLineEdit.EchoMode.Password


def test_large_type_is_one_click_away_and_back(page: SignIn, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.look_asked) as asked:
        page.big.click()
    assert asked.args == [Look(20)]
    assert page.big.text() == "标准字号"
    with qtbot.waitSignal(page.look_asked) as asked:
        page.big.click()
    assert asked.args == [Look(16)]


def test_the_recovery_sheet_opens_and_sets_a_new_password(
    page: SignIn, keys: Keys, qtbot: QtBot, settle: Settle
) -> None:
    page.forgot.click()
    assert page.focusWidget() is page.recovery.code
    sheet = page.recovery
    for code, first, second, said in (
        ("", "", "", "请填写恢复单上的编码。"),
        ("7K3M", "sunny 26", "sunny 26", "密码至少 10 个字符，也可以用四个词语、中间留空格。"),
        ("7K3M", "1234567890", "1234567890", "这个密码太容易猜到，请换一个，例如四个不相干的词语。"),
        ("7K3M", "new password", "other", "两遍新密码不一样，请再写一遍。"),
    ):
        sheet.code.setText(code)
        sheet.first.setText(first)
        sheet.second.setText(second)
        sheet.accept.click()
        assert sheet.said.text() == said
    assert keys.asked == []
    sheet.second.setText("new password")
    with qtbot.waitSignal(page.opened) as opened:
        sheet.accept.click()
    assert opened.args == ["recovered"]
    assert keys.asked == [("李敏", "7K3M", "new password")]
    assert sheet.code.text() == sheet.first.text() == sheet.second.text() == ""


def test_a_wrong_code_counts_and_one_can_go_back(
    page: SignIn, attempts: Attempts, qtbot: QtBot, settle: Settle
) -> None:
    page.forgot.click()
    for line, text in (
        (page.recovery.code, "0000"),
        (page.recovery.first, "a b c d e"),
        (page.recovery.second, "a b c d e"),
    ):
        line.setText(text)
    for _try in range(FREE):
        page.recovery.accept.click()
        settle()
    assert attempts.seconds_left() == 30
    assert not page.recovery.accept.isEnabled()
    page.on_recovery_given_up()
    assert page.password.isVisible()
    assert not page.recovery.isVisible()


def test_a_waiting_page_made_anew_still_waits(tasks: Tasks, keys: Keys, attempts: Attempts, qtbot: QtBot) -> None:
    for _try in range(FREE):
        attempts.wrong()
    page = SignIn(UNIT, PEOPLE, keys.unlock, tasks=tasks, attempts=attempts, locked=True)
    qtbot.addWidget(page)
    assert not page.enter.isEnabled()
    assert page.enter.text() == "解锁"
    assert not page.forgot.isVisibleTo(page)


def test_a_pc_without_users_chooses_nobody(tasks: Tasks, keys: Keys, attempts: Attempts, qtbot: QtBot) -> None:
    page = SignIn(UNIT, (), keys.unlock, tasks=tasks, attempts=attempts)
    qtbot.addWidget(page)
    assert page.tiles.current == ""


@pytest.mark.parametrize("size", style.SIZES)
def test_everything_is_reachable_on_the_smallest_screen(
    qapp: QApplication, tasks: Tasks, keys: Keys, attempts: Attempts, qtbot: QtBot, size: int
) -> None:
    style.apply(qapp, Look(size))
    page = SignIn(UNIT, PEOPLE, keys.unlock, tasks=tasks, attempts=attempts, recover=keys.recover, look=Look(size))
    qtbot.addWidget(page)
    page.resize(1024, 560)
    put_up(qtbot, page)
    assert page.minimumSizeHint().width() <= 1024
    for part in (page.password, page.enter, page.big):
        assert part.width() >= part.minimumSizeHint().width()
        assert _inside(part, page)


def _inside(part: Any, page: SignIn) -> bool:
    return page.rect().contains(part.mapTo(page, part.rect().center()))
