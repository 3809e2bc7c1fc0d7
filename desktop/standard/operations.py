"""All that was done to the data, deed by deed: who, when, what in words, how much; any of it can be taken back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, case, func, or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.roles import BY_NAME
from desktop.access.scope import sees_all
from desktop.access.unit import User
from desktop.base.clock import SHANGHAI
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.history import Event, Wording, event_of, type_of
from desktop.store.journal import Change
from desktop.store.record import Record, record_types

SEE, UNDO = "journal.see", "journal.undo"
AT_ONCE = 200  # deeds that one reading tells
FIXED = frozenset({"unit", "user_account", "key_change"})  # taking these back would lock everybody out
Named = Any  # (session, register, record) -> what a record is called, also one that is in no list any more


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deeds: of these days, of one person, of one register; None for any."""

    first: date | None = None
    last: date | None = None
    actor_id: UUID | None = None
    register: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One deed, or one import as a whole; `opens` is the register and id of the one record it is about, if one."""

    key: UUID
    whole: bool  # `key` is a batch
    at: int
    by: str
    action: str
    what: str
    rows: int
    source: str
    opens: tuple[str, UUID] | None
    undoable: bool


@dataclass(frozen=True, slots=True)
class _Touched:
    """What a deed did in one table: how many rows, one of them, and whether any is new."""

    count: int
    row_id: UUID
    made: bool


def operations(
    session: Session, actor: Actor, *, asked: Asked, catalog: Sequence[Register], named: Named, limit: int = AT_ONCE
) -> tuple[Operation, ...]:
    """The newest deeds first. What only those named for it may see (care needs) is told nowhere here."""
    actor.require(SEE)
    words = Wording.of(catalog)
    matching, told, all_units = _changes(asked, catalog), [], sees_all(session, actor)
    for change in _newest(session, matching, limit + 1):
        deed = matching.where(_of_deed(change))
        if not all_units and not _in_scope(session, actor, deed):
            continue
        told.append(_told(session, actor, change, matching=deed, words=words, catalog=catalog, named=named))
    return tuple(told[:limit])


def _newest(session: Session, matching: Any, limit: int) -> list[Row[Any]]:
    """The newest change of each deed. The other changes are skipped where they lie: an import has thousands."""
    found: dict[UUID, Row[Any]] = {}
    change = session.execute(matching.limit(1)).first()
    while change is not None and len(found) < limit:
        found.setdefault(change.batch or change.tx, change)
        change = session.execute(matching.where(Change.id < change.id, ~_of_deed(change)).limit(1)).first()
    return list(found.values())


def _of_deed(change: Row[Any]) -> Any:
    """True for the changes of the same deed, or of the same import."""
    if change.batch is None:
        return and_(Change.batch.is_(None), Change.tx == change.tx)
    return and_(Change.batch.is_not(None), Change.batch == change.batch)


def detail(session: Session, actor: Actor, operation: Operation, *, catalog: Sequence[Register], today: date) -> Event:
    """What a deed changed, field by field: the first of its rows when they are many."""
    actor.require(SEE)
    mine = Change.batch == operation.key if operation.whole else Change.tx == operation.key
    query = select(Change).where(mine, Change.table_name.not_in(_hidden())).order_by(Change.id.desc()).limit(40)
    return event_of(session, Wording.of(catalog), list(session.scalars(query)), today)


def people(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Who may have done something here."""
    return tuple((key, name) for key, name in session.execute(select(User.id, User.name).order_by(User.name)))


def _changes(asked: Asked, catalog: Sequence[Register]) -> Any:
    query = select(Change.id, Change.tx, Change.batch, Change.action, Change.source, Change.actor, Change.at).where(
        Change.table_name.not_in(_hidden())
    )
    query = query.where(*(~Change.action.startswith(f"{name}.") for name in sorted(BY_NAME)))
    if asked.first is not None:
        query = query.where(Change.at >= _midnight(asked.first))
    if asked.last is not None:
        query = query.where(Change.at < _midnight(asked.last + timedelta(days=1)))
    if asked.actor_id is not None:
        query = query.where(Change.actor == asked.actor_id)
    if asked.register:
        tables = _tables_of(catalog, asked.register)
        query = query.where(or_(Change.table_name.in_(tables), Change.action.startswith(f"{asked.register}.")))
    return query.order_by(Change.id.desc())


