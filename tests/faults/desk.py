"""A small desk for faults: made once, put back before each of them, looked at after it."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import profiles
from desktop.registers.contacts.model import ContactLink
from desktop.registers.people.model import Household, Person
from desktop.store.check import check
from tests.factories.profile import TODAY
from tests.faults import migrating
from tests.faults.deeds import NEXT, PASSWORD, USER, open_desk, work

_DERIVED_BY_US = ("alembic_version", "sqlite_sequence", "sqlite_stat1")


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at the desk: ids of households and links, how many people, and which password opened it."""

    homes: frozenset[str]
    links: frozenset[str]
    people: int
    password: str
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """Where desks of one run stand: always in the same place, or they would take themselves for copies."""

    folder: Path

    @property
    def desk(self) -> Path:
        """The desk under test."""
        return self.folder / "desk"

    @property
    def kept(self) -> Path:
        """Its files as they were before any fault."""
        return self.folder / "kept"

    def fresh(self) -> Path:
        """The desk as it was made."""
        return self.put_back(self.kept)

    def lay(self, deed: str) -> Path:
        """Where `deed` is done, as it is before: the desk, or the file of a released program."""
        if deed != migrating.DEED:
            return self.fresh()
        released = self.folder / "released"
        if not released.exists():
            migrating.lay(released)
        return self.put_back(released)

    def put_back(self, kept: Path) -> Path:
        """The desk as `kept` holds it."""
        shutil.rmtree(self.desk, ignore_errors=True)
        shutil.copytree(kept, self.desk)
        return self.desk


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """A desk with some households, people and a backup, and the secret of its PC beside it; passwords cost nothing."""
    made = Ground(folder)
    device = {"GRID_DEVICE_DIR": str(folder / "device")}
    with mock.patch.dict(os.environ, device), light_passwords():
        with_people(made.desk)
        shutil.copytree(made.desk, made.kept)
        yield made


@contextmanager
def light_passwords() -> Iterator[None]:
    """Passwords for next to nothing: each fault opens the desk twice."""
    with (
        mock.patch("desktop.access.keyring.calibrated", return_value=1),
        mock.patch("desktop.access.keyring.ARGON_MEMORY_KIB", 64),
    ):
        yield


def with_people(folder: Path) -> None:
    """Set a desk up in `folder`, with a few households, their links, and one backup."""
    profiles.create(
        Profile(folder), unit="阳光花园", user=USER, password=PASSWORD, clock=at_noon(TODAY), derived=DERIVED
    ).close()
    desk = open_desk(folder)
    work(desk, lambda _words: None, times=3)
    profiles.back_up(desk)
    raw = desk.store.connection()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    desk.close()


def look(folder: Path, *, whole: bool = True) -> Seen:
    """Open the desk, as the next morning does, and read it; `whole` checks every page, seal and chain besides.

    Raises UserError (Damage) with the sentence that a person would read.
    """
    for password in (PASSWORD, NEXT):
        try:
            desk = open_desk(folder, password=password)
        except UserError as refusal:
            if refusal.field != "password" or password == NEXT:
                raise
            continue
        try:
            with desk.store.read() as session:
                seen = read(session)
            findings = tuple(one.sentence for one in check(desk.store).findings) if whole else ()
        finally:
            desk.close()
        return Seen(*seen, password, findings)
    raise AssertionError


def read(session: Session) -> tuple[frozenset[str], frozenset[str], int]:
    """Ids of the households and links that stand, and how many people."""
    homes = frozenset(str(each) for each in session.scalars(select(Household.id)))
    links = frozenset(str(each) for each in session.scalars(select(ContactLink.id)))
    return homes, links, len(session.scalars(select(Person.id)).all())


def content(folder: Path) -> dict[str, str]:
    """A digest of each table as the desk reads it, derived ones included."""
    desk = open_desk(folder)
    raw = desk.store.connection()
    try:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {
            name: hashlib.sha256(repr(sorted(map(repr, raw.execute(f'SELECT * FROM "{name}"')))).encode()).hexdigest()
            for name in tables
            if name not in _DERIVED_BY_US
        }
    finally:
        raw.close()
        desk.close()
