"""The small parts of the shell: labels, idle watch, faults, manual, task dock, chip, title row."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.clock import FixedClock
from desktop.base.errors import UserError
from desktop.ui import style
from desktop.ui.desk import Desk, MemorySettings
from desktop.ui.faults import Faults
from desktop.ui.help_view import HelpView
from desktop.ui.identity import Identity
from desktop.ui.labels import Elided, Heading
from desktop.ui.lock import IdleWatch
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.progress import Progress
from desktop.ui.style import Look
from desktop.ui.task_dock import TaskDock, WorkRow, duration
from desktop.ui.tasks import Tasks
from desktop.ui.title_row import TitleRow
from desktop.ui.top_bar import SyncState, TopBar

Settle = Callable[[], None]


def test_words_without_room_end_in_dots_and_are_whole_in_the_tooltip(qtbot: QtBot) -> None:
    label = Elided("某某县 某某街道 某某社区 第一网格")
    qtbot.addWidget(label)
    label.resize(80, 24)
    label.grab()
    assert label.shown_text().endswith("…")
    assert label.toolTip() == label.text()
    label.resize(600, 24)
    label.grab()
    assert label.toolTip() == ""
    assert Elided("").minimumSizeHint().width() == 0


def test_a_heading_grows_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    heading = Heading("今日工作")
    qtbot.addWidget(heading)
    assert heading.font().pixelSize() == 23
    style.apply(qapp, Look(20))
    assert heading.font().pixelSize() == 29


def test_an_idle_keyboard_is_noticed_once(qapp: QApplication, qtbot: QtBot) -> None:
    timer = QTimer()
    watch = IdleWatch(qapp, timer=timer)
    assert timer.interval() == 10 * 60_000
    with qtbot.waitSignal(watch.idled):
        timer.start(1)
    assert not timer.isActive()
    for event in (QEvent.Type.KeyPress, QEvent.Type.MouseMove):
        timer.stop()
        watch.eventFilter(watch, QEvent(event))
        assert timer.isActive()
    timer.stop()
    assert not watch.eventFilter(watch, QEvent(QEvent.Type.Paint))
    assert not timer.isActive(), "painting is nobody's touch"
    for asked, minutes in ((1, 2), (15, 15), (90, 30)):
        watch.set_minutes(asked)
        assert timer.interval() == minutes * 60_000
    timer.stop()
    qapp.removeEventFilter(watch)


@pytest.fixture
def logged() -> list[BaseException]:
    return []


@pytest.fixture
def faults(logged: list[BaseException], monkeypatch: pytest.MonkeyPatch) -> Faults:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = Faults(logged.append, help_phone="12345", version="0.1.0", tail=lambda: "the log's end")
    made.install()
    return made


def test_a_fault_is_logged_told_and_holds_no_value(faults: Faults, logged: list[BaseException], qtbot: QtBot) -> None:
    try:
        raise ValueError("周兰 37051919750312678X")
    except ValueError as error:
        met = error
    with qtbot.waitSignal(faults.told) as told:
        sys.excepthook(ValueError, met, met.__traceback__)
    sentence, detail = told.args
    assert "草稿" in sentence
    assert "12345" in sentence
    assert "ValueError" in detail
    assert "test_small_parts.py" in detail
    assert detail.endswith("the log's end")
    assert "周兰" not in sentence + detail
    assert logged == [met]


def test_a_fault_on_another_thread_is_met_too(faults: Faults, logged: list[BaseException], qtbot: QtBot) -> None:
    with qtbot.waitSignal(faults.told):
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
    assert isinstance(logged[0], ZeroDivisionError)


def test_a_sentence_for_people_is_no_fault(faults: Faults, logged: list[BaseException], qtbot: QtBot) -> None:
    with qtbot.waitSignal(faults.told) as told:
        faults.meet(UserError("磁盘已满。"))
    assert told.args == ["磁盘已满。", ""]
    assert logged == []


def test_stopping_the_program_by_key_is_no_fault(
    faults: Faults, logged: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert logged == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    (tmp_path / "index.md").write_text("# 目录\n\n[住户](households.md)\n", "utf-8")
    (tmp_path / "households.md").write_text("# 住户\n\n一户一档。\n", "utf-8")
    return tmp_path


def test_the_manual_opens_at_a_page_and_follows_its_links(manual: Path, qtbot: QtBot) -> None:
    view = HelpView(manual)
    qtbot.addWidget(view)
    view.open_topic("no-such-page")
    assert view.topic == "index"
    view.on_anchor_clicked(QUrl("households.md"))
    assert "一户一档。" in view.text.toPlainText()
    view.on_anchor_clicked(QUrl("https://example.org/index.md"))
    view.on_anchor_clicked(QUrl("../../secret.md"))
    assert view.topic in {"households", "index"}
    view.focus_first()
    assert view.focusWidget() is view.text


def test_a_missing_manual_is_one_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    view = HelpView(tmp_path)
    qtbot.addWidget(view)
    view.open_topic("households")
    assert view.text.toPlainText().startswith("使用手册没有随程序装好")


def test_the_dock_shows_only_while_there_is_work(tasks: Tasks, settle: Settle, qtbot: QtBot) -> None:
    dock, gate = TaskDock(tasks), threading.Event()
    qtbot.addWidget(dock)
    assert dock.isHidden()

    def job(progress: Progress) -> None:
        progress.step(3, 10)
        gate.wait(5)

    work = tasks.work(dock, "导入 住户台账.xlsx", job, lambda _result: None)
    assert not dock.isHidden()
    qtbot.waitUntil(lambda: dock.rows[work].words.text() == "3 / 10")
    late = TaskDock(tasks)
    qtbot.addWidget(late)
    assert list(late.rows) == [work]
    dock.rows[work].stop.click()
    assert dock.rows[work].words.text() == "正在停下…"
    gate.set()
    settle()
    assert dock.isHidden()


def test_work_without_a_total_says_what_it_does(tasks: Tasks, settle: Settle, qtbot: QtBot) -> None:
    work = tasks.work(tasks, "备份", lambda _progress: None, lambda _result: None)
    row = WorkRow(work)
    qtbot.addWidget(row)
    assert row.words.text() == "正在准备…"
    work.note = "校验"
    row.refresh()
    assert row.words.text() == "校验"
    work.done, work.total, work.started = 5, 10, work.started - 10
    row.refresh()
    assert row.words.text() == "5 / 10，约剩 10 秒"
    settle()


@pytest.mark.parametrize(("seconds", "words"), [(0, "1 秒"), (59, "59 秒"), (60, "1 分钟"), (150, "2 分钟")])
def test_time_left_in_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_the_chip_always_shows_words_and_its_panel_explains(qtbot: QtBot) -> None:
    bar, backed_up = TopBar(Identity("阳光花园小区党支部"), "王建国", Look()), []
    qtbot.addWidget(bar)
    assert bar.sync.text() == "单机使用"
    bar.set_sync(
        SyncState("12 条未上报 · 上次 11-03", "住户 12 条。", actions=(("现在备份", lambda: backed_up.append(1)),))
    )
    assert bar.sync.text() == "12 条未上报 · 上次 11-03"
    sentence, act = bar.sync.menu().actions()
    assert sentence.text() == "住户 12 条。"
    assert not sentence.isEnabled()
    act.trigger()
    assert backed_up == [1]


def test_a_narrow_title_row_leaves_its_title_to_the_navigation(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.show()
    row, tools = TitleRow(), QPushButton("新增住户")
    row.setParent(room)
    row.show()
    places = tuple(Place(name, name, "list", "居民住户", lambda _desk: Page()) for name in ("住户", "居民"))
    row.show_group("居民住户", places, "住户")
    row.set_tools(tools)
    row.resize(900, 40)
    qtbot.waitUntil(row.tabs["居民"].isVisible)
    assert row.title.isVisible()
    row.resize(260, 40)
    assert not row.title.isVisible()
    row.resize(900, 40)
    assert row.title.isVisible()
    row.set_words("", "共 1,447 人 · 筛选后 1,446 人" * 3)
    assert not row.title.isVisible(), "a count needs the room more"
    row.set_words("", "")
    assert row.title.isVisible()
    tools.setText("新增住户" * 20)  # a button of the page that says more than before
    qtbot.waitUntil(lambda: not row.title.isVisible())
    row.set_tools(None)
    assert not tools.isVisible()
    row.set_badge("nowhere", 3)
    assert [tab.text() for tab in row.tabs.values()] == ["住户", "居民"]


def test_tabs_without_room_go_into_a_menu_and_none_is_cut(qtbot: QtBot) -> None:
    row, chosen = TitleRow(), list[str]()
    qtbot.addWidget(row)
    row.chosen.connect(chosen.append)
    names = ("导入", "填别人的表", "历史", "回收站", "导入记录", "备份与恢复", "打印与导出记录")
    row.show_group(
        "数据管理", tuple(Place(one, one, "list", "数据管理", lambda _desk: Page()) for one in names), "历史"
    )
    row.set_tools(QPushButton("现在备份"))
    row.resize(430, 40)
    row.show()
    assert row.minimumSizeHint().width() <= 430
    shown = [name for name, tab in row.tabs.items() if not tab.isHidden()]
    assert "历史" in shown, "where one is always shows"
    assert len(shown) < len(names)
    row.layout().activate()
    assert all(row.tabs[name].width() >= row.tabs[name].sizeHint().width() for name in shown)
    row.more.menu().aboutToShow.emit()
    listed = {action.text(): action for action in row.more.menu().actions()}
    assert set(shown) | set(listed) == set(names)
    listed["打印与导出记录"].trigger()
    assert chosen == ["打印与导出记录"]
    row.resize(1600, 40)
    assert row.more.isHidden()
    assert not any(tab.isHidden() for tab in row.tabs.values())


def test_a_bare_page_and_a_bare_desk_do_nothing_and_break_nothing(
    qtbot: QtBot, tasks: Tasks, clock: FixedClock
) -> None:
    page = Page()
    qtbot.addWidget(page)
    assert page.tools() is None
    assert page.state() == {}
    page.restore({"row": 1})
    page.reload(None)
    page.step(1)
    page.leaving()
    page.focus_first()
    desk: Any = Desk(None, None, clock, (), tasks, MemorySettings())
    desk.go("households", uuid4())
    desk.back()
    desk.say("已保存")
    desk.warn("没有保存")
    assert desk.commands() == ()
    with pytest.raises(LookupError):
        desk.register("venues")
