"""Sealed files of others that this PC carries on: kept as they came, put on the next stick, forgotten in time."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from desktop.base.files import durable_write, remove
from desktop.sync.package import Sealed
from desktop.sync.sealed_file import SUFFIX, Unfit, look

KEPT_MS = 60 * 86_400_000
MOST_FILES, MOST_BYTES = 200, 256 * 1024 * 1024


def keep(folder: Path, files: Sequence[Sealed], *, now: int) -> None:
    """Keep these; the oldest go first when they become too many. A disk that refuses is no reason to stop."""
    with contextlib.suppress(OSError):
        if files:
            folder.mkdir(exist_ok=True)
        for one in files:
            durable_write(folder / one.name, one.data)
    size = 0
    for count, one in enumerate(reversed(kept(folder, now=now)), 1):
        size += len(one.data)
        if count > MOST_FILES or size > MOST_BYTES:
            with contextlib.suppress(OSError):
                remove(folder / one.name)


def kept(folder: Path, *, now: int) -> list[Sealed]:
    """What is carried for others, the oldest first; what is torn or too old goes."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        try:
            data = path.read_bytes()
            one = Sealed(look(data), data)
        except (OSError, Unfit):
            one = None
        if one is not None and now - one.head.at < KEPT_MS:
            found.append(one)
        else:
            with contextlib.suppress(OSError):
                remove(path)
    return sorted(found, key=lambda one: (one.head.at, one.name))
