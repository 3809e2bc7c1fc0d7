"""The households that the members of a Party organisation look after: what links bring to the Party tree."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from desktop.registers.contacts.model import ContactLink
from desktop.registers.party_orgs.queries.standing import standing
from desktop.registers.people.model import Household


def linked(day: date) -> Select[UUID, UUID]:
    """(member_id, household_id) of every link that stood on a day."""
    return (
        select(ContactLink.member_id, ContactLink.household_id)
        .join(Household, Household.id == ContactLink.household_id)
        .where(standing(ContactLink, day), Household.alive)
    )
