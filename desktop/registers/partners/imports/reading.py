"""One row of a roster of partners, read: who, what they give, from when until when."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.registers.partners.rules import RESIDENT
from desktop.standard.importing.staged import At, StagedRow
from desktop.values import day_span, days, uscc

_A_RESIDENT = re.compile(r"[（(](?:居民|个人|个体)[）)]$")
_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says; empty where it says nothing or nothing that can be read."""

    at: At
    name: str
    kind: str
    uscc: str | None
    contact: str
    phone: str
    address: str
    project: str
    service: str
    frequency: str
    starts_on: date | None
    ends_on: date | None
    remark: str

    @property
    def key(self) -> str:
        """What tells one partner from another within a file."""
        return self.uscc or self.name


def read(reader: Reader, row: StagedRow) -> Line | None:
    """The row; None when it names nobody, which is told as a problem the whole row waits for."""
    said = reader.text(row, "name")
    name = _A_RESIDENT.sub("", said)
    if not name:
        reader.bad(row.at, "name", _("没有写合伙人名称，这一行先不导入"), waits=True)
        return None
    kind = reader.code(row, "kind", "partner_kind")
    if kind is None and name != said:
        kind = RESIDENT
    if not isinstance(kind, str):
        if kind is None:
            reader.bad(row.at, "kind", _("没有写合伙人类型，这一行先不导入"), waits=True)
        else:  # without a type nobody is enrolled
            reader.problems[reader.problems.index(kind)] = replace(kind, waits=True)
        return None
    numbers, _unread = reader.phones(row, "phone")
    service = reader.code(row, "class", "service_class")
    starts, ends = _term(reader, row)
    return Line(
        row.at, name, kind, None if kind == RESIDENT else _code(reader, row), _contact(reader, row),
        numbers[0] if numbers else "", reader.text(row, "address"), reader.text(row, "project"),
        service if isinstance(service, str) else "", _times(reader.text(row, "frequency")), starts, ends,
        reader.text(row, "remark"),
    )  # fmt: skip


def _contact(reader: Reader, row: StagedRow) -> str:
    found = reader.names(row, "contact")
    return found[0].name if found else ""


def _times(text: str) -> str:
    """每月 4 次 for a bare 4 or 4次; any other words as they are."""
    number = re.fullmatch(r"(\d{1,3})次?", text)
    return _("每月 {n} 次").format(n=number[1]) if number else text


def _code(reader: Reader, row: StagedRow) -> str | None:
    text = reader.text(row, "uscc")
    if not text:
        return None
    try:
        return uscc.parse(text)
    except UserError as error:
        reader.bad(row.at, "uscc", error.message, value=text)
        return None


def _term(reader: Reader, row: StagedRow) -> tuple[date | None, date | None]:
    """First and last day, from one cell or from two; a term without an end is a year, and told."""
    for target in ("term", "signed"):
        text = reader.text(row, target)
        if text and (target == "term" or day_span.is_span(text)):
            try:
                return day_span.parse(text, today=reader.today)
            except UserError as error:
                reader.bad(row.at, target, error.message, value=text)
                return None, None
    starts, ends = _day(reader, row, "signed"), _day(reader, row, "ends")
    if starts is not None and ends is not None and ends <= starts:
        reader.bad(row.at, "ends", _("到期日期要晚于签约日期"), value=reader.text(row, "ends"))
        return None, None
    if starts is not None and ends is None and not reader.text(row, "ends"):
        reader.remind(row.at, "signed", _("没有写到期日期，先按一年登记，请核对"))
        ends = starts + _A_YEAR
    return starts, ends


def _day(reader: Reader, row: StagedRow, target: str) -> date | None:
    cell = reader.cell(row, target)
    if cell is None:
        return None
    try:
        found = days.from_cell(cell.text if isinstance(cell.raw, str) else cell.raw, today=reader.today)
    except UserError as error:
        reader.bad(row.at, target, error.message, value=cell.text)
        return None
    if not found.is_full:
        reader.bad(row.at, target, _("日期要写到日，例如 2025-11-9"), value=cell.text)
        return None
    return found.first()
