"""Who changed what and when, in words, and putting a single value back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field, Register
from desktop.standard.deed_words import DEEDS, VERBS
from desktop.standard.load import arrived_at, label_of, name_of_user, record_in_scope
from desktop.standard.show import show
from desktop.store.journal import Change, patch_said
from desktop.store.record import Record, record_types
from desktop.store.types import from_wire, to_wire


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one change, in words."""

    change_id: UUID
    table: str
    row_id: UUID
    field: str
    title: str
    old: str
    new: str
    restorable: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One deed as the history shows it; `source` is the file, sheet and row that said so, if any."""

    at: int
    by: str
    action: str
    source: str
    tx: UUID
    lines: tuple[Line, ...]


HIDDEN = frozenset({"unit_id", "place", "main", "sort", "rank"})


def history(
    session: Session, actor: Actor, register: Register, record_id: UUID, *, catalog: Iterable[Register], today: date
) -> tuple[Event, ...]:
    """The deeds that touched a record and the rows that belong to it, the newest first."""
    actor.require(f"{register.name}.see")
    record_in_scope(session, actor, register, record_id)
    row_ids = {record_id, *(register.related(session, record_id) if register.related else ())}
    changes = session.scalars(select(Change).where(Change.row_id.in_(row_ids)).order_by(Change.id.desc())).all()
    words = Wording.of(catalog)
    deeds: dict[UUID, list[Change]] = {}
    for change in changes:
        deeds.setdefault(change.tx, []).append(change)
    events = [event_of(session, words, deed, today) for deed in deeds.values()]
    arrived = _arrived(session, words, (register.model.__tablename__, record_id), changes, today=today)
    return tuple(sorted((*arrived, *events), key=lambda event: -event.at)) if arrived else tuple(events)


@dataclass(frozen=True, slots=True)
class Wording:
    """What tables, fields and deeds are called, gathered from every register."""

    fields: Mapping[tuple[str, str], Field]
    titles: Mapping[str, str]
    actions: Mapping[str, str]
    picked: Mapping[str, Register]

    @classmethod
    def of(cls, catalog: Iterable[Register]) -> "Wording":
        """Gather the words of `catalog`."""
        fields: dict[tuple[str, str], Field] = {}
        titles: dict[str, str] = {}
        actions: dict[str, str] = {}
        picked: dict[str, Register] = {}
        for register in catalog:
            picked[register.name] = register
            titles.setdefault(register.model.__tablename__, register.title)
            actions |= {f"{register.name}.{action.verb}": action.title for action in register.actions}
            for model, title, known in (
                (register.model, register.title, register.fields),
                *((child.model, child.title, child.fields) for child in register.children),
                *((words.model, words.title, words.fields) for words in register.words),
            ):
                titles.setdefault(model.__tablename__, title)
                fields |= {(model.__tablename__, field.name): field for field in known}
        return cls(fields, titles, actions, picked)

    def action(self, said: str) -> str:
        """The deed's name: 住户 · 导入; "" for none that anybody has words for."""
        if said in DEEDS:
            return DEEDS[said]
        register, _dot, verb = said.partition(".")
        title = self.picked[register].title if register in self.picked else ""
        return self.actions.get(said) or " · ".join(part for part in (title, VERBS.get(verb, "")) if part)


def event_of(session: Session, words: Wording, changes: Sequence[Change], today: date) -> Event:
    """The changes of one deed, the newest first, as one event in words."""
    newest = changes[0]
    lines = [line for change in reversed(changes) for line in _lines(session, words, change, today)]
    by = name_of_user(session, newest.actor)
    return Event(newest.at, by, words.action(newest.action), newest.source, newest.tx, tuple(lines))


def _arrived(
    session: Session, words: Wording, own: tuple[str, UUID], changes: Iterable[Change], *, today: date
) -> tuple[Event, ...]:  # fmt: skip
    """What the exchange wrote since, as one deed of other PCs: this PC's journal has none of it.

    A line for each field that was changed here before, and stands otherwise now; what was never changed here has none.
    """
    newest: dict[tuple[str, UUID], dict[str, Change]] = {own: {}}
    for change in changes:  # the newest first
        fields = newest.setdefault((change.table_name, change.row_id), {})
        for name in patch_said(change.patch):
            fields.setdefault(name, change)
    at = 0
    lines: list[Line] = []
    for (table, row_id), fields in newest.items():
        record = session.get(type_of(table), row_id)
        arrived = arrived_at(record.last_change) if record is not None else None
        if arrived is not None:
            at = max(at, arrived)
            now = {name: to_wire(getattr(record, name, None)) for name in fields}
            for name, change in fields.items():
                said = patch_said(change.patch)[name][1]
                if said != now[name]:
                    lines += _lines_of(session, words, change, {name: (said, now[name])}, today)
    said_so = tuple(replace(line, restorable=False) for line in lines)
    return (Event(at, _("其他电脑"), _("交换时更新"), "", UUID(int=0), said_so),) if at else ()


def _lines(session: Session, words: Wording, change: Change, today: date) -> Iterable[Line]:
    patch = patch_said(change.patch)
    if change.op == "insert":  # that it is there goes without saying
        patch.pop("alive", None)
    return _lines_of(session, words, change, patch, today)


def _lines_of(
    session: Session, words: Wording, change: Change, patch: Mapping[str, Sequence[Any]], today: date
) -> Iterable[Line]:  # fmt: skip
    kind = type_of(change.table_name)
    for name, (old, new) in patch.items():
        if name in HIDDEN:
            continue
        field = words.fields.get((change.table_name, name))
        if name == "alive":
            field = Field("alive", words.titles.get(change.table_name, ""))
        if field is None:
            continue
        column = kind.__table__.columns.get(name)
        stored = [from_wire(column.type, value) if column is not None else value for value in (old, new)]
        said = [value_in_words(session, words, field, value, today=today) for value in stored]
        if any(said):
            yield Line(change.id, change.table_name, change.row_id, name, field.title, said[0], said[1])


def value_in_words(session: Session, words: Wording, field: Field, stored: Any, *, today: date) -> str:
    """A stored value as the history says it: masked, codes and picked records by their names."""
    if field.name == "alive":
        return "" if stored is None else _("在册") if stored else _("已移走")
    if field.kind == "record" and stored is not None:
        picked = words.picked[field.picks]
        found = session.get(picked.model, stored)
        return label_of(session, picked, found) if found is not None else ""
    return show(field.kind, stored, codes=field.codes, today=today)


def type_of(table: str) -> type[Record]:
    """The mapped class of a journaled table."""
    return next(kind for kind in record_types() if kind.__tablename__ == table)


def restore_value(session: Session, actor: Actor, *, change_id: UUID, field: str) -> UUID:
    """Put back the value that `field` had before the change; returns the row's id. An ordinary, journaled edit."""
    change = session.get_one(Change, change_id)
    patch = patch_said(change.patch)
    if change.op == "insert" or field not in patch:
        raise UserError(_("这是最初登记的内容，没有更早的值可以恢复。"))
    kind = type_of(change.table_name)
    record = session.get_one(kind, change.row_id)
    if record.unit_id not in actor.scope:
        raise UserError(_("这条记录不归本单位管，什么也没有改。"))
    setattr(record, field, from_wire(kind.__table__.columns[field].type, patch[field][0]))
    session.flush()
    return record.id
