"""Sealed files of others that this PC carries on: kept as they came, put on the next stick, let go in time.

They go when the county has answered them, when a later one of the same sender says all that they say and more, and
after sixty days on this PC. The clock of their sender decides nothing: it may be wrong by years.
"""

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

from desktop.base.files import durable_folder, durable_write, remove
from desktop.sync.carried_weight import SUFFIX
from desktop.sync.key_pair import PublicKeys
from desktop.sync.package import Sealed
from desktop.sync.sealed_file import Head, Unfit, is_signed, look

KEPT_MS = 60 * 86_400_000
MOST_FILES, MOST_BYTES = 200, 256 * 1024 * 1024


def keep(folder: Path, files: Sequence[Sealed], *, now: int, county: PublicKeys) -> None:
    """Keep these; the oldest go first when they become too many. A disk that refuses is no reason to stop.

    `county` proves which of them are its answers: what those answer is not carried any longer.
    """
    with contextlib.suppress(OSError):
        if files:
            durable_folder(folder, parents=False)
        for one in files:
            if not (folder / one.name).exists():  # since when it lies here is known by the file
                durable_write(folder / one.name, one.data)
                os.utime(folder / one.name, (now / 1000, now / 1000))
    size = 0
    wanted = _wanted(kept(folder, now=now), county)
    for count, one in enumerate(reversed(wanted), 1):
        size += len(one.data)
        if count > MOST_FILES or size > MOST_BYTES:
            _drop(folder / one.name)
    names = {one.name for one in wanted}
    for path in _files(folder):
        if path.name not in names:
            _drop(path)


def kept(folder: Path, *, now: int) -> list[Sealed]:
    """What is carried for others, the oldest first; what is torn or lies here too long goes."""
    found = []
    for path in _files(folder):
        try:
            data, since = path.read_bytes(), path.stat().st_mtime * 1000
            one = Sealed(look(data), data)
        except (OSError, Unfit):
            one, since = None, 0
        if one is not None and now - since < KEPT_MS:
            found.append(one)
        else:
            _drop(path)
    return sorted(found, key=lambda one: (one.head.at, one.name))


def _wanted(files: Sequence[Sealed], county: PublicKeys) -> list[Sealed]:
    """Without what was answered and what a later package says too."""
    answered = {
        one.head.answers for one in files if one.head.sender == county.id and is_signed(one.data, by=county)
    }  # fmt: skip
    newest: dict[tuple[UUID, UUID, str], Head] = {}
    for one in files:
        before = newest.get(_line(one.head))
        if before is None or _place(before) < _place(one.head):
            newest[_line(one.head)] = one.head
    packages = {head.package for head in newest.values()} - answered
    return [one for one in files if one.head.package in packages]


def _line(head: Head) -> tuple[UUID, UUID, str]:
    return head.sender, head.receiver, "down" if head.kind == "snap" else head.kind


def _place(head: Head) -> tuple[int, int, UUID]:
    """How far it tells: a place in the chain or the feed, which no clock moves."""
    return head.last, head.at, head.package


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ()


def _drop(path: Path) -> None:
    with contextlib.suppress(OSError):
        remove(path)
