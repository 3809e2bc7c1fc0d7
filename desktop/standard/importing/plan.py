"""What an import would change, person by person, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.base.text import _
from desktop.standard.importing.choices import Who
from desktop.standard.importing.staged import At, Staged


class Verdict(StrEnum):
    """What becomes of one person of the file, or (GONE) of the register."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"  # a person decides; until then the register stays as it is
    NEEDS_FIX = "needs_fix"  # the row waits: it has no name or no place
    SKIPPED = "skipped"
    MERGED = "merged"  # put together with an earlier row of the same file
    GONE = "gone"  # in the register and not in the file: listed only (R10)


VERDICT_WORDS = {
    Verdict.NEW: _("新增"),
    Verdict.CHANGED: _("更新"),
    Verdict.SAME: _("不变"),
    Verdict.CONFLICT: _("待定"),
    Verdict.NEEDS_FIX: _("需要改"),
    Verdict.SKIPPED: _("不导入"),
    Verdict.MERGED: _("已合并"),
    Verdict.GONE: _("表里没有"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that could not be read (`kept` False: it stays empty) or that deserves a look (`kept` True).

    `value` is what stands in the file, an identity number with its middle hidden; `fixes` are texts to put instead.
    `waits`: the whole row waits for it. `word`: "table/word" when a word only needs its meaning.
    """

    at: At
    target: str
    title: str
    sentence: str
    value: str = ""
    fixes: tuple[str, ...] = ()
    kept: bool = False
    waits: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that would change, in words; `old` is "" where the register has nothing yet."""

    field: str
    title: str
    old: str
    new: str


class Item(NamedTuple):
    """One person of the plan. `conflict` says what a person has to decide, `options` how: (choice, words)."""

    who: Who
    name: str
    door: str
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    conflict: str = ""
    options: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    record_id: Any = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The dry run. `counts`: households, people, new, changed, same, conflict, waiting, skipped, gone and what is made.

    `work` is for the register's own `apply` alone; `known` is what was read of the register, to plan again quickly.
    """

    staged: Staged
    items: tuple[Item, ...]
    gone: tuple[Item, ...]
    problems: tuple[Problem, ...]
    reminders: tuple[Problem, ...]
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()
    counter: str = ""  # what its rows are counted in, such as 家; "": households of people
    work: Any = field(default=None, repr=False)
    known: Any = field(default=None, repr=False)

    @property
    def writes(self) -> bool:
        """Whether applying it would change anything."""
        return bool(self.counts.get("writes"))
