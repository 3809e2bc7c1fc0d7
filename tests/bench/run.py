"""The bench command: every measurement, or those named, as tables with floor, ours and ratio side by side."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from tests.bench.figures import Figure, table

ROOT = Path(__file__).resolve().parents[2]
ON_REQUEST = ("county", "load")  # making 217,000 people takes minutes; a server under load wants a machine of its own
# Each module has measure() -> list[Figure] and is loaded only when it is asked for.
NAMES = (
    "start",
    "switch",
    "search",
    "typing",
    "lists",
    "list-edits",
    "venues",
    "save",
    "elevation",
    "import",
    "import-write",
    "print",
    "stalls",
    "sync",
    "copy",
)
MODULES = {
    "start": "starting", "switch": "switching", "search": "searching", "typing": "letters", "lists": "lists",
    "list-edits": "list_edits", "venues": "venues", "save": "saving",
    "elevation": "elevation", "import": "importing", "import-write": "import_writing", "print": "paper",
    "stalls": "stalls", "sync": "syncing", "copy": "copying", "county": "county", "load": "load",
}  # fmt: skip


def main(argv: list[str]) -> int:
    """Measure what is named, everything when nothing is; returns the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    unknown = [name for name in argv if name not in (*NAMES, *ON_REQUEST)]
    if unknown:
        sys.stderr.write(f"没有叫“{unknown[0]}”的测量。可以写：{'、'.join((*NAMES, *ON_REQUEST))}。\n")
        return 2
    if len(argv) == 1:
        figures: Iterable[Figure] = measurement(argv[0])()
        sys.stdout.write(f"\n## {argv[0]}\n{table(list(figures))}\n")
        return 0
    for name in argv or NAMES:  # each in a process of its own: memory and caches of one are not another's
        subprocess.run(
            [sys.executable, "-c", f"from tests.bench import run; run.main([{name!r}])"], cwd=ROOT, check=True
        )
    return 0


def measurement(name: str) -> Callable[[], list[Figure]]:
    """The measure function of one name."""
    found: Callable[[], list[Figure]] = import_module(f"tests.bench.{MODULES[name]}").measure
    return found
