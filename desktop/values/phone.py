"""Telephone numbers as they come in lists: mobile, landline with extension, and the short numbers of a group."""

import re
from typing import NamedTuple

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.typing_noise import compact, quoted

MOBILE, LANDLINE, SERVICE, SHORT = "mobile", "landline", "service", "short"
"""The kinds of number that can be told from the digits alone."""

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)  # segments below the second digit change too often to be checked
_COUNTRY = re.compile(r"(?:\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)", re.ASCII)
_LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d\d))(\d{7,8})(?:-(\d{1,6}))?", re.ASCII)
_SERVICE = re.compile(r"[48]00\d{7}|9[56]\d{3,4}|1[0-2]\d{1,3}", re.ASCII)
_CANONICAL_LANDLINE = re.compile(r"0\d{2,3}-\d{7,8}(?:-\d{1,6})?", re.ASCII)
_SHORT = re.compile(r"\d{3,8}(?:-\d{1,6})?", re.ASCII)
_AREA = re.compile(r"\(?(0\d{2,3})[)-]*(?=\d)", re.ASCII)
_EXTENSION = re.compile(r"转(?:分机)?|分机|[Ee][Xx][Tt]\.?|#", re.ASCII)
_PUNCTUATION = str.maketrans(dict.fromkeys(".·()—_'’‘\""))
_SEPARATORS = re.compile(r"[、，,；;/／\\|\n\r\t&＆]|或者?|和")
_REMARK = re.compile(r"[（(\[【]([^（()）\]】]*\D[^（()）\]】]*)[)）\]】]")
_WORDS = re.compile(r"^([^\d+＋(（]*?)[:：]?([\d+＋(（].*?\d)[:：]?([^\d]*)$")
_LONGEST = 200  # characters of a cell; six numbers with their remarks fit
_LABELS = frozenset({"电话", "手机", "手机号", "联系电话", "联系方式", "座机", "固话", "短号", "tel", "Tel", "TEL"})
_SCIENTIFIC = re.compile(r"\d(\.\d*)?E\+?\d+", re.ASCII | re.IGNORECASE)


class Found(NamedTuple):
    """One number of a cell with the words that stood beside it ("儿子"), if any."""

    number: str
    remark: str


def parse(text: str) -> str:
    """Return one number: 13812345678, 0536-1234567, 0536-1234567-801, 4001234567, or a short one as it is.

    Raises UserError when it can be no telephone number.
    """
    if _MOBILE.fullmatch(text):
        return text
    return _canonical(text)


def kind(number: str) -> str:
    """Return which of the kinds above a parsed number is."""
    if _MOBILE.fullmatch(number):
        return MOBILE
    if _CANONICAL_LANDLINE.fullmatch(number):
        return LANDLINE
    return SERVICE if _SERVICE.fullmatch(number) else SHORT


def doubt(number: str) -> str | None:
    """Return a reminder for a parsed number that is kept though it cannot be dialled from everywhere."""
    if kind(number) != SHORT:
        return None
    return _("“{number}”可能是短号，或者少了区号，已照原样保存").format(number=number)


def split(cell: str) -> list[str]:
    """Return every number of a cell, in order and once each; an empty cell gives none. Raises UserError as `parse`."""
    return [found.number for found in found_in(cell)]


def found_in(cell: str) -> list[Found]:
    """Return every number of a cell together with the words beside it. Raises UserError as `parse`."""
    if len(cell) > _LONGEST:
        raise UserError(_("“{text}”太长，看不出是电话号码").format(text=quoted(cell)))
    found: dict[str, Found] = {}
    for piece in _pieces(cell):
        number, remark = _with_remark(piece)
        found.setdefault(number, Found(number, remark))
    return list(found.values())


def tail(number: str) -> str:
    """Return the last four digits, by which people find a number."""
    return _main(number)[-4:]


def mask(number: str) -> str:
    """Return a parsed number with its middle hidden: 138****5678, 0536-***4567."""
    if kind(number) == MOBILE:
        return f"{number[:3]}****{number[7:]}"
    if kind(number) == LANDLINE:
        area, line, *_rest = number.split("-")
        return f"{area}-{'*' * (len(line) - 4)}{line[-4:]}"
    main = _main(number)
    return "*" * (len(main) - 2) + main[-2:] if len(main) < 7 else "*" * (len(main) - 4) + main[-4:]


def _canonical(text: str) -> str:
    digits = _EXTENSION.sub("-", compact(text).removesuffix(".0")).strip("-")
    if _SCIENTIFIC.fullmatch(digits):
        raise UserError(_("电话号码被 Excel 改成了“{text}”，请补上完整的号码").format(text=quoted(text)))
    digits = _AREA.sub(r"\1", digits, count=1) if digits[:1] in "0(" else digits
    digits = digits.translate(_PUNCTUATION)
    joined = _COUNTRY.sub("", digits.replace("-", ""))
    if _MOBILE.fullmatch(joined) or _SERVICE.fullmatch(joined):
        return joined
    for candidate in (_COUNTRY.sub("", digits), joined):
        landline = _LANDLINE.fullmatch(candidate)
        if landline:
            return "-".join(part for part in landline.groups() if part)
    if _SHORT.fullmatch(digits):
        return digits if len(joined) < 7 or "-" not in digits or len(joined) > 8 else joined
    raise UserError(_problem(text, joined))


def _problem(text: str, joined: str) -> str:
    if not joined:
        return _("请填电话号码，例如 13812345678")
    if joined.isascii() and joined.isdigit() and joined[0] == "1":
        return _("手机号应为 11 位，这里是 {count} 位，请核对").format(count=len(joined))
    return _("“{text}”看不出是电话号码，手机号写成 13812345678，座机写成 0536-1234567").format(text=quoted(text))


def _pieces(cell: str) -> list[str]:
    pieces: list[str] = []
    for piece in _SEPARATORS.split(cell):
        if not piece.strip():
            continue
        joined = compact(piece)
        if joined.isdigit() and len(joined) == 22 and _MOBILE.fullmatch(joined[:11]) and _MOBILE.fullmatch(joined[11:]):
            pieces += [joined[:11], joined[11:]]
        elif len(piece.split()) > 1 and not _is_one(piece):
            pieces += _by_spaces(piece)
        else:
            pieces.append(piece)
    return pieces


def _is_one(piece: str) -> bool:
    digits = re.sub(r"\D", "", compact(piece))
    return len(digits) <= 13 or bool(_COUNTRY.match(digits)) or bool(_EXTENSION.search(piece))


def _by_spaces(piece: str) -> list[str]:
    """Join neighbours until they make a number, so that "138 1234 5678 139 1234 5678" is two."""
    whole, waiting = [], ""
    for part in piece.split():
        waiting += part
        try:
            number, _remark = _with_remark(waiting)
        except UserError:
            continue
        if kind(number) in {MOBILE, LANDLINE}:
            whole.append(waiting)
            waiting = ""
    return [*whole, waiting] if waiting else whole


def _with_remark(piece: str) -> tuple[str, str]:
    remarks = [remark.strip() for remark in _REMARK.findall(piece)]
    bare = _REMARK.sub("", piece).strip()
    words = None if _EXTENSION.search(bare) else _WORDS.fullmatch(bare)
    if words:
        before, bare, after = words.groups()
        words_around = (word.strip(" :：-.'’‘`") for word in (before, after))
        remarks += [word for word in words_around if word and word not in _LABELS]
    return parse(bare), " ".join(remarks)


def _main(number: str) -> str:
    parts = number.split("-")
    return parts[1] if kind(number) == LANDLINE else parts[0]
