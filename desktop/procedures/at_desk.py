"""What an exchange needs of an open profile, whoever has it open: a window, a command, a test."""

from typing import Protocol

from desktop.access.actor import Actor
from desktop.base.clock import Clock
from desktop.store.exchange_rows import ExchangeRun
from desktop.store.session import Store

PERMISSION = "exchange.run"
NOTE = "exchange.note"  # writes no journal: the history of exchanges stays on this PC


class AtDesk(Protocol):
    """An open profile and who works at it."""

    @property
    def store(self) -> Store:
        """The data."""
        ...

    @property
    def actor(self) -> Actor:
        """Who works."""
        ...

    @property
    def clock(self) -> Clock:
        """What time it is."""
        ...


def note(desk: AtDesk, run: ExchangeRun) -> None:
    """Write one exchange into the history of this PC."""
    run.at, run.actor = desk.clock.now_ms(), desk.actor.id
    with desk.store.write(desk.actor.id, NOTE) as session:
        session.add(run)
