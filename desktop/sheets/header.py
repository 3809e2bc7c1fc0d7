"""Where the titles of a sheet stand, and what each column is called."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid
from desktop.sheets.titles import Synonyms, path_key, show

SEARCHED_ROWS = 20  # titles, notes and the reporting unit stand above (STANDARDS section 3)
MAX_HEIGHT = 3
_EXACT, _LAST = 4, 3  # what a column counts that is known by its whole title, or by its last part only
_NOT_TEXT = 2  # what a number or a day within the titles costs


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a sheet in rows `top_row` to `bottom_row`, counted from 1; 0 to 0 when the sheet has none.

    `paths`: for each column its groups and its own title; `titles`: the same as people read it, "户主/姓名", each one
    different from the others, "" for a column without title. `score`: how well known titles were recognised.
    """

    top_row: int
    bottom_row: int
    paths: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    score: int = 0

    @property
    def key(self) -> str:
        """The same for every file with the same set of titles, in any order: what a mapping is remembered by."""
        titles = sorted({path_key(path) for path in self.paths if path})
        return hashlib.sha256("\n".join(titles).encode()).hexdigest()[:16]


def find_header(grid: Grid, synonyms: Synonyms) -> Header | None:
    """The header among the first rows that recognises most titles; None when hardly any is known.

    None means: ask the person to point at the header (`header_at`) or to say that there is none (`no_header`).
    """
    best: Header | None = None
    for top in range(1, min(SEARCHED_ROWS, len(grid.rows)) + 1):
        if all(cell is None for cell in grid.row(top)):
            continue
        for bottom in range(top, min(top + MAX_HEIGHT, SEARCHED_ROWS + 2, len(grid.rows) + 1)):
            if not _whole(grid, top, bottom):
                continue
            paths = _paths(grid, top, bottom)
            score = _score(grid, top, bottom, paths=paths, synonyms=synonyms)
            if score > (best.score if best else 0):
                best = _header(top, bottom, paths, score)
    return best if best and best.score >= _enough(best) else None


def header_at(grid: Grid, top: int, *, bottom: int | None = None) -> Header:
    """The header where a person points: from row `top` to row `bottom`, or as deep as its merged cells reach.

    Raises UserError when the row is empty.
    """
    if bottom is None:
        reach = [merge.bottom for merge in grid.merges if merge.top == top]
        bottom = min(max([top, *reach]), top + MAX_HEIGHT - 1)
    paths = _paths(grid, top, bottom)
    if not any(paths):
        raise UserError(_("第 {row} 行没有内容，不能作为表头。请选择写着列名的那一行。").format(row=top))
    return _header(top, bottom, paths, 0)


def no_header(grid: Grid) -> Header:
    """For a sheet that starts with data at once: columns are called by their place."""
    titles = tuple(_("第 {number} 列").format(number=number) for number in range(1, grid.width + 1))
    return Header(0, 0, tuple((title,) for title in titles), titles)


def _header(top: int, bottom: int, paths: tuple[tuple[str, ...], ...], score: int) -> Header:
    titles: list[str] = []
    for path in paths:
        title, copy = "/".join(path), 2
        while title and title in titles:
            title, copy = f"{'/'.join(path)}({copy})", copy + 1
        titles.append(title)
    return Header(top, bottom, paths, tuple(titles), score)


def _enough(header: Header) -> int:
    """Two known titles make a header; one does in a list of at most two columns."""
    return _EXACT if sum(1 for path in header.paths if path) <= 2 else _EXACT + _LAST


def _whole(grid: Grid, top: int, bottom: int) -> bool:
    """A header does not cut through a merged range."""
    return not any(
        (merge.top < top <= merge.bottom) or (merge.top <= bottom < merge.bottom and merge.top >= top)
        for merge in grid.merges
        if merge.top <= bottom
    )


def _paths(grid: Grid, top: int, bottom: int) -> tuple[tuple[str, ...], ...]:
    """For each column the titles from its outermost group to its own; a merged or repeated title counts once."""
    rows = [_spread(grid, number, last=number == bottom) for number in range(top, bottom + 1)]
    width = max(len(row) for row in rows)
    paths = []
    for column in range(width):
        parts = [row[column] for row in rows if column < len(row) and row[column]]
        paths.append(tuple(dict.fromkeys(parts)))
    return tuple(paths)


def _spread(grid: Grid, number: int, *, last: bool) -> list[str]:
    """The titles of one row, a group standing over each of its columns.

    Those are the columns it is merged over; in files without merges, the untitled ones to its right with a title below.
    """
    texts = [show(plain(cell)) for cell in grid.row(number)]
    texts += [""] * (len(grid.row(number + 1)) - len(texts) if not last else 0)
    for merge in grid.merges:
        if merge.top == number and merge.left < len(texts):
            texts[merge.left + 1 : merge.right + 1] = [texts[merge.left]] * (
                min(merge.right, len(texts) - 1) - merge.left
            )
    if not last and not grid.merges:
        below = [plain(cell) for cell in grid.row(number + 1)] + [""] * len(texts)
        for column in range(1, len(texts)):
            if not texts[column] and below[column] and below[column - 1]:
                texts[column] = texts[column - 1]
    return texts


def _score(grid: Grid, top: int, bottom: int, *, paths: Sequence[tuple[str, ...]], synonyms: Synonyms) -> int:
    known: dict[str, int] = {}
    for path in paths:
        for worth, tried in ((_EXACT, path), (_LAST, path[-1:])):
            free = [target for target, _place in synonyms.known(tried) if target not in known] if tried else []
            if free:
                known[free[0]] = worth
                break
    strange = sum(
        1
        for number in range(top, bottom + 1)
        for cell in grid.row(number)
        if cell is not None and not isinstance(cell, str)
    )
    return sum(known.values()) - _NOT_TEXT * strange
