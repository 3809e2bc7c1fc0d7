"""A desk that was set up, for every test of a command that wants one."""

from pathlib import Path

import pytest

from tests.promises.desk import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("GRID_PASSWORD", "四个 不相干 的 词语")
    made = make_desk(tmp_path / "desk", capsys)
    made.init()
    return made
