"""Much that the county gave to other units waits for a person's word, in the window and on 今日工作."""

import pytest

from desktop.reports.exchange_standing import past, todos
from desktop.store import exchange_check
from desktop.store.exchange_rows import ExchangeCheck
from desktop.ui import held_back
from tests.factories import questions
from tests.factories.profile import TODAY, USER_ID
from tests.screens.conftest import Office


def test_a_person_is_told_and_says_that_they_may_leave(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    store = office.village.profile.store
    questions.enrol(store)
    page = office.go("exchange")
    assert page.held.isHidden()
    with store.write(USER_ID, "exchange.apply") as session:
        session.add(ExchangeCheck(id=1, amiss="[]", held='{"household": 12, "person": 30}', may_leave=False))
    page.reload()
    office.settle()
    assert page.held.words.text() == "县里把居民 30 条、住户 12 条划给了别的单位。内容还在这台电脑上，看过再移走。"
    with store.read() as session:
        assert "42 条划给了别的单位" in [todo.title for todo in todos(session, office.desk.actor, TODAY)]
    said: list[str] = []
    monkeypatch.setattr(held_back, "ask", lambda _page, sentence, verb, **_more: said.append(sentence + verb))
    page.held.button.click()
    assert said == ["居民 30 条、住户 12 条已经划给别的单位，要从这台电脑上移走吗？移走 42 条"]
    assert not page.held.isHidden(), "nobody said yes"
    monkeypatch.setattr(held_back, "ask", lambda *_given, **_more: True)
    page.held.button.click()
    office.settle()
    assert page.held.isHidden()
    assert page.done.text() == "下次交换时移走 42 条。"
    with store.read() as session:
        assert exchange_check.held(session) == {}
        assert past(session)[0].what == "同意移走 42 条"
