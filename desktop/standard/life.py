"""What happened to a record, day by day, as its page tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, and what is to be said of it."""

    day: date
    head: str
    lines: tuple[str, ...] = ()


def newest_first(events: Iterable[Event]) -> tuple[Event, ...]:
    """By day, and within a day the last that was told first."""
    return tuple(sorted(events, key=lambda event: event.day)[::-1])


def lines_of(events: Sequence[Event]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The events as a page shows them: a bold line and the quiet ones below it."""
    return tuple((f"{event.day.isoformat()}　{event.head}", event.lines) for event in events)
