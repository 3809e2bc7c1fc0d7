"""Two days in one cell, such as a term: 2025.7.1-2028.6.30, 2025年7月1日至2028年6月30日, 2025-7-1~2028-6-30."""

import re
from datetime import date

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values import days
from desktop.values.typing_noise import bounded, compact, quoted

_LONGEST = 60
_DAY = r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?"
_MARKS = "至|到|[-~～—–]+"
_WHOLE = re.compile(rf"[自从]?({_DAY})(?:起)?(?:{_MARKS})({_DAY})(?:止)?", re.ASCII)
_BARE = re.compile(rf"({_DAY})(?:\s+|\s*[、，,;；]\s*)({_DAY})")  # two days with nothing between them but a gap
_DIGITS = re.compile(rf"(\d{{8}})(?:{_MARKS})(\d{{8}})", re.ASCII)


def parse(text: str, *, today: date) -> tuple[date, date]:
    """First and last day of a term.

    Raises UserError when these are not two whole days, or stand the wrong way round.
    """
    found = _matched(bounded(text.strip(), _LONGEST))
    if found is None:
        raise UserError(_("“{text}”看不出起止日期，请写成 2025.7.1-2028.6.30").format(text=quoted(text)))
    first, last = (days.parse(part, today=today).first() for part in found.groups())
    if last < first:
        raise UserError(_("“{text}”的终止日期早于起始日期，请核对").format(text=quoted(text)))
    return first, last


def is_span(text: str) -> bool:
    """Does the text look like two days in one?"""
    return _matched(text.strip()[:_LONGEST]) is not None


def _matched(text: str) -> re.Match[str] | None:
    plain = compact(text)
    return _WHOLE.fullmatch(plain) or _DIGITS.fullmatch(plain) or _BARE.fullmatch(text)
