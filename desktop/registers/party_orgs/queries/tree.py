"""The tree of organisations on a day, and all that one of them is: posts, roll, buildings, centres."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.party_orgs import rules
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember, Post
from desktop.registers.party_orgs.queries.lists import member_rows
from desktop.registers.party_orgs.queries.standing import standing
from desktop.registers.people.model import Household, Person


@dataclass(frozen=True, slots=True)
class Held:
    """A post with its holder; `where` is the stairwell of a liaison."""

    id: UUID
    kind: str
    title: str
    holder: str
    person_id: UUID | None
    where: str
    starts_on: date
    term_until: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation in the tree; `missing` are the posts that nobody holds, in words."""

    id: UUID
    parent_id: UUID | None
    tier: str
    name: str
    depth: int
    posts: tuple[Held, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A Party member on a roll; `since` is None where the roll is the membership itself (a branch)."""

    person_id: UUID
    name: str
    kind: str | None
    door: str
    posts: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """One organisation as its page shows it; `former` are earlier holders, the latest first."""

    node: Node
    above: str
    starts_on: date | None
    remark: str
    door: str
    household_id: UUID | None
    buildings: tuple[tuple[UUID, str], ...]
    stairwells: tuple[tuple[UUID, str], ...]
    unattended: tuple[str, ...]  # stairwells without a liaison
    roll: tuple[Enrolled, ...]
    below: tuple[Node, ...]
    former: tuple[Held, ...]


def tree(session: Session, actor: Actor, *, on: date) -> tuple[Node, ...]:
    """Every organisation of the scope that stood on a day, each before those under it."""
    actor.require("party_orgs.see")
    orgs = session.scalars(
        select(PartyOrg).where(standing(PartyOrg, on), visible(PartyOrg, actor)).order_by(PartyOrg.sort, PartyOrg.id)
    ).all()
    posts = _posts(session, actor, on)
    here = {org.id for org in orgs}
    under: dict[UUID | None, list[PartyOrg]] = defaultdict(list)
    for org in orgs:
        under[org.parent_id if org.parent_id in here else None].append(org)
    under[None].sort(key=lambda org: (rules.TIERS.index(org.tier), org.sort))
    found: list[Node] = []

    def walk(parent: UUID | None, depth: int) -> None:
        for org in under[parent]:
            found.append(_node(org, depth, posts[org.id]))
            walk(org.id, depth + 1)

    walk(None, 0)
    return tuple(found)


def facts(session: Session, actor: Actor, org_id: UUID, *, on: date) -> Facts:
    """All of one organisation on a day; UserError when it did not stand then or lies outside the scope."""
    nodes = {node.id: node for node in tree(session, actor, on=on)}
    node = nodes.get(org_id)
    if node is None:
        raise UserError(_("这个组织在所选日期还没有成立，或已经撤销。请换一个日期，或在左边另选一个。"))
    org = session.get_one(PartyOrg, org_id)
    buildings = _buildings(session, org_id, on)
    stairwells = _stairwells(session, [key for key, _name in buildings])
    attended = {post.where for post in node.posts if post.kind == "liaison"}
    above = nodes.get(org.parent_id) if org.parent_id else None
    return Facts(
        node=node,
        above=above.name if above else "",
        starts_on=org.starts_on,
        remark=org.remark,
        door=door_of(session, org.household_id),
        household_id=org.household_id,
        buildings=buildings,
        stairwells=stairwells,
        unattended=tuple(name for _key, name in stairwells if name not in attended),
        roll=_roll(session, org, on),
        below=tuple(each for each in nodes.values() if each.parent_id == org_id),
        former=_held(session, [Post.org_id == org_id, Post.alive, Post.ends_on <= on])[::-1],
    )


def door_of(session: Session, household_id: UUID | None) -> str:
    """The door of a household; "" for none."""
    door = (
        select(Dwelling.door).join(Household, Household.dwelling_id == Dwelling.id).where(Household.id == household_id)
    )
    return session.scalars(door).first() or ""


def _node(org: PartyOrg, depth: int, posts: Sequence[Held]) -> Node:
    leading = rules.LEADING[org.tier]
    wanted = org.tier in rules.WATCHED and all(post.kind != leading for post in posts)
    missing = (codes.label("post_kind", leading),) if wanted else ()
    return Node(org.id, org.parent_id, org.tier, org.name, depth, tuple(posts), missing)


def _posts(session: Session, actor: Actor, on: date) -> dict[UUID | None, list[Held]]:
    found: dict[UUID | None, list[Held]] = defaultdict(list)
    places: Any = select(Post.id, Post.org_id).where(standing(Post, on), visible(Post, actor))
    org_of = dict(session.execute(places).all())
    for held in _held(session, [standing(Post, on), visible(Post, actor)]):
        found[org_of[held.id]].append(held)
    return found


def _held(session: Session, where: Sequence[Any]) -> tuple[Held, ...]:
    """Posts in the order of their kinds, those of one kind by stairwell, then by the day they were taken up."""
    kinds = [code for code, _label in codes.options("post_kind")]
    query = (
        select(Post, Building.name, Stairwell.name, Stairwell.sort)
        .outerjoin(Stairwell, Stairwell.id == Post.stairwell_id)
        .outerjoin(Building, Building.id == Stairwell.building_id)
        .where(*where)
    )
    found = [
        (
            (kinds.index(post.kind), building or "", sort or "", post.starts_on),
            Held(
                post.id, post.kind, post.title, post.holder_name, post.person_id, (building or "") + (stairwell or ""),
                post.starts_on, post.term_until, post.ends_on,
            ),
        )
        for post, building, stairwell, sort in session.execute(query)
    ]  # fmt: skip
    return tuple(held for _key, held in sorted(found, key=lambda pair: pair[0]))


def _buildings(session: Session, org_id: UUID, on: date) -> tuple[tuple[UUID, str], ...]:
    query = (
        select(Building.id, Building.name)
        .join(PartyOrgBuilding, PartyOrgBuilding.building_id == Building.id)
        .where(PartyOrgBuilding.org_id == org_id, standing(PartyOrgBuilding, on))
        .order_by(Building.sort)
    )
    return tuple((key, name) for key, name in session.execute(query))


def _stairwells(session: Session, building_ids: Sequence[UUID]) -> tuple[tuple[UUID, str], ...]:
    query = (
        select(Stairwell.id, Building.name, Stairwell.name)
        .join(Building, Building.id == Stairwell.building_id)
        .where(Stairwell.alive, Stairwell.building_id.in_(building_ids))
        .order_by(Building.sort, Stairwell.sort)
    )
    return tuple((key, building + name) for key, building, name in session.execute(query))


def _roll(session: Session, org: PartyOrg, on: date) -> tuple[Enrolled, ...]:
    """The members of a group, those of the unit for a branch, nobody elsewhere."""
    members = member_rows(on)
    rows: Any = members.c
    if org.tier == "branch":
        own = select(rows).where(rows.unit_id == org.unit_id).order_by(rows.name_sort)
        return tuple(Enrolled(m.id, m.name, m.kind, m.door, m.posts, None) for m in session.execute(own))
    query: Any = (
        select(Person.id, Person.name, rows.kind, rows.door, rows.posts, PartyOrgMember.starts_on)
        .join(PartyOrgMember, and_(PartyOrgMember.person_id == Person.id, standing(PartyOrgMember, on)))
        .outerjoin(members, rows.id == Person.id)
        .where(PartyOrgMember.org_id == org.id)
        .order_by(rows.name_sort)
    )
    return tuple(Enrolled(row[0], row[1], row[2], row[3] or "", row[4] or "", row[5]) for row in session.execute(query))
