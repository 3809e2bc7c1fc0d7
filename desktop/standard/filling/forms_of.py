"""In which forms a fact can be written, and which one a column asks for."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from desktop import codes as code_tables
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.fill import Value
from desktop.sheets.template_layout import TemplateColumn
from desktop.standard.filling.offers import Offer
from desktop.values import area, citizen_id, days, door, money, phone
from desktop.values.partial_day import PartialDay

DAY_KINDS = frozenset({"day", "partial_day", "today"})
_YES_NO = {
    "yes_no": ("是", "否"), "have": ("有", "无"), "tick": ("√", ""), "one_zero": ("1", "0"), "y_n": ("Y", "N"),
}  # fmt: skip
_FORMS: dict[str, tuple[tuple[str, str], ...]] = {
    "day": (
        ("iso", "2026-03-05"), ("dot", "2026.03.05"), ("slash", "2026/3/5"), ("compact", "20260305"),
        ("cn", "2026年3月5日"), ("month", "2026-03"), ("month_dot", "2026.03"), ("month_compact", "202603"),
        ("month_cn", "2026年3月"), ("year", "2026"), ("real", _("日期格式")),
    ),
    "code": (("word", _("文字")), ("code", _("代码"))),
    "flag": (("yes_no", _("是/否")), ("have", _("有/无")), ("tick", _("打勾")), ("one_zero", "1/0"), ("y_n", "Y/N")),
    "part": (("bare", _("只写号")), ("with_unit", _("带单位"))),
    "door": (("dashes", "3-2-501"), ("words", _("3号楼2单元501"))),
}  # fmt: skip
_HINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"yyyymmdd|(?<!\d)(?:19|20)\d{6}(?!\d)|8\s*位", re.IGNORECASE), "compact"),
    (re.compile(r"yyyy[-—]mm?[-—]dd?|(?:19|20)\d\d-\d{1,2}-\d{1,2}", re.IGNORECASE), "iso"),
    (re.compile(r"yyyy/mm?/dd?|(?:19|20)\d\d/\d{1,2}/\d{1,2}", re.IGNORECASE), "slash"),
    (re.compile(r"yyyy\.mm?\.dd?|(?:19|20)\d\d\.\d{1,2}\.\d{1,2}", re.IGNORECASE), "dot"),
    (re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[xX×yY*]{2,4}年.{0,3}月.{0,3}日"), "cn"),
    (re.compile(r"yyyymm(?!d)|(?<!\d)(?:19|20)\d\d(?:0\d|1[0-2])(?!\d)|6\s*位", re.IGNORECASE), "month_compact"),
    (re.compile(r"yyyy\.mm(?!\.)|(?:19|20)\d\d\.\d{1,2}(?![.\d])", re.IGNORECASE), "month_dot"),
    (re.compile(r"yyyy-mm(?!-)|(?:19|20)\d\d-\d{1,2}(?![-\d])|年月(?!日)", re.IGNORECASE), "month"),
)
_CODED = re.compile(r"代码|编码|code", re.IGNORECASE)
_BARE_TITLES = re.compile(
    r"(?:^|/)(?:幢|栋|座|号楼|楼号|栋号|幢号|单元|单元号|室|室号|房号|门牌号?|房间号?|楼层|层)(?:[(（].*)?$"
)


def forms(offer: Offer) -> tuple[tuple[str, str], ...]:
    """The forms of an offer with their words; () where there is one only."""
    return _FORMS.get("day" if offer.kind in DAY_KINDS else offer.kind, ())


def asked_form(offer: Offer, column: TemplateColumn) -> str:
    """The form that a column asks for by its format, its hint, its title or its list; "" where there is one only."""
    if offer.kind in DAY_KINDS:
        if column.is_day:
            return "real"
        return next((form for pattern, form in _HINTS if pattern.search(f"{column.title} {column.hint}")), "iso")
    if offer.kind == "code":
        return "code" if _CODED.search(column.title) and not column.words else "word"
    if offer.kind == "part":
        return "bare" if _BARE_TITLES.search(column.title) else "with_unit"
    return next((form for form, _words in forms(offer)), "")


def say(offer: Offer, form: str, value: Any, *, today: date, full: bool) -> Value:
    """A value in a form; None for nothing. Numbers of people are masked unless `full`."""
    if value is None or value == "":
        return None
    if offer.kind in DAY_KINDS:
        return _day(form, value)
    said = _SAID.get(offer.kind)
    return str(value) if said is None else said(offer, form, value, today, full)


def fitted(
    offer: Offer, form: str, value: Any, words: tuple[str, ...], *, today: date, full: bool
) -> tuple[Value, bool]:
    """A value as the column's drop-down list has it, and whether the list has it at all."""
    said = say(offer, form, value, today=today, full=full)
    if not words or said is None or said in words:
        return said, True
    for other, _title in forms(offer):
        tried = say(offer, other, value, today=today, full=full)
        if tried in words:
            return tried, True
    if offer.kind == "code":
        for code in _upwards(offer.codes, str(value)):
            for word in words:
                if _meant(offer.codes, word) == code:
                    return word, True
    near = next((word for word in words if str(said) and _plain(word) == _plain(str(said))), None)
    return (near, True) if near is not None else (said, False)


