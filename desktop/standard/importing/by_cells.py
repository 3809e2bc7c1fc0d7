"""Columns whose cells say something else than their title: nothing, or 户号 301 beside 楼栋, which is a room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid
from desktop.sheets.header import Header
from desktop.sheets.match import How, Match, Matched
from desktop.sheets.titles import Synonyms
from desktop.spec import Import, Retold
from desktop.standard.importing import wide
from desktop.standard.importing.columns import Columns, columns_of

_ROWS_ASKED = 500  # whether a column holds anything
_LOOKED_AT = 200  # filled cells of a column: enough to know its habit


def retold(columns: Columns, grid: Grid, header: Header, *, rules: Sequence[Retold]) -> Columns:
    """`columns` with each column under the target that its cells speak for; what is remembered or chosen stays."""
    found = dict(columns.match.columns)
    for rule in rules:
        source = next((target for target in rule.of if target in found), None)
        if source is None or rule.to in found or not _stands(rule, source, found):
            continue
        if _share(grid, header, found[source].column, rule=rule) >= rule.share:
            found[rule.to] = replace(found.pop(source), how=How.CONTAINS)
    if found.keys() == columns.match.columns.keys():
        return columns
    return mapped_as(columns, found)


def filled_first(grid: Grid, header: Header, *, imports: Import, known: Synonyms) -> Columns:
    """What the titles tell; a column without a single cell takes no target that another title may mean as well."""
    every = columns_of(header, imports, known=known, chosen=None)
    empty = {place for place, title in enumerate(header.titles) if title}
    for row in islice(grid.rows, header.bottom_row, header.bottom_row + _ROWS_ASKED):
        empty -= {place for place in empty if place < len(row) and plain(row[place])}
        if not empty:
            return every
    filled = columns_of(wide.without(header, empty), imports, known=known, chosen=None)
    if not filled.match.columns:
        return every
    found = dict(filled.match.columns)
    taken = {matched.column for matched in found.values()}
    found |= {
        target: matched
        for target, matched in every.match.columns.items()
        if target not in found and matched.column not in taken
    }
    return mapped_as(every, found) if found != every.match.columns else every


def mapped_as(columns: Columns, found: Mapping[str, Matched]) -> Columns:
    """`columns` with other columns under our targets: what feeds none now is told."""
    ordered = dict(sorted(found.items(), key=lambda entry: entry[1].column))
    taken = {matched.column for matched in found.values()}
    titles = {one.column: one.title for one in columns.match.columns.values()} | dict(columns.match.unmatched)
    others = {place: title for place, title in sorted(titles.items()) if place not in taken}
    freed = {title for place, title in others.items() if place not in columns.match.unmatched}
    told = {*columns.unkept, *columns.unknown, *freed}
    unknown = tuple(title for title in others.values() if title in told and title not in columns.unkept)
    surely = all(matched.how is not How.CONTAINS for matched in found.values())
    return replace(columns, match=Match(ordered, others, columns.match.key), unknown=unknown, surely=surely)


def _stands(rule: Retold, source: str, found: Mapping[str, Matched]) -> bool:
    others = found.keys() - {source}
    return not others & rule.without and bool(others & rule.beside)


def _share(grid: Grid, header: Header, column: int, *, rule: Retold) -> float:
    cells = (plain(row[column]) for row in grid.rows[header.bottom_row :] if column < len(row))
    filled = list(islice((text for text in cells if text), _LOOKED_AT))
    return sum(bool(rule.cells.fullmatch(text)) for text in filled) / len(filled) if filled else 0.0
