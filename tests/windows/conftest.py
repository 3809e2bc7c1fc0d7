"""Plays in a real window, each a program of its own."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.windows.display import screen, surroundings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of a display of its own."""
    with screen() as name:
        yield name


@pytest.fixture
def act(display: str, device_folder: Path, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a play (a module of this folder) in a real window over the profile in `tmp_path`."""
    plays: list[subprocess.Popen[str]] = []

    def start(play: str, *words: str) -> subprocess.Popen[str]:
        environment = surroundings(display, device=device_folder, home=tmp_path)
        begun = subprocess.Popen(
            [sys.executable, "-m", f"tests.windows.{play}", str(tmp_path / "desk"), *words],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        plays.append(begun)
        return begun

    yield start
    for one in plays:
        one.kill()
        one.communicate()


def told(play: subprocess.Popen[str], patience: float = 110) -> dict[str, Any]:
    """What a play that came to its end said; its own words when it did not."""
    try:
        out, err = play.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        play.send_signal(signal.SIGKILL)
        out, err = play.communicate()
    assert play.returncode == 0, f"{out}\n{err}"
    said: dict[str, Any] = json.loads(out.splitlines()[-1])
    return said
