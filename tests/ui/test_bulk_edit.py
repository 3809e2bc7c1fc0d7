"""批量修改 shows before it writes, writes once, and leaves the decision about refusals to the person."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.standard import bulk
from desktop.standard.bulk import Edit
from desktop.ui import bulk_edit, bulk_write, furnish, tasks
from desktop.ui.bulk_dialog import BulkDialog
from desktop.ui.list_page import ListPage
from desktop.ui.undo import Undo
from tests.ui.over_store import DOOR, HOUSEHOLDS, Work


def put(box: BulkDialog, work: Work, title: str, text: str) -> None:
    box.which.setCurrentText(title)
    box.form.set_texts({box.field.name: text})
    box.read()
    work.settle()


def open_box(work: Work, page: ListPage, qtbot: QtBot) -> BulkDialog:
    page.view.tick_page()
    box = bulk_edit.dialog(page, work.desk, page.register, page.chosen())
    qtbot.addWidget(box)
    return box


def test_the_dialog_says_what_it_will_do_before_anything_is_done(work: Work, qtbot: QtBot) -> None:
    page = work.list()
    box = open_box(work, page, qtbot)
    assert not box.verb.isEnabled()
    put(box, work, "房屋性质", "let")
    assert box.verb.isEnabled()
    assert (box.verb.text(), box.verb.property("kind")) == ("修改 10 户的“房屋性质”", "primary")
    first, *_rest, last = box.samples.text().split("\n")
    assert (first, last) == ("1-1-101 孙秀：（空白） → 出租", "另外 7 户也一样改")
    put(box, work, "备注", "")
    assert (box.verb.text(), box.verb.property("kind")) == ("清空 10 户的“备注”", "danger")
    assert work.stored()["tenure"] is None


def test_what_holds_the_value_already_is_not_counted(work: Work, qtbot: QtBot) -> None:
    box = open_box(work, work.list(), qtbot)
    put(box, work, "备注", DOOR)
    assert box.verb.text() == "修改 9 户的“备注”"
    assert box.samples.text().endswith("其中 1 户已经是这个内容")


def test_a_value_that_does_not_fit_is_said_and_cannot_be_done(work: Work, qtbot: QtBot) -> None:
    box = open_box(work, work.list(), qtbot)
    put(box, work, "约定走访", "某天")
    assert not box.verb.isEnabled()
    assert not box.form.cells["appointed_on"].problem.isHidden()
    box.on_verb_clicked()
    assert box.result() == 0


def test_it_is_one_deed_with_one_undo(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    page = work.list()
    page.view.tick_page()

    def choose(box: BulkDialog) -> int:
        put(box, work, "房屋性质", "let")
        box.on_verb_clicked()
        return box.result()

    monkeypatch.setattr(BulkDialog, "exec", choose)
    (button,) = [one for one in page.parts.bar.buttons() if one.text() == "批量修改"]
    button.click()
    work.settle()
    assert work.said[-1][0] == "“房屋性质”已修改：10 户"
    assert work.stored()["tenure"] == "let"
    assert page.model.ticked == {}
    work.take_back()
    assert work.stored()["tenure"] is None


@pytest.mark.parametrize("goes_on", [True, False])
def test_refusals_are_named_and_the_rest_waits_for_a_decision(
    work: Work, monkeypatch: pytest.MonkeyPatch, *, goes_on: bool
) -> None:
    asked: list[Any] = []

    def ask(_owner: Any, sentence: str, verb: str, *, safe: str, detail: Any) -> bool:
        asked.append((sentence, verb, safe, detail))
        return goes_on

    monkeypatch.setattr(bulk_write, "ask", ask)
    page = work.list(replace(HOUSEHOLDS, check=_no))
    edits = [Edit(home, {"remark": "查过" if door != DOOR else "拒绝"}) for door, home in work.village.homes.items()]
    bulk_write.write_edits(page, work.desk, page.register, edits=edits, said="已改 {count} 户")
    work.settle()
    assert asked == [
        ("有 1 户不能这样改，现在什么也没有改：", "只改能改的 9 户", "都不改", [f"{DOOR} 周兰：不行"])
    ]  # fmt: skip
    assert (work.stored()["remark"], work.stored("1-1-302")["remark"]) == (DOOR, "查过" if goes_on else "1-1-302")
    assert [said for said, _token in work.said] == (["已改 9 户"] if goes_on else [])


def test_when_all_refuse_it_is_said_and_nothing_asked(work: Work) -> None:
    warned: list[str] = []
    work.desk.warn = warned.append
    page = work.list(replace(HOUSEHOLDS, check=_no))
    for count in (1, 2):
        homes = list(work.village.homes.values())[:count]
        edits = [Edit(home, {"remark": "拒绝"}) for home in homes]
        bulk_write.write_edits(page, work.desk, page.register, edits=edits, said="")
        work.settle()
    assert warned[0] == f"{DOOR} 周兰：不行"
    assert warned[1].startswith("这 2 户都不能这样改，什么也没有改。第一条是 ")


def _no(household: Any) -> None:
    if household.remark == "拒绝":
        raise UserError("不行")


def many(work: Work, gate: threading.Event, begun: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start an edit of many records that waits at its third one until `gate` opens."""

    def edited(label: str) -> None:
        if label == "3":
            begun.set()
            assert gate.wait(10)

    page, homes = work.list(replace(HOUSEHOLDS, check=lambda home: edited(home.remark))), work.village.homes
    edits = [Edit(home, {"remark": str(at)}) for at, home in enumerate(list(homes.values()) * 3)]
    monkeypatch.setattr(tasks, "SHOWN_AFTER_MS", 1)
    monkeypatch.setattr(bulk, "CHUNK", 2)
    bulk_write.write_edits(page, work.desk, page.register, edits=edits, said="已改 {count} 户")


