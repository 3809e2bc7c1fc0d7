"""The small compound with a family in it, for deeds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.family import Folk, make_folk


@pytest.fixture
def folk(tmp_path: Path) -> Iterator[Folk]:
    """The compound, as the secretary has it open."""
    made = make_folk(tmp_path)
    yield made
    made.village.profile.close()
