"""A list that shows only some rows of its register, whatever else it is filtered by."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desktop.standard.list import Choice, Counts, Filter, Page, Query
from desktop.ui.list_source import RegisterSource


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
