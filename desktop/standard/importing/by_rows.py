"""Writing a plan whose rows stand for themselves: one deed a row, with what its cells could not say."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.standard.importing.bring_in import Mark, Written, source_of
from desktop.standard.importing.plan import Plan


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
    unread = {problem.at: problem for problem in plan.problems if not problem.kept and not problem.waits}
    for done, work in enumerate(works):
        if on_progress is not None:
            on_progress(done, len(works))
        session.info["deed"].next_tx(source_of(plan.staged, [work.line.at]))
        record_id, problem = write(work), unread.get(work.line.at)
        if problem is not None:
            marks.append(Mark(table, record_id, problem.target, problem))
    if on_progress is not None:
        on_progress(len(works), len(works))
    return Written(tuple(marks))
