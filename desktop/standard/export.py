"""A list as an Excel file: what is shown, masked as shown, ids as text, and logged."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base import clock as clocks
from desktop.base.clock import Clock
from desktop.sheets.write import OutColumn, write_table
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.show import show


def rows(
    session: Session,
    actor: Actor,
    register: Register,
    *,
    query: Query,
    today: date,
    columns: Sequence[str] = (),
    ids: Sequence[UUID] | None = None,
) -> Iterable[list[str]]:
    """The rows in words: those of `query`, or the chosen `ids` in the order of the list."""
    actor.require(f"{register.name}.export")
    wanted = [c for c in register.columns if not columns or c.name in columns]
    mapped = listing.rows_on(register, today)
    chosen = listing.ids(session, actor, register, query=query, today=today) if ids is None else ids
    for start in range(0, len(chosen), 500):
        part = chosen[start : start + 500]
        attributes = [getattr(mapped, column.name) for column in wanted]
        found = {row[0]: row[1:] for row in session.execute(select(mapped.id, *attributes).where(mapped.id.in_(part)))}
        for record_id in part:
            if record_id in found:
                cells = zip(wanted, found[record_id], strict=True)
                yield [show(c.kind, value, codes=c.codes, today=today) for c, value in cells]


def export(
    session: Session,
    actor: Actor,
    register: Register,
    path: Path,
    *,
    query: Query,
    clock: Clock,
    columns: Sequence[str] = (),
    ids: Sequence[UUID] | None = None,
    on_row: Callable[[int], bool] | None = None,
    on: date | None = None,
) -> int:
    """Write the list as of `on` (None: today) to `path`; returns the number of rows.

    The caller logs the look in a write of its own.
    """
    wanted = [c for c in register.columns if not columns or c.name in columns]
    heads = [OutColumn(column.title, column.width * 2) for column in wanted]
    body = rows(session, actor, register, query=query, today=on or clocks.today(clock), columns=columns, ids=ids)
    return write_table(path, title=register.title, columns=heads, rows=body, clock=clock, on_row=on_row)
