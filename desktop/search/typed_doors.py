"""Reading what people type for a door, whole or begun, into the normal form of the index."""

import re

from desktop.search.folding import fold

# data
_NUMERALS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE_NUMBER = re.compile("[一二两三四五六七八九十]+(?=号|栋|幢|楼|座|单元|门)")
_BUILDING = re.compile(r"(?<=[0-9a-z])(?:号楼|#楼|栋|幢|座|楼|#|号(?=[0-9a-z]))(?!层)-?")
_STAIRWELL = re.compile(r"(?<=[0-9a-z])(?:单元|门)-?")
_FLOOR = re.compile(r"[0-9]+层")
_ROOM_END = re.compile(r"(?<=[0-9a-z])[室户号]$")
_DOOR = re.compile(r"(?<![0-9a-z-])(?:([0-9a-z]{1,6}(?:-[0-9a-z]{1,6}){1,3})-?|([0-9]{1,3}|[a-z])-)$")


def without_room_word(piece: str) -> str:
    """Drop the last character of "501室": the word says no more than the number."""
    return _ROOM_END.sub("", piece)


def _number(match: re.Match[str]) -> str:
    tens, ten, ones = match[0].rpartition("十")
    if not ten:
        return "".join(str(_NUMERALS[sign]) for sign in ones)
    return str(10 * (_NUMERALS.get(tens, 1)) + _NUMERALS.get(ones, 0))


def typed_door(text: str) -> tuple[str, str] | None:
    """Split "阳光花园3栋2单元501" into ("阳光花园", "3-2-501"); the door may be only begun ("3-2", "3号楼").

    None when the text holds no door: at least one hyphen or one word such as 栋 or 单元 must say that it is one.
    """
    plain = _CHINESE_NUMBER.sub(_number, "".join(fold(text).split()))
    plain = _FLOOR.sub("", _ROOM_END.sub("", plain))
    plain = _STAIRWELL.sub("-", _BUILDING.sub("-", plain))
    found = _DOOR.search(plain)
    if found is None or not any(sign.isdecimal() or plain.endswith("-") for sign in found[0]):
        return None
    return plain[: found.start()], (found[1] or found[2])
