"""已搬出、已故: the page of those who left, with the way to their records and the way back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.screens.ways import Ways
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place

if TYPE_CHECKING:
    from desktop.reports.gone import Gone
    from desktop.ui.plain_table import Line

GROUP, NAME = _("居民住户"), "gone"


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The page, reached from the lists of households and residents and by Ctrl+K."""
    return (("households.see", Place(NAME, _("已搬出、已故"), "log-out", GROUP, lambda _desk: page(ways), tab=False)),)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The way to it."""
    words = (_("已搬出"), _("搬走的住户"), _("已故"), _("历史住户"))
    show = Command("gone", _("查看已搬出、已故"), lambda: ways.desk.go(NAME, None), words, icon="log-out")
    return (("households.see", show),)


def page(ways: Ways) -> Page:
    """已搬出、已故."""
    from desktop.reports import gone  # late, each: once it is opened
    from desktop.reports.gone import Gone
    from desktop.standard.undo import undo
    from desktop.ui.gone_page import GonePage, GoneWays
    from desktop.ui.plain_table import Line

    desk, actor = ways.desk, ways.actor

    def homes(session: Any, text: str) -> Sequence[Line]:
        return [_line(one) for one in gone.households(session, actor, find=text)]

    def people(session: Any, text: str) -> Sequence[Line]:
        return [_line(one) for one in gone.people(session, actor, find=text)]

    def take_back(session: Any, one: Gone) -> str:
        done = undo(session, actor, tx=gone.ending(session, one.register, one.id))
        if done.kept:
            raise UserError(_("这一步之后又改过，没有撤销。请打开后在“历史”里逐条恢复，或按现在的情况重新登记。"))
        return _("已撤销：{door} {name} 的登记恢复到办理以前").format(door=one.door, name=one.name)

    lists = {"households": (_("已搬出的住户"), homes), "people": (_("已搬走、已故的居民"), people)}
    may = actor.may("households.move_out")
    return GonePage(
        desk, GoneWays(lists, gone.MOST, lambda one: desk.go(one.register, one.opens), take_back if may else None)
    )


def _line(one: "Gone") -> "Line":
    from desktop.ui.plain_table import Line  # late: once it is opened

    return Line((one.door, one.name, one.on, one.why, one.to), one)
