"""How much one caller may ask for in a time, and how many are let in at once (SAFETY §5)."""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MOST_CALLERS = 10_000  # remembered; the one that asked longest ago is forgotten
MEMORY = 16  # requests over which their time is averaged
HASTE = 2  # they are told to come in half the time: the line takes in who comes early, and an idle server helps nobody
LONGEST_S = 300.0  # nobody is told to wait longer


@dataclass(slots=True)
class Buckets:
    """A bucket for each caller: `burst` at once, then `rate` in a second. `now` is a monotonic clock in seconds."""

    rate: float
    burst: float
    now: Callable[[], float]
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, caller: str) -> float:
        """Take one; 0 when it was there, else the seconds until there will be one."""
        with self._lock:
            at = self.now()
            left, since = self._left.pop(caller, (self.burst, at))
            left = min(self.burst, left + (at - since) * self.rate)
            taken = left >= 1
            self._left[caller] = (left - 1 if taken else left, at)
            while len(self._left) > MOST_CALLERS:
                self._left.popitem(last=False)
            return 0.0 if taken else (1 - left) / self.rate


class Full(Exception):
    """There is no place now; in `wait` seconds there should be one."""

    def __init__(self, wait: float) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(slots=True)
class Line:
    """The one rule for a crowd, so that it waits at home and whoever is let in is answered soon.

    `at_once` are worked on; `most` more stand in line, none of them longer than `patience` seconds. Who finds no place,
    or stood so long, is told a time of their own: when most who were told before should be through. `now` is a clock
    in seconds that never goes back. Everything happens on the one thread of an event loop.
    """

    at_once: int
    most: int
    patience: float
    now: Callable[[], float]
    each: float = 0.125  # seconds from one that is done to the next, as it was of late
    _present: int = 0
    _told: float = 0.0  # until then those who were told a time keep it busy
    _places: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.at_once)

    def look(self) -> None:
        """Raise Full where nobody more may stand."""
        if self._present >= self.at_once + self.most:
            raise self._full()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Stand in line, then work inside. Raises Full."""
        self.look()
        self._present += 1
        try:
            try:
                async with asyncio.timeout(self.patience):
                    await self._places.acquire()
            except TimeoutError as tired:
                raise self._full() from tired
            began = self.now()
            try:
                yield
            finally:
                self._places.release()
                self.each += ((self.now() - began) / self.at_once - self.each) / MEMORY
        finally:
            self._present -= 1

    def _full(self) -> Full:
        now = self.now()
        self._told = min(max(self._told, now) + self.each / HASTE, now + LONGEST_S)
        return Full(self._told - now)
