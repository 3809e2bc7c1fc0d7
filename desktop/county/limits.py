"""How much one caller may ask for in a time, and how many are let in at once (SAFETY §5)."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST_CALLERS = 10_000  # remembered; the one that asked longest ago is forgotten


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


@dataclass(slots=True)
class Door:
    """Lets `most` in at once; who comes then is told to come later, so that a crowd waits at home and not in memory."""

    most: int
    inside: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def entered(self) -> Iterator[bool]:
        """Inside while the block runs, or False when it is full."""
        with self._lock:
            let_in = self.inside < self.most
            self.inside += let_in
        try:
            yield let_in
        finally:
            with self._lock:
                self.inside -= let_in
