"""Which rows fill a table, and what is told before any file is made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.base.errors import Cancelled, UserError
from desktop.registers.people.model import Person
from desktop.standard.filling.choice import Choice, born_between, query_of, words
from desktop.standard.filling.course import again
from desktop.standard.filling.samples import samples
from tests.factories import questions
from tests.factories.profile import TODAY, USER_ID
from tests.standard.filling import agencies
from tests.standard.filling.conftest import Office


def test_rows_are_chosen_by_building_membership_and_age(office: Office, tmp_path: Path) -> None:
    opened = office.open(agencies.with_hints(tmp_path))

    def found(**said: Any) -> list[Any]:
        return [row[0] for row in office.prepare(opened, **said).rows]

    assert found(buildings=("12号楼",)) == ["胡强", "于涛"]
    assert found(members=True) == ["林涛明"]
    assert found(age_from=60) == ["林涛明", "周兰", "阿依古丽·买买提"]
    assert found(age_from=60, age_to=70) == ["林涛明", "周兰"]
    assert found(age_to=14) == ["于涛"]
    assert set(found(by_home=False)) == set(found())
    with pytest.raises(UserError, match="没有符合条件的居民"):
        found(age_from=120)
    assert born_between(0, 0, date(2024, 2, 29)) == (date(2023, 3, 1), date(2024, 2, 29))
    assert born_between(1, None, date(2024, 2, 29)) == (None, date(2023, 2, 28))


def test_a_choice_is_said_in_words(office: Office) -> None:
    people, households = office.sources
    assert words(Choice(buildings=("3号楼",), members=True, age_from=60), people) == "居民，3号楼，党员，60 岁及以上"
    assert words(Choice(age_from=7, age_to=14), people) == "居民，7 至 14 岁"
    assert words(Choice(age_to=14), people) == "居民，14 岁及以下"
    assert words(Choice(rows="households", age_to=14), households) == "住户"
    assert query_of(Choice(rows="households", members=True, age_to=14), households, today=TODAY).filters == ()


def test_nothing_mapped_is_told_and_shows_no_samples(office: Office, tmp_path: Path) -> None:
    opened = office.open(agencies.party(tmp_path))
    bare = replace(opened, mapping={})
    with pytest.raises(UserError, match="还没有一列对上"):
        office.prepare(bare)
    with office.profile.store.read() as session:
        actor = office.profile.actor
        assert samples(session, actor, bare, today=TODAY) == {}
        nobody = replace(opened, choice=replace(opened.choice, age_from=120))
        assert samples(session, actor, nobody, today=TODAY) == {}
        shown = samples(session, actor, opened, today=TODAY)
    assert shown["手机"][0].startswith("170****")
    assert len(shown["姓名"]) == 2


def test_progress_of_the_dry_run_may_stop_it(office: Office, tmp_path: Path) -> None:
    from desktop.standard.filling.prepare import prepare

    opened = office.open(agencies.party(tmp_path))

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    seen: list[tuple[int, int]] = []

    def run(report: Callable[[int, int], None]) -> None:
        with office.profile.store.read() as session:
            prepare(
                session, office.profile.actor, opened.source, template=opened.template, layout=opened.layout,
                mapping=opened.mapping, choice=opened.choice, today=TODAY, on_progress=report,
            )  # fmt: skip

    run(lambda done, total: seen.append((done, total)))
    assert seen == [(0, 6), (6, 6)]
    with pytest.raises(Cancelled):
        run(stop)


def test_another_sheet_and_other_rows_are_guessed_anew(office: Office, tmp_path: Path) -> None:
    book = agencies.sheet_of([["姓名", "身份证号"]])
    other = book.create_sheet("住户")
    other.append(["门牌", "户主姓名"])
    opened = office.open(agencies.saved(book, tmp_path / "two.xlsx"))
    assert (opened.source.name, opened.mapped) == ("people", 2)
    moved = again(opened, office.sources, sheet="住户", rows="households")
    assert (moved.layout.sheet, moved.source.name) == ("住户", "households")
    assert [one.fact for one in moved.mapping.values()] == ["door", "head.name"]


def test_a_member_of_elsewhere_and_a_head_without_a_person_leave_blanks(office: Office, tmp_path: Path) -> None:
    from desktop.registers.people.model import Household, Membership, Person
    from tests.factories.profile import UNIT_ID

    with office.profile.store.write(USER_ID, "households.import") as session:
        far = Person(unit_id=UNIT_ID, name="远方", sex="1")
        session.add(far)
        session.add(Membership(unit_id=UNIT_ID, person_id=far.id, kind="unverified"))
        home = session.query(Household).filter(Household.head_id.is_not(None)).first()
        empty = Household(unit_id=UNIT_ID, dwelling_id=home.dwelling_id, head_name="某户")
        session.add(empty)
    prepared = office.prepare(office.open(agencies.with_hints(tmp_path)))
    assert (prepared.rows[-1][0], prepared.rows[-1][4]) == ("远方", "否")
    assert prepared.lacks[-1].label == "远方"
    prepared = office.prepare(office.open(agencies.wide_household(tmp_path)))
    column = office.titles(prepared.layout)["户主/姓名"]
    assert "某户" in [row[column] for row in prepared.rows]


def test_a_half_copied_roster_fills_no_table(office: Office, tmp_path: Path) -> None:
    opened, store = office.open(agencies.with_hints(tmp_path)), office.profile.store
    with store.read() as session:
        somebody = session.scalars(select(Person.id)).first()
    assert somebody is not None
    questions.enrol(store)
    assert office.prepare(opened).rows
    questions.came_by_copy(store, "person", somebody)
    with pytest.raises(UserError, match="还没有取完"):
        office.prepare(opened)
