"""Printed sheets as screens show them: frozen rows, made by the reports that know what is on a sheet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet. `done` says what was logged since it was printed, or that the household is gone."""

    place: int
    household_id: UUID
    door: str
    head_name: str
    by_phone: bool
    done: str


@dataclass(frozen=True, slots=True)
class WholeSheet:
    """A sheet to be entered; `member_id` is the one linked to all of its households, if there is one."""

    id: UUID
    label: str
    printed_on: date
    closed: str
    member_id: UUID | None
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A printed sheet in the list: how many rows it has, and how many of them nothing came of yet."""

    id: UUID
    number: str
    title: str
    about: str
    printed_on: date
    printed_by: str
    days: int
    rows: int
    open: int
    closed: str
    form: str
    visits: bool  # it is entered as visits
