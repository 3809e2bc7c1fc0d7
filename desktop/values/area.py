"""Floor areas in square metres, kept as whole hundredths of one (1 square decimetre)."""

import re
from decimal import ROUND_HALF_UP, Decimal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.typing_noise import bounded, compact, quoted

_UNIT = re.compile(r"(?:㎡|M2|M²|平方米|平米|平方|平|方)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_LETTER = re.compile(r"[A-Za-z]")
_LONGEST = 20
_LARGEST = 10**9


def parse(text: str) -> int:
    """Return the area in hundredths of a square metre: "120.5㎡" → 12050; finer parts are rounded.

    Raises UserError when it is no number above 0.
    """
    plain = _UNIT.sub("", compact(bounded(text, _LONGEST))).replace("，", ",")
    if not _NUMBER.fullmatch(plain):
        letter = _LETTER.search(plain)
        if letter:
            raise UserError(_("面积要填数字，例如 120.5（这里有字母 {letter}）").format(letter=letter[0]))
        raise UserError(_("面积要填数字，例如 120.5"))
    hundredths = int((Decimal(plain.replace(",", "")) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if not 0 < hundredths < _LARGEST:
        raise UserError(_("面积“{text}”不在可能的范围内，例如 120.5").format(text=quoted(text)))
    return hundredths


def show(hundredths: int) -> str:
    """Return the area in square metres without needless zeros: 12050 → 120.5."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def doubt(hundredths: int) -> str | None:
    """Return a reminder for an area that is kept though few dwellings have it: under 10, over 1,000 square metres."""
    if 1_000 <= hundredths <= 100_000:
        return None
    return _("面积 {area} 平方米少见，请核对").format(area=show(hundredths))
