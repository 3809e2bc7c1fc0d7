"""The row of ExchangeCheck as others use it: whether a comparison is due, whether what is held back may leave."""

from collections.abc import Mapping

import msgspec
from sqlalchemy.orm import Session

from desktop.store.exchange_rows import ExchangeCheck

EVERY_MS = 20 * 3_600_000  # once a day: both ends read all rows for it
_counts = msgspec.json.Decoder(dict[str, int]).decode


def is_due(session: Session, now: int) -> bool:
    """Was everything here not compared with the county for a day? `now` in UTC ms; a clock that went back counts."""
    kept = session.get(ExchangeCheck, 1)
    return kept is None or kept.compared_at is None or not 0 <= now - kept.compared_at < EVERY_MS


def note_compared(session: Session, now: int) -> None:
    """It was compared just now."""
    _kept(session).compared_at = now


def held(session: Session) -> Mapping[str, int]:
    """Table → rows that the county wants to leave, and that wait for a person's word; empty when they may leave."""
    kept = session.get(ExchangeCheck, 1)
    return {} if kept is None or kept.may_leave else _counts(kept.held)


def let_leave(session: Session) -> None:
    """A person said that they may: the next exchange lets them go."""
    _kept(session).may_leave = True


def _kept(session: Session) -> ExchangeCheck:
    kept = session.get(ExchangeCheck, 1)
    if kept is None:
        kept = ExchangeCheck(id=1, compared_at=None, amiss="[]", held="{}", may_leave=False)
        session.add(kept)
    return kept
