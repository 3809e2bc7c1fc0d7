"""One household on a card: where, who, which member, when last and when next; what a visitor wants to know first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.contacts.model import Visit
from desktop.registers.contacts.queries import standing_by_household
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Person


@dataclass(frozen=True, slots=True)
class Past:
    """A visit as the next visitor reads it."""

    id: UUID
    day: date
    visitor: str
    way: str
    outcome: str
    said: str
    needs: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The household; `phone` is the stored number, to be masked by whoever shows it."""

    id: UUID
    door: str
    head_name: str
    people: int
    tenure: str | None
    phone: str
    by_phone: bool
    members: tuple[tuple[UUID, str], ...]
    last_visit: date | None
    next_due: date | None
    past: tuple[Past, ...]

    @property
    def label(self) -> str:
        """3-2-1302 周兰."""
        return f"{self.door} {self.head_name}".strip()


def card(session: Session, actor: Actor, household_id: UUID, *, visits: int = 50) -> Card:
    """The card with its newest `visits`. UserError when there is no such household in the scope."""
    actor.require("households.see")
    found = session.scalars(
        select(HouseholdRow).where(HouseholdRow.id == household_id, visible(HouseholdRow, actor))
    ).first()
    if found is None:
        raise UserError(_("没有找到这一户，可能已搬走或被合并。请回到列表再查一次。"))
    standing = standing_by_household(session, [household_id]).get(household_id)
    links = tuple(zip(standing.member_ids, standing.names, strict=True)) if standing else ()
    return Card(
        found.id, found.door, found.head_name, found.people, found.tenure, found.phone, found.by_phone, links,
        found.last_visit, found.next_due, _past(session, household_id, visits),
    )  # fmt: skip


def _past(session: Session, household_id: UUID, most: int) -> tuple[Past, ...]:
    query = (
        select(Visit, Person.name)
        .outerjoin(Person, Person.id == Visit.member_id)
        .where(Visit.household_id == household_id, Visit.alive)
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(most)
    )
    return tuple(
        Past(v.id, v.visited_on, name or v.visitor_name, v.way, v.outcome, v.said, v.needs, v.settled)
        for v, name in session.execute(query).tuples()
    )
