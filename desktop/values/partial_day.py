"""A day of which the day, or the month too, may be unknown."""

import calendar
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Self


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDay:
    """A year, a month of a year or a full day, in the common era; a day without its month cannot exist.

    Sorted by what is known, the vaguer first: 2026 < 2026-03 < 2026-03-05. Raises ValueError when no such day exists.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError(self.day)
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDay):
            return NotImplemented
        return self._key() < other._key()

    def __str__(self) -> str:
        """Return the stored form, which also sorts as text: 2026-03-05, 2026-03 or 2026."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        return text if self.day is None else f"{text}-{self.day:02}"

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the full day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the day of a stored form. Raises ValueError for any other text."""
        parts = text.split("-")
        found = cls(*(int(part) for part in parts)) if len(parts) <= 3 else None
        if found is None or str(found) != text:
            raise ValueError(text)
        return found

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are all known."""
        return self.day is not None

    def first(self) -> date:
        """Return the earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """Return the latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def age_on(self, on: date) -> int:
        """Return the completed years on `on` of somebody born on this day; of a partial day the fewest possible.

        Born on 29 February turns a year older on 1 March of a common year. Negative before the birth.
        """
        born = self.last()
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0
