"""An open profile for the promises of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.profile import Profile, make_profile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()
