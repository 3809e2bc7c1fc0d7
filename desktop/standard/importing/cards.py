"""Household cards, titles beside their values and the family in a small table below, made a list like any other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.base.errors import UserError
from desktop.sheets.choose import Found
from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid, Raw, RawRow
from desktop.sheets.header import Header
from desktop.sheets.read import Book
from desktop.sheets.titles import Synonyms, show
from desktop.spec import Import
from desktop.standard.importing.columns import is_serial
from desktop.values import door

_HEAD = "户主"  # data: the group over the titles that speak of the head of the card
_SEARCHED_ROWS = 12  # a sheet whose first card does not begin here has none
_TITLES = 0.6  # so many cells of a row are titles: it heads a table
_SAID = re.compile(r"([^\s:：]{1,12})[:：] ?(.*?)(?=\s+[^\s:：]{1,12}[:：]|$)")
_ROOM = "room"
_ANY_BUILDING = door.DoorPattern(building="1")  # 2单元501 is a door where the building stands elsewhere


@dataclass(slots=True)
class _Card:
    """One card: the row it begins in (from 1), title → value, and the rows of its table."""

    row: int
    said: dict[str, Raw] = field(default_factory=dict)
    members: dict[int, dict[str, Raw]] = field(default_factory=dict)


class _Reader:
    """Reads the cards of one sheet."""

    def __init__(self, imports: Import, known: Synonyms) -> None:
        self._known = known
        columns = [column for column in imports.columns if column.name in imports.frame]
        self._places = {column.name for column in columns if column.kind == "door" or column.name == _ROOM}
        self._names = {column.name for column in columns if column.kind == "name"}
        self._persons = {column.name for column in imports.columns if column.group == "member"}
        self.tables = False  # whether any card has a table, be it empty

    def read(self, grid: Grid) -> list[_Card]:
        """The cards of a sheet; [] when it is a list with its own doors, or anything else."""
        cards: list[_Card] = []
        table: dict[int, str] = {}
        alone = 0  # the last row with anything in it, when that was a single cell: the title of the card that follows
        for number, row in enumerate(grid.rows, 1):
            filled = [(place, cell) for place, cell in enumerate(row) if cell is not None and plain(cell)]
            if number > _SEARCHED_ROWS and not cards:
                return []
            if titles := self._table(filled):
                if any(self._means(title) & self._places for title in titles.values()):
                    return []
                table, self.tables = titles, True
            elif said := self._said(filled):
                places = [title for title in said if self._means(title) & self._places]
                if places and sum(_is_door(plain(cell)) for _place, cell in filled) > 1:
                    return []  # a list laid on its side: each column is a household
                if not cards or any(title in cards[-1].said for title in said) or (table and places):
                    if cards:
                        cards[-1].members.pop(alone, None)
                    cards.append(_Card(number))
                    table = {}
                cards[-1].said |= said
            elif table and filled and cards:
                cards[-1].members[number] = {title: row[place] for place, title in table.items() if place < len(row)}
            if filled:
                alone = number if len(filled) == 1 else 0
        return cards if any(self._is_card(card) for card in cards) else []

    def paths(self, cards: list[_Card]) -> tuple[tuple[str, ...], ...]:
        """The titles of all cards, those about the head under a group of their own, then those of the tables."""
        said = dict.fromkeys(title for card in cards for title in card.said)
        below = dict.fromkeys(title for card in cards for row in card.members.values() for title in row)
        return (*(self._path(title) for title in said), *((title,) for title in below))

    def _path(self, title: str) -> tuple[str, ...]:
        return (_HEAD, title) if self.tables and self._means(title) & self._persons else (title,)

    def _table(self, filled: Sequence[tuple[int, Raw]]) -> dict[int, str]:
        """The titles of a table by column, when the row is nothing else."""
        titles = {place: show(plain(cell)) for place, cell in filled}
        known = [title for title in titles.values() if self._means(title)]
        serial = sum(is_serial(title) for title in titles.values())
        if len(known) < 2 or len(known) + serial < _TITLES * len(titles):
            return {}
        return titles if any(self._means(title) & self._names for title in known) else {}

    def _said(self, filled: Sequence[tuple[int, Raw]]) -> dict[str, Raw]:
        """Title → value of a row that says some; a title without its value says nothing."""
        cells = [cell for _place, cell in filled]
        found: dict[str, Raw] = {}
        while cells:
            cell = cells.pop(0)
            text = plain(cell)
            pairs = [(show(title), value) for title, value in _SAID.findall(text)]
            if pairs and self._means(pairs[0][0]):
                found |= {title: value for title, value in pairs if value}
            elif cells and (self._means(show(text)) or found) and not self._means(show(plain(cells[0]))):
                found[show(text)] = cells.pop(0)
        return found if any(self._means(title) for title in found) else {}

    def _is_card(self, card: _Card) -> bool:
        """Whether it tells somebody behind a door."""
        somebody = bool(card.members) or any(self._means(title) & self._names for title in card.said)
        return somebody and any(
            self._means(title) & self._places and _is_door(plain(value)) for title, value in card.said.items()
        )

    def _means(self, title: str) -> set[str]:
        return {one.target for one in self._known.known((title,))}


def cards(book: Book, imports: Import, known: Synonyms, *, sheet: str = "") -> tuple[Found, ...]:
    """Every visible sheet of cards (or `sheet` alone) as a list: each card and each row of its table where it stands.

    () when the book holds none.
    """
    reader = _Reader(imports, known)
    wanted = [
        grid
        for info, grid in zip(book.sheets, book.grids, strict=True)
        if (grid.sheet == sheet if sheet else not info.hidden)
    ]
    read = [(grid, its) for grid in wanted if (its := reader.read(grid))]
    return tuple(_found(grid, its, reader.paths(its)) for grid, its in read)


def _found(grid: Grid, cards: list[_Card], paths: tuple[tuple[str, ...], ...]) -> Found:
    titles = tuple("/".join(path) for path in paths)
    rows = _rows(cards, [path[-1] for path in paths], height=len(grid.rows))
    return Found(Grid(grid.file, grid.sheet, rows), Header(0, 0, paths, titles))


def _is_door(text: str) -> bool:
    """建设路12号 above a list of people is where the community lives, and no door."""
    try:
        return bool(door.parse(text, pattern=_ANY_BUILDING).room)
    except UserError:
        return False


def _rows(cards: list[_Card], titles: list[str], *, height: int) -> list[RawRow]:
    """The list, each row with the number that it has in the file."""
    rows: list[RawRow] = [[] for _row in range(height)]
    own = len(dict.fromkeys(title for card in cards for title in card.said))
    for card in cards:
        rows[card.row - 1] = [card.said.get(title) for title in titles[:own]]
        for number, said in card.members.items():
            rows[number - 1] = [*[None] * own, *(said.get(title) for title in titles[own:])]
    return rows
