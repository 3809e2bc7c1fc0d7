"""When a household is due, and which links and visits cannot have been."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.contacts.rules import (
    FIRST_VISIT_DAYS,
    USUAL,
    VISIT_EVERY_DAYS,
    check_link,
    check_visit,
    next_due,
)

TODAY = date(2026, 3, 10)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def link(starts: date, ends: date | None) -> ContactLink:
    return ContactLink(
        unit_id=uuid7(),
        member_id=uuid7(),
        household_id=uuid7(),
        kind="resident",
        starts_on=starts,
        ends_on=ends,
    )


def visit(on: date, again: date | None = None) -> Visit:
    return Visit(unit_id=uuid7(), household_id=uuid7(), visited_on=on, way="door", outcome="home", next_on=again)


def test_a_link_may_end_on_the_day_it_began_but_not_before() -> None:
    check_link(link(TODAY, None))
    check_link(link(TODAY, TODAY))
    with pytest.raises(UserError) as refusal:
        check_link(link(TODAY, TODAY - timedelta(days=1)))
    assert refusal.value.field == "ends_on"


def test_a_visit_lies_behind_us_and_the_next_one_before_us() -> None:
    check_visit(visit(TODAY, TODAY + timedelta(days=7)), TODAY)
    with pytest.raises(UserError) as early:
        check_visit(visit(TODAY + timedelta(days=1)), TODAY)
    with pytest.raises(UserError) as again:
        check_visit(visit(TODAY, TODAY), TODAY)
    assert (early.value.field, again.value.field) == ("visited_on", "next_on")


@given(met=DAYS)
def test_nobody_is_due_while_no_member_is_linked(met: date) -> None:
    assert next_due(linked_on=None, last_met=met, appointed_on=None, every_days=None) is None


@given(linked=DAYS)
def test_the_first_visit_is_due_a_month_after_the_link(linked: date) -> None:
    due = next_due(linked_on=linked, last_met=None, appointed_on=None, every_days=None)
    assert due == linked + timedelta(days=FIRST_VISIT_DAYS)


@given(linked=DAYS, met=DAYS, every=st.none() | st.integers(1, 400))
def test_a_visit_puts_the_next_one_a_cadence_later_and_a_new_link_never_puts_it_off(
    linked: date, met: date, every: int | None
) -> None:
    due = next_due(linked_on=linked, last_met=met, appointed_on=None, every_days=every)
    cadence = met + timedelta(days=every or VISIT_EVERY_DAYS)
    assert due is not None
    assert due == cadence if met >= linked else due == min(cadence, linked + timedelta(days=FIRST_VISIT_DAYS))


@given(linked=st.none() | DAYS, met=st.none() | DAYS, agreed=DAYS)
def test_an_appointment_goes_before_every_rule_until_it_is_kept(
    linked: date | None, met: date | None, agreed: date
) -> None:
    due = next_due(linked_on=linked, last_met=met, appointed_on=agreed, every_days=None)
    if met is None or met < agreed:
        assert due == agreed
    elif linked is not None:
        assert due != agreed or agreed in {met + timedelta(days=VISIT_EVERY_DAYS), linked + timedelta(days=30)}


def test_a_need_shortens_the_way_to_the_next_visit_and_makes_nobody_late_on_its_first_day() -> None:
    linked, entered, care_days = date(2025, 1, 1), date(2026, 3, 10), USUAL.care_days

    def due(met: date) -> date | None:
        return next_due(linked_on=linked, last_met=met, appointed_on=None, every_days=365, care_since=entered)

    assert due(date(2025, 3, 15)) == date(2026, 3, 15)
    assert due(date(2026, 3, 1)) == entered + timedelta(days=care_days)
    assert due(date(2026, 3, 20)) == date(2026, 3, 20) + timedelta(days=care_days)