def _upwards(table: str, code: str) -> list[str]:
    """A code and the wider codes above it: 长子, then 子."""
    parents = {entry.code: entry.parent for entry in code_tables.entries(table)}
    found = [code]
    while (above := parents.get(found[-1], "")) and above not in found:
        found.append(above)
    return found


def _meant(table: str, word: str) -> str | None:
    try:
        return code_tables.parse(table, word)
    except UserError:
        return None


def _plain(word: str) -> str:
    return re.sub(r"[\s（）()\-—.、]", "", word).casefold()


def _day(form: str, value: Any) -> Value:
    day = value if isinstance(value, PartialDay) else PartialDay.of(value)
    if form == "real":
        return day.first() if day.is_full else str(day)
    month = day.month is not None and form.startswith("month")
    known = PartialDay(day.year, day.month) if month else PartialDay(day.year) if form == "year" else day
    return _WRITTEN.get(form.removeprefix("month_"), str)(known)


_WRITTEN: dict[str, Callable[[PartialDay], str]] = {
    "dot": lambda day: str(day).replace("-", "."),
    "slash": lambda day: "/".join(str(part) for part in (day.year, day.month, day.day) if part),
    "compact": lambda day: str(day).replace("-", ""),
    "cn": days.show,
}


def _flag(_offer: Offer, form: str, value: Any, _today: date, _full: bool) -> Value:
    return _YES_NO.get(form, _YES_NO["yes_no"])[0 if value else 1]


def _part(offer: Offer, form: str, value: Any, _today: date, _full: bool) -> Value:
    bare = str(value).removesuffix(offer.codes)
    return f"{bare}{offer.codes}" if form == "with_unit" and bare[-1:].isalnum() and bare[-1:].isascii() else bare


_SAID: dict[str, Callable[[Offer, str, Any, date, bool], Value]] = {
    "number": lambda _offer, _form, value, _today, _full: int(value),
    "serial": lambda _offer, _form, value, _today, _full: int(value),
    "age": lambda _offer, _form, value, today, _full: max(value.age_on(today), 0),
    "flag": _flag,
    "part": _part,
    "code": lambda offer, form, value, _today, _full: (
        str(value) if form == "code" else code_tables.label(offer.codes, value)
    ),
    "citizen_id": lambda _offer, _form, value, _today, full: value if full else citizen_id.mask(value),
    "phone": lambda _offer, _form, value, _today, full: value if full else phone.mask(value),
    "door": lambda _offer, form, value, _today, _full: str(door.parse(value)) if form == "words" else value,
    "area": lambda _offer, _form, value, _today, _full: area.show(value),
    "money": lambda _offer, _form, value, _today, _full: money.show(value),
}
