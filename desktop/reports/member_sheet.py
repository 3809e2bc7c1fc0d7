"""党员信息表: what the register holds on a Party member, on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Field, Fields, Note, Signatures, Title
from desktop.registers.contacts.model import ContactLink, LinkRow
from desktop.registers.contacts.queries import STANDING
from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.registers.party_orgs.queries.standing import standing
from desktop.registers.people.model import Membership, Person, PersonRow
from desktop.registers.people.queries import ENROLLED, LIVING, grouped
from desktop.standard.derived import in_chunks
from desktop.standard.show import show
from desktop.standard.subject import Subject

HERE = "branch"  # membership_kind: whoever hangs on this branch is of it when no other is written down
_MOST_DOORS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSheet(Subject):
    """One member in words; what nobody knows is a box to fill in by hand."""

    name: str
    sex: str
    age: str
    id_tail: str
    branch: str
    kind: str
    posts: str  # with the organisation, as of the day of printing
    joined: str
    moved_here: str
    employer: str
    occupation: str
    door: str
    phone: str
    doors: tuple[str, ...]
    count: int  # of linked households; the first few are named


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[MemberSheet]:
    """A sheet for each member among the people, in the order of the people. UserError when none of them is one."""
    sheets: dict[UUID, MemberSheet] = {}
    units = {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_(sorted(actor.scope))))}
    for part in in_chunks(set(ids)):
        memberships = grouped(session, Membership, "person_id", ids=part, current=ENROLLED)
        links, posts = _doors(session, part), _posts(session, part, today)
        query = (
            select(Person, PersonRow)
            .join(PersonRow, PersonRow.id == Person.id)
            .where(Person.id.in_(sorted(memberships)), LIVING, visible(Person, actor))
        )
        for person, row in session.execute(query):
            sheets[person.id] = _sheet(
                person,
                row,
                memberships[person.id][0],
                units[person.unit_id],
                doors=links.get(person.id, []),
                posts=posts.get(person.id, []),
                today=today,
            )
    if not sheets:
        raise UserError(_("所选的人里没有登记为党员的，没有打印。请先在居民里填写党员身份。"))
    return [sheets[each] for each in dict.fromkeys(ids) if each in sheets]


def _doors(session: Session, people: Sequence[UUID]) -> Mapping[UUID, list[str]]:
    query = (
        select(ContactLink.member_id, LinkRow.door)
        .join(LinkRow, LinkRow.id == ContactLink.id)
        .where(ContactLink.member_id.in_(people), STANDING)
        .group_by(ContactLink.member_id, LinkRow.door)
        .order_by(func.min(LinkRow.door_sort))
    )
    found: dict[UUID, list[str]] = {}
    for member_id, door in session.execute(query):
        found.setdefault(member_id, []).append(door)
    return found


def _posts(session: Session, people: Sequence[UUID], today: date) -> Mapping[UUID | None, list[str]]:
    """The posts that each holds today, with the organisation or the place."""
    query = (
        select(Post.person_id, Post.title, Post.place_name, PartyOrg.name)
        .outerjoin(PartyOrg, PartyOrg.id == Post.org_id)
        .where(Post.person_id.in_(people), standing(Post, today))
        .order_by(Post.starts_on, Post.id)
    )
    found: dict[UUID | None, list[str]] = {}
    for person_id, title, place, org in session.execute(query):
        found.setdefault(person_id, []).append((org or place) + title)
    return found


def _sheet(
    person: Person,
    row: PersonRow,
    membership: Membership,
    unit: Unit,
    *,
    doors: list[str],
    posts: list[str],
    today: date,
) -> MemberSheet:
    own = membership.kind == HERE
    return MemberSheet(
        register="people",
        record_id=person.id,
        unit_id=person.unit_id,
        headline=f"{row.door} {person.name}".strip(),
        name=person.name,
        sex=show("code", person.sex, codes="sex", today=today),
        age=show("age", person.born, today=today),
        id_tail=show("citizen_id", person.id_no, today=today),
        branch=membership.branch_name or (unit.branch_name if own else ""),
        kind=codes.label("membership_kind", membership.kind),
        posts="、".join(posts),
        joined=str(membership.joined_on or ""),
        moved_here=show("day", membership.starts_on, today=today) if own else "",
        employer=person.employer,
        occupation=person.occupation,
        door=row.door,
        phone=show("phone", row.phone, today=today),
        doors=tuple(doors[:_MOST_DOORS]),
        count=len(doors),
    )


def draw(sheet: MemberSheet) -> Sequence[Block]:
    """One page; dues are the branch's own papers and stay to be written."""
    more = _("（共 {n} 户）").format(n=sheet.count) if sheet.count else ""
    return [
        Title(_("党员信息表"), size=18),
        Fields(
            (
                Field(_("姓名"), sheet.name),
                Field(_("性别"), sheet.sex),
                Field(_("年龄"), sheet.age),
                Field(_("证件末四位"), sheet.id_tail),
                Field(_("党员类别"), sheet.kind),
                Field(_("入党时间"), sheet.joined),
                Field(_("所在党支部"), sheet.branch, span=2),
                Field(_("党内职务"), sheet.posts),
                Field(_("转入本支部"), sheet.moved_here),
                Field(_("工作单位"), sheet.employer, span=2),
                Field(_("职务"), sheet.occupation),
                Field(_("联系电话"), sheet.phone),
                Field(_("现居门牌"), sheet.door),
                Field(_("党费交至"), _("　　　　年　　月")),
                Field(_("流动党员证"), "", span=2),
                Field(_("联系住户"), "、".join(sheet.doors) + more, span=2, lines=2),
            ),
            label_mm=28,
            line_mm=11,
            size=11,
        ),
        Note(_("党费、流动党员证按支部的登记手写。本表只用于支部日常联系。")),
        Signatures((_("本人"), _("支部"))),
    ]
