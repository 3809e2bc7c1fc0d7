"""Which column of a file feeds which target, by titles alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.header import Header
from desktop.sheets.titles import Synonyms, path_forms

MIN_CONTAINED = 2  # letters of a synonym that may be searched inside a longer title


class How(Enum):
    """How sure a match is; the last two are guesses that a person should look at."""

    EXACT = "exact"
    PATH = "path"
    LAST = "last"
    CONTAINS = "contains"
    CHOSEN = "chosen"


_ORDER = (How.EXACT, How.PATH, How.LAST, How.CONTAINS)


@dataclass(frozen=True, slots=True)
class Matched:
    """A column (from 0) taken for a target, its title and how it was recognised."""

    column: int
    title: str
    how: How


@dataclass(frozen=True, slots=True)
class Match:
    """Each target has at most one column and each column feeds at most one target.

    `unmatched`: columns with a title that feed nothing, by place. `key`: the same for every file with the same titles.
    """

    columns: Mapping[str, Matched]
    unmatched: Mapping[int, str]
    key: str

    @property
    def chosen(self) -> dict[str, str]:
        """What to remember under `key`: target → title. `match_as` gives it back."""
        return {target: matched.title for target, matched in self.columns.items()}


def match(header: Header, synonyms: Synonyms) -> Match:
    """Match by the whole title, then by group and title, then by the last part, then by a known title inside it."""
    columns: dict[str, Matched] = {}
    taken: set[int] = set()
    for candidate in sorted(_candidates(header, synonyms)):
        if candidate.target not in columns and candidate.column not in taken:
            how = _ORDER[candidate.rank]
            columns[candidate.target] = Matched(candidate.column, header.titles[candidate.column], how)
            taken.add(candidate.column)
    return _match(header, columns)


def match_as(header: Header, chosen: Mapping[str, str]) -> Match:
    """The match that a person made or that is remembered: target → title. Titles that the file lacks are left out.

    Raises UserError when two targets ask for the same column.
    """
    columns: dict[str, Matched] = {}
    for target, title in chosen.items():
        if title and title in header.titles:
            column = header.titles.index(title)
            if any(matched.column == column for matched in columns.values()):
                raise UserError(_("“{title}”这一列对应了两个项目。请只保留一个。").format(title=title))
            columns[target] = Matched(column, title, How.CHOSEN)
    return _match(header, columns)


class _Candidate(NamedTuple):
    """One possible pair; candidates sort from the surest to the weakest."""

    rank: int
    unusual: int  # how far down its title stands among the synonyms; for a contained title, how short it is
    order: int  # of the target among the targets
    column: int
    target: str


def _candidates(header: Header, synonyms: Synonyms) -> Iterator[_Candidate]:
    order = {target: place for place, target in enumerate(synonyms.of)}
    for column, path in enumerate(header.paths):
        tried = [(_ORDER.index(How.EXACT if len(path) == 1 else How.PATH), path)] if path else []
        tried += [(_ORDER.index(How.PATH), path[start:]) for start in range(1, len(path) - 1)]
        tried += [(_ORDER.index(How.LAST), path[-1:])] if len(path) > 1 else []
        for rank, part in tried:
            for target, place in synonyms.known(part):
                yield _Candidate(rank, place, order[target], column, target)
        for length, target in _contained(path[-1:], synonyms):
            yield _Candidate(_ORDER.index(How.CONTAINS), -length, order[target], column, target)


def _contained(path: tuple[str, ...], synonyms: Synonyms) -> Iterator[tuple[int, str]]:
    """Known titles inside a longer one, when they make up at least half of it: "业主姓名" is a "姓名"."""
    for form in path_forms(path)[:1] if path else []:
        for title, known in synonyms.index.items():
            if len(title) >= MIN_CONTAINED and len(title) * 2 >= len(form) and title in form:
                yield from ((len(title), target) for target, _place in known)


def _match(header: Header, columns: Mapping[str, Matched]) -> Match:
    taken = {matched.column for matched in columns.values()}
    unmatched = {column: title for column, title in enumerate(header.titles) if title and column not in taken}
    return Match(columns, unmatched, header.key)
