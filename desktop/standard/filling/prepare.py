"""The dry run of filling a table: every row as it will stand, and all that could not be filled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.fill import Value
from desktop.sheets.template import Template
from desktop.sheets.template_layout import Layout, TemplateColumn
from desktop.standard import first_copy
from desktop.standard.filling.choice import Choice, chosen
from desktop.standard.filling.forms_of import fitted
from desktop.standard.filling.offers import Assigned, FactRow, Offer, Source


class Why(StrEnum):
    """Why a whole column is left as it is."""

    UNKEPT = "unkept"  # 本系统不保存
    UNKNOWN = "unknown"  # nothing of the register fits
    FORMULA = "formula"  # the table calculates it


WHY_WORDS = {
    Why.UNKEPT: _("本系统不保存"),
    Why.UNKNOWN: _("没有对应的栏目"),
    Why.FORMULA: _("表里有公式，由表自己算"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """A row with columns that stay empty, or with values that its drop-down list does not have."""

    number: int  # of the row among the data rows, from 1
    record_id: UUID
    register: str
    label: str
    empty: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()  # (title, value)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows by column, ready to be written; nothing is written yet.

    `left`: columns that are not filled and why; `empty`: how many rows lack each filled column; `sensitive`:
    titles with numbers of people; `filled`: how many cells have something.
    """

    template: Template
    layout: Layout
    mapping: Mapping[str, Assigned]
    choice: Choice
    source: Source
    rows: tuple[Mapping[int, Value], ...]
    left: tuple[tuple[str, Why], ...]
    lacks: tuple[Lack, ...]
    empty: Mapping[str, int]
    sensitive: tuple[str, ...]
    filled: int
    homes: tuple[UUID | None, ...] = ()  # the household of each row, so that no file ends within one

    @property
    def wrong(self) -> int:
        """How many values their drop-down lists do not have."""
        return sum(len(lack.wrong) for lack in self.lacks)


def prepare(
    session: Session,
    actor: Actor,
    source: Source,
    *,
    template: Template,
    layout: Layout,
    mapping: Mapping[str, Assigned],
    choice: Choice,
    today: date,
    unkept: Sequence[str] = (),
    ids: Sequence[UUID] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Prepared:
    """What would be written. `on_progress(rows done, rows in all)` may raise Cancelled.

    Raises UserError when nobody is chosen, nothing is mapped, or numbers are wanted in full without the right.
    """
    columns = _columns(layout, mapping, source)
    if not columns:
        raise UserError(_("还没有一列对上，没有填。请在“对列”这一步选出每一列填什么。"))
    sensitive = tuple(column.title for column, offer, _form in columns if offer.is_sensitive)
    if choice.full and sensitive:
        actor.require(f"{source.register.name}.reveal")
    first_copy.refuse(session, source.register)
    records = chosen(session, actor, source, choice=choice, today=today, ids=ids)
    if not records:
        raise UserError(_("没有符合条件的{title}，没有填。请改一改选择的范围。").format(title=source.title))
    maker = _Maker(session, actor, columns, choice=choice, today=today)
    homes: list[UUID | None] = []
    for done, row in enumerate(source.read(session, actor, records, today)):
        maker.add(row)
        homes.append(row.home)
        if on_progress and done % 50 == 0:
            on_progress(done, len(records))
    if on_progress:
        on_progress(len(records), len(records))
    return Prepared(
        template,
        layout,
        mapping,
        choice,
        source,
        tuple(maker.rows),
        _left(layout, mapping, unkept),
        tuple(maker.lacks),
        maker.empty,
        sensitive,
        maker.filled,
        tuple(homes),
    )


Mapped = tuple[TemplateColumn, Offer, Assigned]


def _columns(layout: Layout, mapping: Mapping[str, Assigned], source: Source) -> list[Mapped]:
    found = []
    for column in layout.columns:
        assigned = mapping.get(column.title, Assigned())
        offer = source.offer(assigned.fact)
        if offer is not None:
            found.append((column, offer, assigned))
    return found


def _left(layout: Layout, mapping: Mapping[str, Assigned], unkept: Sequence[str]) -> tuple[tuple[str, Why], ...]:
    left = []
    for column in layout.columns:
        if not mapping.get(column.title, Assigned()).fact:
            why = Why.FORMULA if column.formula else Why.UNKEPT if column.title in unkept else Why.UNKNOWN
            left.append((column.title, why))
    return tuple(left)


class _Maker:
    """Turns the facts of one row after the other into cells."""

    def __init__(
        self, session: Session, actor: Actor, columns: Sequence[Mapped], *, choice: Choice, today: date
    ) -> None:
        unit = session.get(Unit, actor.unit_id)
        self._table: dict[str, Any] = {"today": today, "unit": unit.name if unit else "", "filler": actor.name}
        self._columns, self._choice, self._today = columns, choice, today
        self._home: UUID | None = None
        self._homes = 0
        self.rows: list[Mapping[int, Value]] = []
        self.lacks: list[Lack] = []
        self.empty: dict[str, int] = {}
        self.filled = 0

    def add(self, row: FactRow) -> None:
        """One row more."""
        number = len(self.rows) + 1
        if row.home is None or row.home != self._home:
            self._home, self._homes = row.home, self._homes + 1
        values: dict[int, Value] = {}
        empty: list[str] = []
        wrong: list[tuple[str, str]] = []
        for column, offer, assigned in self._columns:
            value = self._value(offer, assigned, row, number)
            cell, fits = fitted(
                offer, assigned.form, value, column.words, today=self._today, full=self._choice.full
            )  # fmt: skip
            values[column.column] = cell
            if cell is None:
                empty.append(column.title)
                self.empty[column.title] = self.empty.get(column.title, 0) + 1
            else:
                self.filled += 1
            if not fits:
                wrong.append((column.title, str(cell)))
        self.rows.append(values)
        if empty or wrong:
            self.lacks.append(Lack(number, row.record_id, row.register, row.label, tuple(empty), tuple(wrong)))

    def _value(self, offer: Offer, assigned: Assigned, row: FactRow, number: int) -> Any:
        if offer.kind == "words":
            return assigned.words
        if offer.kind == "serial":
            return self._homes if offer.name == "home_serial" else number
        return self._table[offer.name] if offer.name in self._table else row.facts.get(offer.name)
