"""The pages and the chip of the exchange in the window: how it stands, by stick and by line, what was set aside."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from desktop.base.ids import uuid7
from desktop.procedures import exchange_now
from desktop.procedures.exchange import Exchanged
from desktop.registers.people.model import Household
from desktop.reports.exchange_standing import past
from desktop.screens import exchanging
from desktop.store import attachments
from desktop.store.attachments import Blob
from desktop.store.exchange_rows import BlobMove, ExchangeRun
from desktop.store.journal import Outgoing
from desktop.store.session import Changes
from desktop.sync.conflict_row import Conflict
from desktop.sync.peer_http import Later
from desktop.ui import stick_found
from desktop.ui.exchange_chip import ExchangeChip
from tests.factories import questions
from tests.factories.profile import UNIT_ID, USER_ID
from tests.screens.conftest import Office

DOOR = "1-1-301"


def remark(office: Office) -> str:
    with office.village.profile.store.read() as session:
        return session.get_one(Household, office.village.homes[DOOR]).remark


def set_remark(office: Office, text: str) -> None:
    with office.village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Household, office.village.homes[DOOR]).remark = text


def asked(office: Office, mine: str = "门前有狗") -> Any:
    set_remark(office, "白天不在家")
    home = (Household, office.village.homes[DOOR])
    questions.ask(office.village.profile.store, home, {"remark": mine}, theirs={"remark": "白天不在家"})
    return office.go("conflicts")


def test_a_pc_alone_says_so(office: Office) -> None:
    page = office.go("exchange")
    assert page.words.text() == "单机使用"
    assert not page.out.isVisible()


def test_the_exchange_page_counts_what_waits_and_leads_on(office: Office) -> None:
    store = office.village.profile.store
    questions.enrol(store)
    with store.write(USER_ID, "exchange.take") as session:
        for sending in session.scalars(select(Outgoing)):
            sending.state = "done"
        session.add(
            ExchangeRun(at=office.desk.clock.now_ms(), way="line", outcome="done", sent=3, received=5, actor=USER_ID)
        )
    page = office.go("exchange")
    assert page.words.text() == "已交换 · 今天 12:00"
    assert page.sentence.text() == "0 条未上报；上次收到 5 条。"
    assert [line.words[1:5] for line in page.table.lines] == [("联网", "完成", "3", "5")]
    set_remark(office, "改过")
    page.reload()
    office.settle()
    assert page.words.text() == "1 条未上报 · 上次 今天 12:00"
    assert page.sentence.text() == "还没有上报：住户 1 条。"
    asked(office)
    page = office.go("exchange")
    page.reload()
    office.settle()
    assert page.words.text() == "1 条待定"
    assert (page.first, page.conflicts.property("kind"), page.out.property("kind")) == (page.conflicts, "primary", "")
    page.conflicts.click()
    office.settle()
    assert office.here[0] == "conflicts"


def test_what_was_joined_by_itself_is_listed_and_leads_to_its_record(office: Office) -> None:
    store = office.village.profile.store
    questions.enrol(store)
    home = (Household, office.village.homes[DOOR])
    told = questions.ask(store, home, {"remark": "门前有狗"}, theirs={"by_phone": True, "place": "x"}, kind="joined")
    with store.write(USER_ID, "exchange.take") as session:
        one = session.get_one(Conflict, told)
        one.state, one.theirs_by = "decided", USER_ID
    page = office.go("exchange")
    assert page.joined.isVisible()
    page.joined.click()
    office.settle()
    assert office.here[0] == "joined"
    (line,) = office.page.table.lines
    assert line.words[0] == "1-1-301 周兰"
    assert line.words[1].startswith("王书记 11-05")
    assert line.words[2] == "只打电话不上门：有"
    assert (line.words[3].startswith("另一台电脑"), line.words[4]) == (True, "备注：门前有狗")
    assert "门前有狗" in office.page.whole.text()
    office.page.open.click()
    office.settle()
    assert office.here == ("households", office.village.homes[DOOR])


def test_nothing_joined_is_said_in_a_sentence(office: Office) -> None:
    page = office.go("joined")
    assert page.empty.isVisible()
    page.open_record()


def test_photos_that_wait_are_counted_and_hold_nothing_up(office: Office) -> None:
    store = office.village.profile.store
    questions.enrol(store)
    assert not office.go("exchange").files.isVisible()
    with store.write(USER_ID, "agreements.sign") as session:
        for data in (b"here", b"full", b"away"):
            row = attachments.attach(session, UNIT_ID, data, register="agreements", record_id=uuid7(), title="协议")
            if data != b"here":
                session.add(BlobMove(digest=row.digest, epoch=None, full=data == b"full"))
        session.delete(session.get_one(Blob, row.digest))
    page = office.go("exchange")
    page.reload()
    office.settle()
    assert page.files.text() == (
        "照片和扫描件：1 个还没有上报，1 个县里放不下，请联系县里，1 个还没有到这台电脑。登记内容不等它们。"
    )


def test_a_stick_is_written_and_may_be_pulled_out_when_it_says_so(office: Office, tmp_path: Path) -> None:
    questions.enrol(office.village.profile.store)
    page = office.go("exchange")
    page.write_out(tmp_path)
    office.settle()
    assert page.done.text().endswith("可以拔出 U 盘了。")
    office.settle()
    assert "已导出到 U 盘（今天 12:00），把县里的回执带回来" in page.sentence.text()
    assert office.said[-1] == page.done.text()
    office.settle()
    assert [line.words[1:3] for line in page.table.lines] == [("导出到 U 盘", "完成")]
    page.read_in(tmp_path)
    office.settle()
    assert page.done.text() == "U 盘上没有给这台电脑的内容。"
    page.read_in(tmp_path / "away")
    office.settle()
    assert "没有找到" in page.done.text()


def test_the_ways_are_asked_for_their_stick(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    questions.enrol(office.village.profile.store)
    page = office.go("exchange")
    asked = iter(("", "", str(tmp_path), str(tmp_path)))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: next(asked))
    for act in (page.out.click, page.read.click, lambda: page.begin("out"), page.read.click):
        act()
        office.settle()
    page.begin("line")
    office.settle()
    assert [line.words[1] for line in page.table.lines] == ["从 U 盘读取", "导出到 U 盘"]
    assert "网址" in page.done.text()


def test_the_line_is_tried_by_its_button_and_what_came_is_shown(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    questions.enrol(office.village.profile.store, server="https://10.0.0.1")
    page = office.go("exchange")
    answers: list[Any] = [Later("没有连上县服务器。"), Exchanged(1, 2, 3)]

    titles: list[str] = []
    office.desk.tasks.work_moved.connect(lambda _work: titles.append(page.words.text()))
    assert page.first is page.line
    assert office.focus() is page.line

    def line(_desk: Any, *, server: str, told: Any, step: Any) -> Exchanged:
        step(2, 3)
        step(9_999, 3)
        told(Changes(frozenset({"household"}), uuid7()))
        answer = answers.pop(0)
        if isinstance(answer, Later):
            raise answer
        return answer

    monkeypatch.setattr(exchange_now, "exchange", line)
    page.line.click()
    office.settle()
    cut = "交换到一半断了：已送出 9,999 处改动、收到 3 条，都已保存，不会重来。再交换一次，从断的地方接着来。"
    assert (page.done.text(), page.sentence.text(), page.done.isVisible()) == (cut, cut, False), "said once"
    assert any(words.startswith("交换中 2/") for words in titles), "the page counts with the chip"
    page.reload()
    office.settle()
    assert page.words.text().startswith("交换未完成")
    page.exchange()
    office.settle()
    assert page.done.text() == "交换完成：送出 2 处改动，收到 3 条。"
    with office.village.profile.store.write(USER_ID, "exchange.take") as session:
        session.add(ExchangeRun(at=office.desk.clock.now_ms(), way="line", outcome="done", sent=0, actor=USER_ID))
    page.reload()
    office.settle()
    assert page.done.isHidden(), "one went by itself since: how the one before it ended is no news"


def test_the_chip_counts_follows_what_runs_and_tries_by_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    store, shown = office.village.profile.store, []
    questions.enrol(store, server="https://10.0.0.1")
    ways = exchanging.chip(office.desk)
    assert ways is not None
    chip = ExchangeChip(office.shell, office.desk, ways, show=shown.append, on_page=shown.append)
    office.settle()
    assert "条未上报" in shown[-1].words
    monkeypatch.setattr(exchange_now, "exchange", lambda *_args, **_named: Exchanged(1, 2, 3))
    chip.try_now()
    office.settle()
    assert any(one.words.startswith("交换中") for one in shown)
    with store.read() as session:
        assert past(session)[0].way == "line"

    def away(*_args: Any, **_named: Any) -> Exchanged:
        raise Later("没有连上县服务器。")

    monkeypatch.setattr(exchange_now, "exchange", away)
    chip.try_now()
    office.settle()
    assert "条未上报" in shown[-1].words, "a county that does not answer is no news"
    for title, run in shown[-1].actions:
        run()
        office.settle()
        assert title
    assert {"out", "line"} <= {one for one in shown if isinstance(one, str)}
    with store.read() as session:
        assert len(past(session)) == 1, "nobody asked for it"
    assert office.here[0] == "exchange"
    office.bot.waitUntil(lambda: not chip._soon.isActive())
    chip.on_changed(None)
    assert chip._soon.isActive()
    chip.deleteLater()


def test_who_sees_no_exchange_has_no_chip(office: Office) -> None:
    class Nobody:
        @staticmethod
        def may(_permission: str) -> bool:
            return False

    office.desk.actor, actor = Nobody(), office.desk.actor
    assert exchanging.chip(office.desk) is None
    office.desk.actor = actor


def test_the_question_for_the_stick_begins_at_one_that_is_plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    class Volume:
        def __init__(self, root: str) -> None:
            self.rootPath = lambda: root
            self.isReady = lambda: True
            self.isRoot = lambda: root == "/"

    class Volumes:
        @staticmethod
        def mountedVolumes() -> list[Volume]:  # noqa: N802 - Qt's name
            return [Volume(root) for root in roots]

    monkeypatch.setattr(stick_found, "QStorageInfo", Volumes)
    roots = ["/", "/home", "/media/wang/USB"]
    assert stick_found.stick_plugged_in() == "/media/wang/USB"
    roots = ["C:/", "D:/", "E:/"]
    assert stick_found.stick_plugged_in() == "E:/"
    roots = ["/", "C:/"]
    assert stick_found.stick_plugged_in() == ""
