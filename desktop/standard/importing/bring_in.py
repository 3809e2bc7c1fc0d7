"""Writing a plan: one transaction, one undoable batch, every value with its file, sheet and row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.calm import no_collections
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.importing.choices import NONE, Choices
from desktop.standard.importing.memory import remember
from desktop.standard.importing.plan import Plan, Problem
from desktop.standard.importing.staged import At, Staged
from desktop.standard.tables import ImportBatch, ImportMark
from desktop.store.session import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written; `batch` is None when everything already stood in the register. Undo takes the batch."""

    batch: UUID | None
    plan: Plan


@dataclass(frozen=True, slots=True)
class Mark:
    """A problem of the file that belongs to a row of the register from now on."""

    table: str
    row_id: UUID
    field: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Written:
    """What a register's `apply` gives back: cells that wait in its rows, and fields that now hold a value."""

    marks: tuple[Mark, ...] = ()
    filled: frozenset[tuple[UUID, str]] = frozenset()


def bring_in(
    store: Store,
    actor: Actor,
    register: Register,
    *,
    staged: Staged,
    choices: Choices = NONE,
    on_progress: Progress | None = None,
    **options: Any,
) -> Imported:
    """Plan again within the transaction, so that nothing older than it is compared, and write.

    `options` go to the register's `plan`. `on_progress(done, all)` may raise Cancelled: then nothing at all is written.
    """
    assert register.imports is not None
    actor.require(f"{register.name}.import", actor.unit_id)
    batch = uuid7()
    with no_collections(), store.write(actor.id, f"{register.name}.import", batch=batch) as session:
        plan: Plan = register.imports.plan(session, actor, staged, choices=choices, **options)
        if not plan.writes:
            return Imported(None, plan)
        written: Written = register.imports.apply(session, actor, plan, on_progress=on_progress)
        session.flush()
        _keep(session, actor, plan, batch=batch, written=written)
        remember(session, staged, choices, at=session.info["deed"].at)
    return Imported(batch, plan)


def source_of(staged: Staged, ats: Iterable[At]) -> str:
    """Where a value comes from, as its history shows it: 文件 · 工作表 · 第 12 行."""
    rows = sorted({at.row for at in ats})
    sheets = sorted({at.sheet for at in ats})
    where = str(rows[0]) if rows[0] == rows[-1] else f"{rows[0]}–{rows[-1]}"
    return _("{file} · {sheet} · 第 {rows} 行").format(file=staged.file, sheet="、".join(sheets), rows=where)


def _keep(session: Session, actor: Actor, plan: Plan, *, batch: UUID, written: Written) -> None:
    """The batch itself, its unread cells, and the older marks that it settles."""
    at = session.info["deed"].at
    staged = plan.staged
    session.add(
        ImportBatch(
            id=batch,
            file_name=staged.file,
            sheet="、".join(staged.sheets),
            sha256=staged.sha256,
            register=staged.register,
            counts=msgspec.json.encode(dict(plan.counts)),
            actor=actor.id,
            at=at,
        )
    )
    waiting = {(mark.row_id, mark.field): mark for mark in session.scalars(_open_marks())}
    for key in written.filled & waiting.keys():
        waiting.pop(key).settled_at = at
    rows = [mark for mark in written.marks if (mark.row_id, mark.field) not in waiting]
    rows += [Mark("import_batch", batch, problem.target, problem) for problem in plan.problems if problem.waits]
    session.add_all(
        ImportMark(
            batch=batch,
            table_name=mark.table,
            row_id=mark.row_id,
            field=mark.field,
            place=source_of(staged, [mark.problem.at]) + " · " + mark.problem.title,
            raw=mark.problem.value,
            problem=mark.problem.sentence,
        )
        for mark in rows
    )


def _open_marks() -> Any:
    return select(ImportMark).where(ImportMark.settled_at.is_(None))
