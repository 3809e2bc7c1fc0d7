"""The small compound at work, open for reading."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.compound import Village, make_compound


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    """Ten households in two buildings."""
    made = make_compound(tmp_path)
    yield made
    made.profile.close()
