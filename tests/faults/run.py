"""The faults command: seeds of each kind, counted, with the line that replays what broke."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.faults.tried import Tried

# Each module has NAME and run(first, count, folder) -> Iterator[Tried], and is loaded only when it is asked for.
KINDS = ("kill", "errors", "tamper", "power")
MEMORY = Path("/dev/shm")  # a disk adds nothing but waiting: what is not synced is dropped by the kind that asks for it


def counted(kinds: Sequence[str], *, first: int, count: int) -> dict[str, Any]:
    """Try `count` seeds from `first` on of each kind, all of them when none is named; see the command's document."""
    began, found = time.monotonic(), {}
    for kind in kinds or KINDS:
        tried = list(seeds(kind, first=first, count=count))
        broken = [{**asdict(one), "replay": replay(kind, one.seed)} for one in tried if one.broken]
        found[kind] = {"tried": len(tried), "broken": broken}
    return {"kinds": found, "seconds": round(time.monotonic() - began, 2)}


def seeds(kind: str, *, first: int, count: int) -> Iterator[Tried]:
    """The seeds of one kind, in a folder of their own that is gone afterwards."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield from import_module(f"tests.faults.{kind}").run(first, count, Path(folder))


def replay(kind: str, seed: int) -> str:
    """The line that tries one seed again."""
    return f"python3 main.py faults {kind} --seeds 1 --first-seed {seed}"
