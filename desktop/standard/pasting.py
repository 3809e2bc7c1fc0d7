"""A block of copied cells laid over the rows of a list: what would change, what is refused, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Column, Field, Register
from desktop.standard.bulk import Edit, in_place, labels, sharing, shown
from desktop.standard.derived import in_chunks
from desktop.standard.fields import parse
from desktop.standard.list import column_of, rows_on
from desktop.standard.show import show

ON = frozenset({"有", "是", "1", "true", "√", "✓", "y", "yes"})  # data
OFF = frozenset({"无", "没有", "否", "0", "false", "×", "n", "no"})  # data


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that would change, in words."""

    label: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that cannot be taken: where, what was in it, and why not."""

    place: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What laying the block over the rows would do; nothing is written yet."""

    edits: tuple[Edit, ...]
    cells: tuple[Cell, ...]
    wrong: tuple[Wrong, ...]
    same: int  # cells that say what stands there already
    empty: int  # empty cells: they leave what stands
    with_them: int = 0  # records that change too, for they share a field with these


def plan(
    session: Session,
    actor: Actor,
    register: Register,
    *,
    block: Sequence[Sequence[str]],
    columns: Sequence[str],
    ids: Sequence[UUID],
    today: date,
) -> Pasted:
    """Lay `block` over the rows `ids`, from the first of `columns` on; a first line of titles chooses the columns."""
    actor.require(f"{register.name}.save")
    titles = _titles(register, block[0]) if block else None
    body = block[1:] if titles else block
    width = max((len(row) for row in body), default=0)
    targets = titles or tuple(column_of(register, name) for name in columns[:width])
    return _Laying(session, register, targets, today).lay(body, ids)


def read_cell(field: Field, text: str, *, today: date) -> Any:
    """The value of a pasted cell; unlike a form it is told what a flag means in words."""
    if field.kind == "flag":
        said = text.strip().lower()
        if said not in ON | OFF:
            raise UserError(_("这里要写“有”或“无”"), field=field.name)
        return said in ON
    return parse(field, text, today=today)


def _titles(register: Register, row: Sequence[str]) -> tuple[Column, ...] | None:
    """The columns that a line of titles names; None when the line is no such line."""
    by_title = {column.title: column for column in register.columns}
    said = [cell.strip() for cell in row]
    return tuple(by_title[cell] for cell in said) if said and all(cell in by_title for cell in said) else None


class _Laying:
    """The state of laying one block."""

    def __init__(self, session: Session, register: Register, targets: Sequence[Column], today: date) -> None:
        self._session, self._register, self._today = session, register, today
        self._targets = targets
        self._fields = [in_place(register, column) for column in targets]
        self._cells: list[Cell] = []
        self._wrong: list[Wrong] = []
        self._same = self._empty = 0
        self._said_of: dict[tuple[str, Any], tuple[str, Any]] = {}  # field and who shares it: which row said what

    def lay(self, body: Sequence[Sequence[str]], ids: Sequence[UUID]) -> Pasted:
        """Lay every row over its record."""
        session, register, day = self._session, self._register, self._today
        ids = ids[: len(body)]
        stood = shown(session, register, ids, today=day)
        named = labels(session, register, ids, today=day)
        self._tell_closed(body)
        sharers = self._sharers(ids)
        edits = []
        for record_id, row in zip(ids, body, strict=False):
            now = stood.get(record_id, {})
            values = self._row(named.get(record_id, ""), row, now, shared=sharers.get(record_id, {}))
            if values:
                edits.append(Edit(record_id, values, {name: now[name] for name in values}))
        if len(body) > len(ids):
            words = _("复制的内容多出 {count:,} 行，列表里没有行可放").format(count=len(body) - len(ids))
            self._wrong.append(Wrong(_("第 {n:,} 行起").format(n=len(ids) + 1), "", words))
        return Pasted(
            tuple(edits), tuple(self._cells), tuple(self._wrong), self._same, self._empty, self._with_them(edits)
        )

    def _sharers(self, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
        """By what each record shares the fields that are not its own alone."""
        rows = rows_on(self._register, self._today)
        found: dict[UUID, dict[str, Any]] = {}
        for field in self._fields:
            if field is not None and field.shared_by:
                for part in in_chunks(set(ids)):
                    keys = select(rows.id, getattr(rows, field.shared_by)).where(rows.id.in_(part))
                    for record_id, key in self._session.execute(keys):
                        found.setdefault(record_id, {})[field.name] = key
        return found

    def _with_them(self, edits: Sequence[Edit]) -> int:
        """How many records beyond the edited ones change with them."""
        others: set[UUID] = set()
        for field in self._fields:
            if field is not None and field.shared_by:
                ids = [edit.record_id for edit in edits if field.name in edit.values]
                others |= sharing(self._session, self._register, ids, field=field, today=self._today)
        return len(others)

    def _tell_closed(self, body: Sequence[Sequence[str]]) -> None:
        """Columns that may not be changed here are said once, not for every row."""
        for at, (column, field) in enumerate(zip(self._targets, self._fields, strict=True)):
            texts = [row[at].strip() for row in body if at < len(row) and row[at].strip()]
            if field is None and texts:
                said = _("这一栏不能在列表里改，请打开那一条再改")
                self._wrong.append(Wrong(_("“{title}”整栏").format(title=column.title), texts[0], said))
        wide = max((len(row) for row in body), default=0)
        if wide > len(self._targets):
            said = _("复制的内容多出 {count} 栏，右边没有栏可放").format(count=wide - len(self._targets))
            self._wrong.append(Wrong(_("最右边"), "", said))

    def _row(
        self, label: str, row: Sequence[str], now: Mapping[str, Any], *, shared: Mapping[str, Any]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column, field, text in zip(self._targets, self._fields, row, strict=False):
            if field is None:
                continue
            if not text.strip():
                self._empty += 1
                continue
            try:
                value = read_cell(field, text, today=self._today)
                self._refuse_two(label, field, value, shared=shared)
            except UserError as error:
                self._wrong.append(
                    Wrong(_("{label} 的“{title}”").format(label=label, title=column.title), text, error.message)
                )
                continue
            if now.get(field.name) == value:
                self._same += 1
                continue
            values[field.name] = value
            self._cells.append(
                Cell(label, column.title, self._said(column, now.get(field.name)), self._said(column, value))
            )
        return values

    def _refuse_two(self, label: str, field: Field, value: Any, *, shared: Mapping[str, Any]) -> None:
        """UserError when an earlier row says something else of what both share: the last one would win unseen."""
        if field.name in shared:
            first, said = self._said_of.setdefault((field.name, shared[field.name]), (label, value))
            if said != value:
                raise UserError(_("这一栏与 {first} 共用，上面写的不一样，请写成一样的").format(first=first))

    def _said(self, column: Column, value: Any) -> str:
        return show(column.kind, value, codes=column.codes, today=self._today)
