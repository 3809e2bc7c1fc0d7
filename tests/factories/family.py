"""A family of four in the small compound, and deeds done to it as a screen does them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop.access.roles import SECRETARY
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts.model import ContactLink, LinkRow, VisitRow
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, Membership, Person, PersonRow, Phone, Residence
from desktop.standard.consequences import Consequences
from desktop.standard.undo import undo
from desktop.values.partial_day import PartialDay
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY, UNIT_ID, USER_ID

HOME = "1-1-301"
LIVED_SINCE = date(2020, 5, 1)
# Besides the head 周兰: name, sex, relation, birth.
FAMILY = (
    ("赵强", "1", "11", PartialDay(1975, 3, 2)),
    ("赵明", "1", "22", PartialDay(2001, 7, 9)),
    ("赵母", "2", "54", PartialDay(1948)),
)


@dataclass
class Folk:
    """The compound with the family, and what was said and done."""

    village: Village
    ids: dict[str, UUID] = field(default_factory=dict)
    tx: UUID | None = None

    @property
    def actor(self) -> Any:
        """Who acts."""
        return self.village.actor

    def home(self, door: str = HOME) -> UUID:
        """The first household behind a door."""
        return self.village.homes[door]

    def foresee(self, deed: Callable[..., Consequences], record_id: UUID, **given: Any) -> Consequences:
        """As the dialog asks for it; a read session, so that nothing can be written."""
        with self.village.profile.store.read() as session:
            return deed(session, self.actor, record_id, today=TODAY, **given)

    def do(self, action: str, deed: Callable[..., str], record_id: UUID, **given: Any) -> str:
        """As the dialog does it: one deed in one transaction."""
        with self.village.profile.store.write(USER_ID, action) as session:
            said = deed(session, self.actor, record_id, today=TODAY, **given)
        self.tx = session.info["changes"].tx
        return said

    def undo(self) -> None:
        """撤销."""
        with self.village.profile.store.write(USER_ID, "households.undo") as session:
            done = undo(session, self.actor, tx=self.tx)
        assert done.kept == ()

    def read(self, job: Callable[[Session], Any]) -> Any:
        """Read something."""
        with self.village.profile.store.read() as session:
            return job(session)

    def change(self, job: Callable[[Session], Any]) -> Any:
        """Write something beforehand."""
        with self.village.profile.store.write(USER_ID, "households.save") as session:
            return job(session)

    def lived(self) -> dict[str, list[str]]:
        """Who lives behind which door now: {"1-1-301": ["周兰 户主", …]}; several households stand apart by "|"."""
        query = (
            select(Dwelling.door, Household.id, Person.name, Residence.relation)
            .join(Household, Household.dwelling_id == Dwelling.id)
            .join(Residence, Residence.household_id == Household.id)
            .join(Person, Person.id == Residence.person_id)
            .where(Residence.alive, Residence.ends_on.is_(None), Household.alive, Household.ended_on.is_(None))
            .where(Person.alive)
            .order_by(Dwelling.sort, Household.id, Residence.place, Residence.id)
        )
        found: dict[str, list[str]] = {}
        last = None
        for door, home, name, code in self.read(lambda session: session.execute(query).all()):
            people = found.setdefault(door, [])
            if people and last != home:
                people.append("|")
            people.append(f"{name} {code or '?'}")
            last = home
        return found

    def derived(self) -> list[Any]:
        """Every derived row and search entry."""
        return self.read(derived)

    def rebuilt(self) -> list[Any]:
        """The same computed from scratch."""
        with self.village.profile.store.write(USER_ID, "households.save") as session:
            self.village.profile.store.rebuild_derived(session)
            return derived(session)


def derived(session: Session) -> list[Any]:
    """Every derived row and search entry, in an order of its own."""
    found: list[Any] = []
    for kind in (PersonRow, HouseholdRow, LinkRow, VisitRow):
        found += sorted(map(tuple, session.execute(select(kind.__table__))), key=str)
    query = text("SELECT kind, record, unit, label, sublabel, digest FROM search_entry")
    return found + sorted(map(tuple, session.execute(query)), key=str)


def make_folk(folder: Path, role: str = SECRETARY) -> Folk:
    """The compound with the family; 胡强, who stands for four households, lives behind 1-2-201."""
    folk = Folk(make_compound(folder, role=role))
    folk.ids = dict(folk.village.members)
    folk.change(lambda session: _fill(session, folk))
    return folk


def _fill(session: Session, folk: Folk) -> None:
    for place, (name, sex, relation, born) in enumerate(FAMILY, 1):
        folk.ids[name] = add(session, folk.home(), name, sex=sex, relation=relation, born=born, place=place)
    folk.ids["胡强"] = folk.village.members["胡强"]
    session.add(
        Residence(
            unit_id=UNIT_ID, person_id=folk.ids["胡强"], household_id=folk.home("1-2-201"), relation="11", place=1
        )
    )
    session.get_one(Dwelling, session.get_one(Household, folk.home()).dwelling_id).tenure = "own"


def add(
    session: Session,
    home: UUID | None,
    name: str,
    *,
    sex: str | None = None,
    relation: str | None = None,
    born: PartialDay | None = None,
    place: int = 1,
    phone: str = "",
    member: str = "",
    **facts: Any,
) -> UUID:
    """A person, perhaps with a home, a telephone and a membership."""
    person = Person(unit_id=UNIT_ID, name=name, sex=sex, born=born, **facts)
    session.add(person)
    if home is not None:
        session.add(
            Residence(
                unit_id=UNIT_ID, person_id=person.id, household_id=home, relation=relation, place=place,
                starts_on=LIVED_SINCE,
            )
        )  # fmt: skip
    if phone:
        session.add(Phone(unit_id=UNIT_ID, person_id=person.id, number=phone))
    if member:
        session.add(Membership(unit_id=UNIT_ID, person_id=person.id, kind=member))
    session.flush()
    return person.id


def standing(session: Session, home: UUID) -> list[ContactLink]:
    """The links of a household that stand."""
    query = select(ContactLink).where(ContactLink.household_id == home, ContactLink.alive)
    return list(session.scalars(query.where(ContactLink.ends_on.is_(None))))
