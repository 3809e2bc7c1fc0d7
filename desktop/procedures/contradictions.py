"""What cannot be true of people and their households together, and what no undo out of turn may leave behind."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.registers.people.model import Household, Person, Residence
from desktop.registers.people.queries import CURRENT, LIVING
from desktop.standard.derived import in_chunks


def contradictions(session: Session, rows: Mapping[str, Collection[UUID]]) -> frozenset[str]:
    """Each in words, among what `rows` (ids by table) tell of; a deed with others after it may lead back to one."""
    told: set[str] = set()
    for part in in_chunks({row_id for table in ("person", "household", "residence") for row_id in rows.get(table, ())}):
        told.update(_among(session, part))
    return frozenset(told)


def _among(session: Session, ids: Collection[UUID]) -> Iterator[str]:
    here = select(Residence.person_id, Residence.household_id).where(Residence.id.in_(ids)).subquery()
    people = or_(Person.id.in_(ids), Person.id.in_(select(here.c.person_id)))
    homes = or_(Household.id.in_(ids), Household.id.in_(select(here.c.household_id)))
    stays = select(Person.name).join(Residence, Residence.person_id == Person.id).where(CURRENT)
    lived_in = stays.join(Household, Household.id == Residence.household_id)
    twice = stays.where(people, Residence.main).group_by(Person.id).having(func.count() > 1)
    for name in session.scalars(twice):
        yield _("{name} 会同时住在两处").format(name=name)
    for name in session.scalars(stays.where(people, ~LIVING)):
        yield _("{name} 已故或已合并，却会住在这里").format(name=name)
    for name in session.scalars(lived_in.where(or_(people, homes), Household.ended_on.is_not(None))):
        yield _("{name} 会住在已不在册的一户").format(name=name)
    living = select(Residence.id).where(
        CURRENT, Residence.household_id == Household.id, Residence.person_id == Household.head_id
    )
    headed = select(Person.name).join(Household, Household.head_id == Person.id)
    for name in session.scalars(
        headed.where(or_(people, homes), Household.alive, Household.ended_on.is_(None), ~living.exists())
    ):
        yield _("户主 {name} 会不住在这一户").format(name=name)
