"""Which door a row of a roster means, from one cell or several, the banner, the sheet's name and the compound."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.sheets.clean import Cell
from desktop.standard.importing.plan import Problem
from desktop.standard.importing.staged import Staged, StagedRow
from desktop.values import door, numerals
from desktop.values.door import Door, DoorPattern

_BUILDING = re.compile(
    r"(?<![\dA-Za-z-])([A-Za-z]?\d{1,3}[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十百]{1,4})(?:#|＃|号住宅楼|号楼|号栋|栋|幢|座|#楼)"
    r"(?:([\d一二三四五六七八九十]{1,2})单元)?"
)
# A stairwell named above its doors; 1-3单元 and 共3单元 name none.
_STAIRWELL_ABOVE = re.compile(
    r"(?<![\dA-Za-z一二三四五六七八九十共至到和及、，,/~～—-])(?:第)?"
    r"([A-Za-z]?\d{1,2}|[一二三四五六七八九十]{1,3}|[甲乙丙丁东西中])单元"
)
_EACH_STAIRWELL = re.compile(r"([\dA-Za-z一二三四五六七八九十]{1,3}|.)单元")
_STAIRWELL = re.compile(r"(?:第)?([A-Za-z]?\d{1,2}|[一二三四五六七八九十]{1,3}|[甲乙丙丁东西中])(?:单元|号?门洞?|梯)")
_NAMED = re.compile(r"[^\dA-Za-z#＃一二三四五六七八九十]{3,}")
_VILLA = "别墅"  # data: what the title of a column says of the bare numbers below it
_SUFFIX = re.compile("(?:住宅)?(?:小区|社区)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A door, and the words before it that name a compound; `hukou`: told by the hukou address; `where`: as written."""

    door: Door | None = None
    compound: str = ""
    hukou: bool = False
    problem: Problem | None = None
    where: str = ""


NOTHING = Found()


