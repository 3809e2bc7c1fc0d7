"""What a person decided about a roster in the check step: corrected cells, rows left out, conflicts, words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

from desktop.standard.importing.staged import At

KEEP, TAKE, ADD, MERGE = "keep", "take", "add", "merge"
"""For a conflict: keep the register's, take the file's, add it beside that, or put two rows of the file together."""


class Who(NamedTuple):
    """A person of the file: the row, and which on it: 0 in the head's columns, 1 in the member's, from 2 more names.

    In a list with one row a household each further person begins a hundred of its own.
    """

    at: At
    part: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """Decisions so far; asking again with more of them is cheap.

    `cells`: (row, target) → the text that should have stood there ("" empties the cell). `skipped`: rows left out.
    `conflicts`: person → KEEP, TAKE, ADD or MERGE. `words`: "table/word" → code, asked once and remembered.
    """

    cells: Mapping[tuple[At, str], str] = field(default_factory=dict)
    skipped: frozenset[At] = frozenset()
    conflicts: Mapping[Who, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def correct(self, at: At, target: str, text: str) -> Self:
        """With one cell written anew."""
        return replace(self, cells={**self.cells, (at, target): text})

    def skip(self, at: At) -> Self:
        """With one row left out."""
        return replace(self, skipped=self.skipped | {at})

    def unskip(self, at: At) -> Self:
        """With one row taken in again."""
        return replace(self, skipped=self.skipped - {at})

    def decide(self, who: Who, choice: str) -> Self:
        """With one conflict decided."""
        return replace(self, conflicts={**self.conflicts, who: choice})

    def mean(self, table: str, word: str, code: str) -> Self:
        """With one word of the file given its code."""
        return replace(self, words={**self.words, f"{table}/{word}": code})


NONE = Choices()
