"""Lists that stand side by side on one sheet, to save paper, taken apart."""

from desktop.base.text import _
from desktop.sheets.choose import Found
from desktop.sheets.grid import Grid, Merge
from desktop.sheets.header import Header, header_at
from desktop.sheets.titles import path_key

_LEAST = 2  # titles that make a list of their own


def apart(found: Found) -> tuple[Found, ...]:
    """Each list of the sheet as a sheet of its own, with the rows where they stand; the usual sheet as it is.

    A list begins wherever the first title comes again, and says the titles of the first list in their order; the last
    ones may be missing (房号 姓名 电话 备注 | 房号 姓名 电话).
    """
    starts = _starts(found.header)
    if not starts:
        return (found,)
    ends = [*starts[1:], found.grid.width]
    return tuple(
        _part(found, left, right, number=number)
        for number, (left, right) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _starts(header: Header) -> list[int]:
    """The first column of each list; nothing when there is one list only."""
    titled = [(column, path_key(path)) for column, path in enumerate(header.paths) if path]
    if not titled:
        return []
    starts = [column for column, key in titled if key == titled[0][1]]
    if len(starts) < 2:
        return []
    lists: list[list[str]] = [[] for _start in starts]
    for column, key in titled:
        lists[sum(1 for start in starts if start <= column) - 1].append(key)
    first = lists[0]
    whole = all(len(one) >= _LEAST and one == first[: len(one)] for one in lists)
    return [0, *starts[1:]] if whole and len(set(first)) == len(first) else []


def _part(found: Found, left: int, right: int, *, number: int) -> Found:
    """The columns from `left` to before `right`; a later list has its own name, its rows being numbered again."""
    grid = found.grid
    name = grid.sheet if number == 1 else _("{sheet}（第 {number} 组）").format(sheet=grid.sheet, number=number)
    merges = [
        Merge(one.top, max(one.left, left) - left, one.bottom, min(one.right, right - 1) - left)
        for one in grid.merges
        if one.left < right and one.right >= left
    ]
    part = Grid(grid.file, name, [row[left:right] for row in grid.rows], tuple(merges))
    return Found(part, header_at(part, found.header.top_row, bottom=found.header.bottom_row))