def test_an_edit_of_many_shows_how_far_it_is_and_changes_nothing_when_it_is_cancelled(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = threading.Event(), threading.Event()
    with work.bot.waitSignal(work.desk.tasks.work_started) as started:
        many(work, gate, begun, monkeypatch)
    assert begun.wait(10)
    (shown,) = started.args
    assert shown.title == "修改 30 户"
    work.bot.waitUntil(lambda: shown.total == 30)
    shown.cancel()
    gate.set()
    work.settle()
    assert work.said == [("已取消，什么也没有改。", None)]
    assert {work.stored(door)["remark"] for door in work.village.homes} == set(work.village.homes)


def test_an_edit_of_many_that_is_left_alone_is_one_deed_with_one_undo(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = threading.Event(), threading.Event()
    gate.set()
    with work.bot.waitSignal(work.desk.tasks.changed):
        many(work, gate, begun, monkeypatch)
    work.settle()
    assert [said for said, _token in work.said] == ["已改 30 户"]
    assert work.desk.tasks.long_work == []
    work.take_back()
    assert work.stored()["remark"] == DOOR


def test_taking_many_back_shows_how_far_it_is_and_takes_nothing_back_when_it_is_cancelled(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = threading.Event(), threading.Event()
    gate.set()
    with work.bot.waitSignal(work.desk.tasks.changed):
        many(work, gate, begun, monkeypatch)
    work.settle()
    gate.clear()
    begun.clear()

    def reverse(session: Any, token: Any, step: Any) -> Any:
        def slow(done: int, total: int) -> None:
            step(done, total)
            if done == 5:
                begun.set()
                assert gate.wait(10)

        return furnish.reverse(session, work.desk.actor, token, on_step=slow)

    said: list[str] = []
    taken = Undo(work.desk.tasks, reverse, work.desk.tasks)
    taken.told.connect(said.append)
    token = work.said[-1][1]
    assert token is not None
    taken.remember(token)
    with work.bot.waitSignal(work.desk.tasks.work_started) as started:
        taken.undo()
    assert begun.wait(10)
    (shown,) = started.args
    assert (shown.title, shown.total) == ("撤销修改", 30)
    shown.cancel()
    gate.set()
    work.settle()
    assert said == ["已取消，什么也没有改。"]
    assert work.stored()["remark"] != DOOR
    taken.undo()
    work.settle()
    assert said[1:] == ["已撤销，内容回到修改之前。"]
    assert work.stored()["remark"] == DOOR
    assert work.desk.tasks.long_work == []
