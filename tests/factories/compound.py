"""A small compound at work: two buildings, households with members, links, visits and one appointment."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import catalog
from desktop.access.actor import Actor
from desktop.access.roles import SECRETARY
from desktop.registers.buildings.model import Building, Compound
from desktop.registers.buildings.service import Places
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.people.model import Household, Membership, Person, Phone, Residence
from desktop.values import door
from tests.factories.profile import COMPOUND_ID, TODAY, UNIT_ID, USER_ID, Profile, make_profile, taken

# Door → head, days since the last visit (None: never), linked member; visits fall due after 90 days, today is 10 March.
HOMES = {
    "1-1-301": ("周兰", 111, "胡强"),  # 21 days overdue
    "1-1-302": ("于涛", 91, "胡强"),
    "1-1-202": ("罗艳", 91, "刘丽"),
    "1-1-201": ("韩丽", 90, "胡强"),  # today
    "1-1-101": ("孙秀", 85, "刘丽"),  # in five days
    "1-2-301": ("何磊", 10, "刘丽"),  # not before June
    "1-2-201": ("郭磊", 5, "胡强"),
    "1-2-101": ("邓鋐", None, None),  # nobody linked
    "2-1-101": ("吴丽", 20, "刘丽"),  # an appointment two days ago
    "2-1-201": ("许涛", None, None),
}
EMPTY = ("1-2-302", "2-1-301")
LINKED_ON = TODAY - timedelta(days=200)
APPOINTED = {"2-1-101": TODAY - timedelta(days=2)}


@dataclass
class Village:
    """An open profile and the ids behind its doors and names."""

    profile: Profile
    homes: dict[str, UUID] = field(default_factory=dict)
    members: dict[str, UUID] = field(default_factory=dict)
    buildings: dict[str, UUID] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.profile.actor


def make_compound(folder: Path, *, role: str = SECRETARY) -> Village:
    """The compound in `folder`; the file is made once and copied."""
    file, *ids = _filled()
    return Village(make_profile(folder, derived=catalog.DERIVED, role=role, file=file), *(dict(one) for one in ids))


@cache
def _filled() -> tuple[bytes, dict[str, UUID], dict[str, UUID], dict[str, UUID]]:
    """The file, and the ids of its households by door, of its people and of its buildings."""
    with TemporaryDirectory() as folder:
        made = make_profile(Path(folder), derived=catalog.DERIVED)
        with made.store.write(USER_ID, "households.import") as session:
            _fill(session)
            session.flush()
            homes = {home.remark: home.id for home in session.scalars(select(Household))}
            members = {name: each for each, name in session.execute(select(Person.id, Person.name))}
            buildings = {one.number: one.id for one in session.scalars(select(Building))}
        return taken(made.store), homes, members, buildings


def _fill(session: Session) -> None:
    places = Places(session, session.get_one(Compound, COMPOUND_ID))
    people = {name: _member(session, name) for name in ("胡强", "刘丽")}
    for normal in EMPTY:
        places.dwelling(door.parse(normal))
    for number, (normal, (head, since, member)) in enumerate(HOMES.items()):
        dwelling = places.dwelling(door.parse(normal))
        home = Household(unit_id=UNIT_ID, dwelling_id=dwelling.id, remark=normal, appointed_on=APPOINTED.get(normal))
        person = Person(unit_id=UNIT_ID, name=head, sex="2")
        home.head_id = person.id
        session.add_all([home, person])
        session.add(Residence(unit_id=UNIT_ID, person_id=person.id, household_id=home.id, relation="02"))
        session.add(Phone(unit_id=UNIT_ID, person_id=person.id, number=f"1700000{number:04}"))
        if member is not None:
            session.add(link(people[member].id, home.id))
        if since is not None:
            day = TODAY - timedelta(days=since)
            session.add(visit(home.id, people["胡强"].id, day))


def _member(session: Session, name: str) -> Person:
    person = Person(unit_id=UNIT_ID, name=name, sex="1")
    session.add(person)
    session.add(Membership(unit_id=UNIT_ID, person_id=person.id, kind="branch"))
    return person


def link(member_id: UUID, household_id: UUID, starts_on: date = LINKED_ON) -> ContactLink:
    """A link that stands."""
    return ContactLink(
        unit_id=UNIT_ID, member_id=member_id, household_id=household_id, kind="resident", starts_on=starts_on
    )


def visit(household_id: UUID, member_id: UUID, day: date, outcome: str = "home") -> Visit:
    """A visit, at home unless said otherwise."""
    return Visit(
        unit_id=UNIT_ID, household_id=household_id, member_id=member_id, visited_on=day, way="door", outcome=outcome,
        said="家里都好。",
    )  # fmt: skip
