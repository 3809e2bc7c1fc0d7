"""A bond is one leader or unit and one place; what was done is logged, and what is due is told."""

from datetime import date, timedelta
from typing import Any

import pytest

from desktop.base.errors import UserError
from desktop.registers.bonds import rules, service
from desktop.registers.bonds.model import Bond, BondContact
from desktop.registers.bonds.queries import due, life, standing, third
from desktop.registers.buildings.model import Compound
from desktop.search import index
from desktop.standard import retire
from tests.factories.profile import COMPOUND_ID, TODAY
from tests.registers.bonds.conftest import REGISTER, SINCE, Office


def test_what_is_left_open_follows_from_the_unit_and_from_the_place(office: Office) -> None:
    with office.village.profile.store.read() as session:
        leader, unit = session.get_one(Bond, office.leader), session.get_one(Bond, office.unit)
    assert (leader.place, leader.compound_id, leader.cadence_days) == ("阳光社区", None, rules.USUAL_DAYS)
    assert (unit.name, unit.contact_name, unit.phone) == ("县自然资源局", "赵立新", "13000004412")
    assert (unit.place, unit.compound_id) == ("阳光花园", COMPOUND_ID)


def test_a_unit_of_no_compound_looks_after_the_grid(office: Office) -> None:
    with office.village.profile.store.write(office.village.actor.id, "buildings.save") as session:
        session.get_one(Compound, COMPOUND_ID).alive = False
    made = office.save("bonds", kind="unit", organisation_id=office.bureau)
    with office.village.profile.store.read() as session:
        bond = session.get_one(Bond, made)
        assert (bond.place, bond.compound_id, bond.starts_on) == ("第一网格", None, TODAY)


