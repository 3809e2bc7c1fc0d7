"""All that was done to the data, deed by deed: who, when, what in words, how much; any of it can be taken back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select
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


@dataclass
class _Deed:
    """A deed while its changes are gathered, the newest first."""

    newest: Any
    rows: dict[UUID, str] = field(default_factory=dict)  # row: table
    actions: set[str] = field(default_factory=set)
    made: set[UUID] = field(default_factory=set)  # rows that were not there before


def operations(
    session: Session, actor: Actor, *, asked: Asked, catalog: Sequence[Register], named: Named, limit: int = AT_ONCE
) -> tuple[Operation, ...]:
    """The newest deeds first. What only those named for it may see (care needs) is told nowhere here."""
    actor.require(SEE)
    words = Wording.of(catalog)
    deeds: dict[UUID, _Deed] = {}
    for change in session.execute(_changes(asked, catalog)).yield_per(1000):
        key = change.batch or change.tx
        if key not in deeds:
            if len(deeds) > limit:
                break
            deeds[key] = _Deed(change)
        deeds[key].rows[change.row_id] = change.table_name
        deeds[key].actions.add(change.action)
        if change.op == "insert":
            deeds[key].made.add(change.row_id)
    told = []
    for key, deed in deeds.items():
        made = _told(session, actor, key, deed=deed, words=words, catalog=catalog, named=named)
        if made is not None:
            told.append(made)
    return tuple(told[:limit])


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
    query = select(
        Change.tx, Change.batch, Change.table_name, Change.row_id, Change.op, Change.action, Change.source,
        Change.actor, Change.at,
    ).where(Change.table_name.not_in(_hidden()))  # fmt: skip
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
    key: UUID,
    *,
    deed: _Deed,
    words: Wording,
    catalog: Sequence[Register],
    named: Named,
) -> Operation | None:
    change: Row[Any] = deed.newest
    if not sees_all(session, actor) and not _in_scope(session, actor, deed.rows):
        return None
    main, one = _main(session, deed.rows, catalog)
    if main is not None and one is not None:
        what = named(session, main, one) or words.titles.get(main.model.__tablename__, "")
    else:
        what = _counted(deed.rows.values(), words, catalog)
    undoable = actor.may(UNDO) and not FIXED & set(deed.rows.values()) and all(map(actor.may, deed.actions))
    opens = (main.name, one.id) if main is not None and one is not None else None
    by = session.get(User, change.actor)
    action = words.action(change.action)
    if main is not None and one is not None and one.id in deed.made and change.action == f"{main.name}.save":
        action = _("{title} · 新增").format(title=main.title)
    return Operation(
        key, change.batch is not None, change.at, by.name if by else "", action, what,
        len(deed.rows), change.source, opens, undoable,
    )  # fmt: skip


def _main(
    session: Session, rows: Mapping[UUID, str], catalog: Iterable[Register]
) -> tuple[Register | None, Record | None]:
    """The register in the order of the menu that one row of the deed belongs to, and that row when it is alone."""
    for register in catalog:
        mine = [row_id for row_id, table in rows.items() if table == register.model.__tablename__]
        if len(mine) == 1:
            return register, session.get(register.model, mine[0])
        if mine:
            return register, None
    return None, None


def _counted(tables: Iterable[str], words: Wording, catalog: Iterable[Register]) -> str:
    """住户 3 户、居民 8 人."""
    listed = {register.model.__tablename__: register for register in reversed(tuple(catalog))}
    titles = {**words.titles, **{table: register.title for table, register in listed.items()}}
    counts: dict[str, int] = {}
    for table in tables:
        counts[table] = counts.get(table, 0) + 1
    said = [
        f"{titles[table]} {n:,} {listed[table].counter if table in listed else ''}".rstrip()
        for table, n in sorted(counts.items(), key=lambda pair: (pair[0] not in listed, -pair[1]))
        if table in titles
    ]
    return "、".join(said[:3])


def _in_scope(session: Session, actor: Actor, rows: Mapping[UUID, str]) -> bool:
    found = (session.get(type_of(table), row_id) for row_id, table in rows.items())
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
