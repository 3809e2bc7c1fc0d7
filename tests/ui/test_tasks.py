"""The threads: results on the main thread, never to a dead owner, never out of date, and faults are loud."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.ui.landing import assert_frozen
from desktop.ui.progress import Cancelled, LongWork, Progress
from desktop.ui.tasks import Tasks
from tests.ui.open import put_up

Settle = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Plain:
    """A frozen row."""

    inner: Any


class Record:
    """Looks like a live record of the database."""

    _sa_instance_state = object()


def test_a_read_runs_elsewhere_and_is_handed_over_here(tasks: Tasks, qtbot: QtBot) -> None:
    owner, seen = QObject(), []

    def done(where: int) -> None:
        seen.append((where, threading.get_ident(), QThread.currentThread() is owner.thread()))

    with qtbot.waitSignal(tasks.idled):
        tasks.read(owner, lambda _session: threading.get_ident(), done)
        assert tasks.busy
    [(there, here, on_main)] = seen
    assert there != here
    assert on_main


def test_a_read_begins_when_the_step_that_asked_for_it_is_painted(tasks: Tasks, settle: Settle, qtbot: QtBot) -> None:
    order: list[str] = []

    class Page(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            order.append("painted")

    page = Page()
    qtbot.addWidget(page)
    put_up(qtbot, page)
    QCoreApplication.processEvents()
    order.clear()
    tasks.read(page, lambda _session: order.append("read"), lambda _result: None)
    tasks.compute(page, lambda: order.append("computed"), lambda _result: None)
    page.update()
    settle()
    assert order[0] == "painted"
    assert sorted(order) == ["computed", "painted", "read"]


def test_reads_that_are_held_begin_when_they_may_go_on(tasks: Tasks, store: Any, settle: Settle) -> None:
    owner, seen = QObject(), []
    tasks.read(owner, lambda _session: 1, seen.append)
    tasks.hold()
    tasks.read(owner, lambda _session: 2, seen.append)
    QCoreApplication.processEvents()
    assert (store.reads, tasks.busy) == (0, True)
    tasks.go_on()
    settle()
    assert sorted(seen) == [1, 2]
    tasks.go_on()  # nothing is held: nothing begins
    assert not tasks.busy


def test_a_live_record_is_a_fault_and_never_handed_over(tasks: Tasks, qtbot: QtBot) -> None:
    owner, seen = QObject(), []
    with qtbot.waitSignal(tasks.faulted) as told:
        tasks.read(owner, lambda _session: Record(), seen.append)
    assert isinstance(told.args[0], AssertionError)
    assert seen == []


def test_reads_that_were_not_begun_are_dropped_when_the_threads_end(store: Any, qtbot: QtBot) -> None:
    tasks, owner, seen = Tasks(store.read, store.write), QObject(), []
    tasks.read(owner, seen.append, seen.append)
    tasks.close()
    QCoreApplication.processEvents()
    assert (seen, store.reads) == ([], 0)


def test_a_newer_read_of_the_same_key_supersedes_the_older(tasks: Tasks, settle: Settle) -> None:
    owner, seen, gate = QObject(), [], threading.Event()
    tasks.read(owner, lambda _session: gate.wait(5) and "old", seen.append, key="list")
    tasks.read(owner, lambda _session: "other list", seen.append, key="other")
    tasks.read(owner, lambda _session: "skipped", seen.append, key="list")
    tasks.read(owner, lambda _session: "new", seen.append, key="list")
    gate.set()
    settle()
    assert sorted(seen) == ["new", "other list"]


def test_reads_without_a_key_are_all_delivered(tasks: Tasks, settle: Settle) -> None:
    owner, seen = QObject(), []
    for number in range(5):
        tasks.read(owner, lambda _session, number=number: number, seen.append)
    settle()
    assert sorted(seen) == [0, 1, 2, 3, 4]


def test_a_result_for_an_owner_that_is_gone_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    owner, seen, gate = QObject(), [], threading.Event()
    with qtbot.waitSignal(tasks.idled):
        tasks.read(owner, lambda _session: gate.wait(5), seen.append)
        owner.deleteLater()
        qtbot.waitUntil(lambda: not shiboken6.isValid(owner))
        gate.set()
    assert seen == []


def test_deeds_run_one_after_the_other_in_order(tasks: Tasks, store: Any, settle: Settle) -> None:
    owner, order, seen = QObject(), [], []
    for number in range(4):
        tasks.write(
            owner,
            f"households.{number}",
            lambda _session, number=number: order.append((number, threading.current_thread().name)),
            lambda _result, changes: seen.append(changes),
        )
    settle()
    assert [number for number, _thread in order] == [0, 1, 2, 3]
    assert len({thread for _number, thread in order}) == 1
    assert store.actions == [f"households.{number}" for number in range(4)]
    assert all(changes.tx for changes in seen)


def test_what_changed_is_told_before_the_one_who_asked_goes_on(tasks: Tasks, settle: Settle) -> None:
    owner, heard = QObject(), []
    tasks.changed.connect(lambda _changes: heard.append("changed"))
    tasks.write(owner, "households.save", lambda _session: 7, lambda result, _changes: heard.append(result))
    settle()
    assert heard == ["changed", 7]


def test_what_changed_is_told_even_when_the_page_was_left(tasks: Tasks, qtbot: QtBot) -> None:
    owner, gate = QObject(), threading.Event()
    with qtbot.waitSignal(tasks.changed):
        tasks.write(owner, "households.save", lambda _session: gate.wait(5), lambda *_args: None)
        owner.deleteLater()
        qtbot.waitUntil(lambda: not shiboken6.isValid(owner))
        gate.set()


def test_a_refusal_goes_to_the_one_who_asked(tasks: Tasks, settle: Settle) -> None:
    owner, heard = QObject(), []

    def refuse(_session: Any) -> None:
        raise UserError("终止日期要晚于起始日期", field="ends")

    tasks.write(owner, "venues.save", refuse, lambda *_args: heard.append("done"), failed=heard.append)
    settle()
    assert [error.field for error in heard] == ["ends"]


def test_a_refusal_nobody_takes_becomes_a_sentence(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()

    def refuse(_session: Any) -> None:
        raise UserError("磁盘已满")

    with qtbot.waitSignal(tasks.refused) as said:
        tasks.read(owner, refuse, lambda _result: None)
    assert said.args == ["磁盘已满"]


def test_a_fault_is_told_and_the_page_stops_waiting(tasks: Tasks, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    with qtbot.waitSignal(tasks.faulted) as fault:
        tasks.read(owner, lambda _session: 1 // 0, heard.append, failed=heard.append)
    assert isinstance(fault.args[0], ZeroDivisionError)
    assert [type(error) for error in heard] == [UserError]


def test_computing_needs_no_session(tasks: Tasks, store: Any, settle: Settle) -> None:
    seen: list[int] = []
    owner = QObject()
    tasks.compute(owner, lambda: 6 * 7, seen.append)
    settle()
    assert seen == [42]
    assert store.reads == 0


@pytest.mark.parametrize("writes", [False, True])
def test_long_work_shows_how_far_it_is(tasks: Tasks, settle: Settle, writes: bool) -> None:
    owner, steps, seen = QObject(), [], []
    tasks.work_moved.connect(lambda work: steps.append((work.done, work.total, work.note)))
    ended: list[LongWork] = []
    tasks.work_ended.connect(ended.append)

    def job(progress: Progress) -> str:
        progress.step(0, 2, "读取")
        progress.step(2, 2, "写入")
        return "ok"

    work = tasks.work(owner, "导入", job, seen.append, writes=writes)
    assert tasks.long_work == [work]
    settle()
    assert seen == ["ok"]
    assert steps[-1] == (2, 2, "写入")
    assert ended == [work]
    assert tasks.long_work == []


def test_long_work_stops_when_asked(tasks: Tasks, settle: Settle) -> None:
    owner, heard, started = QObject(), [], threading.Event()

    def job(progress: Progress) -> None:
        while True:
            started.set()
            progress.step(1, 10)

    work = tasks.work(owner, "导出", job, heard.append, failed=heard.append)
    assert started.wait(5)
    work.cancel()
    assert work.stopping
    settle()
    assert heard == []


def test_ending_the_threads_cancels_long_work_and_finishes_deeds(store: Any, qtbot: QtBot) -> None:
    tasks, owner, written, started = Tasks(store.read, store.write), QObject(), [], threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            started.set()
            progress.step(1, 10)

    tasks.work(owner, "导出", endless, lambda _result: None)
    assert started.wait(5)
    tasks.write(owner, "households.save", lambda _session: written.append(1), lambda *_args: None)
    tasks.close()
    assert written == [1]


def test_progress_is_told_ten_times_a_second_at_most() -> None:
    now, told = [0.0], []
    progress = Progress(lambda done, _total, _note: told.append(done), clock=lambda: now[0])
    for done in range(1, 101):
        now[0] = done / 100
        progress.step(done, 100)
    assert 9 <= len(told) <= 12
    assert told[-1] == 100
    progress.stop()
    with pytest.raises(Cancelled):
        progress.step(1, 100)


def test_the_time_left_is_told_after_three_seconds(qtbot: QtBot) -> None:
    work = LongWork("导入")
    work.done, work.total = 25, 100
    assert work.seconds_left(work.started + 2) is None
    assert work.seconds_left(work.started + 10) == 30
    work.done = 0
    assert work.seconds_left(work.started + 10) is None


@pytest.mark.parametrize(
    "value",
    [None, 1, "周兰", b"x", 1.5, (1, "a"), [Plain(1)], {"a": Plain((1, 2))}, frozenset({1}), Plain(Plain(None))],
)
def test_plain_values_may_be_shown(value: object) -> None:
    assert_frozen(value)


@pytest.mark.parametrize("value", [Record(), [Record()], {"a": Record()}, Plain(Record()), ((Plain([Record()]),),)])
def test_a_live_record_never_reaches_a_screen(value: object) -> None:
    with pytest.raises(AssertionError, match="Record"):
        assert_frozen(value)