def test_leaders_and_places_are_many_to_many_but_the_same_pair_stands_once(office: Office) -> None:
    office.save("bonds", kind="leader", name="陈志远", place="东风社区")
    office.save("bonds", kind="leader", name="周明慧")
    with pytest.raises(UserError, match="已经包联阳光社区"):
        office.save("bonds", kind="leader", name="陈志远")
    office.do("bonds.finish", service.finish, office.leader, on=TODAY, reason="reassigned")
    office.save("bonds", kind="leader", name="陈志远")
    assert [row["state"] for row in office.rows("bonds") if row["name"] == "陈志远"] == [
        "standing",
        "ended",
        "standing",
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "unit"}, "organisation_id"),
        ({"kind": "leader", "name": " "}, "name"),
        ({"kind": "leader", "name": "周明慧", "cadence_days": 400}, "cadence_days"),
        ({"kind": "leader", "name": "周明慧", "cadence_days": -1}, "cadence_days"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(office: Office, values: dict[str, Any], field: str) -> None:
    with pytest.raises(UserError) as refused:
        office.save("bonds", **values)
    assert refused.value.field == field


def test_a_place_has_to_be_named_where_no_community_is_known(office: Office) -> None:
    bond = Bond(kind="leader", name="周明慧", place=" ", cadence_days=90, starts_on=TODAY)
    with pytest.raises(UserError, match="社区或小区"):
        rules.check(bond)


def test_a_bond_without_duties_is_told_of(office: Office) -> None:
    with office.village.profile.store.read() as session:
        assert rules.remind(session.get_one(Bond, office.leader))
        assert not rules.remind(session.get_one(Bond, office.unit))


def test_the_list_says_when_somebody_is_to_come_as_the_rules_do(office: Office) -> None:
    office.log(office.unit, TODAY - timedelta(days=30))
    by_name = {row["name"]: row for row in office.rows("bonds")}
    assert by_name["陈志远"]["next_on"] == TODAY - timedelta(days=10)
    held = office.ask(standing.of_bond, office.unit, on=TODAY)
    assert held.next_on == rules.due_on(SINCE, 90, TODAY - timedelta(days=30))
    assert rules.due_on(SINCE, 90, None) == TODAY - timedelta(days=10)
    assert by_name["县自然资源局"]["times"] == 1
    before = {row["name"]: row for row in office.rows("bonds", day=TODAY - timedelta(days=40))}
    assert before["县自然资源局"]["last_on"] is None


def test_what_was_done_is_listed_told_and_searched(office: Office) -> None:
    office.log(office.unit, kind="help", what="新划车位 26 个", who="赵立新等 3 人")
    office.log(office.leader)
    (leader, unit) = sorted(office.rows("bond_contacts"), key=lambda row: row["what"])
    assert (unit["what"], unit["who"], unit["kind"]) == ("新划车位 26 个", "赵立新等 3 人", "help")
    assert leader["who"] == "陈志远"
    events = office.ask(life.of_bond, office.unit)
    assert [event.head for event in events] == ["帮办实事　赵立新等 3 人", "开始包联阳光花园"]
    with office.village.profile.store.read() as session:
        hits = index.query(session.connection(), "zrzyj", units=office.village.actor.scope)
        assert ("bonds", office.unit) in {(hit.kind, hit.id) for hit in hits}
        contact = session.query(BondContact).filter_by(bond_id=office.unit).one()
        assert contact.label == "2026-03-10 的包联"


def test_today_names_what_is_late_and_what_is_near_and_nothing_that_ended(office: Office) -> None:
    office.log(office.unit, TODAY - timedelta(days=85))
    late, soon = office.ask(due.todos, TODAY)
    assert (late.when, late.title, late.record_id) == ("overdue", "陈志远包联阳光社区", office.leader)
    assert "还没有联系记录" in late.detail
    assert (soon.when, soon.day) == ("soon", TODAY + timedelta(days=5))
    assert "上次 2025-12-15" in soon.detail
    office.do("bonds.finish", service.finish, office.leader, on=TODAY, reason="left")
    assert [todo.record_id for todo in office.ask(due.todos, TODAY)] == [office.unit]


def test_an_end_stands_in_the_story_and_comes_once(office: Office) -> None:
    office.do("bonds.finish", service.finish, office.leader, on=TODAY, reason="left")
    assert office.ask(life.of_bond, office.leader)[0].lines == ("人员调离",)
    held = office.ask(standing.of_bond, office.leader, on=TODAY)
    assert (held.state, held.next_on) == ("已结束", None)
    with pytest.raises(UserError, match="已经结束"):
        office.do("bonds.finish", service.finish, office.leader, on=TODAY, reason="left")


def test_a_bond_does_not_end_before_it_began_or_before_its_last_contact(office: Office) -> None:
    with pytest.raises(UserError, match="不早于"):
        office.do("bonds.finish", service.finish, office.leader, on=SINCE - timedelta(days=1), reason="left")
    office.log(office.leader)
    with pytest.raises(UserError, match="晚于这一天"):
        office.do("bonds.finish", service.finish, office.leader, on=TODAY, reason="left")


@pytest.mark.parametrize(
    ("on", "what", "field"),
    [
        (TODAY + timedelta(days=1), "走访", "on"),
        (SINCE - timedelta(days=1), "走访", "on"),
        (TODAY, " ", "what"),
    ],
)
def test_nothing_is_logged_for_a_day_that_cannot_be_or_without_a_word(
    office: Office, on: date, what: str, field: str
) -> None:
    with pytest.raises(UserError) as refused:
        office.log(office.unit, on, what=what)
    assert refused.value.field == field


def test_nothing_is_logged_after_the_end(office: Office) -> None:
    office.do("bonds.finish", service.finish, office.unit, on=TODAY - timedelta(days=3), reason="term")
    office.log(office.unit, TODAY - timedelta(days=4))
    with pytest.raises(UserError, match="不在包联期限内"):
        office.log(office.unit, TODAY - timedelta(days=3))


def test_the_third_link_is_read_from_the_contacts(office: Office) -> None:
    found = office.ask(third.figures, compound_id=COMPOUND_ID)
    assert found == office.ask(third.figures)
    assert (found.households, found.linked, found.in_service, found.resident) == (10, 8, 0, 2)
    assert "还有 2 户没有联户党员" in found.words


def test_what_another_unit_has_is_not_shown(office: Office) -> None:
    stranger = office.village.actor.__class__(
        office.village.actor.id, "邻居", "secretary", COMPOUND_ID, frozenset({COMPOUND_ID})
    )
    with office.village.profile.store.read() as session:
        assert life.of_bond(session, stranger, office.unit) == ()
        assert standing.of_bond(session, stranger, office.unit, on=TODAY) is None
        assert due.todos(session, stranger, TODAY) == []


def test_a_bond_in_the_recycle_bin_takes_its_contacts_with_it(office: Office) -> None:
    office.log(office.unit)
    office.do("bonds.retire", retire.retire, REGISTER["bonds"], ids=(office.unit,))
    assert office.rows("bond_contacts") == []
    with office.village.profile.store.read() as session:
        hits = index.query(session.connection(), "自然资源局", units=office.village.actor.scope)
        assert "bonds" not in {hit.kind for hit in hits}
