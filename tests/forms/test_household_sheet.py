"""What a household sheet promises: one page, nothing that gives a person away, few queries however many sheets."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event

from desktop.base.errors import UserError
from desktop.printing.preview import page_count
from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.forms.household_facts import collect
from desktop.registers.people.model import Household
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import RARE, Village, add_homes, printed, words


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent while the block runs."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def sheet(village: Village) -> str:
    return words(printed(village, "households", "household-sheet", [village.full]))


def test_a_usual_household_fills_one_page(village: Village) -> None:
    assert page_count(printed(village, "households", "household-sheet", [village.full])) == 1


def test_numbers_are_masked_and_the_age_stands_in_place_of_the_birth_date(village: Village) -> None:
    said = sheet(village)
    assert "170****7800" in said
    assert "17034567800" not in said
    assert "0014" in said
    assert "990101196204090014" not in said
    assert "1962" not in said
    assert "63" in said


def test_the_last_six_visits_stand_on_it_the_newest_first(village: Village) -> None:
    said = sheet(village)
    days = [line[:10] for line in said.splitlines() if line[:4] in {"2024", "2025", "2026"} and line[4:5] == "-"]
    assert days[:6] == sorted(days[:6], reverse=True)
    assert "2024-08-27" not in said


def test_needs_that_were_settled_are_no_open_needs(village: Village) -> None:
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        household = session.get_one(Household, village.full)
        household.by_phone = True
    with village.profile.store.read() as session:
        (facts,) = collect(session, village.profile.actor, [village.full], today=TODAY)
    assert facts.needs == "楼道堆了杂物，请帮忙清理"
    assert facts.by_phone


def test_every_page_says_whose_it_is_when_a_large_family_needs_two(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        large = add_homes(session, 1, members=14)
    pages = words(printed(village, "households", "household-sheet", large)).split("——")
    assert len(pages) == 2
    assert all("2-1-101 王伟" in page and "H-00001-6" in page for page in pages)


def test_a_household_of_many_links_and_long_talk_is_cut_short_on_paper_only(village: Village) -> None:
    with village.profile.store.read() as session:
        (facts,) = collect(session, village.profile.actor, [village.full], today=TODAY)
    assert all(len(visit.said) <= 60 for visit in facts.visits)
    assert facts.residents[0].name == RARE
    assert facts.head == RARE


def test_a_door_without_a_stairwell_is_said_once(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        household = session.get_one(Household, village.empty)
        dwelling = session.get_one(Dwelling, household.dwelling_id)
        dwelling.door = "1号楼1单元101"
    with village.profile.store.read() as session:
        (facts,) = collect(session, village.profile.actor, [village.empty], today=TODAY)
    assert facts.place == "1号楼1单元101"


def test_sheets_come_in_the_order_asked_for_each_once(village: Village) -> None:
    asked = [village.full, village.empty, village.full]
    with village.profile.store.read() as session:
        made = collect(session, village.profile.actor, asked, today=TODAY)
    assert [each.record_id for each in made] == [village.full, village.empty]


def test_a_household_that_is_gone_is_told_and_nothing_is_printed(village: Village) -> None:
    with pytest.raises(UserError, match="1 户没有找到"):
        printed(village, "households", "household-sheet", [village.full, uuid4()])


def test_hundreds_of_sheets_are_read_with_as_many_queries_as_a_few(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        many = add_homes(session, 120, member_id=village.member)
    spent = []
    for ids in (many[:2], many):
        with village.profile.store.read() as session, counted() as sent:
            collect(session, village.profile.actor, ids, today=TODAY)
        spent.append(len(sent))
    assert spent[0] == spent[1] <= 15


def test_five_hundred_sheets_flow_one_after_the_other(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        many = add_homes(session, 500, members=1)
    assert page_count(printed(village, "households", "household-sheet", many)) == 500
