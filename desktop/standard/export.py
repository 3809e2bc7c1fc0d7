"""A list as an Excel file: what is shown, masked as shown, ids as text, and logged."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base import clock as clocks
from desktop.base.clock import Clock
from desktop.sheets.write import OutColumn, write_table
from desktop.spec import Column, Register
from desktop.standard import first_copy
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
    first_copy.refuse(session, register)
    wanted = [c for c in register.columns if not columns or c.name in columns]
    chosen = listing.ids(session, actor, register, query=query, today=today) if ids is None else ids
    yield from cells(session, actor, register, ids=chosen, columns=wanted, today=today)


def cells(
    session: Session, actor: Actor, register: Register, *, ids: Sequence[UUID], columns: Sequence[Column], today: date
) -> Iterable[list[str]]:
    """The cells of these records in words, masked as the list masks them; who is out of scope is left out."""
    mapped = listing.rows_on(register, today)
    attributes = [getattr(mapped, column.name) for column in columns]
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        rows = session.execute(select(mapped.id, *attributes).where(mapped.id.in_(part), visible(mapped, actor)))
        found = {row[0]: row[1:] for row in rows}
        for record_id in part:
            if record_id in found:
                pairs = zip(columns, found[record_id], strict=True)
                yield [show(c.kind, value, codes=c.codes, today=today) for c, value in pairs]


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
