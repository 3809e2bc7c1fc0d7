"""One program at a time over a profile: a lock on a file that the system lets go of even after a kill."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop.base.errors import UserError
from desktop.base.files import durable_folder
from desktop.base.text import _


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the profile's lock; UserError when another program has it. The message names no process number."""
    durable_folder(path.parent)
    with path.open("a+b") as file:
        try:
            take(file)
        except OSError as error:
            raise UserError(
                _("这份数据正由另一个打开的程序使用。数据没有受影响，请先关闭那个程序，再试一次。")
            ) from error
        try:
            yield
        finally:
            let_go(file)


def take(file: IO[bytes]) -> None:
    """Lock the first byte, or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt  # Windows only

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # POSIX only

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def let_go(file: IO[bytes]) -> None:
    """Unlock; closing the file or dying does the same."""
    if sys.platform == "win32":
        import msvcrt  # Windows only

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl  # POSIX only

        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
