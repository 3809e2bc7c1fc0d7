"""One person at work: the desk, its threads, its window, and how all of it is put away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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

    def retire(self, then: Callable[[], None] = lambda: None) -> None:
        """Close the database as soon as the last draft is in it, then call `then`."""
        self._then = then
        self.tasks.leaving.set()
        self.chosen.flush()
        for told in (self.tasks.changed, self.tasks.refused, self.tasks.work_started, self.tasks.work_ended):
            told.disconnect()  # the window that listened is gone
        if self.tasks.busy:
            self.tasks.idled.connect(self.end)
        else:
            self.end()

    def end(self) -> None:
        """Close it now: long work is stopped, what was begun to be written is finished."""
        if not self.gone:
            self.gone = True
            self.tasks.close()
            self.shut()
            self._then()
