"""The part of the tasks that lists and Ctrl+K use: reading off the main thread."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject

from desktop.base.errors import UserError


class Reader(Protocol):
    """Hands a job to a reader thread and its result back to the main thread."""

    def read(
        self,
        owner: QObject,
        job: Callable[[Any], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[UserError], None] | None = None,
        key: str = "",
    ) -> None:
        """Run `job` with a session; a newer read of the same owner and key supersedes an older one."""
        ...
