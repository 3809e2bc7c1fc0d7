"""A screen without a monitor: Xvfb with a window manager, for windows that real keys are pressed in."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of a free display of 1366×768; set-up installs what it takes, so a lack of it is a failure."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": name}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield name
    for program in (manager, screen):
        program.terminate()
        program.wait(10)


@pytest.fixture
def act(display: str, device_folder: Path, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a play (a module of this folder) in a real window over the profile in `tmp_path`."""
    plays: list[subprocess.Popen[str]] = []

    def start(play: str, *words: str) -> subprocess.Popen[str]:
        environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "GRID_DEVICE_DIR": str(device_folder),
            "PYTHONUTF8": "1", "QT_IM_MODULE": "compose", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path),
        }  # fmt: skip
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
