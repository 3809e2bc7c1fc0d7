"""The ways people write a door, as one grammar: where the compound is, which building, stairwell and room."""

import re
from dataclasses import dataclass

from desktop.values import numerals
from desktop.values.typing_noise import compact

HOME, SHOP, GARAGE, ATTIC, BASEMENT, OTHER = "home", "shop", "garage", "attic", "basement", "other"
"""What lies behind a door, as coded in the table `dwelling_kind`."""


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of a door as written, numerals in digits: "" where a part was not written."""

    prefix: str
    building: str
    stairwell: str
    floor: str
    room: str
    kind: str
    weak: bool = False
    """Whether "building" may be something else: 2-501 may be stairwell 2, 5楼501 may be storey 5."""


_TRANSLATED = str.maketrans(
    {"〔": "(", "【": "(", "[": "(", "〕": ")", "】": ")", "]": ")", "＃": "#", "﹟": "#", "№": "", "/": "-", "_": "-",
     "~": "-", "幢": "栋", "·": "-"}
)  # fmt: skip
_BELOW_GROUND = re.compile(r"(?:-(?=-)|负)-?(?=\d{3}\D*$)")
_REMARK = re.compile(r"\([^()]*\)$")
_DOTTED = re.compile(r"(?<![\d.])(\w{1,4})\.(\w{1,3})\.(\w{2,6})$")
_NUMERAL = re.compile(f"[{numerals.CHARACTERS}]+(?=[号栋座楼#单门梯层室户房期-]|$)")

_NUMBER = r"[A-Z]?\d{1,3}[A-Z]?"
_PHASE = r"(?:(?P<phase>\d{1,2})期)?(?:(?P<zone>[A-Z东西南北中]|\d{1,2})(?:区|组团|-区))?"
_BUILDING = rf"(?P<building>[东西南北甲乙丙丁]?{_NUMBER}|[A-Z]{{1,2}}|[甲乙丙丁])"
_NO_STREET = "".join(rf"(?<![路街巷道弄]\d{{{count}}})" for count in (1, 2, 3, 4))  # 人民路12号 is a plot, no building
_LABEL = rf"(?P<label>号住?宅?楼|号栋|号公寓|#住?宅?楼|#栋|#|栋楼?|座|楼(?!层)|{_NO_STREET}号|-)-?"
_STAIRWELL = r"(?:(?P<stairwell>[A-Z]?\d{1,2}[A-Z]?|[A-Z]|[甲乙丙丁东西中])(?:号?单元|号?门(?!市|面|卫|头)|号?梯|-)-?)?"
_FLOOR = r"(?:(?P<floor>[负B-]?\d{1,2})(?:层|楼)-?)?"
_ROOM = r"(?P<room>[A-Z]?\d{1,5}[A-Z]?(?:-\d{1,2}(?!\d))?[甲乙丙丁]?|[A-Z]\d{1,4}|(?=[东西南北中]户?$))"
_SIDE = r"(?P<side>[东西南北中]{1,2}?户?)??(?:号房|房间|[室号户房])?"
_PLACES = {
    SHOP: "底商|商铺|门市|门面|门头|网点|店铺|沿街房?|商业",
    GARAGE: "车库|车房",
    ATTIC: "阁楼|顶楼阁",
    BASEMENT: "地下室|地下|半地下",
    OTHER: "储藏室|储藏间|储物间|杂物间|传达室|门卫室?|值班室|物业用房|物业办?公?室?|活动室|办公室|会所",
}
_PLACE = "|".join(f"(?P<{kind}>{words})" for kind, words in _PLACES.items())

_HOME_DOOR = re.compile(
    rf"(?P<prefix>.*?)(?<![A-Z\d#-]){_PHASE}{_BUILDING}{_LABEL}{_STAIRWELL}{_FLOOR}{_ROOM}{_SIDE}", re.ASCII
)
_WITHIN_BUILDING = re.compile(rf"(?P<prefix>.*?)(?<![A-Z\d#-]){_STAIRWELL}{_FLOOR}{_ROOM}{_SIDE}", re.ASCII)
_PLACE_DOOR = re.compile(
    rf"(?P<prefix>.*?)(?:(?<![A-Z\d#-]){_PHASE}{_BUILDING}{_LABEL}{_STAIRWELL}{_FLOOR}(?P<room>[A-Z]?\d{{3,5}}[A-Z]?)?室?-?)?"
    rf"(?:(?P<before>\d{{1,4}})号)?(?:{_PLACE})房?屋?[间-]?(?P<number>[A-Z]?\d{{1,4}}[A-Z]?)?[号室间户]?",
    re.ASCII,
)
_VILLA = re.compile(  # a house of its own, with no stairwell and no room: 别墅5, 6号别墅, 别墅区A12号
    rf"(?P<prefix>.*?)(?:别墅区?-?(?P<number>{_NUMBER})[号栋座]?|(?<![A-Z\d#-])(?P<before>{_NUMBER})[号栋座]?别墅)",
    re.ASCII,
)
_FOUR_PARTS = re.compile(r"([A-Z]?\d{1,3}[A-Z]?)-([A-Z]?\d{1,2})-(\d{1,2})-(\d{1,2}|(?=\3)\d{3,4}[A-Z]?)", re.ASCII)
_ANY_PLACE = re.compile("|".join(_PLACES.values()))
_COMMON = re.compile(r"([A-Z]?\d{1,3}[A-Z]?)(?:-|#|号楼|栋)([A-Z]?\d{1,2})(?:-|单元)([A-Z]?\d{1,5}[A-Z]?)室?", re.ASCII)


def plain(text: str) -> str:
    """Return `text` without noise and trailing remark, in upper case, its numerals in digits."""
    cleaned = compact(text).translate(_TRANSLATED).upper().rstrip("。.,，、;；-").replace("第", "")
    if cleaned.endswith(")"):
        cleaned = _REMARK.sub("", cleaned)
    cleaned = _BELOW_GROUND.sub(lambda match: "-B" if match[0].startswith("-") else "B", cleaned)
    cleaned = _NUMERAL.sub(_in_digits, cleaned)
    return _DOTTED.sub(r"\1-\2-\3", cleaned) if "." in cleaned else cleaned


def read(cleaned: str) -> Words | None:
    """Return the parts of a door that names its building, or None."""
    if match := _COMMON.fullmatch(cleaned):
        return Words("", match[1], match[2], "", match[3], _kind_of(match[3]))
    if match := _FOUR_PARTS.fullmatch(cleaned):
        return Words("", match[1], match[2], match[3], match[4], HOME)
    if "别墅" in cleaned and (villa := _VILLA.fullmatch(cleaned)):  # data
        return Words(
            villa["prefix"].rstrip("-"), "", "", "", "别墅" + (villa["number"] or villa["before"]), HOME
        )  # data
    if _ANY_PLACE.search(cleaned):
        place = _PLACE_DOOR.fullmatch(cleaned)
        return _place(place) if place else None
    if match := _HOME_DOOR.fullmatch(cleaned):
        return _home(match)
    return None


def read_within(cleaned: str) -> Words | None:
    """Return the parts of a door that leaves the building to its surroundings ("2单元501", "501", "302-1"), or None."""
    match = _WITHIN_BUILDING.fullmatch(cleaned)
    return _home(match) if match else None


def _home(match: re.Match[str]) -> Words:
    groups = match.groupdict()
    room = (groups["room"] or "") + (groups["side"] or "").removesuffix("户")
    weak = groups.get("label") in {"-", "楼"} and not groups["stairwell"] and not groups["floor"]
    return _words(groups, room, _kind_of(room), weak=weak)


def _place(match: re.Match[str]) -> Words:
    groups = match.groupdict()
    kind = next(kind for kind in _PLACES if groups[kind])
    number = groups["number"] or groups["before"] or ""
    if groups["label"] == "号" and not number and not groups["stairwell"] and not groups["room"]:  # 12号车库
        number, groups["building"] = groups["building"] or "", ""
    room = (groups["room"] or "") + groups[kind] + number
    return _words(groups, room, kind)


def _words(groups: dict[str, str | None], room: str, kind: str, *, weak: bool = False) -> Words:
    phase = f"{groups['phase']}期" if groups.get("phase") else ""
    zone = f"{groups['zone']}区" if groups.get("zone") else ""
    building = groups.get("building") or ""
    floor = (groups["floor"] or "").replace("负", "-").replace("B", "-")
    prefix, stairwell = groups["prefix"] or "", groups["stairwell"] or ""
    return Words(prefix.rstrip("-"), phase + zone + building, stairwell, floor, room, kind, weak)


def _kind_of(room: str) -> str:
    return BASEMENT if room.startswith("B") and len(room) == 4 else HOME  # B1201 is on the 12th floor of part B


def _in_digits(match: re.Match[str]) -> str:
    try:
        return str(numerals.read(match[0]))
    except ValueError:
        return match[0]
