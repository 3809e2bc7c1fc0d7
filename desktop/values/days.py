"""Days as people write them, read into a `PartialDay`, and as Excel counts them."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values import numerals
from desktop.values.partial_day import PartialDay
from desktop.values.typing_noise import bounded, compact, quoted

__all__ = ["PartialDay", "from_cell", "from_excel_serial", "parse", "show"]

_EARLIEST, _LATEST = 1850, 2150  # years that four bare digits may mean
_ISO_TIME = re.compile(r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[\sT]+\d{1,2}:\d{2}.*", re.ASCII | re.DOTALL)
_SEPARATED = re.compile(r"(\d{4}|\d{2})([-./、])(\d{1,2})\2(\d{1,2})[日号.]?", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-./、](\d{1,2})[月.]?", re.ASCII)
_MONTH_DAY = re.compile(r"(\d{1,2})[-./、月](\d{1,2})[日号]?", re.ASCII)
_WRITTEN = re.compile(r"(\d{4}|\d{2})年(?:(\d{1,2})(?:月份?)?(?:(?<=月)(\d{1,2})[日号]?)?)?", re.ASCII)
_DIGITS = re.compile(r"\d{4,8}(?:\.0)?", re.ASCII)
_NUMERAL = re.compile(f"[{numerals.CHARACTERS}]+(?=[年月日号])")
_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2, "明天": -1, "明日": -1, "后天": -2}
_VAGUE = re.compile(r"岁|后$|左右|前后|大约|约|年代|上旬|中旬|下旬|\?|不详|未知")
_LUNAR = re.compile(r"农历|阴历|正月|腊月|冬月|闰|初[一二三四五六七八九十]")
_LONGEST = 40
_SERIALS = (10_000, 80_000)  # serial numbers that five bare digits may mean: 1927 to 2119
_EPOCH = date(1899, 12, 30)


def parse(text: str, *, today: date, past: bool = False) -> PartialDay:
    """Return the day that `text` means on `today`.

    A month and day alone are of this year. A two-digit year means the past hundred years and the ten to come;
    `past` (a birth, a visit made) leaves those ten out and refuses a day after `today`.
    Raises UserError for ages, decades, lunar days and days that do not exist.
    """
    found = _parse(text, today, past)
    if past and found.first() > today:
        raise UserError(_("日期“{text}”晚于今天，请核对").format(text=quoted(text)))
    return found


def from_cell(value: object, *, today: date, past: bool = False) -> PartialDay:
    """Return the day of a spreadsheet cell: a date, a serial number, digits such as 20260305, or text.

    Raises UserError as `parse`, and for the number 2026.1, which may have been typed as 2026.10.
    """
    if isinstance(value, datetime):
        return PartialDay.of(value.date())
    if isinstance(value, date):
        return PartialDay.of(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if _SERIALS[0] <= value <= _SERIALS[1]:
            value = int(value)  # the rest is the time of day
        text = f"{value:.15g}"
        if re.fullmatch(r"\d{4}\.1", text):
            raise UserError(_("“{text}”可能是 1 月，也可能是 10 月，请写成 2026-01 的样子").format(text=text))
        return parse(text, today=today, past=past)
    return parse(str(value), today=today, past=past)


def from_excel_serial(serial: float) -> date:
    """Return the day of a serial number of the 1900 date system; the time of day is dropped.

    Excel believes that 1900 was a leap year: its day 60 never was, and the days before it are one off.
    Raises UserError for that day, for 0 and for numbers outside the system.
    """
    whole = int(serial)
    if not 1 <= whole <= 2_958_465 or whole == 60:
        raise UserError(_("数字 {serial:g} 换算不成日期，请写成 2026-3-5").format(serial=serial))
    return _EPOCH + timedelta(days=whole + (whole < 60))


def show(day: PartialDay) -> str:
    """Return the day as people read it: 2026年3月5日, 2026年3月 or 2026年 (GB/T 9704: no leading zeros)."""
    if day.month is None:
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" + ("" if day.day is None else f"{day.day}日")


@lru_cache(maxsize=16_384)
def _parse(text: str, today: date, past: bool) -> PartialDay:
    plain = compact(_ISO_TIME.sub(r"\1", bounded(text.strip(), _LONGEST))).replace("。", ".").strip("'")
    if plain in _AGO:
        return PartialDay.of(today - timedelta(days=_AGO[plain]))
    if not plain:
        raise UserError(_("请填日期，例如 2026-3-5"))
    if _LUNAR.search(plain):
        raise UserError(_("“{text}”是农历，请换算成公历，例如 2026-3-5").format(text=quoted(text)))
    if _VAGUE.search(plain):
        raise UserError(_("“{text}”不是日期，只知道年份时写成 1965，知道年月时写成 1965-3").format(text=quoted(text)))
    window = 0 if past else 10
    try:
        found = _by_shape(_NUMERAL.sub(_in_digits, plain), today, window)
    except ValueError:
        found = None
    if found is None:
        raise UserError(_("“{text}”不是日期，请写成 2026-3-5，只知道年月时写成 2026-3").format(text=quoted(text)))
    return found


def _in_digits(match: re.Match[str]) -> str:
    return str(numerals.read(match[0]))


def _by_shape(text: str, today: date, window: int) -> PartialDay | None:
    if match := _SEPARATED.fullmatch(text):
        return PartialDay(_year(match[1], today, window), int(match[3]), int(match[4]))
    if match := _WRITTEN.fullmatch(text):
        parts = [int(part) for part in match.groups()[1:] if part]
        return PartialDay(_year(match[1], today, window), *parts)
    if match := _YEAR_MONTH.fullmatch(text):
        return PartialDay(_year(match[1], today, window), int(match[2]))
    if match := _MONTH_DAY.fullmatch(text):
        return PartialDay(today.year, int(match[1]), int(match[2]))
    return _by_digits(text.removesuffix(".0"), today, window) if _DIGITS.fullmatch(text) else None


def _by_digits(text: str, today: date, window: int) -> PartialDay | None:
    """Digits without any separator: 20260305, 202603, 650512, 2026, 0812, and the five of an Excel serial."""
    four_is_year = _EARLIEST <= int(text[:4]) <= _LATEST
    if len(text) == 8 and four_is_year:
        return PartialDay(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 6 and four_is_year and 1 <= int(text[4:]) <= 12:
        return PartialDay(int(text[:4]), int(text[4:]))
    if len(text) == 6:
        return PartialDay(_year(text[:2], today, window), int(text[2:4]), int(text[4:]))
    if len(text) == 5 and _SERIALS[0] <= int(text) <= _SERIALS[1]:
        return PartialDay.of(from_excel_serial(int(text)))
    if len(text) == 4:
        return PartialDay(int(text)) if four_is_year else PartialDay(today.year, int(text[:2]), int(text[2:]))
    return None


def _year(digits: str, today: date, window: int) -> int:
    year = int(digits)
    if len(digits) == 2:
        year += today.year // 100 * 100
        return year - 100 if year > today.year + window else year
    if not _EARLIEST <= year <= _LATEST:
        raise ValueError(digits)
    return year