def _told(
    session: Session,
    actor: Actor,
    change: Row[Any],
    *,
    matching: Any,
    words: Wording,
    catalog: Sequence[Register],
    named: Named,
) -> Operation:
    touched = _touched(session, matching)
    actions = [change.action] if change.batch is None else _actions(session, matching)
    main, one = _main(session, touched, catalog)
    if main is not None and one is not None:
        what = named(session, main, one) or words.titles.get(main.model.__tablename__, "")
    else:
        what = _counted(touched, words, catalog)
    undoable = actor.may(UNDO) and not FIXED & touched.keys() and all(map(actor.may, actions))
    opens = (main.name, one.id) if main is not None and one is not None else None
    by = session.get(User, change.actor)
    action = words.action(change.action)
    if main is not None and one is not None and touched[main.model.__tablename__].made:
        action = _("{title} · 新增").format(title=main.title) if change.action == f"{main.name}.save" else action
    return Operation(
        change.batch or change.tx, change.batch is not None, change.at, by.name if by else "", action, what,
        sum(each.count for each in touched.values()), change.source, opens, undoable,
    )  # fmt: skip


def _touched(session: Session, matching: Any) -> dict[str, _Touched]:
    """What a deed did, by table; counted by the database."""
    query = matching.order_by(None).with_only_columns(
        Change.table_name, func.count(Change.row_id.distinct()), func.min(Change.row_id),
        func.sum(case((Change.op == "insert", 1), else_=0)),
    )  # fmt: skip
    rows = session.execute(query.group_by(Change.table_name))
    return {table: _Touched(count, row_id, bool(made)) for table, count, row_id, made in rows}


def _actions(session: Session, matching: Any) -> list[str]:
    """The deeds by name: whoever takes an import back needs the right to each."""
    return list(session.scalars(matching.order_by(None).with_only_columns(Change.action).distinct()))


def _main(
    session: Session, touched: Mapping[str, _Touched], catalog: Iterable[Register]
) -> tuple[Register | None, Record | None]:
    """The register in the order of the menu that one row of the deed belongs to, and that row when it is alone."""
    for register in catalog:
        mine = touched.get(register.model.__tablename__)
        if mine is not None:
            return register, session.get(register.model, mine.row_id) if mine.count == 1 else None
    return None, None


def _counted(touched: Mapping[str, _Touched], words: Wording, catalog: Iterable[Register]) -> str:
    """住户 3 户、居民 8 人."""
    listed = {register.model.__tablename__: register for register in reversed(tuple(catalog))}
    titles = {**words.titles, **{table: register.title for table, register in listed.items()}}
    said = [
        f"{titles[table]} {each.count:,} {listed[table].counter if table in listed else ''}".rstrip()
        for table, each in sorted(touched.items(), key=lambda pair: (pair[0] not in listed, -pair[1].count))
        if table in titles
    ]
    return "、".join(said[:3])


def _in_scope(session: Session, actor: Actor, matching: Any) -> bool:
    rows = session.execute(matching.order_by(None).with_only_columns(Change.table_name, Change.row_id).distinct())
    found = (session.get(type_of(table), row_id) for table, row_id in rows.all())
    return any(record is not None and record.unit_id in actor.scope for record in found)


def _tables_of(catalog: Iterable[Register], name: str) -> frozenset[str]:
    """The tables that a register writes."""
    return frozenset(table for register in catalog if register.name == name for table in _written(register))


def _hidden() -> Collection[str]:
    """The tables that ask for a permission given by name: they stand on their own screen only."""
    asked = {kind.__tablename__: str(getattr(kind, "permission", "")) for kind in record_types()}
    return sorted(table for table, permission in asked.items() if permission.partition(".")[0] in BY_NAME)


def _written(register: Register) -> Iterator[str]:
    yield register.model.__tablename__
    yield from (child.model.__tablename__ for child in register.children)
    yield from (words.model.__tablename__ for words in register.words)


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp() * 1000)
