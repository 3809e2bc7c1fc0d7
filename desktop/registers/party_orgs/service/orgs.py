"""What people do with Party organisations: found one, end it with all below it, make a household a centre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.party_orgs import rules
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember, Post
from desktop.registers.party_orgs.queries.standing import below
from desktop.registers.party_orgs.queries.tree import door_of
from desktop.registers.party_orgs.service import posts, rolls
from desktop.registers.people.model import Household, Membership, Person, Residence
from desktop.registers.people.queries import CURRENT, LIVING
from desktop.values.door import natural_key


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends together with an organisation, counted."""

    orgs: int
    posts: int
    members: int
    buildings: int


def found(
    session: Session,
    actor: Actor,
    parent_id: UUID | None,
    *,
    name: str,
    on: date | None,
    tier: str | None = None,
    household_id: UUID | None = None,
) -> UUID:
    """Found an organisation under `parent_id`; without `tier` it is of the tier below. `on` None: long ago."""
    actor.require("party_orgs.found")
    parent = session.get_one(PartyOrg, parent_id) if parent_id else None
    if parent is not None:
        actor.require("party_orgs.found", parent.unit_id)
        tier = tier or rules.tier_below(parent.tier)
        _refuse_ended(parent)
    if tier is None:
        raise UserError(_("党员中心户下面不再设组织。请在楼栋党小组下面新建。"))
    org = PartyOrg(
        unit_id=parent.unit_id if parent else actor.unit_id, tier=tier, name=name.strip(), sort=natural_key(name),
        parent_id=parent_id, household_id=household_id, starts_on=on,
    )  # fmt: skip
    rules.check_org(org)
    rules.check_place(org, parent)
    if parent is not None and on is not None and parent.starts_on is not None and on < parent.starts_on:
        raise UserError(_("成立日期要不早于上级组织的成立日期。"), field="on")
    session.add(org)
    session.flush()
    return org.id


def rename(session: Session, actor: Actor, org_id: UUID, *, name: str, remark: str = "") -> None:
    """Call an organisation by another name; its history keeps the old one."""
    org = session.get_one(PartyOrg, org_id)
    actor.require("party_orgs.save", org.unit_id)
    for field, value in (("name", name.strip()), ("sort", natural_key(name)), ("remark", remark.strip())):
        if getattr(org, field) != value:
            setattr(org, field, value)
    rules.check_org(org)
    session.flush()


def ending(session: Session, actor: Actor, org_id: UUID, *, on: date) -> Ending:
    """What would end if the organisation ended on a day."""
    actor.require("party_orgs.see")
    orgs, held, roll, buildings = _all_below(session, org_id, on)
    return Ending(len(orgs) - 1, len(held), len(roll), len(buildings))


def end(session: Session, actor: Actor, org_id: UUID, *, on: date) -> Ending:
    """End an organisation; whatever stands below it, its posts and its rolls end the same day."""
    org = session.get_one(PartyOrg, org_id)
    actor.require("party_orgs.end", org.unit_id)
    _refuse_ended(org)
    orgs, held, roll, buildings = _all_below(session, org_id, on)
    for one in orgs:
        one.ends_on = on
        rules.check_org(one)
    for post in held:
        post.ends_on, post.end_reason = max(on, post.starts_on), "org_ended"
    for row in roll:
        row.ends_on = max(on, row.starts_on)
    for covered in buildings:
        covered.ends_on = max(on, covered.starts_on)
    session.flush()
    return Ending(len(orgs) - 1, len(held), len(roll), len(buildings))


def make_centre(
    session: Session, actor: Actor, group_id: UUID, *, household_id: UUID, on: date, person_id: UUID | None = None
) -> UUID:
    """Make a household with a Party member a 党员中心户 of a group; the member (the first found) becomes its host."""
    actor.require("party_orgs.make_centre")
    household = session.get_one(Household, household_id)
    actor.require("party_orgs.make_centre", household.unit_id)
    taken = select(PartyOrg.name).where(
        PartyOrg.household_id == household_id, PartyOrg.alive, PartyOrg.ends_on.is_(None)
    )
    if (name := session.scalars(taken).first()) is not None:
        raise UserError(_("这一户已经是党员中心户（{name}），没有再建一个。").format(name=name), field="household_id")
    host = _host(session, household_id, person_id)
    centre_id = found(
        session, actor, group_id, name=f"{door_of(session, household_id)} {host.name}", on=on, tier="centre",
        household_id=household_id,
    )  # fmt: skip
    posts.add(session, actor, org_id=centre_id, kind="host", person=host, on=on)
    return centre_id


def _host(session: Session, household_id: UUID, person_id: UUID | None) -> Person:
    """The member of the household who is to be the host: `person_id`, or the first one found."""
    query = (
        select(Person)
        .join(Residence, Residence.person_id == Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Residence.household_id == household_id, CURRENT, LIVING, Membership.alive, Membership.ends_on.is_(None)
        )
        .order_by(Residence.place, Residence.id)
    )  # fmt: skip
    for person in session.scalars(query):
        if person_id in (None, person.id):
            return person
    raise UserError(_("这一户里没有登记党员，不能作为党员中心户。请先在居民页登记党员身份。"), field="household_id")


def _refuse_ended(org: PartyOrg) -> None:
    if org.ends_on is not None:
        raise UserError(_("“{name}”已经撤销，什么也没有改。").format(name=org.name))


def _all_below(
    session: Session, org_id: UUID, on: date
) -> tuple[Sequence[PartyOrg], Sequence[Post], Sequence[PartyOrgMember], Sequence[PartyOrgBuilding]]:
    """Everything of the organisation and of those below it that has no end, or one that is still to come."""
    ids = below(session, org_id, on=on)
    orgs = session.scalars(select(PartyOrg).where(PartyOrg.id.in_(ids))).all()
    held = session.scalars(select(Post).where(Post.org_id.in_(ids), rolls.open_after(Post, on))).all()
    roll = session.scalars(
        select(PartyOrgMember).where(PartyOrgMember.org_id.in_(ids), rolls.open_after(PartyOrgMember, on))
    ).all()
    covered = session.scalars(
        select(PartyOrgBuilding).where(PartyOrgBuilding.org_id.in_(ids), rolls.open_after(PartyOrgBuilding, on))
    ).all()
    return orgs, held, roll, covered
