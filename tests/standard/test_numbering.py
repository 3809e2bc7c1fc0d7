"""Numbers of contracts are final, run by kind and year, and differ between PCs that never met."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.standard import numbering
from desktop.store.session import Store
from tests.factories.profile import KEYS, UNIT_ID, USER_ID, Profile, make_profile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


def take(profile: Profile, kind: str = "合", year: int = 2026) -> str:
    with profile.store.write(USER_ID, "partners.draft") as session:
        return numbering.take(session, profile.actor, kind, year=year)


def test_a_number_names_unit_kind_year_letter_and_serial(profile: Profile) -> None:
    assert [take(profile), take(profile), take(profile, "场"), take(profile, "合", 2027)] == [
        "第一网格-合-2026-A-0001", "第一网格-合-2026-A-0002", "第一网格-场-2026-A-0001", "第一网格-合-2027-A-0001",
    ]  # fmt: skip
    with profile.store.write(USER_ID, "units.save") as session:
        session.get_one(Unit, UNIT_ID).code = "990101001"
    assert take(profile) == "990101001-合-2026-A-0003"


def test_a_copied_disk_goes_on_with_a_letter_of_its_own(profile: Profile) -> None:
    take(profile)
    other = Store(Path(profile.store.path), KEYS, clock=profile.clock, token=b"o" * 32)
    with other.write(USER_ID, "partners.draft") as session:
        assert numbering.take(session, profile.actor, "合", year=2026) == "第一网格-合-2026-B-0001"
    other.close()


def test_the_county_may_settle_the_letter(profile: Profile) -> None:
    take(profile)
    with profile.store.write(USER_ID, "settings.save") as session:
        numbering.settle_letter(session, profile.actor, " k ")
    assert take(profile) == "第一网格-合-2026-K-0001"
    for wrong in ("", "I", "ABC", "1"):
        with profile.store.write(USER_ID, "settings.save") as session, pytest.raises(UserError, match="字母"):
            numbering.settle_letter(session, profile.actor, wrong)
