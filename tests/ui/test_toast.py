"""Toasts and messages: long enough to read, still there under the bell, and 撤销 works from both."""

from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock
from desktop.ui import style
from desktop.ui.desk import MemorySettings, UndoToken
from desktop.ui.message_list import MessageList
from desktop.ui.messages import KEPT, Message, Messages
from desktop.ui.style import Look
from desktop.ui.toast import STAYS_MS, Toast, Toasts
from tests.ui.open import put_up

LONG = "没能写入 U 盘：空间不足（需 40 MB，剩 12 MB）。本机数据没有受影响。请换一个 U 盘，再点“重试”。"


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(1024, 560)
    qtbot.addWidget(widget)
    put_up(qtbot, widget)
    return widget


@pytest.fixture
def messages(clock: FixedClock) -> Messages:
    return Messages(clock)


def link(widget: QWidget, words: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.text() == words)


def test_a_toast_stays_ten_seconds_at_least() -> None:
    assert STAYS_MS >= 10_000


def test_a_toast_goes_by_itself(room: QWidget, messages: Messages, qtbot: QtBot) -> None:
    toasts = Toasts(room, stays_ms=20)
    toasts.show_message(messages.add("已保存"))
    assert toasts.isVisible()
    qtbot.waitUntil(lambda: not toasts.shown)
    assert not toasts.isVisible()


def test_the_time_stands_still_under_the_pointer(qtbot: QtBot) -> None:
    toast = Toast(Message(0, "已保存"), stays_ms=60_000)
    qtbot.addWidget(toast)
    assert toast.timer.isActive()
    at = QPointF(1, 1)
    QApplication.sendEvent(toast, QEnterEvent(at, at, at))
    assert not toast.timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.timer.remainingTime() > 50_000


def test_a_fault_stays_until_it_is_closed(room: QWidget, messages: Messages, qtbot: QtBot) -> None:
    toasts = Toasts(room)
    toasts.show_message(messages.add("这一步没有完成。", "fault", detail="ValueError"))
    [toast] = toasts.shown
    assert not toast.timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.timer.isActive()
    with qtbot.waitSignal(toasts.copy_asked) as copied:
        link(toast, "复制给技术人员").click()
    assert copied.args == ["ValueError"]
    next(button for button in toast.findChildren(QPushButton) if button.accessibleName() == "收起").click()
    assert not toasts.shown


def test_undo_on_a_toast_tells_which_deed(room: QWidget, messages: Messages, qtbot: QtBot) -> None:
    toasts, token = Toasts(room), UndoToken(tx=uuid4())
    toasts.show_message(messages.add("已保存", undo=token))
    with qtbot.waitSignal(toasts.undo_asked) as asked:
        link(toasts.shown[0], "撤销").click()
    assert asked.args == [token]
    assert not toasts.shown


def test_a_deed_taken_back_elsewhere_takes_its_toast_along(room: QWidget, messages: Messages) -> None:
    toasts, token = Toasts(room), UndoToken(tx=uuid4())
    toasts.show_message(messages.add("已保存", undo=token))
    toasts.show_message(messages.add("已导出"))
    toasts.drop_undo(token)
    assert [toast.message.sentence for toast in toasts.shown] == ["已导出"]


def test_three_at_once_and_all_of_them_whole(room: QWidget, messages: Messages) -> None:
    toasts = Toasts(room)
    for number in range(4):
        toasts.show_message(messages.add(f"{number} {LONG}"))
    assert [toast.message.sentence[0] for toast in toasts.shown] == ["1", "2", "3"]
    for toast in toasts.shown:
        words = next(label for label in toast.findChildren(QLabel) if label.text())
        assert words.height() >= words.heightForWidth(words.width())
        assert toasts.rect().contains(toast.geometry())
    assert room.rect().contains(toasts.geometry())


def test_toasts_keep_their_place_when_the_window_changes(room: QWidget, messages: Messages, qtbot: QtBot) -> None:
    toasts = Toasts(room)
    toasts.show_message(messages.add("已保存"))
    room.resize(800, 480)
    qtbot.waitUntil(lambda: toasts.geometry().bottom() < 480)
    assert abs(toasts.geometry().center().x() - 400) <= 1


def test_messages_are_kept_newest_first_and_not_for_ever(messages: Messages, clock: FixedClock) -> None:
    for number in range(KEPT + 5):
        messages.add(str(number))
    assert len(messages.all) == KEPT
    assert messages.all[0].sentence == str(KEPT + 4)
    assert messages.all[0].at == clock.now_ms()
    assert messages.unseen == KEPT + 5


