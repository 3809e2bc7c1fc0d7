"""Loading what a desk needs while the password is typed, and letting nobody in before all of it is settled."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.base.errors import UserError
from desktop.ui.garbage import Garbage
from desktop.ui.tasks import Tasks


class Warming(QObject):
    """Loads part after part; a job that is asked for meanwhile, such as checking a password, begins after the last.

    Whoever came in before the last part had nothing of it settled: each long collection of that session, and the one
    when they left, walked through all that is loaded. Waiting costs nothing: signing in needs the same parts.
    `settles()` says that no data of a person is in memory.
    """

    def __init__(self, tasks: Tasks, garbage: Garbage, parent: QObject, *, settles: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._tasks, self._garbage, self._settles = tasks, garbage, settles
        self._held: list[Callable[[], None]] | None = None  # while parts are being loaded

    def begin(self, parts: Sequence[Callable[[], None]]) -> None:
        """Load the parts, each settled by itself: all of them at once held the window for 100 ms."""
        self._held = []
        self._load(iter(parts))

    def compute(
        self,
        owner: QObject,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """As Tasks.compute, once everything is loaded."""
        begin = partial(self._tasks.compute, owner, job, done, failed=failed)
        if self._held is None:
            begin()
        else:
            self._held.append(begin)

    def _load(self, parts: Iterator[Callable[[], None]]) -> None:
        part = next(parts, None)
        if part is None:
            held, self._held = self._held or [], None
            for begin in held:
                begin()
            return

        def loaded(_nothing: object) -> None:
            if self._settles() and not self._tasks.busy:
                self._garbage.settle()
            self._load(parts)

        # A part that fails is told as a fault; whoever waits is let in all the same.
        self._tasks.compute(self, part, loaded, failed=loaded)
