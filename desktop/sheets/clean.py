"""One cell as people meant it: the noise that Excel, WPS and typing leave is taken off, the raw value stays beside."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from desktop.sheets.grid import Raw

# Anything that is not plain: only these cells take the slow path.
_NOISY = re.compile(
    "[\\s\\x00-\\x1f\\x7f-\\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u3000０-９Ａ-Ｚａ-ｚ\ufffd]|^['’‘`=#]"
)
# No NFKC: names keep their characters, ① must not become 1 (STANDARDS 3.15). Full-width digits and letters only.
_PLAIN: dict[int, int | None] = {ord("０") + digit: ord("0") + digit for digit in range(10)}
_PLAIN |= {ord("Ａ") + letter: ord("A") + letter for letter in range(26)}
_PLAIN |= {ord("ａ") + letter: ord("a") + letter for letter in range(26)}
_PLAIN |= dict.fromkeys([*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xAD])
_PLAIN |= dict.fromkeys([*range(9), 0x0E, 0x0F, *range(0x10, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)])
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # ="0012": how systems keep digits from Excel
_BROKEN = "\ufffd"
_FAILED = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
)  # formulas saved as their text

DITTO = frozenset({"同上", "同前", "〃", "″", "''", '"', "”", "“", "““", "””", "＂", "〞", "々"})


class Cell(NamedTuple):
    """One value of a roster: as it stands in the file, as text to parse, and where it stands.

    `numeric`: the file holds a number, so digits beyond the 15th are lost. `row`: where the value was written, which is
    above the row it is used in when it was filled down. `broken`: the bytes could not be read as text, or a formula
    that failed stands there; `text` is empty.
    (A named tuple and not a dataclass: a county file makes two million of them.)
    """

    raw: Raw
    text: str
    numeric: bool
    row: int
    broken: bool = False


_new = tuple.__new__


def clean(raw: Raw, row: int) -> Cell:
    """The cell `raw` of row `row` (as people count), ready to parse. Whole numbers have no decimals: 13000000111."""
    if raw.__class__ is str:  # faster than isinstance, and most cells come this way
        if (raw.isascii() and raw.isalnum()) or not _NOISY.search(raw):
            return _new(Cell, (raw, raw, False, row, False))  # as Cell(...), in half the time
        text = tidy(raw)
        broken = _BROKEN in text or text in _FAILED
        return Cell(raw, "" if broken else text, numeric=False, row=row, broken=broken)
    return Cell(raw, plain(raw), raw.__class__ in (int, float), row)


def tidy(text: str) -> str:
    """`text` without quotation marks of Excel, invisible characters and doubled, full-width or broken space."""
    text = " ".join(text.translate(_PLAIN).split())
    if whole := _AS_TEXT.fullmatch(text):
        text = whole[1].strip()
    stripped = text.lstrip("'’‘`") if text not in DITTO else text
    return stripped.lstrip()


def plain(raw: Raw) -> str:
    """The text of a raw cell as Excel would show it: ISO days, numbers without needless decimals, nothing for None."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return tidy(raw) if _NOISY.search(raw) else raw
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, (int, float)):
        return _number(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "minutes")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, time):
        return raw.isoformat("minutes")
    return _span(raw)


def _number(number: float) -> str:
    if not math.isfinite(number):
        return ""
    return format(number, ".0f") if number == int(number) else format(number, ".15g")


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
