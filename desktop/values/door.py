"""The door of a dwelling within a compound: building, stairwell and room."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values import days, door_grammar
from desktop.values.door_grammar import ATTIC, BASEMENT, GARAGE, HOME, OTHER, SHOP, Words
from desktop.values.typing_noise import bounded, quoted

__all__ = [
    "ATTIC", "BASEMENT", "GARAGE", "HOME", "OTHER", "SHOP", "Door", "DoorPattern", "building_label", "floor",
    "from_cell", "from_date_cell", "natural_key", "parse", "prefix", "stairwell_label",
]  # fmt: skip

_NUMBERS = re.compile(r"\d+", re.ASCII)
_FLOORED = re.compile(r"(B|-)?(\d{1,2})\d{2}(?:[A-Z东西南北中甲乙丙丁].*|-\d+|阁楼.*)?", re.ASCII)
_HALF_A_DOOR = re.compile(r"[A-Z]?\d{1,2}-\d{1,2}", re.ASCII)
_REGION = re.compile(r"^.*(?:路|街|\d号)$|^.*(?:.(?:省|市|县|镇|乡|街道|路|街|社区)|(?<![小园])区|\d号)(?=..)")
_SINGLE_LETTER = re.compile(r"[A-Z]{1,2}\d?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Door:
    """One door: `building`, `stairwell` and `room` without their words (3, 2, 501), "" where there is none.

    Premises outside the numbered buildings (底商5, 车库12) have the building "".
    """

    building: str
    stairwell: str
    room: str
    kind: str = HOME

    @property
    def normal(self) -> str:
        """The key that two PCs share for one door: 3-2-501, 3-501, 底商5."""
        return "-".join(filter(None, (self.building, self.stairwell, self.room)))

    @property
    def natural_key(self) -> str:
        """A text that sorts doors as people walk them: 2 before 10, unnumbered premises last."""
        building = natural_key(self.building) if self.building else "~"
        return f"{building} {natural_key(self.stairwell)} {natural_key(self.room)}"

    @property
    def floor(self) -> int | None:
        """The storey that the room number tells, or None."""
        return floor(self.room)

    def __str__(self) -> str:
        """Return the door in words: 3号楼2单元501."""
        return building_label(self.building) + stairwell_label(self.stairwell) + self.room


@dataclass(frozen=True, slots=True)
class DoorPattern:
    """How one compound, or one sheet of a file, writes its doors.

    `names`: what the compound is called and its street address; when given, a door that names another place is refused.
    `building`, `stairwell`: what a sheet's name or a column says for all doors below it.
    `named_buildings`: buildings without a number ("综合楼").
    `stairwells`: False where buildings have none, so that 3-2 is room 2 of building 3.
    """

    names: tuple[str, ...] = ()
    building: str = ""
    stairwell: str = ""
    named_buildings: tuple[str, ...] = ()
    stairwells: bool = True


_LONGEST = 100  # characters of an address; a note that is longer is no door
_NO_PATTERN = DoorPattern()


def parse(text: str, *, pattern: DoorPattern | None = None) -> Door:
    """Return the door that `text` names; the compound's name and address before it are dropped.

    Raises UserError when it is no door, lacks its building or room, or lies in another place than `pattern` names.
    """
    return _parse(text, pattern or _NO_PATTERN)


def from_cell(value: object, *, pattern: DoorPattern | None = None) -> Door:
    """Return the door of a spreadsheet cell: text, a room number, or what Excel made of a door it took for a date.

    Raises UserError as `parse` and `from_date_cell`.
    """
    if isinstance(value, date):
        return from_date_cell(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value == int(value) and 20_000 <= value <= 80_000:
            return from_date_cell(days.from_excel_serial(value))
        return parse(f"{value:.15g}", pattern=pattern)
    return parse(str(value), pattern=pattern)


def from_date_cell(value: date) -> Door:
    """Return the door that Excel took for a date, where that is certain: 3-1901 became 1 March 1901.

    Raises UserError where it is not: "3-2" became 2 March of the year of typing, and its room was never written.
    """
    if value.day == 1 and (value.year < 1990 or value.year > 2100):
        return Door(str(value.month), "", str(value.year))
    written = f"{value.month}-{value.day}"
    raise UserError(
        _("Excel 把门牌“{written}”变成了日期，原来的门牌没有写全，请写成 {written}-501 的样子").format(written=written)
    )


def prefix(text: str) -> str:
    """Return the compound that stands before the door: 阳光花园 of 某县人民路12号阳光花园3-2-501; "" if there is none.

    An importer tells by it whether a list covers several compounds. Region and street are left out.
    """
    words = door_grammar.read(door_grammar.plain(text))
    return _REGION.sub("", words.prefix) if words else ""


def floor(room: str) -> int | None:
    """Return the storey of a room number: 501 → 5, 1203 → 12, B101 → -1; None where the number does not tell."""
    match = _FLOORED.fullmatch(room)
    if not match or int(match[2]) == 0:
        return None
    return -int(match[2]) if match[1] and len(match[2]) == 1 else int(match[2])


def building_label(building: str) -> str:
    """Return the building in words: 3号楼, A座, 综合楼; "" stays ""."""
    if not building or building[-1] in "楼座栋":
        return building
    return f"{building}座" if _SINGLE_LETTER.fullmatch(building) else f"{building}号楼"


def stairwell_label(stairwell: str) -> str:
    """Return the stairwell in words: 2单元; "" stays ""."""
    return f"{stairwell}单元" if stairwell else ""


def natural_key(text: str) -> str:
    """Return a text that sorts with its numbers as numbers (2 before 10, 10 before 10A), in Python and in SQL alike."""
    return _NUMBERS.sub(lambda match: match[0].zfill(6), text)


@lru_cache(maxsize=16_384)
def _parse(text: str, pattern: DoorPattern) -> Door:
    cleaned = door_grammar.plain(bounded(text, _LONGEST))
    if not cleaned:
        raise UserError(_("请填门牌，写成 楼-单元-房号，例如 3-2-501"))
    if named := _in_named_building(cleaned, pattern):
        return named
    within = _within(cleaned, pattern) if pattern.building else None
    words = door_grammar.read(cleaned)
    if within and (words is None or words.weak):
        words = within
    if words is None or (words.weak and floor(words.room) == _number(words.building) and "楼" in cleaned):
        raise UserError(_unknown(text, cleaned))
    if words.weak and pattern.stairwells and _HALF_A_DOOR.fullmatch(cleaned):
        raise UserError(_("门牌“{text}”只有两段，少了房号，请写成 {text}-501 的样子").format(text=cleaned))
    _check_place(words.prefix, pattern)
    return _door(words, pattern)


def _within(cleaned: str, pattern: DoorPattern) -> Words | None:
    """A door below a building named elsewhere; 共491户 must not become room 491, so only known words may precede it."""
    words = door_grammar.read_within(cleaned)
    if words and words.prefix and not any(door_grammar.plain(name) in words.prefix for name in pattern.names):
        return None
    return words


def _number(part: str) -> int | None:
    return int(part) if part.isdigit() else None


def _door(words: Words, pattern: DoorPattern) -> Door:
    building = _without_zeros(words.building) or _normal_building(pattern.building)
    own_stairwell = _without_zeros(words.stairwell)
    stairwell = own_stairwell or (pattern.stairwell if not words.building and words.kind == HOME else "")
    room = _without_zeros(words.room)
    if words.floor and words.kind in (HOME, BASEMENT):
        room = _on_floor(words.floor, room)
    return Door(building, stairwell, room, BASEMENT if words.floor.startswith("-") else words.kind)


def _on_floor(storey: str, room: str) -> str:
    """The room as it would be numbered: 5层1号 is 501, 5层东户 is 5东, 5层501 stays, 负1层1号 is B101."""
    below = storey.startswith("-")
    if re.search(r"\d{3}", room):
        return f"B{room}" if below and room[0].isdigit() else room
    number = _NUMBERS.match(room)
    storey = storey.replace("-", "B")
    return f"{storey}{number[0].zfill(2)}{room[number.end() :]}" if number else f"{storey}{room}"


def _without_zeros(part: str) -> str:
    return _NUMBERS.sub(lambda match: match[0].lstrip("0") or "0", part) if "0" in part else part


def _normal_building(written: str) -> str:
    """A building as a sheet's name or a column says it ("3号楼", "三栋", "3") without its word."""
    if not written:
        return ""
    words = door_grammar.read(door_grammar.plain(f"{written}-1-101")) or door_grammar.read(f"{written}-1-101")
    return _without_zeros(words.building) if words and not words.prefix else written.strip()


def _in_named_building(cleaned: str, pattern: DoorPattern) -> Door | None:
    for name in pattern.named_buildings:
        start = cleaned.find(name.upper())
        if start >= 0:
            words = door_grammar.read_within(cleaned[start + len(name) :].lstrip("-"))
            if words and not words.prefix:
                _check_place(cleaned[:start], pattern)
                return Door(name, _without_zeros(words.stairwell), _without_zeros(words.room), words.kind)
    return None


def _check_place(written: str, pattern: DoorPattern) -> None:
    if not written or not pattern.names:
        return
    names = [door_grammar.plain(name) for name in pattern.names]
    if not any(name in written or written in name for name in names):
        raise UserError(_("“{place}”不在本小区，这一格没有当作门牌").format(place=quoted(written)))


def _unknown(text: str, cleaned: str) -> str:
    written = quoted(text)
    within = door_grammar.read_within(cleaned)
    if within and (within.stairwell or not within.prefix):
        return _("门牌“{text}”没有写楼号，请写成 楼-单元-房号，例如 3-2-501").format(text=written)
    return _("看不出“{text}”是哪一户，门牌写成 楼-单元-房号，例如 3-2-501").format(text=written)
