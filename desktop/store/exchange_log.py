"""The history of exchanges of this PC: each try over a line, each package that was written or read."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop.store.exchange_rows import ExchangeRun

# In the order of writing, not of the clock: a try under a clock that was years ahead would stay the newest for years.
_NEWEST = text("exchange_run.rowid DESC")
LINE, OUT, IN, CARRIED = "line", "out", "in", "carried"
LEAVE = "leave"  # no exchange: a person said that rows of other units may leave
DONE, BROKEN = "done", "broken"


def runs(session: Session, *, limit: int = 50) -> list[ExchangeRun]:
    """The newest first."""
    return list(session.scalars(select(ExchangeRun).order_by(_NEWEST).limit(limit)))


def last(session: Session, *ways: str, outcome: str = "") -> ExchangeRun | None:
    """The newest of these ways (none: any), and of this outcome."""
    query = select(ExchangeRun)
    if ways:
        query = query.where(ExchangeRun.way.in_(ways))
    if outcome:
        query = query.where(ExchangeRun.outcome == outcome)
    return session.scalar(query.order_by(_NEWEST).limit(1))


def cut(session: Session) -> ExchangeRun | None:
    """The newest try that broke off in its midst since one came through, whatever was tried in vain after it."""
    for run in session.scalars(select(ExchangeRun).where(ExchangeRun.way.in_((LINE, IN))).order_by(_NEWEST)):
        if run.outcome == DONE:
            return None
        if run.sent or run.received:
            return run
    return None
