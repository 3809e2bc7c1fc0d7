"""All that was done to the data, deed by deed: who, when, what in words, how much; any of it can be taken back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import User
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.derived import in_chunks
from desktop.standard.history import Event, Wording, event_of
from desktop.standard.newest_deeds import Asked, Deeds, Done, Touched, hidden, key_of
from desktop.store.journal import Change
from desktop.store.record import Record

SEE, UNDO = "journal.see", "journal.undo"
AT_ONCE = 200  # deeds that one reading tells
FIXED = frozenset({"unit", "user_account", "key_change"})  # taking these back would lock everybody out
Named = Any  # (session, register, record) -> what a record is called, also one that is in no list any more


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


def operations(
    session: Session, actor: Actor, *, asked: Asked, catalog: Sequence[Register], named: Named, limit: int = AT_ONCE
) -> tuple[Operation, ...]:
    """The newest deeds first. What only those named for it may see (care needs) is told nowhere here."""
    actor.require(SEE)
    words, deeds = Wording.of(catalog), Deeds(session, actor, asked, _tables_of(catalog, asked.register))
    newest = deeds.newest(limit)
    done, names = deeds.done(newest), dict(people(session))
    alone = _alone(session, [one.touched for one in done.values()], catalog)
    return tuple(
        _told(
            session, actor, change, done=done[key_of(change)], alone=alone, by=names.get(change.actor, ""),
            words=words, catalog=catalog, named=named,
        )
        for change in newest
    )  # fmt: skip


def detail(session: Session, actor: Actor, operation: Operation, *, catalog: Sequence[Register], today: date) -> Event:
    """What a deed changed, field by field: the first of its rows when they are many."""
    actor.require(SEE)
    mine = Change.batch == operation.key if operation.whole else Change.tx == operation.key
    query = select(Change).where(mine, Change.table_name.not_in(hidden())).order_by(Change.id.desc()).limit(40)
    return event_of(session, Wording.of(catalog), list(session.scalars(query)), today)


def people(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Who may have done something here."""
    return tuple((key, name) for key, name in session.execute(select(User.id, User.name).order_by(User.name)))


def _told(
    session: Session,
    actor: Actor,
    change: Row[Any],
    *,
    done: Done,
    alone: Mapping[tuple[str, UUID], Record],
    by: str,
    words: Wording,
    catalog: Sequence[Register],
    named: Named,
) -> Operation:
    touched = done.touched
    main, one = _main(touched, alone, catalog)
    if main is not None and one is not None:
        what = named(session, main, one) or words.titles.get(main.model.__tablename__, "")
    else:
        what = _counted(touched, words, catalog)
    undoable = actor.may(UNDO) and not FIXED & touched.keys() and all(map(actor.may, done.actions))
    opens = (main.name, one.id) if main is not None and one is not None else None
    action = words.action(change.action)
    if main is not None and one is not None and touched[main.model.__tablename__].made:
        action = _("{title} · 新增").format(title=main.title) if change.action == f"{main.name}.save" else action
    return Operation(
        change.batch or change.tx, change.batch is not None, change.at, by, action, what,
        sum(each.count for each in touched.values()), change.source, opens, undoable,
    )  # fmt: skip


def _alone(
    session: Session, touched: Sequence[Mapping[str, Touched]], catalog: Iterable[Register]
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


def _main(
    touched: Mapping[str, Touched], alone: Mapping[tuple[str, UUID], Record], catalog: Iterable[Register]
) -> tuple[Register | None, Record | None]:
    """The register in the order of the menu that one row of the deed belongs to, and that row when it is alone."""
    for register in catalog:
        table = register.model.__tablename__
        mine = touched.get(table)
        if mine is not None:
            return register, alone.get((table, mine.row_id)) if mine.count == 1 else None
    return None, None


def _counted(touched: Mapping[str, Touched], words: Wording, catalog: Iterable[Register]) -> str:
    """住户 3 户、居民 8 人."""
    listed = {register.model.__tablename__: register for register in reversed(tuple(catalog))}
    titles = {**words.titles, **{table: register.title for table, register in listed.items()}}
    said = [
        f"{titles[table]} {each.count:,} {listed[table].counter if table in listed else ''}".rstrip()
        for table, each in sorted(touched.items(), key=lambda pair: (pair[0] not in listed, -pair[1].count))
        if table in titles
    ]
    return "、".join(said[:3])


def _tables_of(catalog: Iterable[Register], name: str) -> frozenset[str]:
    """The tables that a register writes."""
    return frozenset(table for register in catalog if register.name == name for table in _written(register))


def _written(register: Register) -> Iterator[str]:
    yield register.model.__tablename__
    yield from (child.model.__tablename__ for child in register.children)
    yield from (words.model.__tablename__ for words in register.words)
