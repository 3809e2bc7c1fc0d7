"""What other registers hang on people and households, and lose with them: told before, ended in the same deed."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.procedures.party_ties import PartyTies


class Tie(Protocol):
    """One register's part; `people` have left or died, `homes` have ended."""

    def told(self, session: Session, people: Sequence[UUID], homes: Sequence[UUID]) -> Sequence[str]:
        """Sentences of what will end: 任职“支部书记”将空缺."""
        ...

    def end(self, session: Session, people: Sequence[UUID], homes: Sequence[UUID], *, on: date, reason: str) -> None:
        """End it on a day; `reason` is a residence_end_reason."""
        ...


Ties = Sequence[Tie]
TIES: Ties = (PartyTies(),)


def told(ties: Ties, session: Session, people: Sequence[UUID], homes: Sequence[UUID]) -> tuple[str, ...]:
    """The sentences of all of them."""
    return tuple(line for tie in ties for line in tie.told(session, people, homes))


def end(ties: Ties, session: Session, people: Sequence[UUID], homes: Sequence[UUID], *, on: date, reason: str) -> None:
    """End it all."""
    for tie in ties:
        tie.end(session, people, homes, on=on, reason=reason)
