"""待定冲突 in the window: a question names both sides, and one key settles it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from desktop.access.roles import READER
from desktop.registers.people.model import Household, Person, Phone
from desktop.sync.conflict_row import Conflict
from desktop.ui import conflict_page
from desktop.ui.consequences import DeedQuestion
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
    (on,) = page.empty.buttons()
    assert on.text() == "打开数据交换"
    office.shell.undo.undo()
    office.settle()
    assert remark(office) == "白天不在家"
    assert len(page.table.lines) == 1


@pytest.mark.parametrize(("together", "left"), [(True, 0), (False, 1)])
def test_what_one_deed_left_is_settled_together_when_a_person_wants_that(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, together: bool, left: int
) -> None:
    other = (Household, office.village.homes["1-1-302"])
    questions.ask(office.village.profile.store, other, {"remark": "全家搬走"}, theirs={"remark": "1-1-302"})
    page, told = asked(office), []

    def ask(_page: Any, sentence: str, verb: str, *, safe: str, detail: Any) -> bool:
        told.append((sentence, verb, safe, *detail))
        return together

    monkeypatch.setattr(conflict_page, "ask", ask)
    QTest.keyClick(page.table, Qt.Key.Key_1)
    office.settle()
    assert told == [("同一次办理的还有 1 条没有定，要一起这样定吗？", "一起定下 2 条", "只定这一条", told[0][3])]
    assert told[0][3].endswith(" · 备注")
    assert len(page.table.lines) == left
    assert office.said[-1] == ("已定下：改用后报的（一起定下 2 条）" if together else "已定下：改用后报的")
    office.shell.undo.undo()
    office.settle()
    assert len(page.table.lines) == 2, "one deed, taken back at once"


def test_the_last_one_settled_leads_on_to_the_exchange_and_not_to_undo(office: Office) -> None:
    page = asked(office)
    office.window.activateWindow()
    office.bot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_2)
    office.settle()
    assert office.focus() in page.empty.buttons()
    page.focus_first()
    office.press(Qt.Key.Key_Space)
    assert office.here[0] == "exchange"


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


def test_a_settled_question_is_not_settled_again(office: Office) -> None:
    page = asked(office)
    with office.village.profile.store.write(USER_ID, "conflicts.decide") as session:
        (one,) = session.scalars(select(Conflict))
        one.state = "decided"
    page.card.press(1)
    office.settle()
    assert office.said[-1] == "这一条已经有人定下来了，什么也没有改。"
    assert remark(office) == "白天不在家"
