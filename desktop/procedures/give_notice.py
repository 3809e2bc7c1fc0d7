"""已交告知书: the signed slip of the privacy notice came back, from one person, a household or many (PIPL 17)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt
from desktop.registers.households.forms.letter_facts import FORM
from desktop.registers.people.model import Person, Residence
from desktop.registers.people.queries import CURRENT, LIVING
from desktop.standard import wording


def to_person(session: Session, actor: Actor, person_id: UUID, *, on: date) -> None:
    """This person has the notice in hand, in the version that was in force on the day."""
    _keep(session, dwelt.person(session, actor, person_id, "people.give_notice"), on=on)


def to_household(session: Session, actor: Actor, household_id: UUID, *, on: date) -> None:
    """Everybody who lives in this household has it; whoever had this version already keeps the day of then."""
    home = dwelt.household(session, actor, household_id, "households.give_notice")
    lived = (
        select(Person)
        .join(Residence, Residence.person_id == Person.id)
        .where(Residence.household_id == home.id, CURRENT, LIVING)
        .order_by(Person.id)
    )
    for person in session.scalars(lived):
        if person.notice_on is None or person.notice_version not in ("", _version(session, person, on)):
            _keep(session, person, on=on)


def _keep(session: Session, person: Person, *, on: date) -> None:
    """Raises UserError for a day after that of the deed."""
    if on > local_time(session.info["deed"].at).date():
        raise UserError(_("这一天还没有到，没有登记。请填交回签收联的日期。"), field="on")
    person.notice_on, person.notice_version = on, _version(session, person, on)


def _version(session: Session, person: Person, on: date) -> str:
    return wording.edition(session, person.unit_id, FORM, on=on)
