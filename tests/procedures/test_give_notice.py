"""The signed slip of the privacy notice is noted for one person, a household or many, and whoever lacks it is found."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.base.errors import UserError
from desktop.catalog import register_named
from desktop.procedures import give_notice, pass_away
from desktop.registers.people.model import Person
from desktop.standard import list as listing
from desktop.standard import wording
from desktop.standard.list import Filter, Query
from desktop.values.partial_day import PartialDay
from tests.factories.family import Folk
from tests.factories.profile import TODAY, USER_ID

DEED = "people.give_notice"


def give(folk: Folk, deed: Any, record_id: UUID, **given: Any) -> None:
    """As a list does it: without consequences to be shown before."""
    with folk.village.profile.store.write(USER_ID, DEED) as session:
        deed(session, folk.actor, record_id, **given)


def reword(folk: Folk) -> None:
    """Another version of the notice."""
    with folk.village.profile.store.write(USER_ID, "wording.settle") as session:
        wording.settle(session, folk.actor, "confirm-letter", texts={"purpose": "为什么登记：应急联络。"})


def lacking(folk: Folk) -> set[str]:
    """Whom the list shows under 交告知书 空白."""
    people = register_named("people")
    assert people is not None
    query = Query(filters=(Filter("notice_on", blank=True),))
    with folk.village.profile.store.read() as session:
        found = listing.ids(session, folk.actor, people, query=query, today=TODAY)
        return set(session.scalars(select(Person.name).where(Person.id.in_(found))))


def test_one_person_is_noted_and_leaves_the_list_of_those_who_lack_it(folk: Folk) -> None:
    assert {"赵强", "赵明"} <= lacking(folk)
    give(folk, give_notice.to_person, folk.ids["赵强"], on=TODAY)
    person = folk.read(lambda session: session.get_one(Person, folk.ids["赵强"]))
    assert (person.notice_on, person.notice_version) == (TODAY, "2026-01")
    assert "赵强" not in lacking(folk)
    assert "赵明" in lacking(folk)


def test_a_household_is_noted_whole_and_an_earlier_slip_keeps_its_day(folk: Folk) -> None:
    before = TODAY - timedelta(days=30)
    give(folk, give_notice.to_person, folk.ids["赵强"], on=before)
    folk.do("people.pass_away", pass_away.do, folk.ids["赵母"], on=PartialDay.of(TODAY), picked={})
    give(folk, give_notice.to_household, folk.home(), on=TODAY)
    days = {name: folk.read(lambda s, key=key: s.get_one(Person, key)).notice_on for name, key in folk.ids.items()}
    assert {name: days[name] for name in ("周兰", "赵强", "赵明", "赵母")} == {
        "周兰": TODAY, "赵强": before, "赵明": TODAY, "赵母": None,
    }  # fmt: skip
    reword(folk)
    give(folk, give_notice.to_household, folk.home(), on=TODAY)
    person = folk.read(lambda session: session.get_one(Person, folk.ids["赵强"]))
    assert (person.notice_on, person.notice_version) == (TODAY, "2026-03-10-A1")


def test_a_slip_of_a_day_before_the_wording_changed_is_of_the_earlier_version(folk: Folk) -> None:
    reword(folk)
    give(folk, give_notice.to_person, folk.ids["赵强"], on=TODAY - timedelta(days=1))
    assert folk.read(lambda session: session.get_one(Person, folk.ids["赵强"])).notice_version == "2026-01"


def test_a_day_that_has_not_come_is_refused(folk: Folk) -> None:
    with pytest.raises(UserError, match="还没有到"):
        give(folk, give_notice.to_person, folk.ids["赵强"], on=TODAY + timedelta(days=1))
    assert "赵强" in lacking(folk)
