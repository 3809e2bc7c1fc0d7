"""The lists of organisations, posts and Party members as they stood on any day: a query each, not a table."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, literal, select
from sqlalchemy.orm import aliased

from desktop import codes
from desktop.base.text import _
from desktop.registers.buildings.model import Building, Stairwell
from desktop.registers.party_orgs import rules
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember, Post
from desktop.registers.party_orgs.queries.standing import standing
from desktop.registers.people.model import Membership, Person, PersonRow
from desktop.registers.people.queries import LIVING

Linked = Callable[[date], Select[UUID, UUID]]  # (member_id, household_id) of the links that stand on a day
SEPARATOR = "、"  # data


def _order(column: Any, words: tuple[str, ...]) -> ColumnElement[int]:
    """The place of a code in its table, for sorting."""
    return case({word: at for at, word in enumerate(words)}, value=column, else_=len(words))


def _joined(
    column: Any, rows: Any, *where: ColumnElement[bool], order: tuple[Any, ...], joins: tuple[tuple[Any, Any], ...] = ()
) -> Any:
    """The values of a correlated query on `rows` in one text, in their order."""
    made = select(func.coalesce(func.aggregate_strings(column, SEPARATOR).aggregate_order_by(*order), ""))
    made = made.select_from(rows)
    for join in joins:
        made = made.outerjoin(*join)
    return made.where(*where).scalar_subquery()


def _linked_homes(links: Any, roll: Any, where: ColumnElement[bool]) -> Any:
    """How many households the members of a roll are linked to."""
    return (
        select(func.count(func.distinct(links.c.household_id)))
        .select_from(roll)
        .join(links, links.c.member_id == roll.person_id)
        .where(where)
        .correlate(PartyOrg)
        .scalar_subquery()
    )


def org_rows(day: date, *, linked: Linked, tier: str = "") -> Subquery:
    """Organisations (of one tier only, if given) that stand on `day`, with all that hangs on them in words.

    Leader, liaisons, buildings, centres, the number of members and of the households that these are linked to.
    """
    parent, centre = aliased(PartyOrg), aliased(PartyOrg)
    links = linked(day).subquery()
    on_roll = and_(PartyOrgMember.org_id == PartyOrg.id, standing(PartyOrgMember, day))
    leading = and_(Post.org_id == PartyOrg.id, Post.kind.in_(rules.LEADING.values()), standing(Post, day))
    leader = _joined(Post.holder_name, Post, leading, order=(Post.starts_on,))
    own = and_(Membership.unit_id == PartyOrg.unit_id, standing(Membership, day))  # a branch keeps no other roll
    return (
        select(
            PartyOrg.id,
            PartyOrg.unit_id,
            PartyOrg.name,
            PartyOrg.sort,
            PartyOrg.tier,
            _order(PartyOrg.tier, rules.TIERS).label("tier_sort"),
            func.coalesce(parent.name, "").label("parent"),
            case(
                (and_(leader == "", PartyOrg.tier.in_(rules.WATCHED)), _("空缺")),
                else_=leader,
            ).label("leader"),
            _joined(
                Post.holder_name,
                Post,
                Post.org_id == PartyOrg.id,
                Post.kind == "liaison",
                standing(Post, day),
                order=(Building.sort, Stairwell.sort),
                joins=(
                    (Stairwell, Stairwell.id == Post.stairwell_id),
                    (Building, Building.id == Stairwell.building_id),
                ),
            ).label("liaisons"),
            _joined(
                Building.name,
                PartyOrgBuilding,
                PartyOrgBuilding.org_id == PartyOrg.id,
                standing(PartyOrgBuilding, day),
                order=(Building.sort,),
                joins=((Building, Building.id == PartyOrgBuilding.building_id),),
            ).label("buildings"),
            case(
                (PartyOrg.tier == "branch", select(func.count(Membership.id)).where(own).scalar_subquery()),
                else_=select(func.count(PartyOrgMember.id)).where(on_roll).scalar_subquery(),
            ).label("members"),
            case(
                (PartyOrg.tier == "branch", _linked_homes(links, Membership, own)),
                else_=_linked_homes(links, PartyOrgMember, on_roll),
            ).label("households"),
            _joined(
                centre.name,
                centre,
                centre.parent_id == PartyOrg.id,
                centre.tier == "centre",
                standing(centre, day),
                order=(centre.sort,),
            ).label("centres"),
            PartyOrg.starts_on,
            PartyOrg.remark,
        )
        .outerjoin(parent, parent.id == PartyOrg.parent_id)
        .where(standing(PartyOrg, day), *([PartyOrg.tier == tier] if tier else ()))
        .subquery()
    )


def post_rows(day: date) -> Subquery:
    """Posts held on `day`, in this tree and outside of it."""
    kinds = tuple(code for code, _label in codes.options("post_kind"))
    place = func.coalesce(Building.name + Stairwell.name, "")
    return (
        select(
            Post.id,
            Post.unit_id,
            Post.org_id,
            func.coalesce(PartyOrg.name, Post.place_name).label("place"),
            _order(func.coalesce(PartyOrg.tier, "~"), rules.TIERS).label("tier_sort"),
            func.coalesce(PartyOrg.sort, Post.place_name).label("place_sort"),
            func.coalesce(PartyOrg.tier, literal(None)).label("tier"),
            Post.kind,
            _order(Post.kind, kinds).label("kind_sort"),
            Post.title,
            Post.holder_name,
            func.coalesce(PersonRow.name_sort, Post.holder_name).label("holder_sort"),
            place.label("stairwell"),
            Post.starts_on,
            Post.term_until,
            Post.basis,
        )
        .outerjoin(PartyOrg, PartyOrg.id == Post.org_id)
        .outerjoin(PersonRow, PersonRow.id == Post.person_id)
        .outerjoin(Stairwell, Stairwell.id == Post.stairwell_id)
        .outerjoin(Building, Building.id == Stairwell.building_id)
        .where(standing(Post, day))
        .subquery()
    )


def member_rows(day: date) -> Subquery:
    """Party members of `day`, with group and posts; the id is the person's, the first membership counts."""
    first = aliased(Membership)
    return (
        select(
            Person.id,
            Membership.unit_id,
            Person.name,
            func.coalesce(PersonRow.name_sort, Person.name).label("name_sort"),
            Membership.kind,
            Membership.branch_name,
            Membership.joined_on,
            func.coalesce(PersonRow.door, "").label("door"),
            func.coalesce(PersonRow.door_sort, "~").label("door_sort"),
            _joined(
                PartyOrg.name,
                PartyOrgMember,
                PartyOrgMember.person_id == Person.id,
                standing(PartyOrgMember, day),
                order=(PartyOrg.sort,),
                joins=((PartyOrg, PartyOrg.id == PartyOrgMember.org_id),),
            ).label("group"),
            _joined(Post.title, Post, Post.person_id == Person.id, standing(Post, day), order=(Post.starts_on,)).label(
                "posts"
            ),
            func.coalesce(PersonRow.phone, "").label("phone"),
            Membership.starts_on,
        )
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(PersonRow, PersonRow.id == Person.id)
        .where(
            standing(Membership, day),
            LIVING,
            ~select(first.id)
            .where(first.person_id == Membership.person_id, standing(first, day), first.id < Membership.id)
            .exists(),
        )
        .subquery()
    )


__all__ = ["Linked", "member_rows", "org_rows", "post_rows"]
