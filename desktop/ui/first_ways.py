"""Where the buttons of the five things to do first lead, for whoever runs this desk."""

from collections.abc import Callable
from functools import partial

from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.first_days import BACKUP, LINKS, ROSTER, SHEET, VISIT, FirstDays

SEEN = "today.first_days"  # the setting of one person; nothing else about the five is kept
Way = Callable[[], None] | None


def first_ways(
    desk: Desk, left: tuple[str, ...], *, offered: tuple[Way, Way, Way], then: Callable[[], None]
) -> FirstDays | None:
    """None for who did not set this desk up, and once they were dismissed; `then()` shows the page without them.

    `offered` are the ways to import, to link and to back up.
    """
    if not desk.actor.may("users.manage") or desk.settings.get(SEEN):
        return None

    bring_in, assign, back_up = offered

    def dismiss() -> None:
        desk.settings.put(SEEN, "dismissed")
        then()

    ways = {
        ROSTER: (_("从 Excel 导入"), bring_in),
        LINKS: (_("去落实"), assign),
        VISIT: (_("打开住户"), partial(desk.go, "households", None)),
        SHEET: (_("打开设置"), partial(desk.go, "settings", None)),
        BACKUP: (_("现在备份"), back_up),
    }
    return FirstDays(left, {step: (words, act) for step, (words, act) in ways.items() if act is not None}, dismiss)
