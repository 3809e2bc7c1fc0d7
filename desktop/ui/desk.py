"""What every screen is handed: the open data, who works, and the ways to the rest of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from desktop.base.clock import Clock
from desktop.spec import Form, Register
from desktop.ui.style import Look

if TYPE_CHECKING:
    from desktop.access.actor import Actor
    from desktop.store.session import Store
    from desktop.ui.tasks import Tasks


class Settings(Protocol):
    """What one person chose, kept in the data of the profile: columns, filters, sizes. Values are plain JSON."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under `key`, or `default`."""
        ...

    def put(self, key: str, value: Any) -> None:
        """Keep `value`; it is written in the background and never fails loudly."""
        ...


class MemorySettings(dict[str, Any]):
    """Settings that last as long as the program: for tests, pictures and the moment before signing in."""

    def put(self, key: str, value: Any) -> None:
        """Keep `value`."""
        self[key] = value


@dataclass(frozen=True, slots=True)
class LocalDeed:
    """A deed on rows of this PC, which no journal keeps: `back(session)` takes it back, `again(session)` does it."""

    action: str
    back: Callable[[Any], Any]
    again: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class UndoToken:
    """The deed, the batch of deeds, or the deed on rows of this PC that one 撤销 takes back."""

    tx: UUID | None = None
    batch: UUID | None = None
    local: LocalDeed | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A function that Ctrl+K finds and the key list shows."""

    name: str
    title: str
    run: Callable[[], None]
    keywords: tuple[str, ...] = ()
    key: str = ""  # shortcut to show, such as "F8"
    icon: str = ""


def _nowhere(place: str, record_id: UUID | None = None) -> None:
    """The window is not there yet."""


def _silent(sentence: str, token: UndoToken | None = None) -> None:
    """The window is not there yet."""


def _not_taken_back(token: UndoToken) -> None:
    """The window is not there yet."""


def _not_found(place: str, *, found: bool) -> None:
    """The window is not there yet."""


def _nothing() -> None:
    """The window is not there yet."""


def _no_paper(register: Register, form: Form, ids: Sequence[UUID], *, filter_text: str = "", given: Any = None) -> None:
    """The window is not there yet."""


def _no_roster(register: Register) -> None:
    """The window is not there yet."""


@dataclass
class Desk:
    """The desk of the person signed in; the window fills in `go`, `back`, `say` and `warn` when it is made.

    `go(name, None)` opens the place `name`, `go(name, id)` the record page of the register `name`.
    `say` is the toast of a deed done, with its 撤销; `warn` one sentence of what could not be done;
    `take_back` takes any deed back as 撤销 does, with Ctrl+Y to have it again.
    `let_find(place, found=)` takes a place out of the navigation, or puts it back: its register was switched off or on.
    `print_form(register, form, ids, filter_text="", given=None)` opens the print preview of a form for these records;
    `bring_in(register)` opens the import wizard of a register.
    `reveal(kind, record_id, field, done)` reads one masked value for 30 seconds, logged (None: nobody may).
    `fetch_file(row)` fetches one photo or scan from the county, on a worker thread (None: there is no line).
    """

    store: "Store | Any"
    actor: "Actor | Any"
    clock: Clock
    catalog: tuple[Register, ...]
    tasks: "Tasks"
    settings: Settings
    look: Look = field(default_factory=Look)
    go: Callable[[str, UUID | None], None] = _nowhere
    back: Callable[[], None] = _nothing
    say: Callable[..., None] = _silent
    warn: Callable[[str], None] = _silent
    take_back: Callable[[UndoToken], None] = _not_taken_back
    let_find: Callable[..., None] = _not_found
    commands: Callable[[], Sequence[Command]] = tuple
    print_form: Callable[..., None] = _no_paper
    bring_in: Callable[[Register], None] = _no_roster
    reveal: Callable[..., None] | None = None
    fetch_file: Callable[[UUID], None] | None = None

    def register(self, name: str) -> Register:
        """The register called `name`; a wrong name is a fault of ours: LookupError."""
        for register in self.catalog:
            if register.name == name:
                return register
        raise LookupError(name)
