"""A list that shows only some rows of its register, whatever else it is filtered by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desktop.base.clock import today
from desktop.spec import Action, Register
from desktop.standard.list import Choice, Counts, Filter, Page, Query
from desktop.ui.desk import Desk
from desktop.ui.list_page import ListPage
from desktop.ui.list_source import RegisterSource
from desktop.ui.list_tools import ListWays


@dataclass(frozen=True, slots=True)
class NarrowedSource:
    """The rows of `source` that these conditions keep; they are not shown as chips and cannot be taken off."""

    source: RegisterSource
    always: tuple[Filter, ...]

    def page(self, session: Any, query: Query, after: Any, limit: int) -> Page:
        """One page after the key `after`."""
        return self.source.page(session, self._with(query), after, limit)

    def count(self, session: Any, query: Query) -> Counts:
        """All rows that the conditions keep, and those of the query among them."""
        every = self.source.count(session, self._with(Query())).filtered
        return Counts(every, self.source.count(session, self._with(query)).filtered)

    def facet(self, session: Any, query: Query, column: str) -> tuple[Choice, ...]:
        """The values of a column with their counts."""
        return self.source.facet(session, self._with(query), column)

    def ids(self, session: Any, query: Query) -> tuple[UUID, ...]:
        """The ids of all rows of the query."""
        return self.source.ids(session, self._with(query))

    def _with(self, query: Query) -> Query:
        return replace(query, filters=(*query.filters, *self.always))


class NarrowedList(ListPage):
    """The list of a register under another title; `nothing` is what it says when no row is kept."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        always: tuple[Filter, ...],
        *,
        title: str,
        nothing: str,
        ways: ListWays,
        extra_actions: Sequence[Action] = (),
    ) -> None:
        self._nothing = nothing
        source = NarrowedSource(RegisterSource(desk.actor, register, today(desk.clock)), always)
        super().__init__(desk, register, extra_actions=extra_actions, ways=ways, source=source)
        self.title = self.subtitle = title
        for told in (self.answers.shown, self.answers.counted):
            told.connect(self._say_nothing)

    def _say_nothing(self) -> None:
        """The register may well have rows; only none of these."""
        if not self.model.rowCount() and not self.query.text and not self.query.filters:
            self.parts.empty.say(self._nothing)
