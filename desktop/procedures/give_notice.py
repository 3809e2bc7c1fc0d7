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
from desktop.registers.people.model import Person, Residence
from desktop.registers.people.queries import CURRENT, LIVING


def to_person(session: Session, actor: Actor, person_id: UUID, *, on: date, version: str | None = None) -> None:
    """This person has the notice in hand."""
    _keep(session, dwelt.person(session, actor, person_id, "people.give_notice"), on=on, version=version)


def to_household(session: Session, actor: Actor, household_id: UUID, *, on: date, version: str | None = None) -> None:
    """Everybody who lives in this household has it; whoever had this version already keeps the day of then."""
    home = dwelt.household(session, actor, household_id, "households.give_notice")
    lived = (
        select(Person)
        .join(Residence, Residence.person_id == Person.id)
        .where(Residence.household_id == home.id, CURRENT, LIVING)
        .order_by(Person.id)
    )
    for person in session.scalars(lived):
        if person.notice_on is None or (version or "") not in ("", person.notice_version):
            _keep(session, person, on=on, version=version)


def _keep(session: Session, person: Person, *, on: date, version: str | None) -> None:
    """Raises UserError for a day after that of the deed."""
    if on > local_time(session.info["deed"].at).date():
        raise UserError(_("这一天还没有到，没有登记。请填交回签收联的日期。"), field="on")
    person.notice_on = on
    if version:
        person.notice_version = version.strip()
