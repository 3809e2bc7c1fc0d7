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
from desktop.standard.derived import in_chunks
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
    matching, newest = _changes(asked, catalog), list[Row[Any]]()
    all_units = sees_all(session, actor)
    for change in _newest(session, matching, limit + 1):
        if all_units or _in_scope(session, actor, matching.where(_of_deed(change))):
            newest.append(change)
    touched, names = _touched(session, matching, newest), dict(people(session))
    alone = _alone(session, tuple(touched.values()), catalog)
    return tuple(
        _told(
            session, actor, change, matching=matching, touched=touched[_key(change)], alone=alone,
            by=names.get(change.actor, ""), words=words, catalog=catalog, named=named,
        )
        for change in newest[:limit]
    )  # fmt: skip


def _newest(session: Session, matching: Any, limit: int) -> list[Row[Any]]:
    """The newest change of each deed, many at a time; the rest of the last one is skipped: an import has thousands."""
    found: dict[UUID, Row[Any]] = {}
    rows = session.execute(matching.limit(limit)).all()
    while rows:
        for change in rows:
            found.setdefault(_key(change), change)
        if len(found) >= limit or len(rows) < limit:
            break
        beyond = matching.where(Change.id < rows[-1].id, ~_of_deed(rows[-1]))
        rows = session.execute(beyond.limit(limit)).all()
    return list(found.values())[:limit]


def _key(change: Row[Any]) -> UUID:
    """What the changes of one deed have in common, or those of one import."""
    key: UUID = change.batch or change.tx
    return key


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
    touched: Mapping[str, _Touched],
    alone: Mapping[tuple[str, UUID], Record],
    by: str,
    words: Wording,
    catalog: Sequence[Register],
    named: Named,
) -> Operation:
    actions = [change.action] if change.batch is None else _actions(session, matching.where(_of_deed(change)))
    main, one = _main(touched, alone, catalog)
    if main is not None and one is not None:
        what = named(session, main, one) or words.titles.get(main.model.__tablename__, "")
    else:
        what = _counted(touched, words, catalog)
    undoable = actor.may(UNDO) and not FIXED & touched.keys() and all(map(actor.may, actions))
    opens = (main.name, one.id) if main is not None and one is not None else None
    action = words.action(change.action)
    if main is not None and one is not None and touched[main.model.__tablename__].made:
        action = _("{title} · 新增").format(title=main.title) if change.action == f"{main.name}.save" else action
    return Operation(
        change.batch or change.tx, change.batch is not None, change.at, by, action, what,
        sum(each.count for each in touched.values()), change.source, opens, undoable,
    )  # fmt: skip


def _touched(session: Session, matching: Any, newest: Sequence[Row[Any]]) -> dict[UUID, dict[str, _Touched]]:
    """What each deed did, by table; counted by the database for all of them at once: a statement has its price."""
    found: dict[UUID, dict[str, _Touched]] = {}
    for column, whole in ((Change.tx, Change.batch.is_(None)), (Change.batch, Change.batch.is_not(None))):
        for part in in_chunks({_key(change) for change in newest}):
            query = matching.where(whole, column.in_(part)).order_by(None).with_only_columns(
                column, Change.table_name, func.count(Change.row_id.distinct()), func.min(Change.row_id),
                func.sum(case((Change.op == "insert", 1), else_=0)),
            )  # fmt: skip
            for key, table, count, row_id, made in session.execute(query.group_by(column, Change.table_name)):
                found.setdefault(key, {})[table] = _Touched(count, row_id, bool(made))
    return found


def _alone(
    session: Session, touched: Sequence[Mapping[str, _Touched]], catalog: Iterable[Register]
) -> dict[tuple[str, UUID], Record]:
    """The records that a deed is about alone, by table and id."""
    wanted: dict[type[Record], set[UUID]] = {}
    for register in catalog:
        mine = (deed.get(register.model.__tablename__) for deed in touched)
        wanted.setdefault(register.model, set()).update(
            one.row_id for one in mine if one is not None and one.count == 1
        )
    return {
        (kind.__tablename__, record.id): record
        for kind, ids in wanted.items()
        for part in in_chunks(ids)
        for record in session.scalars(select(kind).where(kind.id.in_(part)))
    }


def _actions(session: Session, matching: Any) -> list[str]:
    """The deeds by name: whoever takes an import back needs the right to each."""
    return list(session.scalars(matching.order_by(None).with_only_columns(Change.action).distinct()))


def _main(
    touched: Mapping[str, _Touched], alone: Mapping[tuple[str, UUID], Record], catalog: Iterable[Register]
) -> tuple[Register | None, Record | None]:
    """The register in the order of the menu that one row of the deed belongs to, and that row when it is alone."""
    for register in catalog:
        table = register.model.__tablename__
        mine = touched.get(table)
        if mine is not None:
            return register, alone.get((table, mine.row_id)) if mine.count == 1 else None
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
