"""A row that any register may bring to 今日工作 and to the calendar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor

When = Literal["overdue", "today", "soon", "none"]


@dataclass(frozen=True, slots=True)
class Todo:
    """What is to be done, in words; its one button opens `place`, or the record `record_id` there.

    `when` "none" stands under 其他待办. `day` is when it is due, None when no day is named.
    """

    when: When
    title: str
    detail: str
    deed: str  # the words of the button: verb and object
    place: str
    record_id: UUID | None = None
    day: date | None = None


Source = Callable[[Session, Actor, date], Sequence[Todo]]


def due_when(day: date, today: date) -> When:
    """Which group of Today a day belongs to; days beyond the coming week are for the caller to leave out."""
    if day < today:
        return "overdue"
    return "today" if day == today else "soon"
