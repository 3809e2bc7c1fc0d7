"""The newest deeds of the journal with what each did to which table: walked from one to the next, never scanned."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, Row, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from desktop.access.actor import Actor
from desktop.access.roles import BY_NAME
from desktop.access.scope import sees_all
from desktop.base.clock import SHANGHAI
from desktop.standard.derived import in_chunks
from desktop.standard.history import type_of
from desktop.store.journal import Change
from desktop.store.record import record_types


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deeds: of these days, of one person, of one register; None for any."""

    first: date | None = None
    last: date | None = None
    actor_id: UUID | None = None
    register: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a deed did in one table: how many rows, one of them, and whether any is new."""

    count: int
    row_id: UUID
    made: bool


@dataclass(frozen=True, slots=True)
class Done:
    """All of a deed that may be told: its actions (an import may have more than one) and what it did by table."""

    actions: tuple[str, ...]
    touched: Mapping[str, Touched]


@dataclass(frozen=True)
class Deeds:
    """The deeds that were asked for; `tables` are those that the register asked for writes."""

    session: Session
    actor: Actor
    asked: Asked
    tables: Collection[str]

    def newest(self, limit: int) -> list[Row[Any]]:
        """The newest change of each deed, or of each import, the newest first."""
        found: dict[UUID, Row[Any]] = {}
        passed: set[UUID] = set()
        walked = {"yield_per": limit}  # the database walks no further than it is read
        with self.session.execute(self._matching(), execution_options=walked) as rows:
            for change in rows:
                key = key_of(change)
                if key in passed:
                    continue
                passed.add(key)
                if self._all_units or self._in_scope(change):
                    found[key] = change
                if len(found) == limit:
                    break
        return list(found.values())

    def done(self, deeds: Sequence[Row[Any]]) -> dict[UUID, Done]:
        """What each did, by its key; counted by the database for all of them at once: a statement has its price."""
        found: dict[UUID, Done] = {}
        of_tx = {change.tx: change.action for change in deeds if change.batch is None}
        imports = {change.batch for change in deeds if change.batch is not None}
        for keys in in_chunks(of_tx):
            for key, table, *did in self.session.execute(_counted(keys, Change.tx)):
                self._add(found, key, of_tx[key], table, Touched(*did))
        for keys in in_chunks(imports):
            for key, action, table, *did in self.session.execute(_counted(keys, Change.batch, Change.action)):
                self._add(found, key, action, table, Touched(*did))
        return found

    def _add(self, found: dict[UUID, Done], key: UUID, action: str, table: str, one: Touched) -> None:
        if not self._told(action, table):
            return
        done = found.get(key, Done((), {}))
        same = done.touched.get(table)
        if same is not None:  # under another action of the same import
            one = Touched(one.count + same.count, one.row_id, bool(one.made or same.made))
        found[key] = Done(tuple(dict.fromkeys((*done.actions, action))), {**done.touched, table: one})

    @cached_property
    def _hidden(self) -> Collection[str]:
        return hidden()

    @cached_property
    def _all_units(self) -> bool:
        return sees_all(self.session, self.actor)

    def _in_scope(self, change: Row[Any]) -> bool:
        of_it = Change.tx == change.tx if change.batch is None else Change.batch == change.batch
        query = select(Change.action, Change.table_name, Change.row_id).where(of_it).distinct()
        return any(
            getattr(self.session.get(type_of(table), row_id), "unit_id", None) in self.actor.scope
            for action, table, row_id in self.session.execute(query).all()
            if self._told(action, table)
        )

    def _told(self, action: str, table: str) -> bool:
        """Of a deed of the register asked for all is told, of another one only what it did to that register."""
        if table in self._hidden or action.partition(".")[0] in BY_NAME:
            return False
        register = self.asked.register
        return not register or table in self.tables or action.startswith(f"{register}.")

    def _matching(self) -> Any:
        asked, walk, row = self.asked, self._walk(), aliased(Change)
        of_deed = select(row.id).where(row.tx == Change.tx)
        query = (
            select(Change.tx, Change.batch, Change.action, Change.source, Change.actor, Change.at)
            .join_from(walk, Change, Change.id == walk.c.id)
            .where(*(~Change.action.startswith(f"{name}.") for name in sorted(BY_NAME)))
        )
        if asked.actor_id is not None:
            query = query.where(Change.actor == asked.actor_id)
        told = of_deed.where(row.table_name.not_in(self._hidden)).exists()
        if asked.register:
            wrote = of_deed.where(row.table_name.in_(sorted({*self.tables} - {*self._hidden}))).exists()
            return query.where(or_(wrote, and_(Change.action.startswith(f"{asked.register}."), told)))
        return query.where(told)

    def _walk(self) -> CTE:
        """The newest change of each transaction, from one to the one before it: an import has thousands of others.

        It is read as it is walked. To sort it, the database would have to walk to the oldest deed first.
        """
        asked, one = self.asked, aliased(Change)
        since = [] if asked.first is None else [Change.at >= _midnight(asked.first)]
        until = [] if asked.last is None else [Change.at < _midnight(asked.last + timedelta(days=1))]
        newest = (Change.at.desc(), Change.tx.desc())
        last = select(Change.id, Change.at, Change.tx).where(*since, *until).order_by(*newest).limit(1).subquery()
        walk = select(last.c.id, last.c.at, last.c.tx).cte("walk", recursive=True)
        before = tuple_(Change.at, Change.tx) < tuple_(walk.c.at, walk.c.tx)
        following = select(Change.id).where(before, *since).order_by(*newest).limit(1).correlate(walk)
        return walk.union_all(
            select(one.id, one.at, one.tx).join_from(walk, one, one.id == following.scalar_subquery())
        )


def key_of(change: Row[Any]) -> UUID:
    """What the changes of one deed have in common, or those of one import."""
    key: UUID = change.batch or change.tx
    return key


def hidden() -> Collection[str]:
    """The tables that ask for a permission given by name: they stand on their own screen only."""
    asked = {kind.__tablename__: str(getattr(kind, "permission", "")) for kind in record_types()}
    return sorted(table for table, permission in asked.items() if permission.partition(".")[0] in BY_NAME)


def _counted(keys: list[UUID], *by: Any) -> Any:
    """Rows by deed and table, in the order of an index that holds all that is asked: no change is read for it."""
    of_table = (*by, Change.table_name)
    did = (func.count(Change.row_id.distinct()), func.min(Change.row_id), func.max(Change.op == "insert"))
    return select(*of_table, *did).where(by[0].in_(keys)).group_by(*of_table)


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp() * 1000)
