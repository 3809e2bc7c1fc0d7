"""A small compound whose people have every fact that tables ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.catalog import DERIVED, REGISTERS
from desktop.registers.buildings.model import Compound
from desktop.registers.buildings.service import Places
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.reports.fill_sources import sources
from desktop.sheets.template_layout import Layout
from desktop.standard.filling.choice import Choice
from desktop.standard.filling.course import Opened, open_path
from desktop.standard.filling.offers import Source
from desktop.standard.filling.prepare import Prepared, prepare
from desktop.values import citizen_id, door
from desktop.values.partial_day import PartialDay
from tests.factories.profile import COMPOUND_ID, TODAY, UNIT_ID, USER_ID, Profile, make_profile

BY_NAME = {register.name: register for register in REGISTERS}
HOMES = (
    (
        "3-2-501",
        (("林涛明", "1", "19580302", "02"), ("周兰", "2", "19600708", "10"), ("林小军", "1", "19850101", "22")),
    ),
    ("3-2-502", (("阿依古丽·买买提", "2", "19470511", "02"),)),
    ("12-1-1302", (("胡强", "1", "19900615", "02"), ("于涛", "1", "20151224", "20"))),
)
MEMBER = "林涛明"


def number(born: str, sex: str, order: int) -> str:
    """An identity number of the division that does not exist."""
    first17 = f"990101{born}{order * 2 + int(sex == '1'):03}"
    return first17 + citizen_id.check_digit(first17)


@dataclass
class Office:
    """The open profile, and the verbs of filling as the screen uses them."""

    profile: Profile
    sources: tuple[Source, Source]

    def open(self, path: Path, rows: str = "") -> Opened:
        """A table as it is guessed."""
        from desktop.standard.filling.course import again

        opened = open_path(path, self.sources, recall=lambda _key: None)
        return again(opened, self.sources, rows=rows) if rows else opened

    def prepare(self, opened: Opened, **said: Any) -> Prepared:
        """The dry run, with whole numbers unless said otherwise."""
        ids: tuple[UUID, ...] | None = said.pop("ids", None)
        choice = Choice(**{"rows": opened.source.name, "full": True, "purpose": "核对", **said})
        with self.profile.store.read() as session:
            return prepare(
                session, self.profile.actor, opened.source, template=opened.template, layout=opened.layout,
                mapping=opened.mapping, choice=choice, today=TODAY, unkept=opened.unkept, ids=ids,
            )  # fmt: skip

    def titles(self, layout: Layout) -> dict[str, int]:
        """The place of each column by its title."""
        return {column.title: column.column for column in layout.columns}


def settle(profile: Profile) -> None:
    """Write the people of the compound."""
    with profile.store.write(USER_ID, "households.import") as session:
        compound = session.get_one(Compound, COMPOUND_ID)
        compound.address = "人民路12号"
        places = Places(session, compound)
        order = 1
        for normal, people in HOMES:
            dwelling = places.dwelling(door.parse(normal))
            dwelling.tenure, dwelling.area, dwelling.owner_name = "own", 9850, people[0][0]
            home = Household(unit_id=UNIT_ID, dwelling_id=dwelling.id, presence=None)
            session.add(home)
            for place, (name, sex, born, relation) in enumerate(people):
                order += 1
                id_no = number(born, sex, order)
                person = Person(
                    unit_id=UNIT_ID, name=name, sex=sex, born=PartialDay.of(date.fromisoformat(born)), id_no=id_no,
                    id_type="resident_id", employer="县一中", remark="不外传",
                )  # fmt: skip
                session.add(person)
                session.add(
                    Residence(
                        unit_id=UNIT_ID, person_id=person.id, household_id=home.id, relation=relation, place=place
                    )
                )
                session.add(Phone(unit_id=UNIT_ID, person_id=person.id, number=f"1700000{order:04}"))
                session.add(HukouRecord(unit_id=UNIT_ID, person_id=person.id, number="0012"))
                if name == MEMBER:
                    joined = PartialDay(1985, 7)
                    session.add(
                        Membership(
                            unit_id=UNIT_ID,
                            person_id=person.id,
                            kind="branch",
                            branch_name="第一支部",
                            joined_on=joined,
                        )
                    )
                if place == 0:
                    home.head_id = person.id


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    profile = make_profile(tmp_path, derived=DERIVED)
    settle(profile)
    yield Office(profile, sources(BY_NAME["people"], BY_NAME["households"]))
    profile.close()
