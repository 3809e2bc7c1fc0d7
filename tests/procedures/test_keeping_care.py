"""The register of care needs as the settings keep it: off, on for a purpose, given to people by name, off again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import catalog
from desktop.access.scope import actor_for
from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.procedures import keys, profiles
from desktop.procedures.keeping import Keeping
from desktop.procedures.profiles import Desk
from desktop.standard import looks
from tests.factories.profile import TODAY

PURPOSE = "安排定期上门看望"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = profiles.create(
        Profile(tmp_path / "desk"), unit="第一网格", user="王书记", password="sunny garden 2026 east",
        clock=at_noon(TODAY), derived=catalog.DERIVED,
    )  # fmt: skip
    yield made
    made.close()


def given(desk: Desk) -> dict[str, bool]:
    with desk.store.read() as session:
        return {one.name: one.given for one in Keeping(desk).care.facts(session).given}


def test_it_is_off_until_it_has_a_purpose_and_given_to_nobody_by_itself(desk: Desk) -> None:
    other = keys.add_user(desk, name="李主任", role="staff", password="four other words here")
    care = Keeping(desk).care
    with desk.store.read() as session:
        assert care.facts(session).purpose == ""
    with desk.store.write(desk.actor.id, "care.manage") as session:
        care.switch_on(session, PURPOSE)
    assert given(desk) == {"王书记": True, "李主任": False}
    with desk.store.write(desk.actor.id, "care.manage") as session:
        care.give(session, other, on=True)
    with desk.store.read() as session:
        assert actor_for(session, "李主任").may("care.save")
        assert not actor_for(session, "李主任").may("care.manage")
    with desk.store.write(desk.actor.id, "care.manage") as session:
        care.switch_off(session)
    assert given(desk) == {"王书记": False, "李主任": False}


def test_who_leaves_has_nothing_given_any_more(desk: Desk) -> None:
    other = keys.add_user(desk, name="李主任", role="staff", password="four other words here")
    care = Keeping(desk).care
    with desk.store.write(desk.actor.id, "care.manage") as session:
        care.switch_on(session, PURPOSE)
        care.give(session, other, on=True)
    keys.remove_user(desk, name="李主任")
    assert given(desk) == {"王书记": True}
    with desk.store.read() as session, pytest.raises(UserError):
        actor_for(session, "李主任")


def test_the_log_and_the_cadence_show_it_only_to_those_it_was_given_to(desk: Desk) -> None:
    with desk.store.write(desk.actor.id, "care.manage") as session:
        Keeping(desk).care.switch_on(session, PURPOSE)
        looks.log(session, desk.actor, kind="reveal", what=looks.CARE, at=desk.clock.now_ms())
    with desk.store.read() as session:
        keeping = Keeping(desk)
        assert keeping.looks(session) == ()
        assert [row.key for row in keeping.cadences(session)] == ["visit_days", "first_visit_days"]
        desk.actor = actor_for(session, "王书记")
        assert [look.what for look in keeping.looks(session)] == ["关怀登记"]
        assert [row.days for row in keeping.cadences(session) if row.key == "care_days"] == [30]
