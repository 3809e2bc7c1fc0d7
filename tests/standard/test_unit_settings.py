"""What a unit settles for itself: its own, journaled, undoable, and followed by what depends on it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.registers.households.model import HouseholdRow
from desktop.standard import undo, unit_settings
from tests.factories.compound import make_compound
from tests.factories.profile import TODAY, Profile, make_profile


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Profile]:
    profile = make_profile(tmp_path)
    yield profile
    profile.close()


def test_a_choice_is_kept_changed_and_taken_back(made: Profile) -> None:
    unit = made.actor.unit_id
    for value in (60, 45, None):
        with made.store.write(made.actor.id, "settings.save") as session:
            unit_settings.put(session, made.actor, "visit_days", value=value)
        with made.store.read() as session:
            assert unit_settings.get(session, unit, "visit_days", default=90) == (value or 90)
            assert unit_settings.of_units(session, ("visit_days",)) == ({(unit, "visit_days"): value} if value else {})


def test_only_the_secretary_settles_it(made: Profile) -> None:
    staff = Actor(made.actor.id, "李主任", "staff", made.actor.unit_id, made.actor.scope)
    with pytest.raises(UserError, match="没有做这一步的权限"), made.store.write(staff.id, "settings.save") as session:
        unit_settings.put(session, staff, "visit_days", value=1)


def test_nothing_chosen_taken_back_writes_nothing(made: Profile) -> None:
    with made.store.write(made.actor.id, "settings.save") as session:
        unit_settings.put(session, made.actor, "visit_days", value=None)
        assert session.info["deed"].changes == 0


def test_every_due_day_of_the_unit_follows_a_new_cadence_and_its_undo(tmp_path: Path) -> None:
    village = make_compound(tmp_path)
    store, actor = village.profile.store, village.actor

    def due(door: str) -> timedelta:
        with store.read() as session:
            day = session.get_one(HouseholdRow, village.homes[door]).next_due
            assert day is not None
            return day - TODAY

    assert due("1-2-301") == timedelta(days=80)
    with store.write(actor.id, "settings.save") as session:
        unit_settings.put(session, actor, "visit_days", value=30)
        tx = session.info["deed"].tx
    assert due("1-2-301") == timedelta(days=20)
    assert due("2-1-101") == timedelta(days=-2)  # an appointment stands
    with store.write(actor.id, "settings.undo") as session:
        undo.undo(session, actor, tx=tx)
    assert due("1-2-301") == timedelta(days=80)
    village.profile.close()
