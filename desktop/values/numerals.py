"""Chinese numerals, everyday and financial, as whole numbers."""

_DIGITS = {
    char: value
    for value, group in enumerate(
        ("零〇○", "一壹弌", "二贰貳两兩弍", "三叁參弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in group
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SHORT_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}

ZERO = "零〇○"
CHARACTERS = "".join(_DIGITS) + "".join(_UNITS) + "".join(_SHORT_TENS)
"""Every character that may stand in a numeral below 10,000; for use inside a regular expression's brackets."""


def read(text: str) -> int:
    """Return the number that `text` says: 十二 → 12, 二〇二六 → 2026, 三万五千 → 35000, 叁佰零伍 → 305.

    Raises ValueError when it is not one numeral.
    """
    if not text:
        raise ValueError(text)
    for short, long in _SHORT_TENS.items():
        text = text.replace(short, long)
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    for mark, size in (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4)):
        if mark in text:
            high, _, low = text.rpartition(mark)
            return read(high) * size + _rest(low, size)
    return _below_ten_thousand(text)


def _rest(low: str, size: int) -> int:
    """What follows 万 or 亿; a lone digit counts the next place down (三万五 is 35,000)."""
    if not low:
        return 0
    if len(low) == 1 and low not in ZERO and low in _DIGITS:
        return _DIGITS[low] * size // 10
    bare = low[1:] if low[0] in ZERO else low
    if not bare or (len(bare) > 1 and all(char in _DIGITS for char in bare)):
        raise ValueError(low)
    value = read(bare)
    if value >= size:
        raise ValueError(low)
    return value


def _below_ten_thousand(text: str) -> int:
    total, digit, last_unit, zero = 0, None, 10_000, False
    for place, char in enumerate(text):
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit or (digit is None and not (unit == 10 and (place == 0 or zero))):
                raise ValueError(text)
            total += (1 if digit is None else digit) * unit
            digit, last_unit, zero = None, unit, False
        elif char in ZERO:
            if zero or digit is not None or place == 0:
                raise ValueError(text)
            zero = True
        elif char in _DIGITS and digit is None:
            digit = _DIGITS[char]
        else:
            raise ValueError(text)
    if zero and digit is None:
        raise ValueError(text)
    if digit is None:
        return total
    return total + (digit if zero else digit * last_unit // 10)
