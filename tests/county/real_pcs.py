"""PCs with real encrypted files for tests of the exchange: made, enrolled and worked at."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from desktop import catalog
from desktop.base.clock import FixedClock
from desktop.base.paths import Profile
from desktop.county.office import Office
from desktop.procedures import exchange, profiles
from desktop.procedures.profiles import Desk
from desktop.registers.buildings.model import Compound
from desktop.registers.people.model import Person
from tests.county.conftest import code_for

PASSWORD = "correct-horse-battery"


def made(folder: Path, clock: FixedClock, *, user: str = "王书记") -> Desk:
    """A fresh profile in `folder`."""
    return profiles.create(
        Profile(folder), unit="阳光花园", user=user, password=PASSWORD, clock=clock, derived=catalog.DERIVED
    )


def opened(desk: Desk) -> Desk:
    """The same profile after a restart."""
    return profiles.open_with_password(
        desk.profile, user=desk.actor.name, password=PASSWORD, clock=desk.clock, derived=catalog.DERIVED
    )


def enrolled(
    folder: Path, office: Office, url: str, *, unit: str = "42010101", user: str = "王书记", note: str = ""
) -> Desk:
    """A profile that is one of the county's, and has exchanged once."""
    desk = made(folder, office.clock, user=user)  # type: ignore[arg-type]  # the tests' own clock
    exchange.enrol_with_code(desk, code_for(office, unit, note=note), url)
    exchange.exchange(desk, server=url)
    return desk


@dataclass
class Home:
    """What a test does at a PC."""

    desk: Desk

    def register(self, *names: str) -> list[UUID]:
        """People are registered in one deed."""
        with self.desk.store.write(self.desk.actor.id, "people.save") as session:
            people = [Person(unit_id=self.desk.actor.unit_id, name=name) for name in names]
            session.add_all(people)
        return [person.id for person in people]

    def rename(self, person: UUID, name: str) -> None:
        """Somebody is called otherwise."""
        with self.desk.store.write(self.desk.actor.id, "people.save") as session:
            session.get_one(Person, person).name = name

    def names(self) -> dict[UUID, str]:
        """Who is registered here."""
        with self.desk.store.read() as session:
            return {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.alive))}

    def compounds(self) -> list[str]:
        """The compounds of this PC."""
        with self.desk.store.read() as session:
            return list(session.scalars(select(Compound.name)))
