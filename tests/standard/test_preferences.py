"""What a user chose comes back to that user, and to nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from desktop.standard import preferences
from desktop.standard.tables import Preference
from tests.factories.profile import Profile, make_profile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


def keep(profile: Profile, **values: object) -> None:
    with profile.store.write(profile.actor.id, "preferences.keep") as session:
        preferences.keep(session, profile.actor, values)


def mine(profile: Profile) -> dict[str, object]:
    with profile.store.read() as session:
        return preferences.mine(session, profile.actor)


def test_a_choice_comes_back_and_the_last_one_counts(profile: Profile) -> None:
    keep(profile, look={"size": 16}, columns=["name"])
    keep(profile, look={"size": 20})
    assert mine(profile) == {"look": {"size": 20}, "columns": ["name"]}


def test_none_forgets(profile: Profile) -> None:
    keep(profile, look=1)
    keep(profile, look=None, never=None)
    assert mine(profile) == {}


def test_another_user_has_choices_of_their_own(profile: Profile) -> None:
    keep(profile, look=1)
    other = replace(profile.actor, id=uuid4())
    with profile.store.read() as session:
        assert preferences.mine(session, other) == {}


def test_what_cannot_be_read_is_left_out(profile: Profile) -> None:
    keep(profile, look=1)
    with profile.store.write(profile.actor.id, "preferences.keep") as session:
        session.add(Preference(user_id=profile.actor.id, key="torn", value=b"{"))
    assert mine(profile) == {"look": 1}
