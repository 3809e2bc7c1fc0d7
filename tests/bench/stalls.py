"""How long the window of a demo branch stands still at most, in a walk with real keys through every page."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

from desktop.base.clock import SystemClock
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import demo
from tests.bench.figures import Figure
from tests.windows.display import screen, surroundings

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 6  # of the scenes, those with the longest steps


def measure() -> list[Figure]:
    """The longest steps of the main thread, and those of a thread that never waits for a processor."""
    with tempfile.TemporaryDirectory() as folder:
        data, device = Path(folder) / "desk", Path(folder) / "device"
        with mock.patch.dict(os.environ, {"GRID_DEVICE_DIR": str(device)}):
            demo.make(Profile(data), size="branch", clock=SystemClock(), derived=DERIVED).close()
        with screen() as display:
            done = subprocess.run(
                [sys.executable, "-m", "tests.windows.walk", str(data), demo.PASSWORD],
                cwd=ROOT, env=surroundings(display, device=device, home=Path(folder)), check=True, timeout=300,
                capture_output=True, text=True, encoding="utf-8",
            )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    longest = sorted(told["late_ms"].items(), key=lambda scene: -scene[1])[:SHOWN]
    most = max(told["busy_ms"].values())
    return [
        *(
            Figure(f"longest step: {scene}", late, "ms", "<= 100 ms", told["own_ms"][scene], "with a processor at once")
            for scene, late in longest
        ),
        Figure("most computing in one step", most, "ms", "<= 100 ms"),
    ]
