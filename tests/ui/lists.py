"""A register of households with invented rows, and a source that answers from memory, for the tests of lists."""

from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from desktop.spec import Action, Column, Form, Import, Register
from desktop.standard.list import Choice, Counts, ListRow, Page, Query
from desktop.standard.show import due

TODAY = date(2026, 11, 22)
RUNS: list[tuple[UUID, dict[str, Any]]] = []


class Household:
    __tablename__ = "household"


def visit(_session: Any, _actor: Any, record_id: UUID, **asked: Any) -> None:
    RUNS.append((record_id, asked))


def nothing(*_args: Any) -> tuple[()]:
    return ()


HOUSEHOLDS = Register(
    name="households",
    title="住户",
    model=Household,  # type: ignore[arg-type]
    counter="户",
    indexed=True,
    columns=(
        Column("next_visit", "走访", 12, "due"),
        Column("building", "楼栋", 6, choices=True),
        Column("room", "房号", 6),
        Column("name", "户主", 8),
        Column("people", "人口", 4, "number"),
        Column("last_visit", "上次走访", 10, "day"),
        Column("phone", "电话", 12, "phone"),
        Column("note", "备注", 10, shown=False),
    ),
    actions=(Action("visit", "登记走访", visit, icon="footprints", key="F8"),),
    forms=(Form("household-sheet", "一户一档", nothing, nothing), Form("door-cards", "责任卡", nothing, nothing)),
    imports=Import((), nothing, nothing),
)


def row(at: int) -> ListRow:
    """The household number `at`: overdue, soon, fine and without a date in turn."""
    day = (TODAY - timedelta(days=at % 30 + 1), TODAY + timedelta(days=3), TODAY + timedelta(days=60), None)[at % 4]
    building, name = f"{at % 5 + 1}号楼", "罗韩孙何郭"[at % 5] + "兰丽磊"[at % 3]
    visited = TODAY - timedelta(days=at % 90)
    return ListRow(
        UUID(int=at + 1), (day, building, f"{at % 15 + 1}01", name, at % 6 + 1, visited, f"138{at:08}", None)
    )


def _order(at: int, r: ListRow) -> tuple[bool, Any]:
    return r.values[at] is None, r.values[at] or 0


class MemorySource:
    """Rows in memory; `asked` remembers the queries, `error` makes every answer fail."""

    def __init__(self, count: int) -> None:
        self.rows = [row(at) for at in range(count)]
        self.names = [column.name for column in HOUSEHOLDS.columns]
        self.asked: list[Query] = []
        self.limits: list[int] = []
        self.error: Exception | None = None

    def _kept(self, query: Query) -> list[ListRow]:
        kept = self.rows
        for condition in query.filters:
            at = self.names.index(condition.column)
            if condition.values:
                kept = [r for r in kept if self._value(r, at) in condition.values]
            if condition.span:
                low, high = condition.span
                kept = [r for r in kept if r.values[at] and (low or date.min) <= r.values[at] <= (high or date.max)]
            if condition.blank:
                kept = [r for r in kept if r.values[at] is None]
        kept = [r for r in kept if query.text in r.values[3] or query.text in r.values[2]]
        for sort in reversed(query.sort):
            at = self.names.index(sort.column)
            kept = sorted(kept, key=partial(_order, at), reverse=sort.descending)
        return kept

    def _value(self, r: ListRow, at: int) -> Any:
        return due(r.values[at], TODAY).state if self.names[at] == "next_visit" else r.values[at]

    def page(self, _session: Any, query: Query, after: Any, limit: int) -> Page:
        if self.error:
            raise self.error
        self.asked.append(query)
        self.limits.append(limit)
        kept, start = self._kept(query), after[0] if after else 0
        more = start + limit < len(kept)
        return Page(tuple(kept[start : start + limit]), (start + limit,) if more else None)

    def count(self, _session: Any, query: Query) -> Counts:
        return Counts(len(self.rows), len(self._kept(query)))

    def facet(self, _session: Any, query: Query, column: str) -> tuple[Choice, ...]:
        at = self.names.index(column)
        counted = Counter(self._value(r, at) for r in self._kept(query.without(column)))
        return tuple(Choice(value, n) for value, n in sorted(counted.items(), key=lambda pair: str(pair[0])))

    def ids(self, _session: Any, query: Query) -> tuple[UUID, ...]:
        return tuple(r.id for r in self._kept(query))
