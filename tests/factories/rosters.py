"""Rosters as people make them: a file with the given rows, staged and planned against an open profile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import select

from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.imports.declared import IMPORT
from desktop.registers.people.model import Household, Person, Phone, Residence
from desktop.spec import Register
from desktop.standard.importing.bring_in import Imported, bring_in
from desktop.standard.importing.choices import NONE, Choices
from desktop.standard.importing.plan import Item, Plan
from desktop.standard.importing.stage import stage_file
from desktop.standard.importing.staged import Staged
from desktop.values import citizen_id
from tests.factories.profile import TODAY, Profile

HOUSEHOLDS = Register("households", "住户", Household, (), imports=IMPORT)
Rows = Sequence[Sequence[Any]]


def workbook(path: Path, rows: Rows, *, merges: Iterable[str] = (), **sheets: Rows) -> Path:
    """An .xlsx whose first sheet holds `rows`; further sheets by name. A path that ends in .csv or .txt gets text."""
    if path.suffix != ".xlsx":
        separator = "\t" if path.suffix == ".txt" else ","
        lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in rows]
        path.write_text("\r\n".join(lines), encoding="utf-8")
        return path
    book = openpyxl.Workbook()
    for name, its in {"Sheet1": rows, **sheets}.items():
        sheet = book.create_sheet(name)
        for row in its:
            sheet.append(list(row))
    del book["Sheet"]
    if not rows:
        del book["Sheet1"]
    for cells in merges:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


def number(day: str, order: int, *, area: str = "990101") -> str:
    """An identity number with the right last character: number("19800102", 1) is a man's."""
    first17 = f"{area}{day}{order:03}"
    return first17 + citizen_id.check_digit(first17)


@dataclass
class Desk:
    """A profile into which rosters are brought."""

    profile: Profile

    def stage(self, path: Path) -> Staged:
        """The file, read."""
        return stage_file(path, HOUSEHOLDS)

    def plan(self, path: Path | Staged, choices: Choices = NONE) -> Plan:
        """The dry run."""
        staged = path if isinstance(path, Staged) else self.stage(path)
        with self.profile.store.read() as session:
            planned: Plan = IMPORT.plan(session, self.profile.actor, staged, today=TODAY, choices=choices)
            return planned

    def bring(self, path: Path | Staged, choices: Choices = NONE) -> Imported:
        """The import itself."""
        staged = path if isinstance(path, Staged) else self.stage(path)
        profile = self.profile
        return bring_in(profile.store, profile.actor, HOUSEHOLDS, staged=staged, choices=choices, today=TODAY)

    def living(self) -> dict[str, list[str]]:
        """Who lives behind which door now: {"3-2-501": ["张三", "李四"]}; several households stand apart by "|"."""
        query = (
            select(Dwelling.door, Household.id, Person.name)
            .join(Household, Household.dwelling_id == Dwelling.id)
            .join(Residence, Residence.household_id == Household.id)
            .join(Person, Person.id == Residence.person_id)
            .where(Residence.alive, Residence.ends_on.is_(None), Household.alive, Person.alive)
            .order_by(Dwelling.sort, Household.id, Residence.place, Residence.id)
        )
        found: dict[str, list[str]] = {}
        last = None
        with self.profile.store.read() as session:
            for door, household, name in session.execute(query):
                people = found.setdefault(door, [])
                if last is not None and household != last and people:
                    people.append("|")
                people.append(name)
                last = household
        return found

    def person(self, name: str) -> Person:
        """The one living person of this name."""
        with self.profile.store.read() as session:
            return session.scalars(select(Person).where(Person.name == name, Person.alive)).one()

    def phones(self, name: str) -> list[str]:
        """The numbers of a person, the first to ring first."""
        person = self.person(name)
        with self.profile.store.read() as session:
            query = select(Phone.number).where(Phone.person_id == person.id, Phone.alive).order_by(Phone.rank)
            return list(session.scalars(query))

    def rows(self, mapped: Any) -> list[Any]:
        """Every living row of a table."""
        with self.profile.store.read() as session:
            return list(session.scalars(select(mapped).where(mapped.alive).order_by(mapped.id)))


def verdicts(plan: Plan) -> dict[str, str]:
    """What becomes of each person by name."""
    return {item.name: item.verdict.value for item in plan.items}


def item(plan: Plan, name: str) -> Item:
    """The item of the one person called `name`."""
    (found,) = [one for one in plan.items if one.name == name]
    return found
