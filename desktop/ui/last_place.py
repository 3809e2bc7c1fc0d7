"""Where a person was when the desk was left, and the way back there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer

from desktop.ui import focus_kept
from desktop.ui.means import OWN
from desktop.ui.page import Page
from desktop.ui.page_stack import PageStack
from desktop.ui.places import Places

LAST = "shell.last"  # the setting that holds it


def kept(stack: PageStack) -> dict[str, Any] | None:
    """Place, record, state and focus of the page on show, for the settings; None where nothing was opened yet."""
    if (here := stack.current) is None:
        return None
    record = str(here.record_id) if here.record_id else ""
    return {"name": here.name, "record": record, "state": here.page.state(), "focus": focus_kept.name_in(here.page)}


def go_back(
    last: dict[str, Any], places: Places, stack: PageStack, *, first: str, go: Callable[[str], None],
    then: Callable[[], None],
) -> None:  # fmt: skip
    """Open what `kept` told, or the place `first` where that is nothing that stands open from the start.

    `then()` is called when the last page of it is made, or could not be.
    """
    name, record = last.get("name", ""), last.get("record", "")

    def again(key: UUID | None = None) -> None:
        try:
            page: Page = stack.go(name, key)
            page.restore(last.get("state", {}))
            focus_kept.give_back(page, str(last.get("focus", "")))
        finally:
            then()

    if name not in places or name in OWN:
        try:
            go(first)
        finally:
            then()
    elif record and places[name].record:
        # After the list was painted: two pages at once would keep the window still for twice as long.
        QTimer.singleShot(0, stack, lambda: again(UUID(record)))
        go(name if places[name].tab else first)  # a form that belongs to no list leads back to it
    else:
        again()
