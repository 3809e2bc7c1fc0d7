"""Households carried from one page to another: a round of visits in walking order, and those picked for linking."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from desktop.ui.desk import Desk

# Settings: a round that was begun survives the lock and the night.
ROUND, PICKED, WORDS = "visit.round", "assign.picked", "visit.words"
In = Callable[[Any], tuple[UUID, ...]]


class Errands:
    """`order(session, ids)` puts households into walking order, on a reader thread."""

    def __init__(self, desk: Desk, order: Callable[[Any, Sequence[UUID]], tuple[UUID, ...]]) -> None:
        self._desk, self._order = desk, order

    def visit(self, household_ids: Sequence[UUID]) -> None:
        """Log visits at these households, one after the other in walking order."""
        wanted, order = tuple(household_ids), self._order
        if len(wanted) < 2:
            self.begin(wanted)
        else:
            self._desk.tasks.read(self._desk.tasks, lambda session: order(session, wanted), self.begin, key="round")

    def hand_on(self, find: In, take: Callable[[tuple[UUID, ...]], None], *, nobody: str) -> None:
        """Give the households that `find(session)` finds to `take`; `nobody` is said when there are none."""

        def found(ids: tuple[UUID, ...]) -> None:
            if ids:
                take(ids)
            else:
                self._desk.say(nobody)

        self._desk.tasks.read(self._desk.tasks, find, found, key="found")

    def begin(self, household_ids: Sequence[UUID]) -> None:
        """Begin a round that is in order already."""
        if household_ids:
            self._desk.settings.put(ROUND, [str(each) for each in household_ids])
            self._desk.go("visit", household_ids[0])

    def round(self) -> tuple[UUID, ...]:
        """The round that was begun last."""
        return tuple(UUID(each) for each in self._desk.settings.get(ROUND, ()))

    def visit_with(self, household_id: UUID, words: str) -> None:
        """Log a visit whose note begins with these words: a jotting that became a visit."""
        self._desk.settings.put(WORDS, {str(household_id): words})
        self.begin((household_id,))

    def take_words(self, household_id: UUID) -> str:
        """The words for the note of this household, once."""
        words = (self._desk.settings.get(WORDS) or {}).get(str(household_id), "")
        if words:
            self._desk.settings.put(WORDS, {})
        return str(words)

    def pick(self, household_ids: Sequence[UUID]) -> None:
        """Carry these households over to 落实联户党员."""
        self._desk.settings.put(PICKED, [str(each) for each in household_ids])
        self._desk.go("assign", None)

    def picked(self) -> tuple[UUID, ...]:
        """The households carried over."""
        return tuple(UUID(each) for each in self._desk.settings.get(PICKED, ()))

    def forget_picked(self) -> None:
        """They were linked."""
        self._desk.settings.put(PICKED, [])
