"""The list of residents opens with those who stay; who moved out is one click away."""

from uuid import UUID

import pytest

from desktop.procedures import move_out
from desktop.registers.people.screen import STAYING, PersonList
from desktop.standard.list import Filter, Query
from desktop.ui.list_tools import ListWays
from tests.factories.profile import TODAY
from tests.ui.over_store import DOOR, Work, column, work  # noqa: F401 - a fixture

GONE = "周兰"


@pytest.fixture
def page(work: Work) -> PersonList:  # noqa: F811 - the fixture
    _move_out(work, work.village.homes[DOOR])
    return work._open(PersonList(work.desk, ways=ListWays()))


def _move_out(work: Work, home: UUID) -> None:  # noqa: F811 - as above
    store, actor = work.village.profile.store, work.village.actor
    with store.write(actor.id, "households.move_out") as session:
        move_out.do(session, actor, home, on=TODAY, today=TODAY)


def chips(page: PersonList) -> list[str]:
    return [chip.text() for chip in page.parts.chips.chips()]


def test_those_who_moved_out_are_left_out_until_the_chip_is_taken_off(page: PersonList, work: Work) -> None:  # noqa: F811
    assert chips(page) == ["居住：在住、未登记住处"]
    names = column(page, "name")
    assert GONE not in names
    assert "胡强" in names  # a member without a home here
    page.set_filter(STAYING.column, None)
    work.settle()
    assert set(column(page, "name")) == {*names, GONE}
    page.ask(Query(filters=(Filter("whereabouts", ("left",)),)))
    work.settle()
    assert column(page, "name") == [GONE]
    assert chips(page) == ["居住：已搬走"]


def test_a_name_that_is_found_only_among_those_who_left_is_offered(page: PersonList, work: Work) -> None:  # noqa: F811
    page.find_text(GONE)
    work.settle()
    assert page.parts.empty.sentence.text() == "住在这里的人里没有找到“周兰”。"
    page.parts.empty.buttons()[0].click()
    work.settle()
    assert column(page, "name") == [GONE]
    assert page.query.text == GONE


def test_a_list_without_anybody_offers_to_begin_and_not_to_take_the_chip_off(work: Work) -> None:  # noqa: F811
    store, actor, people = work.village.profile.store, work.village.actor, work.desk.register("people")
    with store.read() as session:
        everybody = [one.id for one in session.query(people.listed)]
    with store.write(actor.id, "people.retire") as session:
        for one in everybody:
            session.get_one(people.model, one).alive = False
    page = work._open(PersonList(work.desk, ways=ListWays(new=lambda: None)))
    assert page.parts.empty.sentence.text() == "还没有居民。"
    assert [button.text() for button in page.parts.empty.buttons()] == ["逐人新增"]
