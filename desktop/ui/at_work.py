"""One person at work: the desk, its threads, its window, and how all of it is put away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.ui.taking_apart import TakingApart
from desktop.ui.tasks import Tasks
from desktop.ui.user_settings import UserSettings

if TYPE_CHECKING:
    from desktop.ui.desk import Desk
    from desktop.ui.shell import Shell


@dataclass
class AtWork:
    """`shut` closes the database; it is called when nothing is under way any more, so no draft is ever cut off.

    `back_up()` makes the daily backup if it is due, off the main thread, and says whether it made one.
    """

    name: str
    desk: "Desk"
    shell: "Shell"
    tasks: Tasks
    chosen: UserSettings
    shut: Callable[[], None]
    back_up: Callable[[], bool]
    gone: bool = False
    _then: Callable[[], None] = lambda: None
    _apart: TakingApart | None = None

    def retire(self, then: Callable[[], None]) -> None:
        """Take the window's inside apart, close the database once the last draft is in it, then call `then`.

        In this order nothing asks a closed database.
        """
        self._then = then
        self.tasks.leaving.set()
        self.tasks.go_on()  # left before its first page was made: what was held is waited for like the rest
        self.chosen.flush()
        for told in (self.tasks.changed, self.tasks.refused, self.tasks.work_started, self.tasks.work_ended):
            told.disconnect()  # the window that listened is gone
        self._apart = TakingApart(self.shell)
        self._apart.ended.connect(self._end_when_idle)

    def end(self) -> None:
        """Close it now: long work is stopped, what was begun to be written is finished."""
        if not self.gone:
            self.gone = True
            self.tasks.close()
            self.tasks.deleteLater()  # with all that hangs on the threads and would keep the desk in memory
            self.shut()
            self._then()

    def _end_when_idle(self) -> None:
        if self.tasks.busy and not self.gone:  # the program may have ended meanwhile
            self.tasks.idled.connect(self.end)
        else:
            self.end()
