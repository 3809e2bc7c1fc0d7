"""What people do with posts: appoint, appoint again, end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.party_orgs import rules
from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.registers.party_orgs.queries.standing import standing
from desktop.registers.people.model import Household, Membership, Person, Residence
from desktop.registers.people.queries import CURRENT

FIT_KINDS = frozenset({"branch", "reporting", "floating"})  # memberships that are verified


@dataclass(frozen=True, slots=True)
class Appointed:
    """A post that was made, with sentences of what is to be seen to."""

    id: UUID
    reminders: tuple[str, ...]


def appoint(
    session: Session,
    actor: Actor,
    org_id: UUID | None,
    *,
    kind: str,
    on: date,
    person_id: UUID | None = None,
    holder_name: str = "",
    title: str = "",
    place_name: str = "",
    stairwell_id: UUID | None = None,
    term_until: date | None = None,
    basis: str = "",
    replaces: bool = False,
) -> Appointed:
    """Give somebody a post, in an organisation or outside this tree (`place_name`).

    With `replaces`, whoever holds the same post there leaves it the same day; else two holders at a time are told of.
    """
    actor.require("posts.appoint")
    person = session.get(Person, person_id) if person_id else None
    before = _same_posts(session, org_id, kind, stairwell_id, on) if org_id else ()
    if replaces:
        for post in before:
            post.ends_on, post.end_reason = max(on, post.starts_on), "replaced"
    made = add(
        session, actor, org_id=org_id, kind=kind, person=person, on=on, holder_name=holder_name, title=title,
        place_name=place_name, stairwell_id=stairwell_id, term_until=term_until, basis=basis,
    )  # fmt: skip
    single = kind in rules.SINGLE or stairwell_id is not None
    names = "、".join(post.holder_name for post in before if not replaces and single)
    told = _("{title}现有两人任职，另一位是 {names}，请核对。").format(title=made.title, names=names) if names else ""
    return Appointed(made.id, (told,) if told else ())


def add(
    session: Session,
    actor: Actor,
    *,
    org_id: UUID | None,
    kind: str,
    person: Person | None,
    on: date,
    holder_name: str = "",
    title: str = "",
    place_name: str = "",
    stairwell_id: UUID | None = None,
    term_until: date | None = None,
    basis: str = "",
) -> Post:
    """The row of a post, checked; part of a deed that has asked for its own permission."""
    org = session.get_one(PartyOrg, org_id) if org_id else None
    if org is not None:
        actor.require("posts.see", org.unit_id)
        if not rules.is_standing(org, on):
            raise UserError(
                _("“{name}”在 {day} 还没有成立或已经撤销，请核对任职日期。").format(name=org.name, day=on.isoformat()),
                field="on",
            )
    if person is not None:
        actor.require("posts.see", person.unit_id)
        if person.died_on is not None:
            raise UserError(_("{name}已故，不能任职。").format(name=person.name), field="person_id")
    if kind == "secretary":
        _check_secretary(session, person, org)
    post = Post(
        unit_id=org.unit_id if org else actor.unit_id, org_id=org_id, kind=kind, stairwell_id=stairwell_id,
        title=title.strip() or codes.label("post_kind", kind), place_name="" if org else place_name.strip(),
        person_id=person.id if person else None, holder_name=person.name if person else holder_name.strip(),
        starts_on=on, term_until=term_until, basis=basis.strip(),
    )  # fmt: skip
    rules.check_kind(post, org)
    rules.check_post(post)
    session.add(post)
    session.flush()
    return post


def reappoint(session: Session, actor: Actor, post_id: UUID, *, on: date, term_until: date, basis: str = "") -> UUID:
    """连任: the term that stands ends on the day, and a new one of the same holder begins."""
    post = _open(session, actor, "posts.reappoint", post_id)
    if on <= post.starts_on:
        raise UserError(_("连任日期要晚于原任职日期 {day}。").format(day=post.starts_on.isoformat()), field="on")
    person = session.get(Person, post.person_id) if post.person_id else None
    post.ends_on, post.end_reason = on, "re_elected"
    made = add(
        session, actor, org_id=post.org_id, kind=post.kind, person=person, on=on, holder_name=post.holder_name,
        title=post.title, place_name=post.place_name, stairwell_id=post.stairwell_id, term_until=term_until,
        basis=basis,
    )  # fmt: skip
    return made.id


def end_post(session: Session, actor: Actor, post_id: UUID, *, on: date, reason: str) -> None:
    """The holder leaves the post; it is vacant from that day until somebody is appointed."""
    post = _open(session, actor, "posts.end_post", post_id)
    post.ends_on, post.end_reason = on, reason
    rules.check_post(post)
    session.flush()


def incumbents(session: Session, org_id: UUID, kind: str, stairwell_id: UUID | None, *, on: date) -> tuple[str, ...]:
    """The names of whoever holds this post of an organisation on a day: asked before another is appointed."""
    return tuple(post.holder_name for post in _same_posts(session, org_id, kind, stairwell_id, on))


def _open(session: Session, actor: Actor, permission: str, post_id: UUID) -> Post:
    post = session.get_one(Post, post_id)
    actor.require(permission, post.unit_id)
    if not rules.may_go_on(post):
        raise UserError(_("{post} 已经卸任，什么也没有改。").format(post=post.label))
    return post


def _same_posts(session: Session, org_id: UUID, kind: str, stairwell_id: UUID | None, on: date) -> Sequence[Post]:
    query = select(Post).where(Post.org_id == org_id, Post.kind == kind, standing(Post, on))
    if stairwell_id is not None:
        query = query.where(Post.stairwell_id == stairwell_id)
    return session.scalars(query.order_by(Post.starts_on)).all()


def _check_secretary(session: Session, person: Person | None, org: PartyOrg | None) -> None:
    """A 支部书记 is a Party member who lives in the compound (MISSION, posts)."""
    if person is None:
        raise UserError(_("支部书记要从登记的居民里选，不能只写姓名。"), field="person_id")
    membership = select(Membership.kind).where(
        Membership.person_id == person.id, Membership.alive, Membership.ends_on.is_(None)
    )
    if not FIT_KINDS & set(session.scalars(membership)):
        raise UserError(
            _("{name}没有核实过的党员身份，不能任支部书记。请先在居民页登记或核实。").format(name=person.name),
            field="person_id",
        )
    lives = (
        select(Residence.id)
        .join(Household, Household.id == Residence.household_id)
        .where(Residence.person_id == person.id, CURRENT, Residence.main)
        .where(Household.alive, Household.ended_on.is_(None), Household.unit_id == (org.unit_id if org else None))
    )
    if session.scalars(lives).first() is None:
        raise UserError(
            _("{name}没有登记住在本小区，不能任支部书记。请先把住处登记到住户里。").format(name=person.name),
            field="person_id",
        )
