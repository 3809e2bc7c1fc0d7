"""How much a PC carries for others, counted without opening any of it."""

import contextlib
from pathlib import Path

SUFFIX = ".gridx"


def folder_of(database: Path) -> Path:
    """Where it lies: beside the data."""
    return database.parent / "carried"


def weigh(folder: Path) -> tuple[int, int]:
    """The files and their bytes; what goes meanwhile does not count."""
    sizes = []
    for path in folder.glob(f"*{SUFFIX}"):
        with contextlib.suppress(OSError):
            sizes.append(path.stat().st_size)
    return len(sizes), sum(sizes)
