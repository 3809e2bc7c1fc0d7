"""Between what is typed into a field and what is stored: parse, text for editing, reminders."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from desktop import codes as code_tables
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.values import area, citizen_id, days, door, money, person_name, phone


def _number(text: str, _field: Field, _today: date) -> int:
    if not text.isdecimal():
        raise UserError(_("这里要填整数，例如 3"))
    if len(text.lstrip("0")) > MOST_DIGITS:
        raise UserError(_("这个数太大，请核对，例如 3"))
    return int(text)


def _words(text: str, field: Field, _today: date) -> str:
    """A field of one line takes no line breaks, as a cell of a spreadsheet or the clipboard may hold them."""
    one_line = field.kind == "text"
    plain, most = (" ".join(text.splitlines()).replace("\t", " "), LONGEST) if one_line else (text, LONGEST_TEXT)
    if len(plain) > most:
        told = _("{title}最多 {most:,} 个字，这里有 {count:,} 个。请改短，多的内容可以写在备注或附件里。")
        raise UserError(told.format(title=field.title, most=most, count=len(plain)))
    return plain


def _day(text: str, _field: Field, today: date) -> date:
    found = days.parse(text, today=today)
    if not found.is_full:
        raise UserError(_("这里要填到日，例如 2026-3-5"))
    return found.first()


def _record(text: str, _field: Field, _today: date) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:  # words that were typed and of which nothing was picked
        raise UserError(_("请从列出的里面选一条；没有要找的，就先留空")) from error


def _flag(text: str, _field: Field, _today: date) -> bool:
    return text in {"1", "true", "True", _("有")}


LONGEST, LONGEST_TEXT = 200, 20_000  # characters of one line, of a text: no list nor paper could show more
MOST_DIGITS = 9  # of a number of people, times, copies
_PARSED: dict[str, Callable[[str, Field, date], Any]] = {
    "name": lambda text, _field, _today: person_name.parse(text).name,
    "number": _number,
    "flag": _flag,
    "code": lambda text, field, _today: code_tables.parse(field.codes, text),
    "day": _day,
    "due": _day,
    "partial_day": lambda text, _field, today: days.parse(text, today=today, past=True),
    "age": lambda text, _field, today: days.parse(text, today=today, past=True),
    "citizen_id": lambda text, _field, _today: citizen_id.parse(text),
    "phone": lambda text, _field, _today: phone.parse(text),
    "door": lambda text, _field, _today: door.parse(text).normal,
    "area": lambda text, _field, _today: area.parse(text),
    "money": lambda text, _field, _today: money.parse(text),
    "record": _record,
    "text": _words,
    "long_text": _words,
}


def parse(field: Field, text: str, *, today: date) -> Any:
    """The value to store for typed `text`; None when empty. UserError with the field's name when it does not fit."""
    plain = text.strip().strip("\u3000")
    if not plain:
        if field.required:
            raise UserError(_("请填写{title}").format(title=field.title), field=field.name)
        return empty(field)
    reader = _PARSED.get(field.kind)
    if reader is None:
        return plain
    try:
        return reader(plain, field, today)
    except UserError as error:
        raise UserError(error.message, field=field.name) from error


def empty(field: Field) -> Any:
    """What stands in the column of a field that nothing was typed into: no word, an unticked box, or nothing at all."""
    if field.kind == "flag":
        return False
    return "" if field.kind in {"text", "long_text", "name", "phone"} else None


def text(field: Field, value: Any) -> str:
    """A stored value as it stands in an editor; codes stay codes, dates and areas become typed forms."""
    if value is None:
        return ""
    if field.kind == "flag":
        return "1" if value else ""
    if field.kind == "area":
        return area.show(value)
    if field.kind == "money":
        return money.show(value)
    return str(value)


_DOUBTED: dict[str, Callable[[Any], str | None]] = {
    "citizen_id": citizen_id.doubt,
    "phone": phone.doubt,
    "name": person_name.doubt,
}


def doubt(field: Field, value: Any) -> str | None:
    """A reminder about a value that may be saved but looks wrong; None when it looks right."""
    doubted = _DOUBTED.get(field.kind)
    return doubted(value) if doubted and value else None
