"""The pages of the exchange in the window: what is asked is settled by one key, what was set aside says what to do."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from desktop.access.roles import READER
from desktop.base.ids import uuid7
from desktop.procedures import exchange_now
from desktop.procedures.exchange import Exchanged
from desktop.registers.people.model import Household, Person, Phone
from desktop.reports.exchange_standing import past
from desktop.screens import exchanging
from desktop.store.exchange_rows import ExchangeRun
from desktop.store.journal import Outgoing
from desktop.store.session import Changes
from desktop.sync.conflict_row import Conflict
from desktop.sync.peer_http import Later
from desktop.ui import conflict_page
from desktop.ui.consequences import DeedQuestion
from desktop.ui.exchange_chip import ExchangeChip
from tests.factories import questions
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office, Open

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


def test_a_question_names_the_record_both_authors_and_both_values(office: Office) -> None:
    page = asked(office)
    assert [line.words for line in page.table.lines] == [("1-1-301 周兰", "备注", "另一台电脑 11-05")]
    card = page.card.card
    assert (card.rows[0].mine, card.rows[0].theirs, card.theirs.by) == ("门前有狗", "白天不在家", "王书记")
    assert [button.text() for button in page.card.buttons] == [
        "1　改用后报的", "2　保持现在的", "3　另填一个…", "4　两个都留",
    ]  # fmt: skip
    assert page.status == "共 1 条"


@pytest.mark.parametrize(
    ("key", "stands", "said"),
    [
        (Qt.Key.Key_1, "门前有狗", "已定下：改用后报的"),
        (Qt.Key.Key_2, "白天不在家", "已定下：保持现在的"),
        (Qt.Key.Key_4, "白天不在家；门前有狗", "已定下：两个都留"),
    ],
)
def test_one_key_settles_it_and_undo_asks_it_again(office: Office, key: Qt.Key, stands: str, said: str) -> None:
    page = asked(office)
    QTest.keyClick(page.table, key)
    office.settle()
    assert (remark(office), office.said[-1]) == (stands, said)
    assert page.table.lines == ()
    assert page.empty.isVisible()
    office.shell.undo.undo()
    office.settle()
    assert remark(office) == "白天不在家"
    assert len(page.table.lines) == 1


def test_a_third_value_may_be_typed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    page = asked(office)
    answers: list[Any] = [None, {"remark": "周末在家"}]
    monkeypatch.setattr(conflict_page, "ask_fields", lambda *_args, **_named: answers.pop(0))
    for _press in range(2):
        page.card.press(3)
        office.settle()
    assert remark(office) == "周末在家"
    assert page.table.lines == ()


def test_the_record_opens_from_its_question(office: Office) -> None:
    page = asked(office)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    assert office.here == ("households", office.village.homes[DOOR])


def test_numbers_that_look_alike_are_shown_when_asked_and_that_is_logged(office: Office) -> None:
    store = office.village.profile.store
    with store.write(USER_ID, "people.save") as session:
        phone = session.scalars(select(Phone)).first()
        assert phone is not None
        phone.number = "13812340000"
    questions.ask(store, (Phone, phone.id), {"number": "13899990000"}, theirs={"number": "13812340000"})
    page = office.go("conflicts")
    (row,) = page.card.card.rows
    assert (row.mine, row.theirs, row.alike) == ("138****0000", "138****0000", True)
    page.card.revealed.emit()
    office.settle()
    (row,) = page.card.card.rows
    assert (row.mine, row.theirs) == ("13899990000", "13812340000")


def test_two_rows_that_say_the_same_are_merged_or_both_kept(office: Office) -> None:
    store, people = office.village.profile.store, office.village.members
    pair = people["周兰"], people["于涛"]
    questions.ask(
        store,
        (Person, pair[0]),
        {"row": str(pair[0])},
        theirs={"row": str(pair[1])},
        kind="duplicate",
        group="duplicate",
    )
    page = office.go("conflicts")
    page.card.press(1)
    office.settle()
    (question,) = office.window.findChildren(DeedQuestion)
    question.reject()
    page.card.press(2)
    office.settle()
    assert office.said[-1] == "已记下：两条登记都保留"
    assert page.table.lines == ()


def test_a_reader_sees_questions_and_settles_none(open_office: Open) -> None:
    office = open_office(READER)
    page = asked(office)
    assert not any(button.isEnabled() for button in page.card.buttons)
    page.card.press(1)
    office.settle()
    assert len(page.table.lines) == 1


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
    page.conflicts.click()
    office.settle()
    assert office.here[0] == "conflicts"


def test_what_was_set_aside_says_whose_it_is_why_and_what_to_do(office: Office) -> None:
    store = office.village.profile.store
    questions.enrol(store)
    with store.write(USER_ID, "exchange.take") as session:
        for sending in session.scalars(select(Outgoing)):
            sending.state = "done"
    set_remark(office, "改过")
    with store.write(USER_ID, "exchange.take") as session:
        (sending,) = session.scalars(select(Outgoing).where(Outgoing.state == "new"))
        sending.state, sending.result = "quarantined", "the row belongs to another unit"
    assert office.go("exchange").words.text() == "1 条被隔开"
    office.page.aside.click()
    office.settle()
    (line,) = office.page.table.lines
    assert line.words[:2] == ("住户 1-1-301 周兰", "王书记")
    assert line.words[3] == "这条登记现在归别的单位管"
    assert office.page.next_step.text().startswith("下一步：内容没有丢")
    office.page.open.click()
    office.settle()
    assert office.here == ("households", office.village.homes[DOOR])


def test_nothing_set_aside_is_said_in_a_sentence(office: Office) -> None:
    page = office.go("set_aside")
    assert page.empty.isVisible()
    page.open_record()


def test_a_settled_question_is_not_settled_again(office: Office) -> None:
    page = asked(office)
    with office.village.profile.store.write(USER_ID, "conflicts.decide") as session:
        (one,) = session.scalars(select(Conflict))
        one.state = "decided"
    page.card.press(1)
    office.settle()
    assert office.said[-1] == "这一条已经有人定下来了，什么也没有改。"
    assert remark(office) == "白天不在家"


def test_a_stick_is_written_and_may_be_pulled_out_when_it_says_so(office: Office, tmp_path: Path) -> None:
    questions.enrol(office.village.profile.store)
    page = office.go("exchange")
    page.write_out(tmp_path)
    office.settle()
    assert page.done.text().endswith("可以拔出 U 盘了。")
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

    def line(_desk: Any, *, server: str, told: Any, step: Any) -> Exchanged:
        step(2, 3)
        told(Changes(frozenset({"household"}), uuid7()))
        answer = answers.pop(0)
        if isinstance(answer, Later):
            raise answer
        return answer

    monkeypatch.setattr(exchange_now, "exchange", line)
    page.line.click()
    office.settle()
    assert page.done.text() == "没有连上县服务器。"
    page.reload()
    office.settle()
    assert page.words.text().startswith("交换未完成")
    page.exchange()
    office.settle()
    assert page.done.text() == "交换完成：送出 2 处改动，收到 3 条。"


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
