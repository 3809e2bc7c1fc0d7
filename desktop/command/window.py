"""The window as commands that end in one know it: handed in by `main.py`, so that no command loads Qt."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the database is loaded once it is known that it is needed
    from desktop.standard.files import NewFile


class Window(Protocol):
    """What a command asks of the other composition root."""

    def main(self, argv: Sequence[str]) -> int:
        """Open the desktop; returns the exit code."""
        ...

    def taken_in(self, paths: Sequence[Path], *, scans: bool) -> "tuple[NewFile, ...]":
        """Photos and scans as they are kept: small, and without what a camera wrote beside them."""
        ...

    def shots(self, out: Path) -> Sequence[Path]:
        """Write a picture of every screen; returns the files."""
        ...
