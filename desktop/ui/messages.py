"""What was done and what went wrong, told to one person: the newest two hundred, over every restart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop.base.clock import Clock
from desktop.ui.desk import MemorySettings, Settings, UndoToken

KEPT = 200
KEY = "messages"  # the preference; sentences may hold names, and lie in the encrypted data like everything else
_LONGEST = 4_000  # characters of a technical detail
Kind = Literal["done", "refused", "fault"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for a person; `at` in UTC ms; `detail` is technical and only ever copied."""

    at: int
    sentence: str
    kind: Kind = "done"
    undo: UndoToken | None = None
    detail: str = field(default="", repr=False)


class Messages(QObject):
    """The messages of one person, newest first, at most KEPT of them; `settings` keeps them."""

    added = Signal(object)  # Message
    seen = Signal()
    undone = Signal(object)  # UndoToken: its message offers no 撤销 any more

    def __init__(self, clock: Clock, parent: QObject | None = None, *, settings: Settings | None = None) -> None:
        super().__init__(parent)
        self.clock, self._settings = clock, MemorySettings() if settings is None else settings
        said = self._settings.get(KEY) or ()
        self.all: list[Message] = [_read(one) for one in said][:KEPT]
        self.unseen = 0
        self.spent: set[UndoToken] = set()

    def add(self, sentence: str, kind: Kind = "done", *, undo: UndoToken | None = None, detail: str = "") -> Message:
        """Keep a message and tell of it."""
        message = Message(self.clock.now_ms(), sentence, kind, undo, detail)
        self.all.insert(0, message)
        del self.all[KEPT:]
        self.unseen += 1
        self._keep()
        self.added.emit(message)
        return message

    def look(self) -> None:
        """A person has looked at them."""
        self.unseen = 0
        self.seen.emit()

    def spend(self, token: UndoToken) -> None:
        """The deed of `token` was taken back."""
        self.spent.add(token)
        self._keep()
        self.undone.emit(token)

    def _keep(self) -> None:
        """What was taken back offers nothing any more after the next start."""
        self._settings.put(KEY, [_written(one, spent=one.undo in self.spent) for one in self.all])


def _written(message: Message, *, spent: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"at": message.at, "said": message.sentence, "kind": message.kind}
    token = None if spent else message.undo
    if token is not None:
        found |= {"tx": str(token.tx or ""), "batch": str(token.batch or "")}
    if message.detail:
        found["detail"] = message.detail[-_LONGEST:]
    return found


def _read(said: Mapping[str, Any]) -> Message:
    tx, batch = said.get("tx", ""), said.get("batch", "")
    token = UndoToken(UUID(tx) if tx else None, UUID(batch) if batch else None) if tx or batch else None
    return Message(int(said["at"]), str(said["said"]), cast("Kind", said["kind"]), token, str(said.get("detail", "")))
