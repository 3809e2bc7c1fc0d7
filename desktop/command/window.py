"""The window as commands that end in one know it: handed in by `main.py`, so that no command loads Qt."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Window(Protocol):
    """What a command asks of the other composition root."""

    def main(self, argv: Sequence[str]) -> int:
        """Open the desktop; returns the exit code."""
        ...

    def shots(self, out: Path) -> Sequence[Path]:
        """Write a picture of every screen; returns the files."""
        ...
