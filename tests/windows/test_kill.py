"""The power goes while somebody writes: what was typed is offered again."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from desktop import catalog
from desktop.base.clock import SystemClock
from desktop.base.paths import profile_at
from desktop.procedures import demo, profiles
from desktop.procedures.demo_sizes import Size
from tests.windows.conftest import told

PASSWORD = "sunny-garden-2026"


def test_a_killed_program_offers_the_draft_again(tmp_path: Path, act: Callable[..., subprocess.Popen[str]]) -> None:
    desk = profiles.create(
        profile_at(str(tmp_path / "desk")), unit="第一网格", user="王书记", password=PASSWORD, clock=SystemClock(),
        derived=catalog.DERIVED,
    )  # fmt: skip
    demo.fill(desk, Size(households=6, people=14, buildings=1))
    desk.close()
    first = act("editing", PASSWORD)
    assert first.stdout is not None
    assert first.stderr is not None
    lines = iter(first.stdout.readline, "")
    assert any(line.strip() == "kept" for line in lines), first.stderr.read()
    first.send_signal(signal.SIGKILL)
    first.communicate()
    said = told(act("editing", PASSWORD, "again"))
    assert said["remark"] == "left half said"
