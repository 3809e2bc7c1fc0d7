"""The rows of a list as they come from a reader thread: in words, so that painting calls nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desktop.spec import Column
from desktop.standard.list import ListRow, Page
from desktop.standard.show import due, show


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as it is painted: raw values beside their words, so that painting calls nothing."""

    id: UUID
    values: tuple[Any, ...]
    words: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One page as it comes from the reader thread."""

    rows: tuple[Shown, ...]
    next: Any
    place: dict[UUID, int]  # made where the rows are read: a county of them would hold the window up


def words_of(row: ListRow, columns: Sequence[Column], today: date) -> Shown:
    """Put a row into words."""
    words: list[str] = []
    states: list[str] = []
    for column, value in zip(columns, row.values, strict=True):
        if column.kind == "due":
            status = due(value, today)
            words.append(status.words)
            states.append(status.state)
        else:
            words.append(show(column.kind, value, codes=column.codes, today=today))
            states.append("")
    return Shown(row.id, row.values, tuple(words), tuple(states))


def batch_of(page: Page, columns: Sequence[Column], today: date) -> Batch:
    """Put a page into words."""
    rows = tuple(words_of(row, columns, today) for row in page.rows)
    return Batch(rows, page.next, {row.id: at for at, row in enumerate(rows)})
