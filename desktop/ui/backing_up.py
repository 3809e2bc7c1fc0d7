"""现在备份: a verified backup made beside the work, shown while it runs and told when it is there."""

from collections.abc import Callable

from desktop.base.text import _
from desktop.ui.desk import Desk


def back_up_beside(desk: Desk, make: Callable[[], object], *, then: Callable[[], None]) -> None:
    """Run `make` in the background; `then` is called on the main thread once the backup is verified."""

    def done(_made: object) -> None:
        desk.say(_("已备份并校验。"))
        then()

    desk.tasks.work(desk.tasks, _("备份"), lambda _progress: _quietly(make), done)


def _quietly(make: Callable[[], object]) -> None:
    """What was made stays where it is: only that it was made matters here."""
    make()
