"""What the first-run wizard asks of the composition root, and what a person answers before there is a profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from desktop.base.ids import uuid7
from desktop.spec import Register
from desktop.ui.desk import Desk
from desktop.ui.matrix_grid import Cell

LOOK, MODE, PLACE, PERSON, SHEET, BUILDINGS, ROSTER, END = range(8)
STEP = "setup.step"  # the setting that holds how far one came


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed before the profile is made."""

    compound: str = ""
    branch: str = ""
    above: str = ""  # from the county down, "/" between
    grid: str = ""
    user: str = ""

    def kept(self) -> dict[str, str]:
        """As the settings of this machine keep it."""
        return {name: getattr(self, name) for name in ("compound", "branch", "above", "grid", "user")}


def answers(kept: Mapping[str, str]) -> Answers:
    """What `kept` wrote; unknown names are passed over."""
    return Answers(**{name: kept.get(name, "") for name in ("compound", "branch", "above", "grid", "user")})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of buildings alike, as it was typed."""

    buildings: str
    stairwells: int
    floors: int
    per_floor: int
    exceptions: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """One planned building for the preview."""

    name: str
    cells: tuple[Cell, ...]


Planned = tuple[str, tuple[tuple[int, str, str], ...]]  # a building: its name, and floor, stairwell, room of each door


def house(planned: Planned) -> House:
    """A planned building as the elevation draws it."""
    name, doors = planned
    return House(name, tuple(Cell(uuid7(), floor, stairwell, room, "plain") for floor, stairwell, room in doors))


class SetUp(Protocol):
    """The deeds behind the wizard; all but `desk_of` and `keep` run off the main thread."""

    households: Register
    backups: Path  # where the daily backups lie

    def kept(self) -> Answers:
        """What was answered before the wizard was left."""
        ...

    def keep(self, said: Answers) -> None:
        """Remember the answers."""
        ...

    def make(self, said: Answers, password: str) -> Any:
        """Make the profile and open it; UserError with a field when an answer will not do."""
        ...

    def desk_of(self, opened: Any) -> Desk:
        """A desk over the open profile."""
        ...

    def code_of(self, opened: Any) -> str:
        """The recovery code just after the profile was made, else ""."""
        ...

    def new_code(self, opened: Any) -> str:
        """A new recovery code; the sheet before no longer opens."""
        ...

    def sheet(self, opened: Any, code: str) -> bytes:
        """The recovery sheet as PDF."""
        ...

    def try_code(self, opened: Any, code: str) -> bool:
        """Does this code open the profile?"""
        ...

    def plan(self, lines: Sequence[Line]) -> tuple[Planned, ...]:
        """The doors of these lines; UserError for what cannot be."""
        ...

    def build(self, opened: Any, lines: Sequence[Line]) -> int:
        """Make them; returns how many doors were made."""
        ...

    def test_page(self, opened: Any) -> bytes:
        """One page for the printer."""
        ...

    def back_up(self, opened: Any, folder: Path | None = None) -> Path:
        """A verified backup, into another folder if one is given; returns the file."""
        ...
