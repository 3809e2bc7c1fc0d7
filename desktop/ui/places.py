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
        self._every = places
        self._by_name = {place.name: place for place in places}
        self._away = set[str]()

    @property
    def all(self) -> tuple[Place, ...]:
        """Those that can be found now, in order."""
        return tuple(place for place in self._every if place.name not in self._away)

    def let_find(self, name: str, *, found: bool) -> None:
        """A place can be found, or not any more: its register was switched on or off in the open window."""
        self._away = self._away - {name} if found else self._away | {name}

    def __getitem__(self, name: str) -> Place:
        """The place called `name`; LookupError is a fault of ours."""
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        """Is there such a place for this person?"""
        return name in self._by_name and name not in self._away

    def tabs(self, group: str) -> tuple[Place, ...]:
        """The tabs of a group."""
        return tuple(place for place in self.all if place.group == group and place.tab)

    def groups(self) -> tuple[str, ...]:
        """The titles of the groups that have a tab."""
        return tuple(dict.fromkeys(place.group for place in self.all if place.tab))
