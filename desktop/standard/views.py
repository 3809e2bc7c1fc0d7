"""Saved filters of a list: one's own and those that the branch shares."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.list import Filter, Query, Sort
from desktop.standard.spans import Days, spans
from desktop.standard.tables import SavedFilter

LONGEST = 20  # characters of a name: it stands in a menu


@dataclass(frozen=True, slots=True)
class View:
    """A saved filter as a menu shows it; `mine` says whether this person may rename or take it away."""

    id: UUID
    register: str
    name: str
    query: Query
    shared: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a filter came to; `replaced` when one of the same name stood there."""

    id: UUID
    replaced: bool


class _Condition(msgspec.Struct, omit_defaults=True):
    """A filter as it is kept: a range of days that has a name is kept by the name."""

    column: str
    values: tuple[Any, ...] = ()
    span: Days | None = None
    named: str = ""
    blank: bool | None = None


class _Said(msgspec.Struct, omit_defaults=True):
    """A query as it is kept."""

    text: str = ""
    filters: tuple[_Condition, ...] = ()
    sort: tuple[Sort, ...] = ()


def views(session: Session, actor: Actor, *, registers: Collection[Register], today: date) -> tuple[View, ...]:
    """The saved filters of these lists: one's own first, then the shared ones, each by name.

    A condition on a column that is gone is left out.
    """
    known = {register.name: register for register in registers if actor.may(f"{register.name}.see")}
    rows = session.scalars(
        select(SavedFilter)
        .where(SavedFilter.alive, visible(SavedFilter, actor), SavedFilter.register.in_(known))
        .where(or_(SavedFilter.owner_id.is_(None), SavedFilter.owner_id == actor.id))
        .order_by(SavedFilter.owner_id.is_(None), SavedFilter.name, SavedFilter.id)
    )
    return tuple(_view(row, actor, known[row.register], today) for row in rows)


def keep(
    session: Session, actor: Actor, register: str, *, name: str, query: Query, today: date, shared: bool = False
) -> Kept:
    """Keep a query of the list `register` under a name; one of the same name and owner is replaced.

    UserError for a name that will not do.
    """
    actor.require("views.share" if shared else "views.save")
    named = _checked(name)
    owner = None if shared else actor.id
    row = _same(session, actor, register, named, owner)
    said = as_json(query, today)
    if row is not None:
        row.query = said
        return Kept(row.id, replaced=True)
    row = SavedFilter(unit_id=actor.unit_id, register=register, name=named, query=said, owner_id=owner)
    session.add(row)
    session.flush()
    return Kept(row.id, replaced=False)


def rename(session: Session, actor: Actor, view_id: UUID, *, name: str) -> None:
    """Call a saved filter otherwise."""
    row, named = _changeable(session, actor, view_id), _checked(name)
    other = _same(session, actor, row.register, named, row.owner_id)
    if other is not None and other.id != row.id:
        raise UserError(_("已经有叫“{name}”的筛选，没有改名。请换一个名称。").format(name=named), field="name")
    row.name = named


def share(session: Session, actor: Actor, view_id: UUID, *, shared: bool) -> None:
    """Give one's own filter to everybody of the branch, or take a shared one back as one's own."""
    actor.require("views.share")
    row, owner = _changeable(session, actor, view_id), None if shared else actor.id
    other = _same(session, actor, row.register, row.name, owner)
    if other is not None and other.id != row.id:
        raise UserError(_("那边已经有叫“{name}”的筛选，没有改动。请先改名。").format(name=row.name))
    row.owner_id = owner


def retire(session: Session, actor: Actor, view_id: UUID) -> None:
    """Take a saved filter away; undoing the deed brings it back."""
    _changeable(session, actor, view_id).alive = False


def as_json(query: Query, today: date) -> str:
    """A query as it is kept."""
    names = {span.days: span.name for span in spans(today)}
    named = [names.get(f.span, "") if f.span else "" for f in query.filters]
    conditions = tuple(
        _Condition(f.column, f.values, None if name else f.span, name, f.blank)
        for f, name in zip(query.filters, named, strict=True)
    )
    return msgspec.json.encode(_Said(query.text, conditions, query.sort)).decode()


def from_json(said: str, register: Register, today: date) -> Query:
    """The query that `as_json` wrote, as of `today` and without what the register does not have any more."""
    kept = msgspec.json.decode(said, type=_Said)
    columns, named = {column.name for column in register.columns}, {span.name: span.days for span in spans(today)}
    filters = tuple(
        Filter(c.column, c.values, named.get(c.named, c.span), c.blank) for c in kept.filters if c.column in columns
    )
    return Query(kept.text, filters, tuple(sort for sort in kept.sort if sort.column in columns))


def _view(row: SavedFilter, actor: Actor, register: Register, today: date) -> View:
    shared = row.owner_id is None
    mine = actor.may("views.share" if shared else "views.save")
    return View(row.id, row.register, row.name, from_json(row.query, register, today), shared, mine)


def _same(session: Session, actor: Actor, register: str, name: str, owner: UUID | None) -> SavedFilter | None:
    owned = SavedFilter.owner_id.is_(None) if owner is None else SavedFilter.owner_id == owner
    wanted = (
        SavedFilter.alive,
        visible(SavedFilter, actor),
        SavedFilter.register == register,
        SavedFilter.name == name,
    )
    return session.scalars(select(SavedFilter).where(*wanted, owned)).first()


def _changeable(session: Session, actor: Actor, view_id: UUID) -> SavedFilter:
    row = session.scalars(select(SavedFilter).where(SavedFilter.id == view_id, visible(SavedFilter, actor))).first()
    if row is None or row.owner_id not in {None, actor.id}:
        raise UserError(_("没有找到这个筛选，可能已被删除。列表没有改动。"))
    actor.require("views.share" if row.owner_id is None else "views.save", row.unit_id)
    return row


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise UserError(_("请填写筛选的名称，例如 3号楼空置"), field="name")
    if len(plain) > LONGEST:
        raise UserError(_("名称最多 {count} 个字，请写短一些").format(count=LONGEST), field="name")
    return plain
