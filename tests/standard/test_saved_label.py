"""What a save says was saved is what stands now."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.catalog import DERIVED, register_named
from desktop.standard.save import save
from tests.factories.profile import Profile, make_profile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path, derived=DERIVED)
    yield made
    made.close()


def test_a_renamed_head_is_told_by_the_new_name(profile: Profile) -> None:
    register = register_named("households")
    assert register is not None
    with profile.store.write(profile.actor.id, "households.save") as session:
        made = save(session, profile.actor, register, None, values={"door": "1-1-301", "head_name": "周兰"})
    with profile.store.write(profile.actor.id, "households.save") as session:
        again = save(session, profile.actor, register, made.id, values={"head_name": "周岚"})
    assert (made.label, again.label) == ("1-1-301 周兰", "1-1-301 周岚")
    assert session.info["changes"].tables == {"person"}
