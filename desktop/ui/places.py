"""The places of the program: what the navigation lists, what the tabs show, what a record opens as."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.ui.desk import Desk
from desktop.ui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """One tab: `group` is the title of its item in the navigation, `make` makes its page when it is first opened.

    `badge(session)` counts what is due there, on a reader thread; `record(desk, id)` is the page of one record, so that
    `desk.go(name, id)` leads there. A place with `tab=False` is reached by `go` only.
    """

    name: str
    title: str
    icon: str
    group: str
    make: Callable[[Desk], Page]
    badge: Callable[[Any], int] | None = None
    record: Callable[[Desk, UUID], Page] | None = None
    tab: bool = True


class Places:
    """The places by name and by group, in the order given."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.all = places
        self._by_name = {place.name: place for place in places}

    def __getitem__(self, name: str) -> Place:
        """The place called `name`; LookupError is a fault of ours."""
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        """Is there such a place for this person?"""
        return name in self._by_name

    def tabs(self, group: str) -> tuple[Place, ...]:
        """The tabs of a group."""
        return tuple(place for place in self.all if place.group == group and place.tab)

    def groups(self) -> tuple[str, ...]:
        """The titles of the groups that have a tab."""
        return tuple(dict.fromkeys(place.group for place in self.all if place.tab))
