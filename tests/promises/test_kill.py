"""Killed without warning, a desk keeps everything that it called saved and nothing that is half done."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from random import Random

import pytest

from tests.promises.desk import ROOT, ROSTER, Desk

SEED = 20_260_310


@contextmanager
def killed_after(desk: Desk, deed: str, lines: int) -> Iterator[list[str]]:
    """What a worker told before it was killed; it is killed right after its line number `lines`."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.promises.worker", str(desk.folder), deed],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    )  # fmt: skip
    assert worker.stdout is not None
    try:
        told = [line.strip() for line in islice(worker.stdout, lines)]
        worker.kill()
        told += [line.strip() for line in worker.stdout if line.endswith("\n")]
    finally:
        worker.kill()
        worker.wait()
        worker.stdout.close()
    assert len(told) >= lines
    yield told


def test_killed_while_saving_loses_nothing_that_was_acknowledged(desk: Desk) -> None:
    desk.init()
    random, acknowledged = Random(SEED), []
    for round_ in range(5):
        before = len(acknowledged)
        with killed_after(desk, "save", random.randint(1, 12)) as told:
            acknowledged += told
        rows = desk.json("list", "households")
        kept = {row["id"] for row in rows}
        assert set(acknowledged) <= kept, f"seed {SEED}, round {round_}"
        assert len(kept) <= len(set(acknowledged)) + round_ + 1, "at most the one in flight is there besides"
        assert all(row["people"] == "2" for row in rows)
        assert len(acknowledged) > before
        assert desk.json("check")["ok"], f"seed {SEED}, round {round_}"


@pytest.mark.parametrize("lines", [1, 2])
def test_killed_while_importing_leaves_nothing_of_it(desk: Desk, lines: int) -> None:
    desk.init()
    with killed_after(desk, "import", lines) as told:
        assert "imported" not in told
    assert desk.json("list", "people") == []
    assert desk.json("list", "buildings") == []
    assert desk.json("check")["ok"]
    assert desk.json("import", ROSTER)["new"] == 1345
    assert desk.json("check")["ok"]
