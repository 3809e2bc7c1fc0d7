"""How long one must wait after wrong passwords: five are free, then 30 seconds, doubling."""

from desktop.base.clock import Clock

FREE = 5
FIRST_WAIT_MS = 30_000
LONGEST_MS = 15 * 60_000


class Attempts:
    """Counts wrong passwords of this run of the program, by the clock that is handed in."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong = 0
        self._until = 0

    def wrong(self) -> None:
        """One more wrong password; from the fifth on each makes the wait longer."""
        self._wrong += 1
        if self._wrong >= FREE:
            wait = min(LONGEST_MS, FIRST_WAIT_MS * 2 ** (self._wrong - FREE))
            self._until = self._clock.now_ms() + wait

    def right(self) -> None:
        """Start anew."""
        self._wrong, self._until = 0, 0

    def seconds_left(self) -> int:
        """Whole seconds until the next try is taken; 0 when it may be made now."""
        return max(0, -(-(self._until - self._clock.now_ms()) // 1000))
