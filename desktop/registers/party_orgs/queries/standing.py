"""Which rows of the Party tree stand on a day, asked of the database."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember, Post


def standing(mapped: Any, day: date) -> ColumnElement[bool]:
    """The condition that a dated row stands on `day`: begun, and not ended on it or before (see model)."""
    begun = or_(mapped.starts_on.is_(None), mapped.starts_on <= day)
    going: ColumnElement[bool] = mapped.alive & begun & or_(mapped.ends_on.is_(None), mapped.ends_on > day)
    return going


def below(session: Session, org_id: UUID, *, on: date) -> tuple[UUID, ...]:
    """The organisation and everything under it that stands on a day, topmost first."""
    found = [org_id]
    layer: Collection[UUID] = found
    while layer:
        under = select(PartyOrg.id).where(PartyOrg.parent_id.in_(layer), standing(PartyOrg, on)).order_by(PartyOrg.id)
        layer = session.scalars(under).all()
        found = [*found, *layer]
    return tuple(found)


def holders(session: Session, actor: Actor, *, kind: str, on: date, org_id: UUID | None = None) -> tuple[Post, ...]:
    """Who held a post on a day ("who was 支部书记 on 3 May"), the longest in office first."""
    query = select(Post).where(Post.kind == kind, standing(Post, on), visible(Post, actor))
    if org_id is not None:
        query = query.where(Post.org_id == org_id)
    return tuple(session.scalars(query.order_by(Post.starts_on, Post.id)))


def rows_of_org(session: Session, org_id: UUID) -> tuple[UUID, ...]:
    """The rows whose history belongs to an organisation: its buildings, its roll and its posts."""
    kinds: tuple[Any, ...] = (PartyOrgBuilding, PartyOrgMember, Post)
    return tuple(key for kind in kinds for key in session.scalars(select(kind.id).where(kind.org_id == org_id)))
