"""被隔开的 in the window: whose it is, why, what to do, and how it leaves the list."""

import pytest
from sqlalchemy import select

from desktop.base.errors import UserError
from desktop.procedures import withdraw_aside
from desktop.registers.people.model import Household
from desktop.store import journal
from desktop.store.journal import Change, Outgoing
from desktop.ui import set_aside_page
from tests.factories import questions
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office
from tests.screens.test_exchanging import DOOR, set_remark


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
    page = office.go("exchange")
    assert (page.words.text(), page.first) == ("1 条被隔开", page.aside)
    office.page.aside.click()
    office.settle()
    (line,) = office.page.table.lines
    assert line.words[:2] == ("住户 1-1-301 周兰", "王书记")
    assert line.words[3] == "这条登记现在归别的单位管"
    assert office.page.whole.text().startswith("下一步：内容没有丢")
    office.page.open.click()
    office.settle()
    assert office.here == ("households", office.village.homes[DOOR])


def set_aside_one(office: Office, text: str) -> None:
    """What was written about the household just now is set aside by the county."""
    set_remark(office, text)
    with office.village.profile.store.write(USER_ID, "exchange.take") as session:
        (sending,) = session.scalars(select(Outgoing).where(Outgoing.state == "new"))
        sending.state, sending.result = "quarantined", "the role does not allow it"


def test_what_was_set_aside_leaves_the_list_when_told_anew_withdrawn_or_erased(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = office.village.profile.store
    questions.enrol(store)
    with store.write(USER_ID, "exchange.take") as session:
        for sending in session.scalars(select(Outgoing)):
            sending.state = "done"
    set_aside_one(office, "改过")
    page = office.go("set_aside")
    assert len(page.table.lines) == 1
    set_remark(office, "又改过")
    with store.write(USER_ID, "exchange.take") as session:
        (sending,) = session.scalars(select(Outgoing).where(Outgoing.state == "new"))
        sending.state = "acked"
    page.reload()
    office.settle()
    assert page.table.lines == (), "told anew and taken"
    set_aside_one(office, "第三次改")
    page.reload()
    office.settle()
    answers = [False, True]
    monkeypatch.setattr(set_aside_page, "ask", lambda *_args, **_named: answers.pop(0))
    page.away.click()
    office.settle()
    assert len(page.table.lines) == 1
    page.away.click()
    office.settle()
    assert page.table.lines == ()
    assert office.said[-1] == "已拿掉 1 处没有报上去的改动。"
    assert office.go("exchange").words.text() != "1 条被隔开"
    with store.read() as session:
        said = session.scalars(select(Change).where(Change.row_id == office.village.homes[DOOR])).all()
        assert any("第三次改" in (change.patch or b"").decode() for change in said), "the history keeps it"
    with store.write(USER_ID, "set_aside.withdraw") as session, pytest.raises(UserError, match="已经处理过"):
        withdraw_aside.withdraw(session, office.desk.actor, office.village.homes[DOOR], at=1)
    page = office.go("set_aside")
    page.withdraw()
    assert page.empty.isVisible()


def test_what_was_set_aside_is_reported_again_one_by_one_or_all(office: Office) -> None:
    store = office.village.profile.store
    questions.enrol(store)
    with store.write(USER_ID, "exchange.take") as session:
        for sending in session.scalars(select(Outgoing)):
            sending.state = "done"
    other = next(door for door in office.village.homes if door != DOOR)
    olds = {}
    for door in (DOOR, other):
        with store.write(USER_ID, "households.save") as session:
            olds[door] = session.get_one(Household, office.village.homes[door]).remark
            session.get_one(Household, office.village.homes[door]).remark = "改过"
        with store.write(USER_ID, "exchange.take") as session:
            (sending,) = session.scalars(select(Outgoing).where(Outgoing.state == "new"))
            sending.state, sending.result = "quarantined", "the account was disabled"
    with store.write(USER_ID, "exchange.apply") as session:  # as the exchange puts back what the county has
        journal.unlock(session.connection(), "apply")
        for door, old in olds.items():
            its = (old, office.village.homes[door].bytes)
            session.connection().exec_driver_sql("UPDATE household SET remark = ? WHERE id = ?", its)
        journal.release(session)
    page = office.go("set_aside")
    assert "点“再报”" in page.whole.text()
    assert page.all_again.text() == "全部再报（2 条）"
    page.again.click()
    office.settle()
    assert office.said[-1] == "1 条等着再报，下次交换时上报。"
    assert (len(page.table.lines), page.all_again.isVisible()) == (1, False)
    page.resend(page._open_lines)
    office.settle()
    assert page.empty.isVisible()
    page.resend([None])
    with store.read() as session:
        assert [one.state for one in session.scalars(select(Outgoing).where(Outgoing.state == "new"))] == ["new"] * 2


def test_nothing_set_aside_is_said_in_a_sentence(office: Office) -> None:
    page = office.go("set_aside")
    assert page.empty.isVisible()
    page.open_record()
