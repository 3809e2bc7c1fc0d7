"""Households as deeds meet them: found in the scope, still standing, with their people, their door and their links."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures.headship import Lived
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts.model import ContactLink
from desktop.registers.contacts.queries import STANDING
from desktop.registers.households import service
from desktop.registers.people.model import Household, Person, Residence
from desktop.registers.people.queries import CURRENT


def household(session: Session, actor: Actor, household_id: UUID, permission: str) -> Household:
    """The household, with the right asked; UserError when it has ended or went into another."""
    actor.require(permission)
    found = session.get(Household, household_id)
    if found is None or not found.alive or found.ended_on is not None:
        raise UserError(_("这一户已经搬走、合并或不在册，没有办理。请回到列表再查一次。"))
    actor.require(permission, found.unit_id)
    return found


def person(session: Session, actor: Actor, person_id: UUID, permission: str) -> Person:
    """A living person of the scope, with the right asked."""
    actor.require(permission)
    found = session.get(Person, person_id)
    if found is None or not found.alive:
        raise UserError(_("这个人已经合并或不在册，没有办理。请回到列表再查一次。"))
    if found.died_on is not None:
        raise UserError(_("{name} 已故，没有办理。").format(name=found.name))
    actor.require(permission, found.unit_id)
    return found


def label(session: Session, home: Household) -> str:
    """What a household is called in a sentence: 3-2-501 周兰."""
    return f"{door_of(session, home).door} {head_name(session, home)}".strip()


def head_name(session: Session, home: Household) -> str:
    """The head's name; 某户 while nobody knows."""
    head = session.get(Person, home.head_id) if home.head_id else None
    return (head.name if head else home.head_name) or _("某户")


def door_of(session: Session, home: Household) -> Dwelling:
    """The dwelling of a household."""
    return session.get_one(Dwelling, home.dwelling_id)


def dwelling(session: Session, dwelling_id: UUID) -> Dwelling:
    """A dwelling by its id."""
    return session.get_one(Dwelling, dwelling_id)


def behind(session: Session, dwelling_id: UUID, *, but: Collection[UUID] = ()) -> list[Household]:
    """The households that live behind a door, without some."""
    query = select(Household).where(Household.dwelling_id == dwelling_id, Household.alive, Household.ended_on.is_(None))
    return [home for home in session.scalars(query.order_by(Household.id)) if home.id not in but]


def homes_of(session: Session, person_id: UUID) -> list[tuple[Residence, Household]]:
    """Where a person lives now, the main residence first."""
    query = (
        select(Residence, Household)
        .join(Household, Household.id == Residence.household_id)
        .where(Residence.person_id == person_id, CURRENT)
        .order_by(Residence.main.desc(), Residence.id)
    )
    return [(residence, home) for residence, home in session.execute(query)]


def members(session: Session, household_id: UUID) -> Lived:
    """Who lives in a household now, the head first."""
    return service.members(session, household_id)


def links(
    session: Session, *, household_id: UUID | None = None, member_id: UUID | None = None
) -> list[tuple[ContactLink, Person]]:
    """The links that stand, of a household or of a member, each with its member."""
    query = select(ContactLink, Person).join(Person, Person.id == ContactLink.member_id).where(STANDING)
    if household_id is not None:
        query = query.where(ContactLink.household_id == household_id)
    if member_id is not None:
        query = query.where(ContactLink.member_id == member_id)
    return [(link, member) for link, member in session.execute(query.order_by(ContactLink.id))]


def end_links(ended: Sequence[ContactLink], *, on: date, reason: str) -> None:
    """End links on a day, at the earliest on the day they began."""
    for link in ended:
        link.ends_on, link.end_reason = max(link.starts_on, on), reason


def check_day(on: date, today: date, lived: Lived) -> None:
    """UserError for a day that has not come yet, or before somebody moved in."""
    if on > today:
        raise UserError(_("这一天还没有到，请在当天或之后办理。"), field="on")
    for home, who in lived:
        if home.starts_on is not None and on < home.starts_on:
            raise UserError(
                _("{name} 是 {day} 住进来的，日期不能早于这一天。").format(name=who.name, day=home.starts_on),
                field="on",
            )


def names(people: Sequence[Person], most: int = 4) -> str:
    """周兰、林涛明 等 6 人."""
    said = "、".join(who.name for who in people[:most])
    return said if len(people) <= most else _("{names} 等 {n} 人").format(names=said, n=len(people))
