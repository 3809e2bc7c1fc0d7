"""Instants in UTC milliseconds, and days as people in Asia/Shanghai count them."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

SHANGHAI = timezone(timedelta(hours=8), "CST")  # fixed since 1991: needs no time zone data on Windows


class Clock(Protocol):
    """What time it is; handed in, never looked up, so that tests and simulations own it."""

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return time.time_ns() // 1_000_000


@dataclass
class FixedClock:
    """A clock that stands still until told otherwise, for tests, demo data and reproducible paper."""

    ms: int

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return self.ms

    def pass_time(self, *, days: int = 0, seconds: int = 0) -> None:
        """Let time pass."""
        self.ms += (days * 86_400 + seconds) * 1_000


def at_noon(day: date) -> FixedClock:
    """A clock standing at 12:00 of `day` in Shanghai."""
    return FixedClock(int(datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI).timestamp() * 1000))


def local_time(ms: int) -> datetime:
    """The wall time in Shanghai of an instant."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(SHANGHAI)


def today(clock: Clock) -> date:
    """The day in Shanghai."""
    return local_time(clock.now_ms()).date()
