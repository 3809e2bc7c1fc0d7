"""The Party tree of the invented branch: groups over two buildings, posts with a past, a gap, a term that ends."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base import clock as clocks
from desktop.base.text import _
from desktop.procedures.profiles import Desk
from desktop.registers.buildings.model import Building, Stairwell
from desktop.registers.party_orgs.model import PartyOrg
from desktop.registers.party_orgs.service import orgs, posts, rolls
from desktop.registers.party_orgs.service.posts import FIT_KINDS
from desktop.registers.people.model import Membership, PersonRow

BUILDINGS_PER_GROUP, MOST_GROUPS = 2, 40  # a demo of the county's size shows no more than a long branch
FOUNDED_AGO, FORMER_AGO, TERM = 1_500, 500, timedelta(days=3 * 365)
ELECTED = ("deputy", "organiser", "publicist", "inspector")
Member = Any  # a row: id, name, building_id, door, kind


def fill(desk: Desk) -> None:
    """Write the tree of the branch that the profile was made with, one deed each, as people would have done it."""
    actor, today = desk.actor, clocks.today(desk.clock)
    with desk.store.write(actor.id, "party_orgs.found") as session:
        branch_id = session.scalars(select(PartyOrg.id).where(PartyOrg.tier == "branch")).one()
        members = _members(session, actor)
        _elect(session, actor, branch_id, members=members, today=today)
        buildings = session.execute(select(Building.id, Building.name).order_by(Building.sort)).all()
        groups = [buildings[at : at + BUILDINGS_PER_GROUP] for at in range(0, len(buildings), BUILDINGS_PER_GROUP)]
        for number, covered in enumerate(groups[:MOST_GROUPS], 1):
            session.info["deed"].next_tx()
            last = number == min(len(groups), MOST_GROUPS)
            _group(session, actor, branch_id, number=number, covered=covered, members=members, today=today, last=last)


def _members(session: Session, actor: Actor) -> list[Member]:
    """The verified members who live here, in the order of their doors."""
    query = (
        select(PersonRow.id, PersonRow.name, PersonRow.building_id, PersonRow.household_id, Membership.kind)
        .join(Membership, Membership.person_id == PersonRow.id)
        .where(PersonRow.household_id.is_not(None), Membership.kind.in_(FIT_KINDS))
        .order_by(PersonRow.door_sort, PersonRow.name_sort)
    )
    return list(session.execute(query))


def _elect(session: Session, actor: Actor, branch_id: UUID, *, members: list[Member], today: date) -> None:
    """A secretary before and one now, the committee, and a post that the secretary holds elsewhere beside it."""
    own = [member for member in members if member.kind == "branch"]
    before, since = today - timedelta(days=FOUNDED_AGO), today - timedelta(days=FORMER_AGO)
    if not own:  # a demo of a few households may have no member of this branch
        return
    if len(own) > 1:
        posts.appoint(
            session, actor, branch_id, kind="secretary", on=before, person_id=own[1].id,
            term_until=before + TERM, basis=_("支部党员大会选举"),
        )  # fmt: skip
    term: dict[str, Any] = {"on": since, "term_until": since + TERM, "basis": _("支部党员大会选举")}
    posts.appoint(session, actor, branch_id, kind="secretary", person_id=own[0].id, replaces=len(own) > 1, **term)
    for kind, member in zip(ELECTED, own[2:], strict=False):
        posts.appoint(session, actor, branch_id, kind=kind, person_id=member.id, **term)
    posts.appoint(
        session, actor, None, kind="other", title=_("副主任"), place_name=_("两新工委办公室"), person_id=own[0].id,
        on=since,
    )  # fmt: skip


def _group(
    session: Session,
    actor: Actor,
    branch_id: UUID,
    *,
    number: int,
    covered: Any,
    members: list[Member],
    today: date,
    last: bool,
) -> None:
    """A group with its roll; the last one waits for a leader, and the term of the first ends soon."""
    since = today - timedelta(days=FORMER_AGO - 20)
    name = "、".join(house.removesuffix(_("号楼")) for _id, house in covered)
    group_id = orgs.found(session, actor, branch_id, name=_("{name}号楼党小组").format(name=name), on=since)
    rolls.cover(session, actor, group_id, building_ids=[key for key, _name in covered], on=since)
    own = [member for member in members if member.building_id in {key for key, _name in covered}]
    for member in own:
        rolls.add_member(session, actor, group_id, person_id=member.id, on=since)
    if own and not last:
        until = today + timedelta(days=18) if number == 1 else since + TERM
        posts.appoint(
            session, actor, group_id, kind="group_leader", person_id=own[-1].id, on=since, term_until=until
        )  # fmt: skip
    by_building: dict[UUID, list[Member]] = defaultdict(list)
    for member in own:
        by_building[member.building_id].append(member)
    for building_id, living in by_building.items():
        _stairwells(session, actor, group_id, building_id=building_id, living=living, since=since)
    if own:
        orgs.make_centre(session, actor, group_id, household_id=own[0].household_id, on=since, person_id=own[0].id)


def _stairwells(
    session: Session, actor: Actor, group_id: UUID, *, building_id: UUID, living: list[Member], since: date
) -> None:
    """A liaison for each stairwell as long as there are members to ask."""
    query = select(Stairwell.id).where(Stairwell.building_id == building_id).order_by(Stairwell.sort)
    for stairwell_id, member in zip(session.scalars(query).all(), living, strict=False):
        posts.appoint(
            session, actor, group_id, kind="liaison", person_id=member.id, on=since, stairwell_id=stairwell_id
        )  # fmt: skip
