"""Where lists get their rows by default: the standard queries of a register, as the person signed in."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desktop.access.actor import Actor
from desktop.spec import Register
from desktop.standard import list as listing


@dataclass(frozen=True, slots=True)
class RegisterSource:
    """The rows of a register within the scope of `actor`, on the day `today`."""

    actor: Actor
    register: Register
    today: date

    def page(self, session: Any, query: listing.Query, after: Any, limit: int) -> listing.Page:
        """One page after the key `after`."""
        return listing.page(session, self.actor, self.register, query=query, today=self.today, after=after, limit=limit)

    def count(self, session: Any, query: listing.Query) -> listing.Counts:
        """All rows, and those of the query."""
        return listing.count(session, self.actor, self.register, query=query, today=self.today)

    def facet(self, session: Any, query: listing.Query, column: str) -> tuple[listing.Choice, ...]:
        """The values of a column with their counts."""
        return listing.facet(session, self.actor, self.register, column=column, query=query, today=self.today)

    def ids(self, session: Any, query: listing.Query) -> tuple[UUID, ...]:
        """The ids of all rows of the query."""
        return listing.ids(session, self.actor, self.register, query=query, today=self.today)
