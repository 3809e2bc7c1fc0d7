"""Columns whose cells say something else than their title: 户号 301 beside 楼栋 and 单元 is a room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid
from desktop.sheets.header import Header
from desktop.sheets.match import How, Matched
from desktop.spec import Retold
from desktop.standard.importing.columns import Columns

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
    ordered = dict(sorted(found.items(), key=lambda entry: entry[1].column))
    return replace(columns, match=replace(columns.match, columns=ordered), surely=False)


def _stands(rule: Retold, source: str, found: Mapping[str, Matched]) -> bool:
    others = found.keys() - {source}
    return not others & rule.without and bool(others & rule.beside)


def _share(grid: Grid, header: Header, column: int, *, rule: Retold) -> float:
    cells = (plain(row[column]) for row in grid.rows[header.bottom_row :] if column < len(row))
    filled = list(islice((text for text in cells if text), _LOOKED_AT))
    return sum(bool(rule.cells.fullmatch(text)) for text in filled) / len(filled) if filled else 0.0
