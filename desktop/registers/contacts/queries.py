"""Reading links: who stands for a household, how many households a member has, how far the branch has come."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts import rules
from desktop.registers.contacts.model import ContactLink, LinkRow, Visit, VisitRow
from desktop.registers.people.model import Household, Person, PersonRow
from desktop.registers.people.queries import ANY
from desktop.search.pinyin import sort_key
from desktop.standard import unit_settings
from desktop.standard.derived import in_chunks, rewrite
from desktop.store.many_ids import AskedOften
from desktop.store.session import Derived


@dataclass(frozen=True, slots=True)
class Part:
    """One stairwell: households in all and those without a named member."""

    building_id: UUID
    building: str
    stairwell: str
    households: int
    unlinked: int


@dataclass(frozen=True, slots=True)
class Linkable:
    """One household as it is chosen for linking."""

    id: UUID
    label: str
    contacts: str


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
    """A household as a visitor wants to know it first; `phone` is the stored number, masked by whoever shows it."""

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


CADENCES = tuple(each.name for each in fields(rules.Cadence))
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
    return tuple(Load(*row) for row in session.execute(query))


_LINKS = AskedOften(
    lambda among: (
        select(ContactLink.household_id, ContactLink.member_id, Person.name, ContactLink.starts_on)
        .join(Person, Person.id == ContactLink.member_id)
        .where(among(ContactLink.household_id), STANDING)
        .order_by(ContactLink.id)
    )
)
_MET = AskedOften(
    lambda among: (
        select(Visit.household_id, func.max(Visit.visited_on))
        .where(among(Visit.household_id), Visit.alive, Visit.outcome.in_(rules.MET))
        .group_by(Visit.household_id)
    )
)


def standing_by_household(session: Session, ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Links that stand and the last visit that met somebody, for a chunk of households."""
    members: dict[UUID, list[tuple[UUID, str, date]]] = defaultdict(list)
    for household_id, member_id, name, starts_on in _LINKS.of(session, ids):
        members[household_id].append((member_id, name, starts_on))
    met: dict[UUID, date] = dict(_MET.of(session, ids).all())
    return {
        household_id: Standing(
            tuple(m for m, _n, _s in members[household_id]),
            tuple(n for _m, n, _s in members[household_id]),
            min((s for _m, _n, s in members[household_id]), default=None),
            met.get(household_id),
        )
        for household_id in {*members, *met}
    }


def cadences(session: Session) -> dict[UUID, rules.Cadence]:
    """How often each unit visits, where it chose; the others visit as usual."""
    chosen: dict[UUID, dict[str, int]] = defaultdict(dict)
    for (unit_id, key), value in unit_settings.of_units(session, CADENCES).items():
        chosen[unit_id][key] = value
    return {unit_id: rules.Cadence(**said) for unit_id, said in chosen.items()}


def unlinked(session: Session, household_ids: Sequence[UUID]) -> tuple[UUID, ...]:
    """Those of the households that nobody is linked to, in their order."""
    linked: set[UUID] = set()
    for part in in_chunks(household_ids):
        linked.update(
            session.scalars(select(ContactLink.household_id).where(ContactLink.household_id.in_(part), STANDING))
        )
    return tuple(each for each in household_ids if each not in linked)


def past_visits(session: Session, household_id: UUID, *, most: int) -> tuple[Past, ...]:
    """The newest visits of a household."""
    query = (
        select(Visit, Person.name)
        .outerjoin(Person, Person.id == Visit.member_id)
        .where(Visit.household_id == household_id, Visit.alive)
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(most)
    )
    return tuple(
        Past(v.id, v.visited_on, name or v.visitor_name, v.way, v.outcome, v.said, v.needs, v.settled)
        for v, name in session.execute(query)
    )


def household_of(session: Session, actor: Actor, link_id: UUID) -> UUID | None:
    """The household that a link belongs to; None outside the scope."""
    query = select(ContactLink.household_id).where(ContactLink.id == link_id, visible(ContactLink, actor))
    return session.scalars(query).first()


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the list rows of the links and visits touched; all of them when `touched` is empty."""
    rewrite(session, LinkRow, _touched_ids(session, ContactLink, touched), rows=_link_rows)
    rewrite(session, VisitRow, _touched_ids(session, Visit, touched), rows=_visit_rows)


DERIVED = Derived(
    {
        "contact_link": ANY,
        "visit": ANY,
        "household": frozenset({"head_id", "head_name", "dwelling_id"}),
        "person": frozenset({"name"}),
        "dwelling": frozenset({"door", "sort"}),
    },
    refresh,
)


def _touched_ids(session: Session, mapped: Any, touched: Mapping[str, set[UUID]]) -> set[UUID]:
    if not touched:
        return set(session.scalars(select(mapped.id)))
    found = set(touched.get(mapped.__tablename__, ()))
    for part in in_chunks(touched.get("person", ())):
        found.update(session.scalars(select(mapped.id).where(mapped.member_id.in_(part))))
        of_head = select(Household.id).where(Household.head_id.in_(part))
        found.update(session.scalars(select(mapped.id).where(mapped.household_id.in_(of_head))))
    for part in in_chunks(touched.get("household", ())):
        found.update(session.scalars(select(mapped.id).where(mapped.household_id.in_(part))))
    for part in in_chunks(touched.get("dwelling", ())):
        behind = select(Household.id).where(Household.dwelling_id.in_(part))
        found.update(session.scalars(select(mapped.id).where(mapped.household_id.in_(behind))))
    return found


def _named(session: Session, mapped: Any, ids: Collection[UUID]) -> Any:
    """Rows of `mapped` with the door, its sort key, the head's name and the member's name."""
    head, member = aliased(Person), aliased(Person)
    return session.execute(
        select(mapped, Dwelling.door, Dwelling.sort, func.coalesce(head.name, Household.head_name), member.name)
        .join(Household, Household.id == mapped.household_id)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .outerjoin(head, head.id == Household.head_id)
        .outerjoin(member, member.id == mapped.member_id)
        .where(mapped.id.in_(ids), mapped.alive)
    )


def _link_rows(session: Session, ids: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        {
            "id": link.id, "unit_id": link.unit_id, "member_name": member, "member_sort": sort_key(member),
            "door": door, "door_sort": sort, "head_name": head, "kind": link.kind, "starts_on": link.starts_on,
            "ends_on": link.ends_on, "end_reason": link.end_reason, "label": f"{door} {member}",
        }
        for link, door, sort, head, member in _named(session, ContactLink, ids)
    ]  # fmt: skip


def _visit_rows(session: Session, ids: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        {
            "id": visit.id, "unit_id": visit.unit_id, "household_id": visit.household_id,
            "visited_on": visit.visited_on, "day_sort": -visit.visited_on.toordinal(), "door": door,
            "door_sort": sort, "head_name": head,
            "visitor": member or visit.visitor_name, "way": visit.way, "outcome": visit.outcome, "said": visit.said,
            "needs": visit.needs, "to_event": visit.to_event or None, "has_words": bool(visit.said or visit.needs),
            "label": f"{door} {visit.visited_on}",
        }
        for visit, door, sort, head, member in _named(session, Visit, ids)
    ]  # fmt: skip


def last_words(session: Session, actor: Actor, use: str) -> str:
    """What was said (or needed, by `use`) at the visit that was logged last: 同上."""
    column = {"said": Visit.said, "needs": Visit.needs}[use]
    newest = select(column).where(visible(Visit, actor), Visit.alive, column != "").order_by(Visit.id.desc())
    return session.scalars(newest.limit(1)).first() or ""
