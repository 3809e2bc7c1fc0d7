"""The three walks by the manual are done in a real window, with no more clicks and keys than were allowed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from desktop import catalog
from desktop.base.clock import SystemClock
from desktop.base.paths import profile_at
from desktop.procedures import demo
from desktop.procedures.demo_sizes import SIZES, Size
from tests.standard.filling import agencies
from tests.windows.conftest import told

# Clicks and keys at most (UX §9); text and the name of a file are not counted.
BUDGETS = {
    "find a resident by initials": (0, 6),
    "assign a building": (6, 0),
    "log a visit from Today": (2, 2),
    "undo": (0, 1),
    "enter a sheet of doors": (3, 12),
    "print the month's page": (3, 4),
    "fill table 1": (5, 1),
    "fill table 2": (4, 1),
    "fill table 3": (4, 1),
}


def test_three_walks_by_the_manual(
    act: Callable[..., subprocess.Popen[str]], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert SIZES["branch"] == Size(491, 1_447, 8)
    demo.make(
        profile_at(str(tmp_path / "desk")), size="branch", clock=SystemClock(), derived=catalog.DERIVED
    ).close()  # fmt: skip
    folder = tmp_path / "tables"
    folder.mkdir()
    tables = [str(agency(folder)) for agency in (agencies.civil_affairs, agencies.police, agencies.housing)]
    said = told(act("walks", *tables))
    record_property("counts", said["counts"])
    for task, (clicks, keys) in BUDGETS.items():
        counted = said["counts"][task]
        assert (counted["clicks"] <= clicks, counted["keys"] <= keys) == (True, True), (task, counted)
    assert said["sheets"][1] == said["sheets"][0] - 1
    assert all(Path(path).is_file() for files in said["filled"] for path in files)
    assert len(said["filled"]) == 3
