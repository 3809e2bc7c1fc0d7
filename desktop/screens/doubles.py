"""疑似重复: the pairs of residents who may be one, with the ways to merge them or to tell them apart."""

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.base.text import _
from desktop.screens.ways import Ways
from desktop.ui.desk import Command, UndoToken
from desktop.ui.page import Page
from desktop.ui.places import Place

if TYPE_CHECKING:
    from desktop.reports.doubles import Pair
    from desktop.ui.plain_table import Line

GROUP, NAME = _("居民住户"), "doubles"


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The page, reached from the list of residents and by Ctrl+K."""
    return (("people.see", Place(NAME, _("疑似重复"), "merge", GROUP, lambda _desk: page(ways), tab=False)),)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The way to it."""
    words = (_("查重"), _("合并"), _("重复"))
    find = Command("doubles", _("查找疑似重复的居民"), lambda: ways.desk.go(NAME, None), words, icon="merge")
    return (("people.see", find),)


def page(ways: Ways) -> Page:
    """疑似重复."""
    from desktop.procedures import keep_apart  # late, each: once it is opened
    from desktop.reports import doubles
    from desktop.reports.doubles import Pair
    from desktop.ui.deed_menu import do
    from desktop.ui.pairs_page import PairsPage, PairWays
    from desktop.ui.plain_table import Line

    desk, actor = ways.desk, ways.actor
    people = desk.register("people")
    merging = next((one for one in people.actions if one.verb == "merge"), None)

    def read(session: Any) -> tuple[Line, ...]:
        return tuple(_line(pair) for pair in doubles.pairs(session, actor))

    def merge(pair: Pair) -> None:
        assert merging is not None
        do(made, desk, people, action=merging, ids=(pair.one, pair.other))

    def apart(pair: Pair) -> None:
        job = partial(keep_apart.do, actor=actor, person_id=pair.one, other_id=pair.other)

        def told(sentence: str, changes: Any) -> None:
            desk.say(sentence, UndoToken(tx=changes.tx))

        desk.tasks.write(made, "people.keep_apart", job, told)

    may_merge = merging is not None and actor.may("people.merge")
    made = PairsPage(
        desk,
        PairWays(
            read,
            merge if may_merge else None,
            apart if actor.may("people.keep_apart") else None,
            lambda pair: desk.go("people", pair.one),
            lambda pair: desk.go("people", pair.other),
        ),
    )
    return made


def _line(pair: "Pair") -> "Line":
    from desktop.ui.plain_table import Line  # late: once it is opened

    names = pair.names[0] if pair.names[0] == pair.names[1] else " / ".join(pair.names)
    doors = (door or _("没有登记住处") for door in pair.doors)
    return Line((names, *doors, pair.why), pair)