class Doors:
    """Reads the door of each row; remembers the building and stairwell that stand above it."""

    def __init__(self, staged: Staged, reader: Reader, *, names: Iterable[str]) -> None:
        self._reader = reader
        self._mapped = frozenset(staged.mapping)
        self._names = tuple({part for name in names for part in (name, _SUFFIX.sub("", name)) if len(part) > 1})
        self._sheets = {sheet: _told_by(words) for sheet, words in staged.above.items()}
        self._last: dict[str, str] = {}
        self._banner = ("", "", "", "")  # the sheet and the words of the last banner, what they and those above tell
        self._patterns: dict[tuple[str, str, bool], DoorPattern] = {}
        self._stands_beside = not {"building", "stairwell"}.isdisjoint(self._mapped)
        self._own = self._own_prefixes(staged)
        self._villas = "door" not in self._mapped and _VILLA in staged.mapping.get("room", "")
        self._read: dict[tuple[str, str, str, str], Found] = {}  # a household writes one door on each of its rows

    def read(self, row: StagedRow) -> Found:
        """The door of a row; nothing when no cell says one."""
        building, stairwell = self._around(row)
        cell = self._reader.cell(row, "door") if "door" in self._mapped else None
        room = self._reader.cell(row, "room") if "room" in self._mapped else None
        if cell is None and room is None:
            return self._by_hukou(row)
        if cell is None or room is not None or cell.raw.__class__ is not str or "storey" in self._mapped:
            return self._told(row, cell, room, building=building, stairwell=stairwell)
        key = (cell.text, building, stairwell, self._compound(row))
        found = self._read.get(key)
        if found is None:
            found = self._told(row, cell, room, building=building, stairwell=stairwell)
            if found.door is not None and not found.hukou:
                self._read[key] = found
        return found

    def _told(self, row: StagedRow, cell: Cell | None, room: Cell | None, *, building: str, stairwell: str) -> Found:
        target = "door" if cell is not None else "room"
        try:
            return self._parse(row, cell or room, room if cell else None, building=building, stairwell=stairwell)
        except UserError as error:
            wrong = cell or room
            hukou = self._by_hukou(row)
            if hukou.door:
                self._reader.remind(row.at, target, error.message, wrong.text if wrong else "")
                return hukou
            value = wrong.text if wrong else ""
            return Found(problem=self._reader.bad(row.at, target, error.message, value=value, waits=True))

    def _parse(self, row: StagedRow, cell: Cell | None, room: Cell | None, *, building: str, stairwell: str) -> Found:
        assert cell is not None
        if self._villas and _VILLA not in cell.text:
            cell = cell._replace(raw=f"{_VILLA}{cell.text}", text=f"{_VILLA}{cell.text}", numeric=False)
        raw = cell.raw if isinstance(cell.raw, date) or (cell.numeric and len(cell.text) == 5) else cell.text
        if not isinstance(raw, str) and building:
            raw = cell.text if not isinstance(raw, date) else raw
        storey = self._reader.text(row, "storey") if "storey" in self._mapped else ""
        if isinstance(raw, str) and storey and raw.isdigit() and len(raw) <= 2:
            raw = _("{storey}层{room}号").format(storey=storey.removesuffix("层").removesuffix("楼"), room=raw)  # data
        pattern = self._pattern(building, stairwell)
        try:
            found = door.from_cell(raw, pattern=pattern)
        except UserError:
            if room is None:
                raise
            # The first cell may hold the building (and the stairwell) alone, the second one the room.
            told, its = _split_building(cell.text)
            found = door.from_cell(room.text, pattern=self._pattern(told or building, its or stairwell))
        return Found(found, self._place(row, cell.text), where=found.normal)

    def _compound(self, row: StagedRow) -> str:
        """What a column of its own says of the compound."""
        return self._reader.text(row, "compound") if "compound" in self._mapped else ""

    def _place(self, row: StagedRow, text: str) -> str:
        """The compound before the door, or beside it. UserError when it is one that this roster is not about."""
        place = (door.prefix(text) if _NAMED.match(text) else "") or self._compound(row)
        if place and self._own and not _alike(place, self._own):
            raise UserError(_("“{place}”不在本小区，这一格没有当作门牌").format(place=place))
        return place

    def _by_hukou(self, row: StagedRow) -> Found:
        """The hukou address, when it lies within the compound."""
        cell = self._reader.cell(row, "hukou_address") if "hukou_address" in self._mapped else None
        if cell is None:
            return NOTHING
        try:
            found = door.parse(cell.text, pattern=self._pattern("", "", named=True))
        except UserError:
            return NOTHING
        return Found(found, door.prefix(cell.text) if _NAMED.match(cell.text) else "", hukou=True, where=found.normal)

    def _around(self, row: StagedRow) -> tuple[str, str]:
        """The building and stairwell that stand beside, above or over the row."""
        building = stairwell = ""
        if not self._stands_beside and not row.section:
            return self._sheets.get(row.at.sheet, ("", ""))
        if "building" in self._mapped:
            said, its = _split_building(self._reader.text(row, "building"))
            if said and said != self._last.get("building"):
                self._last = {"building": said}
            building = self._last.get("building", "")
            if its:
                self._last["stairwell"] = its
        if "stairwell" in self._mapped and (said := self._reader.text(row, "stairwell")):
            self._last["stairwell"] = _number_of(said)
        stairwell = self._last.get("stairwell", "")
        above, its = self._above(row)
        if not building or above in ("", building):
            building, stairwell = building or above, stairwell or its
        return building, stairwell

    def _above(self, row: StagedRow) -> tuple[str, str]:
        """What the banners above a row say; 2单元 below 3号楼 lies in building 3. Else what its sheet says."""
        if not row.section:
            return self._sheets.get(row.at.sheet, ("", ""))
        sheet, words, building, stairwell = self._banner
        if (sheet, words) != (row.at.sheet, row.section):
            before = (building, stairwell) if sheet == row.at.sheet else self._sheets.get(row.at.sheet, ("", ""))
            building, stairwell = _told_by((row.section,))
            if not building:
                building, stairwell = before[0], stairwell or before[1]
            self._banner = (row.at.sheet, row.section, building, stairwell)
        return building, stairwell

    def _pattern(self, building: str, stairwell: str, *, named: bool = False) -> DoorPattern:
        key = (building, stairwell, named)
        if key not in self._patterns:
            self._patterns[key] = DoorPattern(self._names if named else (), building, stairwell)
        return self._patterns[key]

    def _own_prefixes(self, staged: Staged) -> tuple[str, ...]:
        """The names by which this roster calls our compound; () when it calls none, and then every door is ours."""
        texts = Counter(cell.text for row in staged.rows if (cell := row.cells.get("door")) and _NAMED.match(cell.text))
        places = Counter(cell.text for row in staged.rows if (cell := row.cells.get("compound")))
        for text, times in texts.items():
            if place := door.prefix(text):
                places[place] += times
        if not places or any(_alike(place, self._names) for place in places):
            return self._names if places else ()
        usual, times = places.most_common(1)[0]
        return (usual,) if times * 5 >= places.total() * 4 else ()


def _alike(place: str, names: Iterable[str]) -> bool:
    return any(name in place or place in name for name in names)


def _told_by(words: Iterable[str]) -> tuple[str, str]:
    """The one building and stairwell that titles, the sheet's and the file's name tell; "" when they tell several."""
    building = stairwell = ""
    for text in words:
        stairwells = {match[1] for match in _STAIRWELL_ABOVE.finditer(text)}
        several = len(set(_EACH_STAIRWELL.findall(text))) > 1
        buildings = {match[1] for match in _BUILDING.finditer(text)}
        if len(buildings) > 1:
            break
        building = "".join(buildings)
        if not several:
            stairwell = stairwell or "".join(stairwells)
        if building or several:
            break
    return building, _number_of(stairwell)


def _split_building(text: str) -> tuple[str, str]:
    """The building and the stairwell of a cell that may say both: 3号楼2单元."""
    match = _STAIRWELL.search(text)
    if match and match.start():
        return text[: match.start()].strip("- "), _number_of(match[1])
    return text, ""


def _number_of(text: str) -> str:
    match = _STAIRWELL.fullmatch(text)
    number = match[1] if match else text.removesuffix("单元")  # data
    try:
        return str(numerals.read(number)) if not number.isascii() else number
    except ValueError:
        return number
