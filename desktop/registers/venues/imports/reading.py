"""One row of a ledger of venues, read: the venue, who holds it, from when until when, for what."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.standard.importing.staged import At, StagedRow
from desktop.values import day_span, days, money

_TIMES = re.compile(r"(?:每月)?(\d{1,3})次?")


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says; without a tenant it tells of the venue only."""

    at: At
    venue: str
    place: str
    area: int | None
    tenant: str
    trade: str
    starts_on: date
    ends_on: date
    rent: int  # 分 a period
    period: str
    deposit: int
    service: str
    times: int
    remark: str


def read(reader: Reader, row: StagedRow) -> Line | None:
    """The row; None when it cannot be entered as it is, which is told as a problem the whole row waits for."""
    venue = reader.text(row, "venue")
    if not venue:
        reader.bad(row.at, "venue", _("没有写场所名称，这一行先不导入"), waits=True)
        return None
    area = reader.square(row, "area")
    trade = reader.code(row, "trade", "venue_trade")
    tenant = reader.text(row, "tenant")
    term = _term(reader, row) if tenant else (reader.today, reader.today)
    monthly = bool(reader.text(row, "month_rent"))
    rent = _money(reader, row, "month_rent" if monthly else "year_rent")
    deposit, times = _money(reader, row, "deposit"), _times(reader, row)
    if term is None or rent is None or deposit is None or times is None:
        return None
    service = reader.text(row, "service") if times else ""
    if tenant and not rent and not service:
        reader.bad(row.at, "year_rent", _("没有租金，也没有抵租服务和次数，这一行先不导入"), waits=True)
        return None
    return Line(
        row.at, venue, reader.text(row, "place"), area if isinstance(area, int) else None, tenant,
        trade if isinstance(trade, str) else "other", *term, rent, "month" if monthly else "year", deposit, service,
        times, reader.text(row, "remark"),
    )  # fmt: skip


def _money(reader: Reader, row: StagedRow, target: str) -> int | None:
    """分; 0 for nothing. An amount that cannot be read holds the row back: no sum is guessed."""
    text = reader.text(row, target)
    if not text:
        return 0
    try:
        fen = money.parse(text)
    except UserError as error:
        reader.bad(row.at, target, error.message, value=text, waits=True)
        return None
    if fen < 0:
        reader.bad(row.at, target, _("金额不能小于 0"), value=text, waits=True)
        return None
    return fen


def _times(reader: Reader, row: StagedRow) -> int | None:
    text = reader.text(row, "times").replace(" ", "")
    if not text:
        return 0
    found = _TIMES.fullmatch(text)
    if found is None:
        reader.bad(row.at, "times", _("每月服务次数要填数字，例如 4"), value=text, waits=True)
        return None
    return int(found[1])


def _term(reader: Reader, row: StagedRow) -> tuple[date, date] | None:
    """First and last day, from one cell or from two."""
    text = reader.text(row, "term")
    try:
        if text:
            return day_span.parse(text, today=reader.today)
        first, last = (_day(reader, row, target) for target in ("starts", "ends"))
    except UserError as error:
        reader.bad(row.at, "term" if text else "starts", error.message, value=text, waits=True)
        return None
    if first is None or last is None or last <= first:
        reader.bad(row.at, "ends", _("起止日期要写到日，到期要晚于起始，这一行先不导入"), waits=True)
        return None
    return first, last


def _day(reader: Reader, row: StagedRow, target: str) -> date | None:
    cell = reader.cell(row, target)
    if cell is None:
        return None
    found = days.from_cell(cell.text if isinstance(cell.raw, str) else cell.raw, today=reader.today)
    return found.first() if found.is_full else None
