"""The citizen identity number of GB 11643: read tolerantly, checked, masked."""

import re
from datetime import date
from functools import lru_cache

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.typing_noise import compact

RESIDENT, HMT_RESIDENCE, FOREIGN_PERMANENT = "resident_id", "hmt_residence", "foreign_permanent"
"""The three papers that carry an 18-digit number; codes of the table `id_type`."""

_CHECKS = "10X98765432"
_CANONICAL = re.compile(r"\d{17}[\dX]", re.ASCII)
_LEGACY = re.compile(r"\d{15}", re.ASCII)
_NOISE = str.maketrans(dict.fromkeys("·•．・‧∙●.-_'’‘`\"“”,"))
_LIKE_X = str.maketrans("x×✕ХхΧχ", "XXXXXXX")  # what stands in for X in lists: the times sign, Cyrillic, Greek
_SCIENTIFIC = re.compile(r"\d(\.\d*)?E\+?1[4-9]", re.ASCII)
_HMT_AREAS = ("810000", "820000", "830000")
_EARLIEST_YEAR, _LATEST_YEAR = 1880, 2199


def check_digit(first17: str) -> str:
    """Return the last character that belongs to the first 17 digits.

    The weights of GB 11643-1999, 4.2 (7 9 10 5 8 4 2 1 …) are the powers of two modulo 11, from the 17th down to the
    first. Thirteen is two modulo 11, so the digits read as a number to that base are their sum: in one step.
    """
    return _CHECKS[int(first17, 13) * 2 % 11]


def parse(text: str) -> str:
    """Return the number as 18 characters with an upper-case X; a 15-digit one is brought up to 18.

    The area is where the number was first given: abolished and unknown ones are as good as any.
    Raises UserError when the length, a character, the birth date or the last character does not fit.
    """
    cleaned = text
    if not _CANONICAL.fullmatch(text):
        cleaned = _clean(text)
        if _LEGACY.fullmatch(cleaned):
            cleaned = _upgraded(cleaned)
        elif not _CANONICAL.fullmatch(cleaned):
            raise UserError(_shape_problem(cleaned))
    _day(cleaned[6:14])
    expected = check_digit(cleaned[:17])
    if cleaned[17] != expected:
        raise UserError(_("身份证号最后一位应为 {last}，请核对证件").format(last=expected))
    return cleaned


def birth(text: str) -> date:
    """Return the birth date within a parsed number."""
    return _day(text[6:14])


def sex(text: str) -> int:
    """Return the sex within a parsed number, as GB/T 2261.1 codes it: 1 male, 2 female."""
    return 1 if int(text[16]) % 2 else 2


def kind(text: str) -> str:
    """Return which paper a parsed number is printed on, as a code of the table `id_type`.

    A card of a foreign permanent resident (2023 pattern) starts with 9 and a province code; 990101 is no such card.
    """
    if text.startswith(_HMT_AREAS):
        return HMT_RESIDENCE
    if text[0] == "9" and 11 <= int(text[1:3]) <= 65:
        return FOREIGN_PERMANENT
    return RESIDENT


def doubt(text: str, *, today: date | None = None) -> str | None:
    """Return a reminder for a number as it was typed, when it is kept and yet deserves a look."""
    cleaned = _clean(text)
    if _LEGACY.fullmatch(cleaned):
        return _("这是 15 位的旧身份证号，已补成 18 位，请对照现在的证件")
    if cleaned.endswith("000"):
        return _("身份证号末三位是 000，可能被 Excel 改动过，请核对证件")
    if today is not None and _CANONICAL.fullmatch(cleaned) and birth(cleaned) > today:
        return _("身份证号里的出生日期晚于今天，请核对证件")
    return None


def damaged(raw: object, *, numeric: bool = False) -> str | None:
    """Return a sentence when Excel has eaten the last digits of a number, else None.

    `raw` is the cell itself, or its text with `numeric` telling that the cell held a number. Excel keeps 15 digits:
    the rest become zeros, and one such ruin in eleven still passes the check digit, so the check cannot be trusted.
    """
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        return None
    sentence = _("身份证号后几位被 Excel 变成了 0，请对照证件补全，并把这一列设成文本格式")
    if not isinstance(raw, str):
        return sentence if abs(raw) >= 1e15 else None
    cleaned = compact(raw).upper()
    if _SCIENTIFIC.fullmatch(cleaned):
        return sentence
    digits = cleaned.removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()) or len(digits) < 16:
        return None
    if numeric:
        return sentence
    lost = len(digits) == 18 and digits.endswith("000") and digits[17] != check_digit(digits[:17])
    return sentence if lost else None


def tail(text: str) -> str:
    """Return the last four characters, all that a list may show."""
    return text[-4:]


def mask(text: str) -> str:
    """Return the number with everything but the last four hidden."""
    return "*" * (len(text) - 4) + text[-4:] if len(text) > 4 else "*" * len(text)


def _clean(text: str) -> str:
    return compact(text).translate(_NOISE).translate(_LIKE_X)


def _upgraded(legacy: str) -> str:
    """GB 11643-1999: the century goes in, the check digit on; order numbers 996–999 meant born before 1900."""
    century = "18" if legacy[12:] in {"996", "997", "998", "999"} else "19"
    first17 = legacy[:6] + century + legacy[6:]
    return first17 + check_digit(first17)


@lru_cache(maxsize=4096)  # a number is checked first and then asked for its day
def _day(digits: str) -> date:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        day = None
    if day is None or not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
        raise UserError(_("身份证号第 7 至 14 位应是出生日期，这里是 {digits}，请核对证件").format(digits=digits))
    return day


def _shape_problem(cleaned: str) -> str:
    if not cleaned:
        return _("请填身份证号，没有证件时可以留空")
    strange = next(
        (char for place, char in enumerate(cleaned) if not _may_stand(char, last=place == len(cleaned) - 1)), None
    )
    if strange is not None and strange.upper() == "O":
        return _("身份证号里有字母 O，应为数字 0，请核对证件")
    if strange is not None:
        return _("身份证号里有“{char}”，应为 17 位数字加最后一位数字或 X，请核对证件").format(char=strange)
    return _("身份证号应为 18 位，这里是 {count} 位，请对照证件补全").format(count=len(cleaned))


def _may_stand(char: str, *, last: bool) -> bool:
    return (char.isascii() and char.isdigit()) or (char == "X" and last)
