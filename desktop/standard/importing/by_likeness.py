"""Columns of doors and of names whose titles nobody knows, told by what their cells look like."""

from collections.abc import Callable
from itertools import islice

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid
from desktop.sheets.header import Header
from desktop.sheets.match import How, Matched
from desktop.spec import Import
from desktop.standard.importing.by_cells import mapped_as
from desktop.standard.importing.columns import STRANGER, Columns
from desktop.values import door, person_name

_LOOKED_AT = 200  # filled cells of a column
_ENOUGH = 0.7  # of them must look like it
_DISTINCT = 0.8  # of the names differ: 在职 and 退休 are words of one column
# The hundred commonest family names of the Ministry of Public Security's report for 2020: 85 of 100 people have one.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤欧"
)


def told(columns: Columns, grid: Grid, header: Header, *, imports: Import) -> tuple[Columns, tuple[str, ...]]:
    """`columns` with a column of doors and one of names where no title told any, and what is said of them."""
    found = dict(columns.match.columns)
    notes: list[str] = []
    for kind, instead, looks in _LOOKS:
        of_kind = [column for column in imports.columns if column.kind == kind and column.name in imports.frame]
        wanted = next((column for column in of_kind if column.group != "head"), None)
        if wanted is None or any(column.name in found for column in of_kind) or instead in found:
            continue
        place = next((place for place in _free(columns) if _alike(grid, header, place, looks=looks)), None)
        if place is not None:
            title = header.titles[place]
            found[wanted.name] = Matched(place, title, How.CONTAINS)
            words = _("“{title}”这一列是按内容认作“{said}”的，请核对。")
            notes.append(words.format(title=title, said=wanted.title))
    if not notes:
        return columns, ()
    return mapped_as(columns, found), tuple(notes)


def _free(columns: Columns) -> list[int]:
    """The columns that feed nothing, that are not left out on purpose, and that speak of nobody else."""
    return [
        place
        for place, title in columns.match.unmatched.items()
        if title in columns.unknown and not STRANGER.search(title)
    ]


def _alike(grid: Grid, header: Header, place: int, *, looks: Callable[[list[str]], bool]) -> bool:
    cells = (plain(row[place]) for row in grid.rows[header.bottom_row :] if place < len(row))
    filled = list(islice((text for text in cells if text), _LOOKED_AT))
    return bool(filled) and looks(filled)


def _doors(cells: list[str]) -> bool:
    return sum(_is_door(text) for text in cells) >= _ENOUGH * len(cells)


def _is_door(text: str) -> bool:
    try:
        return bool(door.parse(text).building)
    except UserError:
        return False


def _names(cells: list[str]) -> bool:
    named = [text for text in cells if text[0] in SURNAMES and _is_name(text)]
    return len(named) >= _ENOUGH * len(cells) and len(set(named)) >= _DISTINCT * len(named)


def _is_name(text: str) -> bool:
    try:
        return all(2 <= len(one.name) <= 4 for one in person_name.split(text))
    except UserError:
        return False


# A kind of column, the target that serves in its place, and what its cells look like.
_LOOKS: tuple[tuple[str, str, Callable[[list[str]], bool]], ...] = (
    ("door", "room", _doors),
    ("name", "owner_name", _names),
)
