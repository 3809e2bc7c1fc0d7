"""Writing whole files so that a power cut leaves the old one or the new one, never half of one."""

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

WINDOWS = os.name == "nt"
# Seconds between two tries on Windows, ten in all: a scanner of viruses or a copying cloud holds a new file that long.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 3.65)
LONGEST_NAME = 240  # characters of a path; Windows takes 259 unless the path says that it is long
Made = TypeVar("Made")


def durable_write(path: Path, data: bytes | Callable[[BinaryIO], object], *, prove: bool = False) -> None:
    """Put `data`, or what it writes into the file that it is handed, at `path`, all or nothing, on the disk on return.

    `prove` reads bytes back before they get their name: for sticks, which may lose what they took.

    A neighbour file is written, flushed to the disk and moved over `path`; whatever stood there stays whole until then.
    The folder must exist. Raises OSError when the disk refuses (the neighbour file is then removed again).
    """
    path = Path(reachable(str(path)))
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with draft.open("xb") as file:
            file.write(data) if isinstance(data, bytes) else data(file)
            file.flush()
            os.fsync(file.fileno())
            if prove:
                _forget(file.fileno())
        if prove and patiently(draft.read_bytes) != data:
            raise OSError(errno.EIO, "what was written reads back differently")
        patiently(lambda: draft.replace(path))
    except BaseException:
        with contextlib.suppress(OSError):  # what went wrong first is what has to be told
            remove(draft)
        raise
    _settle_folder(path.parent)


def durable_folder(path: Path, *, mode: int = 0o777, parents: bool = True, exist_ok: bool = True) -> None:
    """Make a folder, with those above it that lack; the name of each new one is on the disk on return.

    Else a power cut takes a folder away with all that was called saved in it. The words are those of `Path.mkdir`;
    `mode` is for each new one. Raises OSError as it does.
    """
    path = Path(reachable(str(path)))
    above = [folder for folder in path.parents if not folder.exists()] if parents else []
    for folder in reversed(above):
        durable_folder(folder, mode=mode, parents=False)
    new = not path.exists()
    path.mkdir(mode=mode, exist_ok=exist_ok)
    if new:
        _settle_folder(path.parent)


def remove(path: Path) -> None:
    """Delete a file that may be missing already; raises OSError when the system does not let go of it."""
    patiently(lambda: path.unlink(missing_ok=True))


def durable_remove(path: Path) -> None:
    """The same, and a power cut does not bring it back."""
    remove(path)
    _settle_folder(path.parent)


def patiently(deed: Callable[[], Made]) -> Made:
    """Do `deed`; on Windows again and again for ten seconds while another program has the file open, then OSError."""
    for pause in PAUSES if WINDOWS else ():
        try:
            return deed()
        except PermissionError:  # what Windows says of a file that somebody else has open
            time.sleep(pause)
    return deed()


def reachable(path: str) -> str:
    """The path as Windows takes it: one that is too long for it gets the mark of a long one, others stay."""
    if not WINDOWS or len(path) < LONGEST_NAME or path.startswith("\\\\?\\"):
        return path
    return f"\\\\?\\UNC\\{path[2:]}" if path.startswith("\\\\") else f"\\\\?\\{path}"


def _forget(handle: int) -> None:
    """Let what is read back come from the stick itself; Windows has no such word, and caches no writes to sticks."""
    if not WINDOWS:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _settle_folder(folder: Path) -> None:
    """Flush the new name itself to the disk; Windows journals names and cannot open a folder as a file."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
