"""Founding the organisations that a unit's own words name: its branch, and the committees above as far as known."""

from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.party_orgs.model import PartyOrg
from desktop.values.door import natural_key

# By what the name of a tier above ends in; a unit's `above` runs from the topmost down: county, street, community.
_STREETS = ("街道", "街道办", "镇", "乡")  # data
FIRST_TIERS = ("street", "community", "branch")  # code table party_tier
_COMMUNITIES = ("社区", "居委会", "村")  # data


def found_own(session: Session, actor: Actor) -> UUID:
    """Found the branch of the actor's unit with the committees above; UserError when the unit has one already."""
    actor.require("party_orgs.found", actor.unit_id)
    if has_any(session, actor.unit_id):
        raise UserError(_("本单位的党组织已经建好，没有重复建立。"))
    return first_orgs(session, session.get_one(Unit, actor.unit_id))


def has_any(session: Session, unit_id: UUID) -> bool:
    """Has the unit an organisation that was not taken back?"""
    query = select(PartyOrg.id).where(PartyOrg.unit_id == unit_id, PartyOrg.alive).limit(1)
    return session.scalars(query).first() is not None


def first_orgs(session: Session, unit: Unit) -> UUID:
    """The rows themselves, for a unit that has none; returns the branch. No day of founding is known."""
    above: UUID | None = None
    words = [part.strip() for part in unit.above.split("/")]
    street = next((part for part in words if part.endswith(_STREETS)), "")
    community = next((part for part in words if part.endswith(_COMMUNITIES)), "")
    if street and community:  # a street without the community between would be two tiers up
        above = _org(session, unit, "street", _("{street}党工委").format(street=street), None)
    if community:
        above = _org(session, unit, "community", _("{community}党委").format(community=community), above)
    return _org(session, unit, "branch", unit.branch_name or _("{unit}党支部").format(unit=unit.name), above)


def own_id(unit_id: UUID, tier: str) -> UUID:
    """The id of what a unit founds first at a tier: alike on all PCs of the unit, so that they meet on one row."""
    return uuid5(unit_id, f"party org {tier}")


def _org(session: Session, unit: Unit, tier: str, name: str, parent_id: UUID | None) -> UUID:
    org = session.get(PartyOrg, own_id(unit.id, tier))
    if org is None:
        org = PartyOrg(id=own_id(unit.id, tier), unit_id=unit.id, tier=tier, name=name)
        session.add(org)
    org.name, org.sort, org.parent_id, org.alive = name, natural_key(name), parent_id, True
    session.flush()
    return org.id
