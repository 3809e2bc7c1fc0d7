"""楼栋党小组与中心户名册 and 任职一览: lists for the public board, with telephones only of those who agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Table, Title
from desktop.registers.party_orgs.model import Post
from desktop.registers.party_orgs.queries.lists import Linked, org_rows, post_rows
from desktop.registers.party_orgs.queries.tree import Held, facts, tree
from desktop.registers.people.model import Person
from desktop.registers.people.service import phones_of
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

PUBLISHED = "publish"  # consent_kind: the number may stand on the board


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Subject):
    """A list in words: its rows have a text for each column."""

    day: str
    rows: tuple[tuple[str, ...], ...]


def collect_groups(
    session: Session, actor: Actor, ids: Sequence[UUID], *, linked: Linked, today: date, on: date | None = None
) -> Sequence[Roster]:
    """One list of the groups among `ids`, or under them, as of `on`; nothing when there is none."""
    day = on or today
    nodes = {node.id: node for node in tree(session, actor, on=day)}
    counted = org_rows(day, linked=linked, tier="group").c
    linked_to: Any = session.execute(select(counted.id, counted.households))
    households: dict[UUID, int] = dict(linked_to.all())
    chosen = set(ids)
    rows = []
    for node in nodes.values():
        if node.tier != "group" or not chosen & set(_line(nodes, node.id)):
            continue
        one = facts(session, actor, node.id, on=day)
        leaders = [post for post in node.posts if post.kind == "group_leader"]
        liaisons = [post for post in node.posts if post.kind == "liaison"]
        rows.append((
            node.name,
            "、".join(name for _id, name in one.buildings),
            "、".join(post.holder for post in leaders) or _("空缺"),
            "\n".join(_with_stairwell(post) for post in liaisons),
            "、".join(member.name for member in one.roll),
            str(households.get(node.id, 0)),
            "\n".join(centre.name for centre in one.below),
            "、".join(filter(None, (_phone(session, post.person_id) for post in leaders))),
            one.remark,
        ))  # fmt: skip
    return [_sheet(actor, day, rows)] if rows else []


def _line(nodes: dict[UUID, Any], org_id: UUID) -> list[UUID]:
    found, at = [], org_id
    while at in nodes:
        found.append(at)
        at = nodes[at].parent_id
    return found


def _with_stairwell(post: Held) -> str:
    return f"{post.where} {post.holder}".strip()


def _phone(session: Session, person_id: UUID | None) -> str:
    """The first number of somebody who agreed to have it published; "" for everybody else."""
    person = session.get(Person, person_id) if person_id else None
    if person is None or person.consent != PUBLISHED:
        return ""
    numbers = phones_of(session, person.id)
    return numbers[0].number if numbers else ""


def _sheet(actor: Actor, day: date, rows: Sequence[tuple[str, ...]]) -> Roster:
    return Roster(unit_id=actor.unit_id, listed=True, day=_("截至 {day}").format(day=long_day(day)), rows=tuple(rows))


def draw_groups(sheet: Roster) -> Sequence[Block]:
    """A row for each group."""
    columns = (
        Column(_("党小组"), 26, align="left"), Column(_("楼栋"), 24, align="left"), Column(_("组长"), 18),
        Column(_("楼道联络员"), weight=1.3, align="left"), Column(_("成员"), weight=1.5, align="left"),
        Column(_("联系户数"), 12), Column(_("党员中心户"), weight=1.1, align="left"), Column(_("电话"), 27),
        Column(_("备注"), 22, align="left"),
    )  # fmt: skip
    return [
        Title(_("楼栋党小组与党员中心户名册"), sheet.day),
        Table(columns, sheet.rows),
        Note(_("电话只列本人同意公开的。联系户数是本组党员联系的户数，一户由两人联系时算一户。")),
    ]


def collect_posts(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, on: date | None = None
) -> Sequence[Roster]:
    """One list of the posts among `ids` on the day, in the order of the tree.

    Where some of them did not stand on that day (they were chosen in the list of another), all posts of their
    organisations on that day are meant.
    """
    day = on or today
    rows: Any = post_rows(day).c
    query = select(rows).where(visible(rows, actor))
    order = (rows.tier_sort, rows.place_sort, rows.kind_sort, rows.stairwell, rows.id)
    stood: dict[UUID, Any] = {row.id: row for row in session.execute(query.order_by(*order))}
    chosen = set(ids)
    if not chosen <= stood.keys():
        places = select(Post.org_id, Post.place_name).where(Post.id.in_(chosen), visible(Post, actor))
        meant = {org_id or place for org_id, place in session.execute(places)}
        chosen = {row.id for row in stood.values() if (row.org_id or row.place) in meant}
    listed = [
        (
            row.place, row.title, row.holder_name, row.stairwell, row.starts_on.isoformat(),
            row.term_until.isoformat() if row.term_until else "",
        )
        for row in stood.values()
        if row.id in chosen
    ]  # fmt: skip
    return [_sheet(actor, day, listed)] if listed else []


def draw_posts(sheet: Roster) -> Sequence[Block]:
    """A row for each post."""
    columns = (
        Column(_("序号"), 10), Column(_("组织"), weight=1.5, align="left"), Column(_("职务"), weight=1.1, align="left"),
        Column(_("任职人"), 30), Column(_("单元"), 24), Column(_("任职日期"), 22), Column(_("任期届满"), 22),
    )  # fmt: skip
    return [
        Title(_("任职一览"), sheet.day),
        Table(columns, [(str(at), *row) for at, row in enumerate(sheet.rows, 1)]),
    ]
