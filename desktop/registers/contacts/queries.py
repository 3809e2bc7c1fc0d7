"""Reading links: who stands for a household, how many households a member has, how far the branch has come."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.contacts import rules
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.people.model import Household, Person, PersonRow

STANDING = ContactLink.alive & ContactLink.ends_on.is_(None)


@dataclass(frozen=True, slots=True)
class Load:
    """A Party member with the number of households linked to them."""

    member_id: UUID
    name: str
    kind: str
    door: str
    households: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Households in all and with a named member (R2)."""

    households: int
    linked: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The links and visits of one household as the list needs them."""

    member_ids: tuple[UUID, ...]
    names: tuple[str, ...]
    linked_on: date | None
    last_met: date | None


def loads(session: Session, actor: Actor) -> tuple[Load, ...]:
    """Every Party member of the scope and the households linked, the least burdened first."""
    linked = (
        select(ContactLink.member_id, func.count().label("n"))
        .where(STANDING)
        .group_by(ContactLink.member_id)
        .subquery()
    )
    query = (
        select(PersonRow.id, PersonRow.name, PersonRow.membership, PersonRow.door, func.coalesce(linked.c.n, 0))
        .outerjoin(linked, linked.c.member_id == PersonRow.id)
        .where(PersonRow.membership.is_not(None), visible(PersonRow, actor))
        .order_by(func.coalesce(linked.c.n, 0), PersonRow.name_sort)
    )
    return tuple(Load(*row) for row in session.execute(query).tuples())


def coverage(session: Session, actor: Actor) -> Coverage:
    """How many households have a named member."""
    living = (Household.alive, Household.ended_on.is_(None), visible(Household, actor))
    total = session.scalar(select(func.count()).select_from(Household).where(*living)) or 0
    linked = (
        select(func.count(func.distinct(ContactLink.household_id)))
        .join(Household, Household.id == ContactLink.household_id)
        .where(STANDING, *living)
    )
    return Coverage(total, session.scalar(linked) or 0)


def standing_by_household(session: Session, ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Links that stand and the last visit that met somebody, for a chunk of households."""
    members: dict[UUID, list[tuple[UUID, str, date]]] = defaultdict(list)
    links = (
        select(ContactLink.household_id, ContactLink.member_id, Person.name, ContactLink.starts_on)
        .join(Person, Person.id == ContactLink.member_id)
        .where(ContactLink.household_id.in_(ids), STANDING)
        .order_by(ContactLink.id)
    )
    for household_id, member_id, name, starts_on in session.execute(links).tuples():
        members[household_id].append((member_id, name, starts_on))
    met = dict(
        session.execute(
            select(Visit.household_id, func.max(Visit.visited_on))
            .where(Visit.household_id.in_(ids), Visit.alive, Visit.outcome.in_(rules.MET))
            .group_by(Visit.household_id)
        )
        .tuples()
        .all()
    )
    return {
        household_id: Standing(
            tuple(m for m, _n, _s in members[household_id]),
            tuple(n for _m, n, _s in members[household_id]),
            min((s for _m, _n, s in members[household_id]), default=None),
            met.get(household_id),
        )
        for household_id in {*members, *met}
    }