def test_looking_at_the_messages_clears_the_number(room: QWidget, messages: Messages, qtbot: QtBot) -> None:
    messages.add("已保存")
    listed = MessageList(messages, room)
    with qtbot.waitSignal(messages.seen):
        listed.open_at(900, 50)
    assert messages.unseen == 0
    assert room.rect().contains(listed.geometry())
    assert "12:00" in [label.text() for label in listed.findChildren(QLabel)]


def test_an_empty_list_says_so(room: QWidget, messages: Messages) -> None:
    listed = MessageList(messages, room)
    listed.open_at(900, 50)
    assert "还没有消息。" in [label.text() for label in listed.findChildren(QLabel)]


def test_the_list_offers_undo_once_and_details_for_technicians(room: QWidget, messages: Messages, qtbot: QtBot) -> None:
    done, spent = UndoToken(tx=uuid4()), UndoToken(tx=uuid4())
    messages.add("已保存周兰", undo=done)
    messages.add("已保存胡强", undo=spent)
    messages.add("这一步没有完成。", "fault", detail="ValueError")
    messages.spend(spent)
    listed = MessageList(messages, room)
    listed.open_at(900, 50)
    listed.open_at(900, 50)  # a second look shows no row twice
    qtbot.waitUntil(lambda: sum(button.text() == "撤销" for button in listed.findChildren(QPushButton)) == 1)
    with qtbot.waitSignal(listed.undo_asked) as asked:
        qtbot.mouseClick(link(listed, "撤销"), Qt.MouseButton.LeftButton)
    assert asked.args == [done]
    with qtbot.waitSignal(listed.copy_asked) as copied:
        link(listed, "复制给技术人员").click()
    assert copied.args == ["ValueError"]


def test_messages_are_there_after_a_restart_with_their_way_back(clock: FixedClock) -> None:
    kept, token = MemorySettings(), UndoToken(tx=uuid4())
    before = Messages(clock, settings=kept)
    before.add("已保存 周兰 1 处修改", undo=token)
    before.add("已撤销", undo=UndoToken(batch=uuid4()))
    before.add("这一步没有完成", "fault", detail="line 7")
    before.spend(before.all[1].undo)
    after = Messages(clock, settings=kept)
    assert [(one.sentence, one.kind, one.undo, one.detail) for one in after.all] == [
        ("这一步没有完成", "fault", None, "line 7"), ("已撤销", "done", None, ""),
        ("已保存 周兰 1 处修改", "done", token, ""),
    ]  # fmt: skip
    assert after.unseen == 0


def test_only_what_went_wrong_on_demand(room: QWidget, messages: Messages) -> None:
    messages.add("已保存")
    messages.add("没能写入 U 盘", "refused")
    shown = MessageList(messages, room)
    shown.open_at(1000, 40)
    assert [row.message.sentence for row in shown.rows] == ["没能写入 U 盘", "已保存"]
    shown.wrong_only.click()
    assert [row.message.sentence for row in shown.rows] == ["没能写入 U 盘"]


def test_the_arrows_walk_the_messages_and_what_is_not_shown_is_counted(room: QWidget, messages: Messages) -> None:
    for number in range(40):
        messages.add(f"第 {number} 条")
    shown = MessageList(messages, room)
    shown.open_at(1000, 40)
    assert shown.focusWidget() is shown.rows[0]
    QTest.keyClick(shown.rows[0], Qt.Key.Key_Down)
    assert shown.focusWidget() is shown.rows[1]
    link(shown, "还有 10 条未显示，展开").click()
    assert len(shown.rows) == 40
    assert shown.focusWidget() is shown.rows[30]


def test_the_bell_opens_and_closes_the_list(room: QWidget, messages: Messages) -> None:
    shown, bell = MessageList(messages, room), QPushButton(room)
    shown.turn_under(bell)
    assert shown.isVisible()
    shown.turn_under(bell)
    assert not shown.isVisible()


def test_another_text_size_gives_a_toast_the_lines_that_it_needs(room: QWidget, qapp: QApplication) -> None:
    toasts = Toasts(room)
    toasts.show_message(Message(0, LONG, "fault"))
    before = toasts.shown[0]
    style.apply(qapp, Look(20))
    QApplication.processEvents()
    style.apply(qapp, Look())
    (toast,) = toasts.shown
    words = max(toast.findChildren(QLabel), key=lambda label: len(label.text()))
    assert toast is not before
    assert toast.height() > before.height()
    assert words.height() >= words.heightForWidth(words.width())
