"""The print queue in the window: what was printed, what waits, and everything that can be done with it."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.printing import packet
from desktop.printing.spool import Spooled
from desktop.standard import looks, print_queue
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import JobRow, NewJob
from desktop.ui import print_queue as queue_page
from desktop.ui.print_packet import CodeTyped
from desktop.ui.print_queue import QueuePage
from desktop.ui.print_runner import PrintRunner
from tests.screens.conftest import Office
from tests.screens.printers import FakePrinters

NOTICE = NewJob("走访通知", 200, Choice("办公室"), register="households", form="notice", number="20260310-001")


@pytest.fixture
def printers() -> FakePrinters:
    return FakePrinters()


@pytest.fixture
def runner(office: Office, printers: FakePrinters) -> PrintRunner:
    return PrintRunner(office.desk, printers)


@pytest.fixture
def page(office: Office, runner: PrintRunner, qtbot: QtBot) -> QueuePage:
    made = QueuePage(office.desk, runner)
    qtbot.addWidget(made)
    qtbot.addWidget(made.tools())
    made.resize(1100, 600)
    made.show()
    office.settle()
    return made


def pdf_of(pages: int) -> bytes:
    """Any bytes will do for a printer that keeps what it is given; test pages are real ones."""
    return b"%PDF " + str(pages).encode()


@pytest.fixture
def add(office: Office, runner: PrintRunner) -> Callable[..., UUID]:
    """Puts a print into the queue, as it was left at `done` pages."""

    def put(new: NewJob = NOTICE, *, done: int = 0, state: str = "stopped", process: int | None = None) -> UUID:
        actor, here = office.desk.actor, runner.process if process is None else process
        with office.desk.store.write(actor.id, "print_queue.test") as session:
            at = office.desk.clock.now_ms()
            job = print_queue.add(session, actor, new, pdf=pdf_of(new.pages), at=at, process=here, start=True)
            if state != "waiting":
                print_queue.claim(session, job, at=at, process=here)
                print_queue.tell(session, job, at=at, done=done, state=state)
        return job

    return put


def row(office: Office, job: UUID) -> JobRow:
    with office.desk.store.read() as session:
        return print_queue.job(session, office.desk.actor, job, process=os.getpid())


def shown(page: QueuePage, office: Office) -> list[tuple[str, ...]]:
    page.reload(None)
    office.settle()
    return [line.words[1:] for line in page.table.lines]


def test_an_empty_queue_says_what_it_is_for(page: QueuePage) -> None:
    assert "留 30 天" in page.empty.sentence.text()
    assert not page.bar.isVisible()


def test_after_a_crash_it_tells_where_it_stopped_and_goes_on_with_one_key(
    page: QueuePage, office: Office, printers: FakePrinters, add: Callable[..., UUID], qtbot: QtBot
) -> None:
    job = add(done=120, state="printing", process=-1)
    told = ("走访通知", "已停", "上次停在第 120 页，共 200 页", "办公室", "20260310-001", "王书记")
    assert shown(page, office) == [told]
    assert page.start.text() == "接着打印"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    assert printers.sent[0][2]["first"] == 121
    assert row(office, job).state == "done"
    assert page.start.text() == "再打一遍"
    assert "已交给打印机“办公室”：走访通知，共 200 页" in office.said[-1]


def test_stop_takes_back_what_the_printer_holds(
    page: QueuePage, office: Office, printers: FakePrinters, add: Callable[..., UUID], qtbot: QtBot
) -> None:
    job = add(done=20)
    shown(page, office)
    printers.answers = [Spooled("working", "打印机缺纸")] * 1_000
    page.start.click()
    qtbot.waitUntil(lambda: "缺纸" in page.words.text())
    assert not page.start.isEnabled()
    page.stop.click()
    qtbot.waitUntil(lambda: row(office, job).done == 20 and printers.cancelled == ["job-1"])
    office.settle()
    assert row(office, job).state == "stopped"
    assert page.table.hasFocus() or page.focusWidget() is page.table


def test_the_task_list_stops_it_too_and_the_next_one_begins(
    page: QueuePage, office: Office, printers: FakePrinters, add: Callable[..., UUID], qtbot: QtBot, runner: PrintRunner
) -> None:
    first, second = add(), add(replace(NOTICE, title="名册", pages=2))
    shown(page, office)
    printers.answers = [Spooled("working")] * 1_000
    runner.start(first)
    runner.start(second)
    qtbot.waitUntil(lambda: bool(printers.sent) and bool(office.desk.tasks.long_work))
    printers.answers = [Spooled("working")] * 3
    office.desk.tasks.long_work[0].cancel()
    qtbot.waitUntil(lambda: row(office, second).state == "done")
    office.settle()
    assert row(office, first).state == "stopped"


def test_from_a_page_on(
    page: QueuePage, office: Office, printers: FakePrinters, add: Callable[..., UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(done=120)
    shown(page, office)
    monkeypatch.setattr(
        queue_page.ask_page.__globals__["PageQuestion"], "exec", lambda box: box.page.setValue(101) or 1
    )
    page.from_page.click()
    office.settle()
    assert printers.sent[0][2]["first"] == 101
    with office.desk.store.read() as session:
        assert looks.looks(session)[0].reason == "重打 20260310-001"


def test_another_printer_and_none_at_all(
    page: QueuePage, office: Office, printers: FakePrinters, add: Callable[..., UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = add(replace(NOTICE, choice=Choice()), state="waiting")
    assert shown(page, office)[0][3] == "还没有选"
    answers = ["", "活动室"]
    monkeypatch.setattr(queue_page, "ask_printer", lambda *_given, **_more: answers.pop(0))
    page.start.click()
    assert row(office, job).choice.printer == ""
    page.start.click()
    office.settle()
    assert {name for _pdf, name, _more in printers.sent} == {"活动室"}
    told: list[str] = []
    office.desk.warn = told.append
    page.printers = ()
    page.other.click()
    assert "没有装打印机" in told[0]


def test_cancelled_it_stays_for_a_reprint(page: QueuePage, office: Office, add: Callable[..., UUID]) -> None:
    job = add(done=20)
    shown(page, office)
    page.drop.click()
    office.settle()
    assert row(office, job).state == "cancelled"
    assert not page.drop.isEnabled()
    assert page.start.isEnabled()


def test_several_prints_go_into_one_packet_and_come_out_of_it(
    page: QueuePage, office: Office, add: Callable[..., UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packet, "new_code", lambda: "K7QF-2M9X-HT4R")
    first, second = add(), add(replace(NOTICE, title="名册"))
    add(replace(NOTICE, title="旧的"), done=200, state="done")
    shown(page, office)
    page.table.go_to([one.id for one in page.found.rows].index(first))
    offered: list[Any] = []

    def tick_all(box: Any) -> int:
        offered.extend(item.text() for item in box.list.rows())
        for item in box.list.rows():
            item.setCheckState(Qt.CheckState.Checked)
        return 1

    questions = queue_page.ask_prints.__globals__["PacketQuestion"]
    monkeypatch.setattr(questions, "exec", tick_all)
    monkeypatch.setattr("desktop.ui.print_packet.CodeShown.exec", lambda _box: 1)
    path = tmp_path / "待印 包.gridprint"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    page.pack.click()
    office.settle()
    assert sorted(offered) == ["名册", "走访通知"]
    assert {row(office, first).state, row(office, second).state} == {"packed"}

    typed = ["wrong", "k7qf 2m9x ht4r"]
    problems: list[str] = []

    def type_code(box: CodeTyped) -> int:
        problems.append(box.problem.text())
        box.line.setText(typed.pop(0))
        return 1

    monkeypatch.setattr(CodeTyped, "exec", type_code)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    page.open_packet()
    office.settle()
    assert problems[0] == ""
    assert "口令对不上" in problems[1]
    assert [one.state for one in page.found.rows if one.register == "packet"] == ["stopped", "stopped"]
    assert {one.choice.printer for one in page.found.rows if one.register == "packet"} == {"办公室"}


def test_what_is_no_packet_is_told(
    page: QueuePage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    office.desk.warn = told.append
    (tmp_path / "x.gridprint").write_bytes(b"no packet")
    monkeypatch.setattr(CodeTyped, "exec", lambda _box: 1)
    page.packets.open(str(tmp_path / "x.gridprint"))
    office.settle()
    assert "不是待印包" in told[0]
    monkeypatch.setattr(CodeTyped, "exec", lambda _box: 0)
    page.packets.open(str(tmp_path / "x.gridprint"))
    office.settle()
    assert len(told) == 1


def test_a_full_stick_leaves_the_prints_where_they_are(
    page: QueuePage, office: Office, add: Callable[..., UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, told = add(), []
    office.desk.warn = told.append
    monkeypatch.setattr("desktop.ui.print_packet.CodeShown.exec", lambda _box: 1)
    page.packets.pack((job,), str(tmp_path / "gone" / "x"))
    office.settle()
    assert "没能写入" in told[0]
    assert row(office, job).state == "stopped"


def test_when_the_desk_is_locked_the_printer_gets_the_rest(
    office: Office, printers: FakePrinters, add: Callable[..., UUID], runner: PrintRunner, qtbot: QtBot
) -> None:
    job = add(done=20)
    printers.answers = [Spooled("working")] * 1_000
    runner.start(job)
    qtbot.waitUntil(lambda: len(printers.sent) == 1)
    office.desk.tasks.leaving.set()
    office.settle()
    assert [(more["first"], more["last"]) for _pdf, _name, more in printers.sent] == [(21, 30), (31, 200)]
    assert row(office, job).state == "done"
