"""Today counts what the branch owes, from the data itself, and hides nothing that it counts."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from desktop.base.errors import UserError
from desktop.registers.people.model import Household
from desktop.reports import today as report
from desktop.reports.today import Today, Walk
from desktop.standard.tables import ImportMark
from tests.factories.compound import Village, visit
from tests.factories.plans import plans
from tests.factories.profile import TODAY, UNIT_ID, USER_ID

APPOINTMENTS = "SEARCH household_row USING INDEX ix_household_row_next_due (next_due<?)"  # read for their doors


def read(village: Village, today: date = TODAY) -> Today:
    with village.profile.store.read() as session:
        return report.read(session, village.actor, today=today)


def walk(facts: Today, when: str) -> Walk:
    return next(one for one in facts.walks if one.when == when)


def test_due_households_are_counted_by_stairwell_and_span(village: Village) -> None:
    facts = read(village)
    told = [(one.when, one.building, one.stairwell, one.households) for one in facts.walks]
    assert told == [("overdue", "1号楼", "1", 3), ("today", "1号楼", "1", 1), ("soon", "1号楼", "1", 1)]


def test_a_walk_knows_its_oldest_day_and_its_members(village: Village) -> None:
    overdue = walk(read(village), "overdue")
    assert overdue.oldest == TODAY - timedelta(days=21)
    assert (overdue.contact, overdue.more_contacts) == ("刘丽", 1)


def test_an_appointment_stands_alone_and_is_in_no_walk(village: Village) -> None:
    facts = read(village)
    assert [(one.door, one.when, one.day) for one in facts.appointments] == [
        ("2-1-101", "overdue", TODAY - timedelta(days=2))
    ]
    assert "2号楼" not in {one.building for one in facts.walks}


def test_households_without_a_member_are_counted_and_have_no_date(village: Village) -> None:
    facts = read(village)
    assert (facts.households, facts.linked, facts.unlinked) == (10, 8, 2)


def test_a_count_of_households_is_the_length_of_their_list(village: Village) -> None:
    with village.profile.store.read() as session:
        for one in report.read(session, village.actor, today=TODAY).walks:
            found = report.due_households(
                session, village.actor, building_id=one.building_id, stairwell=one.stairwell, when=one.when, today=TODAY
            )
            assert len(found) == one.households


def test_the_list_behind_a_walk_is_in_walking_order(village: Village) -> None:
    overdue = walk(read(village), "overdue")
    with village.profile.store.read() as session:
        found = report.due_households(
            session, village.actor, building_id=overdue.building_id, stairwell="1", when="overdue", today=TODAY
        )
    assert found == tuple(village.homes[door] for door in ("1-1-301", "1-1-302", "1-1-202"))


def test_the_day_s_list_holds_the_overdue_and_today_s_with_appointments(village: Village) -> None:
    with village.profile.store.read() as session:
        found = report.to_visit(session, village.actor, today=TODAY)
    doors = ("1-1-301", "1-1-302", "1-1-201", "1-1-202", "2-1-101")
    assert found == tuple(village.homes[door] for door in doors)


def test_the_badge_counts_the_rows_that_are_overdue_or_for_today(village: Village) -> None:
    with village.profile.store.read() as session:
        assert report.due_count(session, village.actor, today=TODAY) == 3


def test_the_plan_of_the_month_is_who_was_met_and_who_is_still_due(village: Village) -> None:
    plan = read(village).plan
    assert (plan.done, plan.total, plan.days_left) == (1, 7, 21)


def test_a_closed_door_does_not_fulfil_the_plan(village: Village) -> None:
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        session.add(visit(village.homes["1-1-301"], village.members["胡强"], TODAY, outcome="away"))
    facts = read(village)
    assert (facts.plan.done, facts.plan.total) == (1, 7)
    assert walk(facts, "overdue").households == 3


def test_a_visit_takes_the_household_off_and_into_the_plan(village: Village) -> None:
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        session.add(visit(village.homes["1-1-301"], village.members["胡强"], TODAY))
    facts = read(village)
    assert (facts.plan.done, facts.plan.total) == (2, 7)
    assert walk(facts, "overdue").households == 2


def test_the_next_day_after_the_week_is_known(village: Village) -> None:
    assert read(village).next_due == TODAY + timedelta(days=80)


def test_cells_of_an_import_that_wait_are_counted(village: Village) -> None:
    home = village.homes["1-1-301"]
    with village.profile.store.write(USER_ID, "households.import") as session:
        mark = {"table_name": "household", "row_id": home, "field": "phone", "place": "", "raw": "x", "problem": "y"}
        session.add_all([ImportMark(batch=uuid4(), **mark), ImportMark(batch=uuid4(), **mark)])
        session.get_one(Household, home).remark = "moved by the import"
    facts = read(village)
    assert (facts.waiting_cells, facts.waiting_households) == (2, 1)


def test_an_outsider_sees_nothing(village: Village) -> None:
    stranger = replace(village.actor, unit_id=uuid4(), scope=frozenset({uuid4()}))
    with village.profile.store.read() as session:
        facts = report.read(session, stranger, today=TODAY)
        assert report.to_visit(session, stranger, today=TODAY) == ()
    assert (facts.walks, facts.appointments, facts.households, facts.plan.total) == ((), (), 0, 0)


def test_nobody_without_the_right_reads_it(village: Village) -> None:
    nobody = replace(village.actor, role="none")
    with village.profile.store.read() as session, pytest.raises(UserError):
        report.read(session, nobody, today=TODAY)


def test_the_last_month_of_a_year_ends_with_it(village: Village) -> None:
    with village.profile.store.read() as session:
        plan = report.month_plan(session, village.actor, today=date(2026, 12, 30))
    assert plan.days_left == 1
    assert UNIT_ID in village.actor.scope


def test_the_branch_may_set_its_own_plan_for_a_month_and_take_it_back(village: Village) -> None:
    derived = read(village).plan
    with village.profile.store.write(USER_ID, "settings.save") as session:
        report.set_plan(session, village.actor, today=TODAY, households=214)
    plan = read(village).plan
    assert (plan.total, plan.done, plan.left, plan.chosen) == (214, derived.done, 214 - derived.done, True)
    assert read(village, TODAY + timedelta(days=31)).plan.chosen is False
    with village.profile.store.write(USER_ID, "settings.save") as session:
        report.set_plan(session, village.actor, today=TODAY, households=None)
    assert read(village).plan == derived


def test_a_plan_that_is_more_than_met_leaves_nothing_and_a_plan_of_none_is_refused(village: Village) -> None:
    with village.profile.store.write(USER_ID, "settings.save") as session:
        report.set_plan(session, village.actor, today=TODAY, households=1)
        session.add(visit(village.homes["1-1-301"], village.members["胡强"], TODAY))
        session.add(visit(village.homes["1-1-302"], village.members["胡强"], TODAY))
    assert read(village).plan.left == 0
    with village.profile.store.write(USER_ID, "settings.save") as session, pytest.raises(UserError, match="户数要在"):
        report.set_plan(session, village.actor, today=TODAY, households=0)


def test_a_month_that_is_over_counts_those_who_were_met_again_since(village: Village) -> None:
    home, last_month = village.homes["1-1-301"], TODAY.replace(day=1) - timedelta(days=1)
    with village.profile.store.read() as session:
        before = report.month_plan(session, village.actor, today=last_month)
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        session.add_all(visit(home, village.members["刘丽"], day) for day in (last_month, TODAY))
    with village.profile.store.read() as session:
        after = report.month_plan(session, village.actor, today=last_month)
    assert after.done == before.done + 1


def test_today_is_counted_from_indexes_and_reads_no_household_for_a_number(village: Village) -> None:
    with village.profile.store.read() as session:
        told = plans(session, lambda: report.read(session, village.actor, today=TODAY))
        told += plans(session, lambda: report.due_count(session, village.actor, today=TODAY))
    of_rows = [line for plan in told for line in plan.splitlines() if " household_row " in f"{line} "]
    assert len(of_rows) == 8
    assert [line for line in of_rows if "COVERING INDEX" not in line] == [APPOINTMENTS]
