"""The bench command: every measurement, or those named, as tables with floor, ours and ratio side by side."""

import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from tests.bench.figures import Figure, table

# Each module has measure() -> list[Figure] and is loaded only when it is asked for.
NAMES = ("start", "search", "lists", "save", "elevation", "import", "print")
MODULES = {
    "start": "starting", "search": "searching", "lists": "lists", "save": "saving", "elevation": "elevation",
    "import": "importing", "print": "paper",
}  # fmt: skip


def main(argv: list[str]) -> int:
    """Measure what is named, everything when nothing is; returns the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    unknown = [name for name in argv if name not in NAMES]
    if unknown:
        sys.stderr.write(f"没有叫“{unknown[0]}”的测量。可以写：{'、'.join(NAMES)}。\n")
        return 2
    for name in argv or NAMES:
        figures: Iterable[Figure] = measurement(name)()
        sys.stdout.write(f"\n## {name}\n{table(list(figures))}\n")
        sys.stdout.flush()
    return 0


def measurement(name: str) -> Callable[[], list[Figure]]:
    """The measure function of one name."""
    found: Callable[[], list[Figure]] = import_module(f"tests.bench.{MODULES[name]}").measure
    return found
