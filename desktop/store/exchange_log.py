"""The history of exchanges of this PC: each try over a line, each package that was written or read."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.store.exchange_rows import ExchangeRun

LINE, OUT, IN, CARRIED = "line", "out", "in", "carried"
LEAVE = "leave"  # no exchange: a person said that rows of other units may leave
DONE, BROKEN = "done", "broken"


def runs(session: Session, *, limit: int = 50) -> list[ExchangeRun]:
    """The newest first."""
    return list(
        session.scalars(select(ExchangeRun).order_by(ExchangeRun.at.desc(), ExchangeRun.id.desc()).limit(limit))
    )


def last(session: Session, *ways: str, outcome: str = "") -> ExchangeRun | None:
    """The newest of these ways (none: any), and of this outcome."""
    query = select(ExchangeRun)
    if ways:
        query = query.where(ExchangeRun.way.in_(ways))
    if outcome:
        query = query.where(ExchangeRun.outcome == outcome)
    return session.scalar(query.order_by(ExchangeRun.at.desc(), ExchangeRun.id.desc()).limit(1))
