"""What was read from a roster before anything is compared with the register: columns, rows, and what is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.sheets.clean import Cell


class At(NamedTuple):
    """A row of the file as people find it: the sheet's name and the row's number, from 1."""

    sheet: str
    row: int


class StagedRow(NamedTuple):
    """One data row: its filled cells by target; `section` is the banner above it ("3号楼") or ""."""

    at: At
    cells: Mapping[str, Cell]
    section: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no data (a total, a signature), why, and its first words."""

    at: At
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A roster whose columns are recognised and whose cells are cleaned; nothing is judged and nothing written.

    `mapping`: target → the file's title, in the order of the columns (so that "left of" can be asked).
    `unkept`: titles that are never kept (本系统不保存); `unknown`: titles that fit no target; both are dropped.
    `above`: what stands over the header of each sheet, with the file's and the sheet's name: it may name the building.
    `surely`: False when columns were told by content or by a weak likeness, which a person should look at.
    """

    file: str
    sha256: str
    register: str
    sheets: tuple[str, ...]
    header_key: str
    mapping: Mapping[str, str]
    rows: tuple[StagedRow, ...]
    unkept: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)  # remembered: "table/word" → code
    notes: tuple[str, ...] = ()
    surely: bool = True

    def left_of(self, first: str, second: str) -> bool:
        """Whether the column of target `first` stands left of that of `second`; False when either is missing."""
        order = list(self.mapping)
        return first in order and second in order and order.index(first) < order.index(second)
