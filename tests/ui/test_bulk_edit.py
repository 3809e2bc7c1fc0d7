"""批量修改 shows before it writes, writes once, and leaves the decision about refusals to the person."""

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.standard.bulk import Edit
from desktop.ui import bulk_edit, bulk_write
from desktop.ui.bulk_dialog import BulkDialog
from desktop.ui.list_page import ListPage
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
    assert box.verb.text() == "修改 10 户的“房屋性质”"
    first, *_rest, last = box.samples.text().split("\n")
    assert (first, last) == ("1-1-101 孙秀：（空白） → 出租", "另外 7 户也一样改")
    put(box, work, "备注", "")
    assert box.verb.text() == "清空 10 户的“备注”"
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
