"""A Party tree over the invented households: a branch, a full group and an empty one, a centre, posts in and out."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from desktop.registers.buildings.model import Stairwell
from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.registers.party_orgs.service import orgs, own, posts, rolls
from desktop.registers.people.model import Household, Person
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import Village

FOUNDED = TODAY - timedelta(days=400)


def grow(village: Village) -> dict[str, UUID]:
    """Write the tree; the organisations by name."""
    actor, store = village.profile.actor, village.profile.store
    with store.write(USER_ID, "party_orgs.found") as session:
        branch = own.found_own(session, actor)
        group = orgs.found(session, actor, branch, name="1号楼党小组", on=FOUNDED)
        orgs.found(session, actor, branch, name="2号楼党小组", on=TODAY - timedelta(days=30))
        session.get_one(PartyOrg, group).remark = "每月十五日活动"
        rolls.cover(session, actor, group, building_ids=village.buildings[:1], on=FOUNDED)
        rolls.add_member(session, actor, group, person_id=village.member, on=FOUNDED)
        head = session.get_one(Household, village.full).head_id
        posts.appoint(
            session, actor, branch, kind="secretary", person_id=head, on=FOUNDED, term_until=date(2028, 1, 1)
        )  # fmt: skip
        posts.appoint(session, actor, branch, kind="deputy", holder_name="李干事", on=FOUNDED)
        posts.appoint(session, actor, group, kind="group_leader", person_id=village.member, on=FOUNDED)
        stairwell = session.scalars(select(Stairwell.id).order_by(Stairwell.sort)).first()
        posts.appoint(session, actor, group, kind="liaison", person_id=head, stairwell_id=stairwell, on=FOUNDED)
        orgs.make_centre(session, actor, group, household_id=village.full, on=FOUNDED)
        posts.appoint(
            session, actor, None, kind="other", title="副主任", place_name="两新工委办公室", person_id=head, on=FOUNDED
        )  # fmt: skip
        return {name: key for key, name in session.execute(select(PartyOrg.id, PartyOrg.name))}


def all_orgs(village: Village) -> list[UUID]:
    """Every organisation of a tree that is grown for it."""
    return list(grow(village).values())


def all_posts(village: Village) -> list[UUID]:
    """Every post of a tree that is grown for it."""
    grow(village)
    with village.profile.store.read() as session:
        return list(session.scalars(select(Post.id)))


def agree_to_publish(village: Village) -> None:
    """The member lets the telephone stand on the board."""
    with village.profile.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, village.member).consent = "publish"
