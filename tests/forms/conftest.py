"""An open profile with a full and an empty household for every test of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forms.village import Village, make_village


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_village(tmp_path)
    yield made
    made.profile.close()
