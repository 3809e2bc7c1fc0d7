"""What the person at work chose: read once at sign-in, written in the background a moment after each change."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.ui.tasks import Tasks

_SETTLE_MS = 1_000  # a column being dragged is one change, not fifty
Keep = Callable[[Any, Mapping[str, Any]], None]


class UserSettings(QObject):
    """`kept` is what stood there at sign-in; `keep(session, values)` writes the changed ones within a deed."""

    def __init__(self, tasks: Tasks, kept: Mapping[str, Any], keep: Keep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._keep = tasks, keep
        self._values = dict(kept)
        self._changed: dict[str, Any] = {}
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.flush)

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under `key`, or `default`."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Keep `value`; written a second later, or at `flush`."""
        if self._values.get(key) == value and key in self._values:
            return
        self._values[key] = self._changed[key] = value
        self._settle.start()

    def forget(self, beginnings: tuple[str, ...]) -> None:
        """Go back to what the program would do by itself, for every key that begins so."""
        for key in [key for key in self._values if key.startswith(beginnings)]:
            del self._values[key]
            self._changed[key] = None
        self._settle.start()

    def flush(self) -> None:
        """Write now: before a lock, a change of person and the end."""
        self._settle.stop()
        changed, self._changed = self._changed, {}
        if changed:
            keep = self._keep
            # A choice that could not be written is no matter for a person: the program still has it.
            self._tasks.write(
                self, "preferences.keep", lambda session: keep(session, changed), _done, failed=lambda _error: None
            )


def _done(_nothing: None, _changes: Any) -> None:
    """Nobody waits for it."""
