"""随手记: one sentence in passing, sorted later, thought of on its day, told in the work log."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.registers.jottings import queries, rules, service
from desktop.registers.jottings.model import Jotting
from desktop.registers.people.model import Person
from desktop.standard import list as listing
from desktop.standard import undo
from desktop.standard.list import Filter, Query
from desktop.standard.save import save
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

JOTTINGS = next(register for register in REGISTERS if register.name == "jottings")


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def do(village: Village, verb: str, deed: Callable[..., Any], *given: Any, **named: Any) -> Any:
    with village.profile.store.write(village.actor.id, f"jottings.{verb}") as session:
        return deed(session, village.actor, *given, **named)


def ask(village: Village, question: Callable[..., Any], *given: Any) -> Any:
    with village.profile.store.read() as session:
        return question(session, village.actor, *given)


def jot(village: Village, text: str) -> UUID:
    made: UUID = do(village, "save", service.jot, text)
    return made


def listed(village: Village, query: Query = Query(), day: date = TODAY) -> list[dict[str, Any]]:  # noqa: B008 - frozen
    def read(session: Session, actor: Actor) -> listing.Page:
        return listing.page(session, actor, JOTTINGS, query=query, today=day)

    names = [column.name for column in JOTTINGS.columns]
    return [dict(zip(names, row.values, strict=True)) for row in ask(village, read).rows]


def test_a_sentence_is_kept_with_who_and_when(village: Village) -> None:
    jot(village, "  3 号楼楼道灯不亮 ")
    (row,) = listed(village)
    assert (row["text"], row["state"], row["about"], row["by"]) == ("3 号楼楼道灯不亮", "open", "", "王书记")
    assert row["at"] == village.profile.clock.now_ms()


@pytest.mark.parametrize(("text", "said"), [("  ", "写一句话"), ("长" * (rules.LONGEST + 1), "最多 200 个字")])
def test_nothing_and_a_report_are_refused(village: Village, text: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as refused:
        jot(village, text)
    assert refused.value.field == "text"
    assert listed(village) == []


def test_the_newest_stands_first(village: Village) -> None:
    jot(village, "先")
    village.profile.clock.pass_time(seconds=60)
    jot(village, "后")
    assert [row["text"] for row in listed(village)] == ["后", "先"]
    with village.profile.store.read() as session:
        assert [rules.is_open(one) for one in session.query(Jotting)] == [True, True]


def test_it_is_sorted_to_a_door_or_a_name(village: Village) -> None:
    home, person = village.homes["1-1-301"], village.members["何磊"]
    at_door, of_person = jot(village, "问医保"), jot(village, "回电话")
    do(village, "attach", service.attach, at_door, household_id=home, person_id=None)
    do(village, "attach", service.attach, of_person, household_id=None, person_id=person)
    assert {row["text"]: (row["state"], row["about"]) for row in listed(village)} == {
        "问医保": ("sorted", "1-1-301 周兰"), "回电话": ("sorted", "何磊"),
    }  # fmt: skip
    assert ask(village, queries.unsorted) == 0


def test_sorting_to_nothing_changes_nothing(village: Village) -> None:
    one = jot(village, "问医保")
    with pytest.raises(UserError, match="请选一户或一个人"):
        do(village, "attach", service.attach, one, household_id=None, person_id=None)


def test_a_record_of_another_unit_cannot_be_named(village: Village) -> None:
    one = jot(village, "问医保")
    elsewhere = UUID(int=7)
    with village.profile.store.write(village.actor.id, "people.save") as session:
        person = Person(unit_id=elsewhere, name="外人", sex="1")
        session.add(person)
    with pytest.raises(UserError, match="不归本单位管"):
        do(village, "attach", service.attach, one, household_id=None, person_id=person.id)


def test_its_day_brings_it_to_today(village: Village) -> None:
    soon, later = jot(village, "去社区开会"), jot(village, "年底交总结")
    do(village, "remind", service.remind, soon, day=TODAY + timedelta(days=2))
    do(village, "remind", service.remind, later, day=TODAY + timedelta(days=60))
    (todo,) = ask(village, queries.todos, TODAY)
    assert (todo.when, todo.title, todo.place, todo.record_id) == ("soon", "去社区开会", "jottings", soon)
    days = [found.text for found in ask(village, queries.dated, TODAY, TODAY + timedelta(days=90))]
    assert days == ["去社区开会", "年底交总结"]


def test_today_counts_what_nobody_has_sorted(village: Village) -> None:
    jot(village, "一")
    jot(village, "二")
    (todo,) = ask(village, queries.todos, TODAY)
    assert (todo.when, todo.title) == ("none", "2 条随手记还没有整理")


def test_done_is_done_on_that_day_and_leaves_today(village: Village) -> None:
    one = jot(village, "楼道灯")
    do(village, "remind", service.remind, one, day=TODAY)
    village.profile.clock.pass_time(days=3)
    do(village, "finish", service.finish, one)
    assert ask(village, queries.todos, TODAY + timedelta(days=3)) == []
    row = listed(village, day=TODAY + timedelta(days=3))[0]
    assert (row["state"], row["done_on"]) == ("done", TODAY + timedelta(days=3))


def test_the_list_of_an_earlier_day_knows_nothing_of_later_ones(village: Village) -> None:
    first = jot(village, "楼道灯")
    village.profile.clock.pass_time(days=3)
    do(village, "finish", service.finish, first)
    jot(village, "第二条")
    (row,) = listed(village, day=TODAY + timedelta(days=1))
    assert (row["text"], row["state"], row["done_on"]) == ("楼道灯", "open", None)


def test_the_list_is_filtered_by_state(village: Village) -> None:
    one = jot(village, "楼道灯")
    jot(village, "第二条")
    do(village, "finish", service.finish, one)
    found = listed(village, Query(filters=(Filter("state", values=("open",)),)))
    assert [row["text"] for row in found] == ["第二条"]


def test_a_saved_page_keeps_who_wrote_it(village: Village) -> None:
    one = jot(village, "楼道灯")
    village.profile.clock.pass_time(days=1)
    do(village, "save", save, JOTTINGS, one, values={"text": "楼道灯修好了", "day": TODAY})
    with village.profile.store.read() as session:
        kept = session.get_one(Jotting, one)
        assert (kept.text, kept.day, kept.by_id) == ("楼道灯修好了", TODAY, village.actor.id)
        assert kept.at < village.profile.clock.now_ms()


def test_a_deed_is_taken_back(village: Village) -> None:
    one = jot(village, "楼道灯")
    with village.profile.store.write(village.actor.id, "jottings.finish") as session:
        service.finish(session, village.actor, one)
    with village.profile.store.write(village.actor.id, "journal.undo") as back:
        undo.undo(back, village.actor, tx=session.info["changes"].tx)
    assert listed(village)[0]["state"] == "open"


def test_the_work_log_tells_it_on_its_day(village: Village) -> None:
    jot(village, "楼道灯")
    lines = ask(village, lambda s, a: tuple(queries.log_lines(s, a, TODAY, TODAY)))
    assert lines == ((TODAY, "随手记：楼道灯"),)
    assert ask(village, lambda s, a: tuple(queries.log_lines(s, a, TODAY + timedelta(days=1), TODAY))) == ()


def test_a_long_sentence_is_cut_for_a_row(village: Village) -> None:
    assert queries.said("长" * 60) == "长" * 39 + "…"


def test_a_reader_writes_nothing(village: Village) -> None:
    village.profile.actor = Actor(village.actor.id, "看的人", READER, village.actor.unit_id, village.actor.scope)
    with pytest.raises(UserError, match="没有做这一步的权限"):
        jot(village, "楼道灯")
