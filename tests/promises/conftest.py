"""A desk for the promises, with its password in the environment as the command line takes it."""

from pathlib import Path

import pytest

from tests.promises.desk import PASSWORD, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
    return make_desk(tmp_path / "desk", capsys)
