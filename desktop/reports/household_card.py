"""One household on a card: where, who, which member, when last and when next; what a visitor wants to know first."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.contacts.queries import Card, past_visits, standing_by_household
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Person, PersonRow


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
        found.last_visit, found.next_due, past_visits(session, household_id, most=visits),
    )  # fmt: skip


def home_of(session: Session, actor: Actor, person_id: UUID) -> tuple[UUID, str] | None:
    """The household that a person lives in, with its label; None when nobody knows of one in the scope."""
    query = (
        select(HouseholdRow)
        .join(PersonRow, PersonRow.household_id == HouseholdRow.id)
        .where(PersonRow.id == person_id, visible(HouseholdRow, actor))
    )
    found = session.scalars(query).first()
    return (found.id, found.door_and_head) if found else None


def no_longer(session: Session, actor: Actor, person_id: UUID) -> str:
    """Why a person is not on the list any more: 已故 2026-03, 已并入 周兰 的登记; "" for who is."""
    person = session.scalars(select(Person).where(Person.id == person_id, visible(Person, actor))).first()
    if person is None:
        return ""
    if person.died_on is not None:
        return _("已故 {day}").format(day=person.died_on)
    kept = session.get(Person, person.merged_into) if person.merged_into and not person.alive else None
    return _("已并入 {name} 的登记").format(name=kept.name) if kept else ""
