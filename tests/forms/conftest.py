"""An open profile with a full and an empty household for every test of this folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.standard import paper
from desktop.standard.tables import PaperCode
from tests.forms.village import Village, make_village


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_village(tmp_path)
    yield made
    made.profile.close()


@pytest.fixture(autouse=True)
def running_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short codes follow from record ids, which are new in each run; golden pages want the same ones each time."""

    def running(session: Session, _form: str, ids: Sequence[UUID]) -> dict[UUID, int]:
        last = session.scalar(select(func.max(PaperCode.number))) or 0
        return {each: number for number, each in enumerate(ids, last + 1)}

    monkeypatch.setattr(paper, "_numbers", running)
