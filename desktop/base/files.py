"""Writing whole files so that a power cut leaves the old one or the new one, never half of one."""

import errno
import os
import secrets
from pathlib import Path

WINDOWS = os.name == "nt"


def durable_write(path: Path, data: bytes, *, prove: bool = False) -> None:
    """Put `data` at `path`, all of it or nothing, and on the disk before returning.

    `prove` reads it back before it gets its name: for sticks, which may lose what they took.

    A neighbour file is written, flushed to the disk and moved over `path`; whatever stood there stays whole until then.
    The folder must exist. Raises OSError when the disk refuses (the neighbour file is then removed again).
    """
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if prove and draft.read_bytes() != data:
            raise OSError(errno.EIO, "what was written reads back differently")
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _settle_folder(path.parent)


def _settle_folder(folder: Path) -> None:
    """Flush the new name itself to the disk; Windows journals names and cannot open a folder as a file."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
