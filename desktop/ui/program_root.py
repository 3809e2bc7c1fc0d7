"""What the course of the program asks of the composition root: everything that knows files, keys and registers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desktop.ui.at_work import AtWork
from desktop.ui.identity import Identity
from desktop.ui.style import Look
from desktop.ui.user_tiles import Person

if TYPE_CHECKING:
    from desktop.ui.program import Program


class Root(Protocol):
    """What the composition root does for the course: everything that knows files, keys and registers."""

    def set_up(self) -> bool:
        """Is there a profile?"""
        ...

    def identity(self) -> Identity:
        """Whose desk this is, as remembered outside the database."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Who may sign in."""
        ...

    def last_user(self) -> str:
        """Who signed in last."""
        ...

    def unlock(self, name: str, password: str) -> Any:
        """Open with a password, off the main thread; a Damage is handed back, not raised."""
        ...

    def takes_pin(self, name: str) -> bool:
        """Does a PIN open the desk of this person now?"""
        ...

    def recover(self, name: str, code: str, password: str) -> Any:
        """Open with the recovery sheet and set a new password, off the main thread."""
        ...

    def furnish(self, program: "Program", opened: Any) -> AtWork:
        """Make the desk and the window's inside of who signed in."""
        ...

    def load_wizard(self) -> None:
        """Load what the first-run wizard needs; called on a thread of its own."""
        ...

    def wizard(self, program: "Program", opened: Any = None) -> Any:
        """The first-run wizard; with an open profile only if it was left before its end, else None."""
        ...

    def backups(self) -> tuple[Any, ...]:
        """The backups of a profile that cannot be opened."""
        ...

    def restore(self, path: Path, name: str, *, password: str, code: str) -> Any:
        """Put a backup in place of what stands and open it, off the main thread."""
        ...

    def warm_up(self) -> Sequence[Callable[[], None]]:
        """What a desk needs, in parts, each to be loaded off the main thread."""
        ...

    def keep_look(self, look: Look) -> None:
        """Remember size and light on this machine."""
        ...

    def keep_window(self, geometry: str) -> None:
        """Remember the place of the window."""
        ...

    def log(self, error: BaseException) -> None:
        """Write a report of a fault."""
        ...

    def log_tail(self) -> str:
        """The newest lines of the log, for a technician."""
        ...
