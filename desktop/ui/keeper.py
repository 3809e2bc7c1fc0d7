"""What the pages of data and settings ask of the composition root; rows come frozen, deeds run off the main thread."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol


class Keeper(Protocol):
    """See `procedures.keeping`, which does it."""

    folder: Path

    def backups(self, folder: Path | None = None) -> Sequence[Any]:
        """Backups: path, at, when, households, people."""
        ...

    def back_up(self, folder: Path | None = None) -> str:
        """A verified backup now; returns the name of the file."""
        ...

    def later_than(self, session: Any, at: int) -> int:
        """How many changes were made after an instant."""
        ...

    def batches(self, session: Any) -> Sequence[Any]:
        """Imports: batch, when, who, file, brought, undone."""
        ...

    def looks(self, session: Any) -> Sequence[Any]:
        """Reveals, prints and exports: number, when, who, kind, what, count."""
        ...

    def users(self, session: Any) -> Sequence[Any]:
        """Who may sign in: name, role, self."""
        ...

    def roles(self) -> Sequence[tuple[str, str]]:
        """(code, word) of each role."""
        ...

    def add_user(self, name: str, role: str, password: str) -> None:
        """Let another person sign in."""
        ...

    def remove_user(self, name: str) -> None:
        """A leaver can no longer sign in."""
        ...

    def change_password(self, old: str, new: str) -> None:
        """Another password for who is signed in."""
        ...

    def new_code(self) -> str:
        """A new recovery code, to be printed; the sheet before no longer opens."""
        ...

    def cadences(self, session: Any) -> Sequence[Any]:
        """How often what is due: key, words, days, usual."""
        ...

    def set_cadence(self, session: Any, key: str, days: int) -> None:
        """Another number of days from now on."""
        ...
