"""A desk for the promises, with its password in the environment as the command line takes it."""

from pathlib import Path
from typing import Any

import pytest

from desktop.access import keyring
from tests.promises.desk import PASSWORD, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
    return make_desk(tmp_path / "desk", capsys)


@pytest.fixture
def light_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost nothing, for promises of many commands in one process."""
    dear = keyring.hash_secret_raw

    def cheap(secret: bytes, salt: bytes, **given: Any) -> bytes:
        return dear(secret, salt, **{**given, "time_cost": 1, "memory_cost": 64, "parallelism": 1})

    monkeypatch.setattr(keyring, "hash_secret_raw", cheap)
