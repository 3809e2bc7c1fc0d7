"""From an empty PC to the first sheet of paper, in a real window, with real keys and no mouse."""

import subprocess
from collections.abc import Callable

from tests.windows.conftest import told

STALL_MS = 3_000  # the promise is 100 ms; a shared machine may be asleep for longer, a frozen window never wakes


def test_the_first_day(
    act: Callable[..., subprocess.Popen[str]], record_property: Callable[[str, object], None]
) -> None:
    said = told(act("first_day"))
    assert said["households"] == 491
    assert said["links"] > 30
    assert said["visits"] == 1
    assert said["pages"] == 1
    record_property("late_ms", said["late_ms"])
    assert {scene: late for scene, late in said["late_ms"].items() if late > STALL_MS} == {}
