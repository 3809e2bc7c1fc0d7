"""A desk of its own for every test of the import."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.profile import make_profile
from tests.factories.rosters import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty register with one compound, 阳光花园."""
    profile = make_profile(tmp_path)
    yield Desk(profile)
    profile.close()
