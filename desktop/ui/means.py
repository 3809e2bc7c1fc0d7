"""What the composition root hands the window beyond the desk, and the two places that the window brings itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.base.text import _
from desktop.search.index import Hit
from desktop.ui import shortcuts
from desktop.ui.desk import Command, UndoToken
from desktop.ui.jot_strip import JotWays
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.tasks import Step


def _nothing_found(_session: Any, _text: str) -> Sequence[Hit]:
    return ()


def _nothing_undone(_session: Any, _token: UndoToken, _step: Step) -> Any:
    raise NotImplementedError


@dataclass(frozen=True)
class Means:
    """What the composition root hands the shell beyond the desk.

    `find(session, text)` is the search index; `reverse(session, token, step)` takes a deed back; `kinds(kind)` gives
    the word and icon of a hit; `actions(hit)` are the deeds Tab offers; `place_of(kind)` is the place that shows such
    a record; `commands` are functions beyond the places, such as the printed forms; `changing()` are those that come
    and go; `jot` is how F4 writes a sentence down, None where nothing keeps one.
    """

    find: Callable[[Any, str], Sequence[Hit]] = _nothing_found
    reverse: Callable[[Any, UndoToken, Step], Any] = _nothing_undone
    kinds: Callable[[str], tuple[str, str]] = lambda kind: ("", "file-text")
    actions: Callable[[Hit], Sequence[Command]] = lambda hit: ()
    place_of: Callable[[str], str] = lambda kind: kind
    commands: tuple[Command, ...] = ()
    changing: Callable[[], Sequence[Command]] = tuple
    jot: JotWays | None = None


MANUAL = "help"
OWN = (MANUAL, "keys")


def own_places() -> tuple[Place, ...]:
    """The manual and the list of keys: in every window."""
    return (
        Place(MANUAL, _("使用手册"), "circle-help", _("帮助"), lambda _desk: _manual()),
        Place("keys", _("按键一览"), "keyboard", _("帮助"), lambda _desk: shortcuts.KeyList()),
    )


def _manual() -> Page:
    from desktop.ui.help_view import HelpView  # late: once it is opened

    return HelpView()
