"""Invented households with members, links and visits, written as rows, for the tests of printed forms."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import catalog
from desktop.access.unit import Unit
from desktop.printing.preview import page_count, page_text
from desktop.registers.buildings.model import Building, Compound, Dwelling
from desktop.registers.buildings.service import Places
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.standard import paper
from desktop.values import door
from desktop.values.partial_day import PartialDay
from tests.factories.profile import COMPOUND_ID, TODAY, UNIT_ID, USER_ID, Profile, make_profile, taken

RARE = "欧阳𬭎䶮·买买提"
EXTENSION_I = "张\U0002ebf0"  # in no free font yet


@dataclass
class Village:
    """An open profile with an empty household, a full one and the Party member linked to both."""

    profile: Profile
    empty: UUID
    full: UUID
    member: UUID

    @property
    def visit(self) -> UUID:
        """The newest visit: one with a need that is not settled."""
        with self.profile.store.read() as session:
            newest = select(Visit.id).order_by(Visit.visited_on.desc()).limit(1)
            return session.scalars(newest).one()

    @property
    def buildings(self) -> list[UUID]:
        """The buildings, in order."""
        with self.profile.store.read() as session:
            return list(session.scalars(select(Building.id).order_by(Building.sort)))


def make_village(folder: Path, *, machine: int = 1) -> Village:
    """The first building: a full record behind 1-1-502, an empty one behind 1-1-101; each machine has other ids."""
    file, *ids = _filled(machine)
    return Village(make_profile(folder, derived=catalog.DERIVED, file=file), *ids)


@cache
def _filled(_machine: int) -> tuple[bytes, UUID, UUID, UUID]:
    """The file, and the ids of the empty household, the full one and the member: made once and copied."""
    with TemporaryDirectory() as folder:
        profile = make_profile(Path(folder), derived=catalog.DERIVED)
        empty, full, member = _fill(profile)
        return taken(profile.store), empty, full, member


def _fill(profile: Profile) -> tuple[UUID, UUID, UUID]:
    with profile.store.write(USER_ID, "households.save") as session:
        unit = session.get_one(Unit, UNIT_ID)
        unit.name, unit.branch_name, unit.above = "第一网格", "阳光花园小区党支部", "某某县/某某街道/某某社区"
        unit.phone, unit.help_phone = "0536-5551234", "0536-5555678"
        places = Places(session, session.get_one(Compound, COMPOUND_ID))
        empty = _home(session, places, "1-1-101", head_name="某户")
        full = _full(session, places)
        member = _person(session, name="胡强", sex="1", born=PartialDay(1970, 5, 1))
        session.add(Membership(unit_id=UNIT_ID, person_id=member.id, kind="branch"))
        session.add(Phone(unit_id=UNIT_ID, person_id=member.id, number="17012345678"))
        session.flush()
        for home in (empty, full):
            link(session, member.id, home.id)
        visits(session, full.id, member.id)
    return empty.id, full.id, member.id


def _full(session: Session, places: Places) -> Household:
    home = _home(session, places, "1-1-502", presence="both")
    dwelling = session.get_one(Dwelling, home.dwelling_id)
    dwelling.tenure, dwelling.area, dwelling.owner_name = "own", 12050, RARE
    people = (
        (RARE, "02", "1", PartialDay(1962, 4, 9), "990101196204090014", "县第一中学退休教师"),
        ("周兰", "10", "2", PartialDay(1964), "", "某某县市场监督管理局城关分局"),
        ("欧阳仇", "20", "1", PartialDay(1990, 11), "", ""),
        ("单晓", "42", "2", PartialDay(2019, 6, 1), "", "实验小学一年级（3）班"),
    )
    for place, (name, relation, sex, born, id_no, employer) in enumerate(people):
        person = _person(session, name=name, sex=sex, born=born, id_no=id_no or None, employer=employer)
        _moved_in(session, person, home, relation, place)
        session.add(Phone(unit_id=UNIT_ID, person_id=person.id, number=f"1703456780{place}"))
        if place == 0:
            home.head_id = person.id
            person.notice_version, person.notice_on, person.remark = "2026-01", date(2026, 1, 15), "听力不好，说话慢些"
            session.add(Membership(unit_id=UNIT_ID, person_id=person.id, kind="branch"))
            session.add(HukouRecord(unit_id=UNIT_ID, person_id=person.id, number="370001234", kind="family"))
    return home


def visits(session: Session, household_id: UUID, member_id: UUID, *, count: int = 7) -> None:
    """Visits of the last two years, the newest with a need that is not settled."""
    said = ("单元门口路灯不亮，已告知物业，约定一周内修好", "老人下月去女儿家小住", "一切都好，没有其他需要")
    for each in range(count):
        session.add(
            Visit(
                unit_id=UNIT_ID,
                household_id=household_id,
                member_id=member_id if each % 2 == 0 else None,
                visitor_name="" if each % 2 == 0 else "李干事",
                visited_on=TODAY - timedelta(days=20 + 90 * each),
                way="phone" if each % 3 == 2 else "door",
                outcome="away" if each == 3 else "home",
                said=said[each % 3],
                needs="楼道堆了杂物，请帮忙清理" if each == 0 else "",
                settled=each == 2,
            )
        )


def add_homes(session: Session, count: int, *, members: int = 3, member_id: UUID | None = None) -> list[UUID]:
    """`count` more households behind doors of buildings 2 and up, each with `members` people and three visits."""
    places = Places(session, session.get_one(Compound, COMPOUND_ID))
    made = []
    for at in range(count):
        number = f"{at // 60 + 2}-{at // 20 % 3 + 1}-{at // 2 % 10 + 1}0{at % 2 + 1}"
        home = _home(session, places, number, presence="both")
        for place in range(members):
            person = _person(session, name=f"{'王李张刘陈'[at % 5]}{'伟芳娜敏静丽'[place % 6]}", employer="某某公司")
            _moved_in(session, person, home, ("02", "10", "20")[place % 3], place)
            session.add(Phone(unit_id=UNIT_ID, person_id=person.id, number=f"170{at:05}{place:03}"))
            home.head_id = home.head_id or person.id
        if member_id is not None:
            link(session, member_id, home.id)
            visits(session, home.id, member_id, count=3)
        made.append(home.id)
    return made


def link(session: Session, member_id: UUID, household_id: UUID) -> None:
    """A link that stands since a year ago."""
    since = TODAY - timedelta(days=365)
    session.add(
        ContactLink(unit_id=UNIT_ID, member_id=member_id, household_id=household_id, kind="resident", starts_on=since)
    )


def _home(session: Session, places: Places, written: str, **values: Any) -> Household:
    home = Household(unit_id=UNIT_ID, dwelling_id=places.dwelling(door.parse(written)).id, **values)
    session.add(home)
    return home


def _person(session: Session, **values: Any) -> Person:
    person = Person(unit_id=UNIT_ID, **values)
    session.add(person)
    return person


def _moved_in(session: Session, person: Person, home: Household, relation: str, place: int) -> None:
    session.add(Residence(unit_id=UNIT_ID, person_id=person.id, household_id=home.id, relation=relation, place=place))


def printed(village: Village, register: str, form: str, ids: Sequence[UUID], **options: Any) -> bytes:
    """The PDF of a form as `print_form` makes it."""
    declared = catalog.register_named(register)
    assert declared is not None
    out = io.BytesIO()
    profile = village.profile
    chosen = next(each for each in declared.forms if each.name == form)
    paper.print_form(profile.store, profile.actor, declared, chosen, ids=ids, out=out, clock=profile.clock, **options)
    return out.getvalue()


def words(pdf: bytes) -> str:
    """All text of a PDF as a reader copies it, page after page."""
    pages = [page_text(pdf, at).replace("\r\n", "\n") for at in range(page_count(pdf))]
    return "\n——\n".join(pages)
