"""What the exchange asks people: each question with its record, both values, both authors and what stood before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.reports.exchange_standing import OPEN, OTHER
from desktop.reports.naming import name_of
from desktop.spec import Field, Register
from desktop.standard import fields
from desktop.standard.history import HIDDEN, Wording, value_in_words
from desktop.standard.load import name_of_user
from desktop.store.record import Record, record_types, references
from desktop.store.types import from_wire, to_wire
from desktop.sync.conflict_row import Conflict
from desktop.sync.shown import Card, Joined, Row, Side

MASKED = frozenset({"phone", "citizen_id"})
_NUMBERS = ("id_no", "uscc", "number")  # why two rows may be one, where a register has it (procedures/exchanged.py)
TEXTS = frozenset({"text", "long_text"})  # kinds of fields in which two sayings can stand beside each other


def cards(
    session: Session, actor: Actor, catalog: Sequence[Register], *, today: date, bare: UUID | None = None
) -> tuple[Card, ...]:
    """The open questions of this scope, the oldest first; what is given by name is asked of those it was given to.

    `bare` is a question whose numbers are told whole: whoever asks has to log that.
    """
    actor.require("conflicts.see")
    query = select(Conflict).where(Conflict.alive, Conflict.state == OPEN, visible(Conflict, actor))
    reader = Reader(session, Wording.of(catalog), catalog, today, bare)
    known = {kind.__tablename__: kind for kind in record_types()}
    found = []
    for conflict in session.scalars(query.order_by(Conflict.mine_at, Conflict.id)):
        kind = known.get(conflict.table_name)
        if kind is not None and (not kind.permission or actor.may(kind.permission)):
            found.append(reader.card(conflict, kind))
    return tuple(found)


def said(text: str) -> dict[str, Any]:
    """One side of a question: field → wire value."""
    found: dict[str, Any] = msgspec.json.decode(text)
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """Says questions in words."""

    session: Session
    words: Wording
    catalog: Sequence[Register]
    today: date
    bare: UUID | None

    def card(self, one: Conflict, kind: type[Record]) -> Card:
        """One question in words."""
        record = self.session.get(kind, one.row_id)
        register, shown = self._shown(kind, record)
        title = self._called(register, shown) or self.words.titles.get(one.table_name, OTHER)
        place, its = (register.name, shown.id) if register and shown else ("", one.row_id)
        mine = self._side(one.mine_by, one.mine_at)
        if one.kind == "duplicate":
            pair, gone = self._pair(register, kind, one)
            theirs, about = self._side(one.theirs_by, one.theirs_at), self._alike(kind, pair[0], pair[2])
            return Card(one.id, one.kind, place, its, title, about, mine, theirs, pair=pair, gone=gone)
        stands = said(one.theirs)
        now = {name: to_wire(getattr(record, name, None)) for name in stands} if record is not None else stands
        theirs = self._side(one.theirs_by, one.theirs_at) if now == stands else Side(_("之后又改过"), None)
        rows = tuple(self._rows(one, kind, now))
        both = len(rows) == 1 and rows[0].field.kind in TEXTS and bool(rows[0].mine and rows[0].theirs)
        card = Card(one.id, one.kind, place, its, title, "", mine, theirs, rows, both, gone=record is None)
        if one.kind == "retired":
            return replace(card, about=_("留在册上，还是移走"))
        return replace(card, about=_("、").join(row.field.title for row in card.open_rows))

    def joined(self, one: Conflict, kind: type[Record]) -> Joined:
        """What was joined by itself, in words."""
        record = self.session.get(kind, one.row_id)
        register, shown = self._shown(kind, record)
        title = self._called(register, shown) or self.words.titles.get(one.table_name, OTHER)
        place, its = (register.name, shown.id) if register and shown else ("", one.row_id)
        mine, theirs = self._side(one.mine_by, one.mine_at), self._side(one.theirs_by, one.theirs_at)
        return Joined(title, mine, self._told(kind, one.mine), theirs, self._told(kind, one.theirs), place, its)

    def _told(self, kind: type[Record], side: str) -> str:
        """电话：138****1234；备注：白天不在家."""
        parts = []
        for name, value in said(side).items():
            field = self.words.fields.get((kind.__tablename__, name))
            if field is not None and name not in HIDDEN:
                words = self._words(kind, field, value, whole=False) or _("（空）")
                parts.append(_("{field}：{value}").format(field=field.title, value=words))
        return _("；").join(parts) or _("其他内容")

    def _rows(self, one: Conflict, kind: type[Record], now: Mapping[str, Any]) -> Iterator[Row]:
        mine, base = said(one.mine), said(one.base)
        known = {name: self._field(one, name) for name in dict.fromkeys((*mine, *now))}
        for name, field in known.items():
            if field is None:  # what is worked out of the others (how a name is sorted) is no question of its own
                if not any(known.values()):
                    yield Row(Field(name, _("其他内容")), _("后报的内容"), _("现在的内容"), "")
                continue
            whole = one.id == self.bare and field.kind in MASKED
            late, stands, before = (
                self._words(kind, field, side.get(name), whole=whole) for side in (mine, now, base)
            )  # fmt: skip
            yield Row(field, late, stands, before, alike=late == stands and mine.get(name) != now.get(name))

    def _field(self, one: Conflict, name: str) -> Field | None:
        """How people know the field; None: they do not."""
        if name == "alive":
            return Field("alive", _("这条登记"))
        return None if name in HIDDEN else self.words.fields.get((one.table_name, name))

    def _words(self, kind: type[Record], field: Field, value: Any, *, whole: bool) -> str:
        column = kind.__table__.columns.get(field.name)
        stored = value if column is None or value is None else from_wire(column.type, value)
        if whole:
            return fields.text(field, stored)
        return value_in_words(self.session, self.words, field, stored, today=self.today)

    def _shown(self, kind: type[Record], record: Record | None) -> tuple[Register | None, Record | None]:
        """The register and the record that people know it by: its own, or that of what it belongs to."""
        own = next((each for each in self.catalog if each.model is kind), None)
        if own is not None or record is None:
            return own, record
        listed = {each.model.__tablename__: each for each in reversed(self.catalog)}
        for name, table in references(kind).items():
            above = getattr(record, name)
            if table in listed and above is not None:
                return listed[table], self.session.get(listed[table].model, above)
        return None, record

    def _side(self, by: UUID | None, at: int | None) -> Side:
        return Side((name_of_user(self.session, by) if by is not None else "") or _("另一台电脑"), at)

    def _called(self, register: Register | None, record: Record | None) -> str:
        if record is None or register is None:
            return ""
        return name_of(self.session, register, record)

    def _alike(self, kind: type[Record], first: UUID, second: UUID) -> str:
        """What two rows have in common, by the number that is not to be had twice."""
        rows = self.session.get(kind, first), self.session.get(kind, second)
        for name in _NUMBERS:
            said = {getattr(row, name, None) for row in rows}
            field = self.words.fields.get((kind.__tablename__, name))
            if field is not None and len(said) == 1 and said not in ({None}, {""}):
                return _("两条登记的{field}一样").format(field=field.title)
        return _("两条登记写的一样")

    def _pair(
        self, register: Register | None, kind: type[Record], one: Conflict
    ) -> tuple[tuple[UUID, str, UUID, str], bool]:  # fmt: skip
        first, second = (UUID(said(side)["row"]) for side in (one.mine, one.theirs))
        found = [self.session.get(kind, row_id) for row_id in (first, second)]
        names = [self._called(register, record) for record in found]
        return (first, names[0], second, names[1]), any(record is None or not record.alive for record in found)
