"""Which rows an actor sees: the subtree of the unit, by typed ids."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, UnaryExpression, delete, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op

from desktop.access.actor import Actor
from desktop.access.unit import Unit, UnitClosure, User
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.store.session import Derived
from desktop.store.types import Id


def rebuild_closure(session: Session) -> None:
    """Write the closure of the unit tree anew; the tree is small (a county has some 170 units)."""
    parents = {unit.id: unit.parent_id for unit in session.scalars(select(Unit).where(Unit.alive))}
    pairs = []
    for below in parents:
        above: UUID | None = below
        while above is not None and above in parents:
            pairs.append({"above_id": above, "below_id": below})
            above = parents[above]
    connection = session.connection()
    connection.execute(delete(UnitClosure))
    if pairs:
        connection.execute(insert(UnitClosure), pairs)


def _refresh(session: Session, _touched: Mapping[str, set[UUID]]) -> None:
    rebuild_closure(session)


# The county sends units, moves them and ends them: whoever wrote, who is below whom is known in the same transaction.
CLOSURE = Derived({"unit": frozenset({"parent_id", "alive"})}, _refresh)


def below(session: Session, unit_id: UUID) -> frozenset[UUID]:
    """The unit and everything under it."""
    return frozenset(session.scalars(select(UnitClosure.below_id).where(UnitClosure.above_id == unit_id)))


def actor_for(session: Session, user_name: str) -> Actor:
    """The actor of an active user of this profile, by name; UserError when there is none."""
    user = session.scalars(select(User).where(User.name == user_name, User.alive, User.active)).first()
    if user is None:
        raise UserError(_("没有叫这个名字的用户，或已停用。请核对用户名。"))
    scope, granted = below(session, user.unit_id), frozenset((user.granted or "").split())
    level = session.scalars(select(Unit.level).where(Unit.id == user.unit_id)).first() or "grid"
    return Actor(user.id, user.name, user.role, user.unit_id, scope, granted, level)


def sees_all(session: Session, actor: Actor) -> bool:
    """Whether no unit of this file lies outside the scope, as on the PC of a branch."""
    outside = select(Unit.id).where(Unit.id.not_in(sorted(actor.scope))).limit(1)
    return session.scalar(outside) is None


def visible(mapped: Any, actor: Actor) -> ColumnElement[bool]:
    """The condition that keeps rows of other units out of a query on `mapped`.

    A file holds little but the scope of its users. Of an index of the unit the database would read every row first,
    before it looks at the building or the day that was asked for; the sign before the column keeps it from that.
    """
    scope, unit = sorted(actor.scope), UnaryExpression(mapped.unit_id, operator=custom_op("+"), type_=Id())
    return unit == scope[0] if len(scope) == 1 else unit.in_(scope)
