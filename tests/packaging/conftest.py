"""The packaged program, built once for all tests of this folder, or one that was built before."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.base import package
from desktop.base.provision import House

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "sunny-garden-2026"
Say = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in its folder; `GRID_PACKAGED` names one that is there, as on a PC that it was not built on."""
    given = os.environ.get("GRID_PACKAGED")
    return Path(given) if given else package.build(House(ROOT), tmp_path_factory.mktemp("dist"))


@pytest.fixture
def bare(device_folder: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a PC that has no Python, no language and no screen."""
    return {
        "PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C", "GRID_DEVICE_DIR": str(device_folder),
        "GRID_PASSWORD": PASSWORD, "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip


@pytest.fixture
def say(program: Path, bare: dict[str, str], tmp_path: Path) -> Say:
    """Ask the packaged program something on the command line, over a profile in `tmp_path`."""

    def ask(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(program), "--data", str(tmp_path / "desk"), "--user", "王书记", *words],
            env=bare, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    return ask
