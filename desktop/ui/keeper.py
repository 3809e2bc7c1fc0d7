"""What the pages of data and settings ask of the composition root; rows come frozen, deeds run off the main thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from desktop.spec import Form


class Window(Protocol):
    """The part of the program that settings change at once."""

    def set_look(self, look: Any) -> None:
        """Another size or light."""
        ...

    def set_idle(self, minutes: int) -> None:
        """How long an untouched desk stays open."""
        ...


class Keeper(Protocol):
    """See `procedures.keeping`, which does it."""

    folder: Path

    @property
    def keys(self) -> "Keys":
        """The users and keys."""
        ...

    @property
    def technician(self) -> "Technician":
        """The facts about machine and data folder."""
        ...

    @property
    def care(self) -> "Care":
        """The register of care needs."""
        ...

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
        """Imports: batch, when, who, file, brought, undone, register."""
        ...

    def looks(self, session: Any) -> Sequence[Any]:
        """Reveals, prints and exports: number, when, who, kind, what, count."""
        ...

    def cadences(self, session: Any) -> Sequence[Any]:
        """How often what is due: key, words, days, usual."""
        ...

    def set_cadence(self, session: Any, key: str, days: int) -> None:
        """Another number of days from now on."""
        ...


class Keys(Protocol):
    """See `procedures.keeping_keys`, which does it."""

    def users(self, session: Any) -> Sequence[Any]:
        """Who may sign in: name, role, self."""
        ...

    def roles(self) -> Sequence[tuple[str, str]]:
        """(code, word) of each role."""
        ...

    def add_user(self, name: str, role: str, password: str, *, holder: bool = False) -> None:
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

    def reset_password(self, name: str, password: str) -> None:
        """A new password for somebody who forgot theirs."""
        ...

    def facts(self, session: Any) -> Any:
        """What opens the data: words, safe, changes."""
        ...

    def set_pin(self, typed: str) -> dict[str, str]:
        """Six digits open the desk while the program runs; what the person's settings keep of it."""
        ...

    def drop_pin(self) -> None:
        """Only the password opens from now on."""
        ...


class Care(Protocol):
    """See `procedures.keeping_care`, which does it."""

    def facts(self, session: Any) -> Any:
        """The purpose, "" while it is off, and the users: id, name, given."""
        ...

    def switch_on(self, session: Any, purpose: str) -> None:
        """Keep the register."""
        ...

    def switch_off(self, session: Any) -> None:
        """Keep it no more."""
        ...

    def give(self, session: Any, user_id: UUID, *, on: bool) -> None:
        """Give it to a user by name, or take it away."""
        ...


class Technician(Protocol):
    """See `procedures.diagnosing`, which does it."""

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Each thing and how it stands, off the main thread."""
        ...

    def check(self, on_step: Callable[[int, int], None]) -> str:
        """Read the whole database; a sentence about it."""
        ...

    def log_tail(self) -> str:
        """The newest lines of the log."""
        ...

    @property
    def form(self) -> Form:
        """The same on paper."""
        ...
