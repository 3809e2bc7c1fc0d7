"""A table that is being filled, as it is kept over a lock or a change of person: the file and what was chosen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.ui.progress import Progress

if TYPE_CHECKING:  # see fill_jobs
    from desktop.standard.filling.course import Opened
    from desktop.standard.filling.offers import Source


def state_of(opened: "Opened | None", path: Path | None) -> dict[str, Any]:
    """Nothing of a person: where the table lies, its columns and which rows; {} without one."""
    if opened is None or path is None:
        return {}
    return {
        "file": str(path),
        "sheet": opened.layout.sheet,
        "header_row": opened.layout.header.top_row,
        "rows": opened.source.name,
        "mapping": {title: [one.fact, one.form, one.words] for title, one in opened.mapping.items()},
        "choice": msgspec.to_builtins(replace(opened.choice, full=False)),  # full numbers are asked for anew
    }


def path_of(state: dict[str, Any]) -> Path | None:
    """The table, if it lies there still."""
    path = Path(str(state.get("file") or ""))
    return path if state.get("file") and path.is_file() else None


def opening(sources: "Sequence[Source]", path: Path, state: dict[str, Any]) -> "Callable[[Progress], Opened]":
    """Read the table again as it was laid out, and put back what was chosen."""

    def job(progress: Progress) -> "Opened":
        from desktop.standard.filling import course  # late, each: as in fill_jobs
        from desktop.standard.filling.choice import Choice
        from desktop.standard.filling.offers import Assigned

        opened = course.open_path(path, sources, recall=lambda _key: None, on_progress=progress.step)
        opened = course.again(
            opened, sources, sheet=state["sheet"], header_row=state["header_row"], rows=state["rows"]
        )  # fmt: skip
        said = {title: Assigned(*one) for title, one in state["mapping"].items() if title in opened.mapping}
        choice = msgspec.convert(state["choice"], type=Choice)
        return replace(opened, mapping={**opened.mapping, **said}, choice=choice)

    return job
