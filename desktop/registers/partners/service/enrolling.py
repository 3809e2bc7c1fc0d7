"""What people do with partners: enrol an organisation or a resident."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.organisations.model import Organisation
from desktop.registers.organisations.rules import partner_kind
from desktop.registers.partners import rules
from desktop.registers.partners.model import Partner
from desktop.registers.people.model import Person
from desktop.search.pinyin import sort_key


def save(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any
) -> Partner:
    """Write the values that differ; name and type follow from whoever was chosen where they are not said."""
    partner = session.get_one(Partner, record_id) if record_id else Partner(unit_id=actor.unit_id, kind="", name="")
    actor.require("partners.save", partner.unit_id)
    before = (partner.organisation_id, partner.person_id)
    given = {name: value for name, value in values.items() if not (name == "kind" and not value)}
    _assign(partner, given)
    chosen_anew = (partner.organisation_id, partner.person_id) != before
    _follow(session, actor, partner, anew=chosen_anew)
    rules.check_partner(partner)
    if chosen_anew:
        _refuse_double(session, partner)
    if record_id is None:
        session.add(partner)
    return partner


def enrol(session: Session, actor: Actor, **values: Any) -> Partner:
    """A new partner as part of another deed, such as an import."""
    made = save(session, actor, None, values=values, children=())
    session.flush()
    return made


def day_of(session: Session) -> date:
    """The day of the open deed."""
    return local_time(session.info["deed"].at).date()


def _follow(session: Session, actor: Actor, partner: Partner, *, anew: bool) -> None:
    """The name, type and contact of the organisation or resident chosen."""
    if partner.organisation_id is not None:
        organisation = session.get_one(Organisation, partner.organisation_id)
        actor.require("partners.save", organisation.unit_id)
        _assign(partner, {"name": organisation.name} if anew or not partner.name else {})
        _assign(partner, {"kind": partner.kind or partner_kind(organisation.kind)})
        if anew:
            _assign(partner, {
                "contact_name": partner.contact_name or organisation.head_name,
                "phone": partner.phone or organisation.phone,
            })  # fmt: skip
    elif partner.person_id is not None:
        person = session.get_one(Person, partner.person_id)
        actor.require("partners.save", person.unit_id)
        if person.died_on is not None:
            raise UserError(_("{name}已故，不能作为合伙人。").format(name=person.name), field="person_id")
        _assign(partner, {"name": person.name} if anew or not partner.name else {})
    _assign(partner, {"kind": partner.kind or rules.RESIDENT, "name_sort": sort_key(partner.name)})


def _assign(partner: Partner, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(partner, name) != value:
            setattr(partner, name, value)


def _refuse_double(session: Session, partner: Partner) -> None:
    same = []
    if partner.organisation_id is not None:
        same.append(Partner.organisation_id == partner.organisation_id)
    if partner.person_id is not None:
        same.append(Partner.person_id == partner.person_id)
    if not same:
        return
    query = select(Partner.name).where(or_(*same), Partner.alive, Partner.id != partner.id)
    with session.no_autoflush:
        other = session.scalars(query).first()
    if other is not None:
        raise UserError(
            _("“{name}”已经是合伙人，没有重复登记。请打开它新签协议。").format(name=other), field="organisation_id"
        )
