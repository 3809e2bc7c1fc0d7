"""What the settings show of the register of care needs: kept or not, what for, given to whom."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.procedures.profiles import Desk
from desktop.registers.care import queries, service
from desktop.registers.care.queries import Given


@dataclass(frozen=True, slots=True)
class CareFacts:
    """The purpose, "" while the register is off; every user of this PC and whether it was given to them."""

    purpose: str
    given: tuple[Given, ...]


class CareKeeping:
    """The deeds over one open profile; each is one deed of the session that is handed in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def facts(self, session: Session) -> CareFacts:
        """As it stands."""
        actor = self._desk.actor
        return CareFacts(queries.purpose(session, actor.unit_id), queries.given(session, actor))

    def switch_on(self, session: Session, purpose: str) -> None:
        """Keep the register from now on; who switches it on is given it."""
        service.switch_on(session, self._desk.actor, purpose=purpose)

    def switch_off(self, session: Session) -> None:
        """Nobody sees it any more."""
        service.switch_off(session, self._desk.actor)

    def give(self, session: Session, user_id: UUID, *, on: bool) -> None:
        """Give it to one user by name, or take it away."""
        service.give(session, self._desk.actor, user_id, on=on)
