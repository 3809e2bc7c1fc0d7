"""Rosters whose rows stand for themselves: planned row by row, written as one deed a row."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.standard.importing.bring_in import Mark, Written, source_of
from desktop.standard.importing.choices import Choices, Who
from desktop.standard.importing.plan import Item, Plan, Problem, Verdict
from desktop.standard.importing.staged import At, Staged, StagedRow


class Reads(Protocol):
    """Whatever reads the cells of one roster and gathers what is wrong with them."""

    problems: list[Problem]
    reminders: list[Problem]

    def text(self, row: StagedRow, target: str) -> str:
        """The words of a cell, "" when it has none."""
        ...


class Writes(Protocol):
    """What a row would do, in the words of its register."""

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        ...


def plan_rows(
    staged: Staged,
    reader: Reads,
    each: Callable[[StagedRow], tuple[Writes, Item] | None],
    *,
    name: str,
    choices: Choices,
) -> Plan:
    """`each(row)` in the order of the file: what it would do, and how that is told; None for a row that waits.

    `name` is the target by which a row is called. A work says with `writes` whether it changes anything.
    """
    items: list[Item] = []
    works: list[Writes] = []
    counts: Counter[str] = Counter(rows=len(staged.rows))
    for row in staged.rows:
        if row.at in choices.skipped:
            items.append(Item(Who(row.at), reader.text(row, name), "", Verdict.SKIPPED))
            counts["skipped"] += 1
            continue
        found = each(row)
        if found is None:
            problems = unread(reader, row.at)
            items.append(Item(Who(row.at), reader.text(row, name), "", Verdict.NEEDS_FIX, problems=problems))
            counts["waiting"] += 1
            continue
        work, item = found
        items.append(item)
        works.append(work)
        counts[item.verdict.value] += 1
        counts["writes"] += work.writes
    return Plan(
        staged=staged, items=tuple(items), gone=(), problems=tuple(dict.fromkeys(reader.problems)),
        reminders=tuple(dict.fromkeys(reader.reminders)), counts=dict(counts), counter=_("行"), work=works,
    )  # fmt: skip


def unread(reader: Reads, at: At) -> tuple[Problem, ...]:
    """What could not be read of a row."""
    return tuple(problem for problem in reader.problems if problem.at == at)


def write_rows(
    session: Session,
    plan: Plan,
    write: Callable[[Any], UUID],
    *,
    table: str,
    on_progress: Callable[[int, int], None] | None = None,
) -> Written:
    """`write(work)` each row of `plan` that changes something and name its record, a row of `table`.

    `on_progress(done, all)` may raise Cancelled.
    """
    works = [work for work in plan.work if work.writes]
    marks: list[Mark] = []
    waiting = {problem.at: problem for problem in plan.problems if not problem.kept and not problem.waits}
    for done, work in enumerate(works):
        if on_progress is not None:
            on_progress(done, len(works))
        session.info["deed"].next_tx(source_of(plan.staged, [work.line.at]))
        record_id, problem = write(work), waiting.get(work.line.at)
        if problem is not None:
            marks.append(Mark(table, record_id, problem.target, problem))
    if on_progress is not None:
        on_progress(len(works), len(works))
    return Written(tuple(marks))
