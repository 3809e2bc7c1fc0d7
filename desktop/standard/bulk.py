"""Changing fields of many records in one deed: all of them, or none and the names of those that refuse."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Column, Field, Register
from desktop.standard.derived import in_chunks
from desktop.standard.list import rows_of, rows_on
from desktop.standard.load import label_of, load, record_in_scope
from desktop.standard.save import write
from desktop.standard.settling import settle
from desktop.standard.show import show

# Identity, money, telephones (shown masked) and what a deed decides are changed on the page of the record only.
NEVER_IN_PLACE = frozenset({"citizen_id", "phone", "money", "due", "instant", "age", "door", "record"})
SAMPLES = 3
CHUNK = 50  # records between two flushes: a person who cancels is not kept waiting


@dataclass(frozen=True, slots=True)
class Edit:
    """New values of one record by field name; `before` are the values seen when it was edited, where that matters."""

    record_id: UUID
    values: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that may not be changed like this, and why."""

    record_id: UUID
    label: str
    sentence: str


class Refusals(UserError):
    """Some records refuse; nothing was written. `rest` are the edits of the others."""

    def __init__(self, refused: Sequence[Refusal], rest: Sequence[Edit]) -> None:
        super().__init__(_("有 {count:,} 条不能这样改，什么也没有改。").format(count=len(refused)))
        self.refused, self.rest = tuple(refused), tuple(rest)


@dataclass(frozen=True, slots=True)
class Sample:
    """One record before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk edit would do: `same` of the `count` records hold the value already (None: not known).

    `with_them` records more change too, for they share the field.
    """

    samples: tuple[Sample, ...]
    count: int
    same: int | None
    with_them: int = 0


def bulk_fields(register: Register) -> tuple[Field, ...]:
    """The fields that 批量修改 offers."""
    return tuple(field for field in register.fields if field.bulk and not field.read_only) if register.editable else ()


def in_place(register: Register, column: Column) -> Field | None:
    """The field that a cell of this column may change within the list; None when it may not."""
    if not register.editable or not column.field:
        return None
    found = next(field for field in register.fields if field.name == column.field)
    return None if found.read_only or found.kind in NEVER_IN_PLACE else found


def preview(
    session: Session,
    actor: Actor,
    register: Register,
    *,
    ids: Sequence[UUID],
    field: Field,
    value: Any,
    today: date,
    catalog: Iterable[Register] = (),
) -> Preview:
    """The first records before and after; nothing is written."""
    actor.require(f"{register.name}.save")
    picked = next((register for register in catalog if register.name == field.picks), None)

    def words(said: Any) -> str:
        if picked is not None and said is not None:
            said = label_of(session, picked, record_in_scope(session, actor, picked, said))
        return show(field.kind, said, codes=field.codes, today=today) or _("（空白）")

    after = words(value)
    samples = []
    for record_id in ids[:SAMPLES]:
        now = load(session, actor, register, record_id)
        samples.append(Sample(now.label, words(now.values[field.name]), after))
    same = _same(session, register, ids, name=field.name, value=value, today=today)
    return Preview(tuple(samples), len(ids), same, len(sharing(session, register, ids, field=field, today=today)))


def apply(
    session: Session,
    actor: Actor,
    register: Register,
    edits: Sequence[Edit],
    *,
    today: date,
    on_step: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Write every edit, or raise Refusals and write none; returns how many records were changed.

    `on_step(done, all)` may raise Cancelled: the caller's transaction then ends with nothing written.
    """
    actor.require(f"{register.name}.save")
    known = {field.name for field in register.fields if not field.read_only} if register.editable else set()
    stood = shown(session, register, [edit.record_id for edit in edits if edit.before], today=today)
    refused: list[Refusal] = []
    rest: list[Edit] = []
    for at, edit in enumerate(edits):
        on_step(at, len(edits))
        if at % CHUNK == CHUNK - 1 and not refused:
            settle(session)
        assert known.issuperset(edit.values), "a field that this register does not let be edited"
        label = ""
        try:
            record = record_in_scope(session, actor, register, edit.record_id)
            label = label_of(session, register, record)
            actor.require(f"{register.name}.save", record.unit_id)
            _refuse_moved(edit, stood.get(edit.record_id, {}))
            write(session, actor, register, edit.record_id, values=edit.values)
        except UserError as error:
            refused.append(Refusal(edit.record_id, label or _("已不在列表里的一条"), error.message))
        else:
            rest.append(edit)
    if refused:
        raise Refusals(refused, rest)
    settle(session)
    on_step(len(edits), len(edits))
    return len(rest)


def shown(session: Session, register: Register, ids: Collection[UUID], *, today: date) -> dict[UUID, dict[str, Any]]:
    """The values of the editable columns as the list shows them now, by record and field name."""
    rows = rows_on(register, today)
    columns = [column for column in register.columns if column.field]
    attributes = [getattr(rows, column.name) for column in columns]
    found: dict[UUID, dict[str, Any]] = {}
    for part in in_chunks(set(ids)):
        for record_id, *values in session.execute(select(rows.id, *attributes).where(rows.id.in_(part))):
            found[record_id] = {column.field: value for column, value in zip(columns, values, strict=True)}
    return found


def sharing(
    session: Session, register: Register, ids: Collection[UUID], *, field: Field, today: date
) -> frozenset[UUID]:
    """The records beyond `ids` that change with them, for they share this field: who lives behind the same door."""
    if not field.shared_by:
        return frozenset()
    rows = rows_on(register, today)
    key = getattr(rows, field.shared_by)
    found: set[UUID] = set()
    for part in in_chunks(set(ids)):
        found.update(session.scalars(select(rows.id).where(key.in_(select(key).where(rows.id.in_(part))))))
    return frozenset(found.difference(ids))


def labels(session: Session, register: Register, ids: Collection[UUID], *, today: date) -> dict[UUID, str]:
    """What records are called, for many at once."""
    rows = rows_on(register, today)
    found: dict[UUID, str] = {}
    told = getattr(rows, register.label, None)
    for part in in_chunks(set(ids)):
        if told is None or isinstance(told, property):  # put together from several columns
            mapped = rows_of(register)
            whole = session.scalars(select(mapped).where(mapped.id.in_(part)))
            found |= {row.id: str(getattr(row, register.label) or "") for row in whole}
        else:
            pairs = session.execute(select(rows.id, told).where(rows.id.in_(part)))
            found |= {record_id: str(label or "") for record_id, label in pairs}
    return found


def _refuse_moved(edit: Edit, now: Mapping[str, Any]) -> None:
    """Refuse an edit of a cell that somebody changed after it was shown."""
    moved = [name for name, value in edit.before.items() if name not in now or now[name] != value]
    if moved:
        raise UserError(_("这一格刚被别人改过。请看过新的内容再改。"), field=moved[0])


def _same(
    session: Session, register: Register, ids: Collection[UUID], *, name: str, value: Any, today: date
) -> int | None:
    """How many of the records hold the value; None where no table tells it at once."""
    column = next((column for column in register.columns if column.field == name), None)
    mapped: Any = rows_on(register, today) if column else register.model
    attribute = getattr(mapped, column.name if column else name, None)
    if attribute is None:
        return None
    held = attribute.is_(None) if value is None else attribute == value
    return sum(
        session.scalar(select(func.count()).select_from(mapped).where(mapped.id.in_(part), held)) or 0
        for part in in_chunks(set(ids))
    )
