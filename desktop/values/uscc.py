"""The unified social credit code of GB 32100: read tolerantly, checked."""

import re
from operator import mul

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.typing_noise import compact

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, 4.2: no I, O, S, V, Z
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # 3 to the power of the place, modulo 31
_PLACES = {character: place for place, character in enumerate(ALPHABET)}
_SHAPE = re.compile(rf"[{ALPHABET}]{{18}}")
_LEGACY = re.compile(r"\d{13}|\d{15}|[\dA-Z]{8}-?[\dX]")  # business licences and organisation codes of before 2015
_LIKE = str.maketrans({"I": "1", "O": "0", "Z": "2", "S": "5"})  # typed for what they resemble


def check_character(first17: str) -> str:
    """Return the last character that belongs to the first 17."""
    total = sum(map(mul, _WEIGHTS, (_PLACES[character] for character in first17)))
    return ALPHABET[(31 - total % 31) % 31]


def parse(text: str) -> str:
    """Return the code as 18 upper-case characters.

    Raises UserError when the length, a character or the last character does not fit; a letter that is not in the
    alphabet is read as the digit it resembles when the code then fits.
    """
    cleaned = compact(text).upper()
    for candidate in (cleaned, cleaned.translate(_LIKE)):
        if _SHAPE.fullmatch(candidate) and candidate[17] == check_character(candidate[:17]):
            return candidate
    if not _SHAPE.fullmatch(cleaned):
        raise UserError(_("统一社会信用代码应为 18 位数字和大写字母（没有 I、O、S、V、Z），请核对证照"))
    expected = check_character(cleaned[:17])
    raise UserError(_("统一社会信用代码最后一位应为 {last}，请核对证照").format(last=expected))


def is_legacy(text: str) -> bool:
    """Is this a licence or organisation number from before the codes were unified? Such a number is kept beside."""
    return bool(_LEGACY.fullmatch(compact(text).upper()))
