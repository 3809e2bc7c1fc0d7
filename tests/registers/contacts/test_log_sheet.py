"""Entering a whole sheet is one deed: all of its visits or none, and what is wrong names its row."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.base.errors import UserError
from desktop.registers.contacts import queries, service
from desktop.registers.contacts.model import Visit
from desktop.registers.contacts.rules import check_sheet_day, is_marked, words_end
from desktop.registers.contacts.service import Written
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY, USER_ID
from tests.factories.sheets import doors, print_sheet, sheet_ids


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    print_sheet(made, doors(made, "1-1-301", "1-1-302"), days_ago=5)
    yield made
    made.profile.close()


def count(village: Village) -> int:
    with village.profile.store.read() as session:
        return session.scalar(select(func.count()).select_from(Visit).where(Visit.alive)) or 0


def enter(village: Village, *written: Written, on: date = TODAY, **more: Any) -> int:
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        wanted = sheet_ids(village)[0]
        return service.log_sheet(session, village.actor, wanted, written=written, on=on, today=TODAY, **more)


def test_every_row_becomes_a_visit_with_the_day_and_visitor_of_the_sheet(village: Village) -> None:
    before = count(village)
    member = village.members["刘丽"]
    rows = (
        Written(1, "home", "phone", said=" 都好。 ", needs="路灯", settled=True, to_event=True),
        Written(2, "away", "door"),
    )
    assert enter(village, *rows, on=TODAY - timedelta(days=2), member_id=member) == 2
    with village.profile.store.read() as session:
        first, second = session.scalars(select(Visit).order_by(Visit.id.desc()).limit(2)).all()[::-1]
    assert count(village) == before + 2
    assert (first.said, first.needs, first.settled, is_marked(first), first.way) == (
        "都好。",
        "路灯",
        True,
        True,
        "phone",
    )
    assert (second.outcome, is_marked(second), second.member_id) == ("away", False, member)
    assert {first.visited_on, second.visited_on} == {TODAY - timedelta(days=2)}


def test_one_wrong_row_leaves_everything_as_it_was_and_is_named(village: Village) -> None:
    before = count(village)
    with pytest.raises(UserError, match="第 2 行：约定下次要晚于") as refusal:
        enter(village, Written(1, "home", "door"), Written(2, "home", "door", next_on=TODAY - timedelta(days=1)))
    assert refusal.value.field == "2.next_on"
    assert count(village) == before


@pytest.mark.parametrize(
    ("on", "words"), [(TODAY - timedelta(days=6), "打印的"), (TODAY + timedelta(days=1), "还没有到")]
)
def test_the_day_lies_between_the_printing_and_today(village: Village, on: date, words: str) -> None:
    with pytest.raises(UserError, match=words) as refusal:
        enter(village, Written(1, "home", "door"), on=on)
    assert refusal.value.field == "visited_on"


def test_nothing_written_is_no_visit(village: Village) -> None:
    assert enter(village) == 0


def test_the_same_as_before_is_what_was_written_last(village: Village) -> None:
    enter(village, Written(1, "home", "door", said="第一句", needs="路灯"), Written(2, "home", "door", said="第二句"))
    with village.profile.store.read() as session:
        assert queries.last_words(session, village.actor, "said") == "第二句"
        assert queries.last_words(session, village.actor, "needs") == "路灯"


def test_a_visit_may_be_on_the_day_of_printing() -> None:
    check_sheet_day(TODAY, TODAY)


def test_notes_are_kept_two_years_to_the_day() -> None:
    assert words_end(date(2026, 3, 10)) == date(2024, 3, 10)
    assert words_end(date(2028, 2, 29)) == date(2026, 2, 28)
