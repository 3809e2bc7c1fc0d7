"""How much of the venues is lent, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.venues.model import Contract, Venue
from desktop.registers.venues.rules.periods import add_months

BEFORE, AFTER = 8, 3  # months shown beside this one


@dataclass(frozen=True, slots=True)
class Month:
    """The days that venues were or will be lent in a month, of all days of all venues."""

    first: date
    let: int
    all: int

    @property
    def share(self) -> int:
        """In whole per cent; 0 without venues."""
        return round(100 * self.let / self.all) if self.all else 0


def months(session: Session, actor: Actor, *, today: date) -> Sequence[Month]:
    """Eight months before, this one, three ahead; a closed venue counts as long as a contract stands."""
    actor.require("venues.see")
    venues = {
        row[0]: row[1]
        for row in session.execute(select(Venue.id, Venue.state).where(Venue.alive, visible(Venue, actor)))
    }
    query = select(Contract).where(Contract.alive, Contract.signed_on.is_not(None), visible(Contract, actor))
    held = [(one.venue_id, one.starts_on, one.last_day) for one in session.scalars(query) if one.venue_id in venues]
    found = []
    for at in range(-BEFORE, AFTER + 1):
        first = add_months(today.replace(day=1), at)
        last = add_months(first, 1) - timedelta(days=1)
        let: set[tuple[object, date]] = set()  # a day of a venue counts once, even when two contracts overlap
        for venue, starts, ends in held:
            day, end = max(starts, first), min(ends, last)
            while day <= end:
                let.add((venue, day))
                day += timedelta(days=1)
        lent = {venue for venue, _day in let}
        counted = [venue for venue, state in venues.items() if state != "closed" or venue in lent]
        found.append(Month(first, len(let), len(counted) * last.day))
    return tuple(found)
