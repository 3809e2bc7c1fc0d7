"""What people do with a group's roll and buildings: enrol members, take one off, cover buildings."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Building
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember
from desktop.registers.people.model import Membership, Person


def open_after(mapped: Any, day: date) -> ColumnElement[bool]:
    """The condition that a dated row does not end by `day`."""
    going: ColumnElement[bool] = mapped.alive & or_(mapped.ends_on.is_(None), mapped.ends_on > day)
    return going


def cover(session: Session, actor: Actor, org_id: UUID, *, building_ids: Iterable[UUID], on: date) -> int:
    """Let a group cover exactly these buildings from `on`; returns how many came or went."""
    _group(session, actor, "party_orgs.cover", org_id)
    wanted = dict.fromkeys(building_ids)
    rows = select(PartyOrgBuilding).where(PartyOrgBuilding.org_id == org_id, open_after(PartyOrgBuilding, on))
    changed = 0
    for row in session.scalars(rows).all():
        if row.building_id in wanted:
            del wanted[row.building_id]
            continue
        row.ends_on = max(on, row.starts_on)
        changed += 1
    for building_id in wanted:
        building = session.get_one(Building, building_id)
        actor.require("party_orgs.cover", building.unit_id)
        session.add(
            PartyOrgBuilding(unit_id=building.unit_id, org_id=org_id, building_id=building_id, starts_on=on)
        )  # fmt: skip
    session.flush()
    return changed + len(wanted)


def add_member(session: Session, actor: Actor, org_id: UUID, *, person_id: UUID, on: date) -> str:
    """Put a Party member on the roll of a group; returns the group left the same day, "" for none."""
    _group(session, actor, "party_orgs.add_member", org_id)
    person = session.get(Person, person_id)
    standing = select(Membership.id).where(
        Membership.person_id == person_id, Membership.alive, Membership.ends_on.is_(None)
    )
    if person is None or person.died_on is not None or session.scalars(standing).first() is None:
        raise UserError(_("党小组成员要从在册党员中选，这个人现在不是。请先在居民页登记党员身份。"), field="person_id")
    actor.require("party_orgs.add_member", person.unit_id)
    left = ""
    rows = (
        select(PartyOrgMember, PartyOrg.name)
        .join(PartyOrg, PartyOrg.id == PartyOrgMember.org_id)
        .where(PartyOrgMember.person_id == person_id, open_after(PartyOrgMember, on))
    )
    for row, name in session.execute(rows).all():
        if row.org_id == org_id:
            raise UserError(_("{name}已经在这个党小组里，没有重复编入。").format(name=person.name), field="person_id")
        row.ends_on = max(on, row.starts_on)
        left = name
    session.add(PartyOrgMember(unit_id=person.unit_id, org_id=org_id, person_id=person_id, starts_on=on))
    session.flush()
    return left


def remove_member(session: Session, actor: Actor, org_id: UUID, *, person_id: UUID, on: date) -> None:
    """Take a member off the roll of a group; the membership itself stands."""
    _group(session, actor, "party_orgs.remove_member", org_id)
    row = session.scalars(
        select(PartyOrgMember).where(
            PartyOrgMember.org_id == org_id,
            PartyOrgMember.person_id == person_id,
            open_after(PartyOrgMember, on),
        )
    ).first()
    if row is None:
        raise UserError(_("这个人不在这个党小组里，什么也没有改。"), field="person_id")
    if on < row.starts_on:
        raise UserError(_("移出日期要不早于编入日期 {day}。").format(day=row.starts_on.isoformat()), field="on")
    row.ends_on = on
    session.flush()


def _group(session: Session, actor: Actor, permission: str, org_id: UUID) -> PartyOrg:
    """The group that a deed is about; UserError for organisations that keep no roll of their own."""
    org = session.get_one(PartyOrg, org_id)
    actor.require(permission, org.unit_id)
    if org.tier != "group" or org.ends_on is not None:
        raise UserError(_("只有在册的楼栋党小组编成员、分楼栋，“{name}”不是。").format(name=org.name))
    return org
