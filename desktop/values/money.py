"""Amounts of money: whole 分 inside, figures and words (大写) outside."""

import re
from decimal import Decimal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values import numerals
from desktop.values.typing_noise import bounded, compact, quoted

LARGEST = 10**17 - 1
"""The largest amount in 分 that can be written in words: below 1,000 万亿元."""

_LONGEST = 60
_SIZES = {"亿": 10**8, "万": 10**4, "千": 1000, "仟": 1000, "百": 100, "佰": 100, "": 1}
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_SIZED = re.compile(r"(\d+(?:\.\d+)?)([亿万千仟百佰]?)", re.ASCII)
_AROUND = re.compile(r"^(?:人民币|RMB|CNY|[¥￥$])+|(?:(?:[元圆块](?!$)|[元圆块])?(?:钱|整|正)?)$", re.IGNORECASE)
_IN_WORDS = re.compile(rf"(?:([{numerals.CHARACTERS}万萬亿億]+)[元圆圓块])?零?(?:(.)[角毛])?零?(?:(.)分)?[整正]?")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")


def parse(text: str) -> int:
    """Return the amount in 分 of figures (24,000.00, 3000元, 1.2万) or words (叁万元整).

    Raises UserError when it is no amount or has parts smaller than one 分.
    """
    plain = compact(bounded(text, _LONGEST)).replace("，", ",")
    sign = -1 if plain.startswith("-") or (plain.startswith("(") and plain.endswith(")")) else 1
    plain = plain.removeprefix("-").strip("()")
    amount = _figures(_AROUND.sub("", plain))
    if amount is None:
        amount = _words(plain)
    if amount is None:
        raise UserError(_("金额“{text}”要填数字，例如 3000 或 24,000.00").format(text=quoted(text)))
    fen = amount * 100
    if fen != int(fen):
        raise UserError(_("金额“{text}”最多写到分（两位小数）").format(text=quoted(text)))
    if fen > LARGEST:
        raise UserError(_("金额“{text}”太大，请核对").format(text=quoted(text)))
    return sign * int(fen)


def show(fen: int) -> str:
    """Return the amount as figures in 元: 3,000.00."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


def in_words(fen: int) -> str:
    """Return the amount in financial capitals, without 人民币: 1409.50 → 壹仟肆佰零玖元伍角.

    Rules of 支付结算办法, 附件一: 整 only after 元; one 零 for a run of zeros, also between a 元 of 0 and 角.
    Raises ValueError beyond `LARGEST`.
    """
    if abs(fen) > LARGEST:
        raise ValueError(fen)
    yuan, cents = divmod(abs(fen), 100)
    tenth, hundredth = divmod(cents, 10)
    text = "负" if fen < 0 else ""
    if yuan or not cents:
        text += (_whole(yuan) or "零") + "元"
    if not cents:
        return text + "整"
    if yuan and (not tenth or yuan % 10 == 0):
        text += "零"
    if tenth:
        text += f"{_DIGITS[tenth]}角"
    return text + (f"{_DIGITS[hundredth]}分" if hundredth else "")


def from_words(text: str) -> int:
    """Return the amount in 分 of words such as 人民币壹仟肆佰零玖元伍角. Raises UserError when they are none."""
    plain = compact(bounded(text, _LONGEST))
    sign = -1 if plain.startswith("负") else 1
    amount = _words(plain.removeprefix("负"))
    if amount is None:
        raise UserError(_("“{text}”不是大写金额，例如 叁万元整").format(text=quoted(text)))
    return sign * int(amount * 100)


def _figures(plain: str) -> Decimal | None:
    if _FIGURES.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    total, last, end = Decimal(0), 10**9, 0
    for match in _SIZED.finditer(plain):
        size = _SIZES[match[2]]
        if match.start() != end or size >= last or (size == 1 and end):  # 1万2 may be 12000 or 10002: not guessed
            return None
        total, last, end = total + Decimal(match[1]) * size, size, match.end()
    return total if end and end == len(plain) else None


def _words(plain: str) -> Decimal | None:
    plain = re.sub("^人民币[:：]?", "", plain)
    match = _IN_WORDS.fullmatch(plain if re.search("[元圆圓块角毛分]", plain) else f"{plain.rstrip('整正')}元")
    if not match or not any(match.groups()):
        return None
    try:
        yuan, tenth, hundredth = (numerals.read(group) if group else 0 for group in match.groups())
    except ValueError:
        return None
    return Decimal(yuan) + Decimal(tenth * 10 + hundredth) / 100


def _whole(number: int) -> str:
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        high, low = divmod(number, size)
        if high:
            between = "零" if low and low < size // 10 else ""
            return _whole(high) + mark + between + _whole(low)
    return _thousands(number)


def _thousands(number: int) -> str:
    text = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += _DIGITS[digit] + _UNITS[place]
        elif text and number % 10**place and not text.endswith("零"):
            text += "零"
    return text
