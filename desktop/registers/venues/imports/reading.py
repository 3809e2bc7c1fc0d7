"""One row of a ledger of venues, read: the venue, who holds it, from when until when, for what."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.standard.importing.staged import At, StagedRow
from desktop.values import day_span, days, money

_PER = {
    "每月": "month",
    "月": "month",
    "每季度": "quarter",
    "每季": "quarter",
    "季度": "quarter",
    "季": "quarter",
    "每半年": "half",
    "半年": "half",
    "每年": "year",
    "年": "year",
}  # data: codes of rent_period
_NAMED = "每?(?:月|季度?|半年|年)"  # data
_UNIT = "次|场|小时|个小时"  # data
_OFTEN = re.compile(rf"(?:按?(?P<per>{_NAMED}))?(?P<n>\d{{1,3}})(?P<unit>{_UNIT})?(?:/(?P<each>{_NAMED}))?")
_TOLD = re.compile(
    r"(?P<what>.*?[^\s，,、；;（(：:])[\s，,、；;（(：:]*"
    rf"(?:(?P<per>{_NAMED})\s*(?P<n>\d{{1,3}})\s*(?P<unit>{_UNIT})|(?P<m>\d{{1,3}})\s*(?P<of>{_UNIT})/(?P<each>{_NAMED}))[）)]?"
)
_RENT = re.compile(rf"(?:按?(?P<per>{_NAMED}))?(?P<sum>.+?)(?:/(?P<each>{_NAMED}))?")


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
    often: "Often"
    remark: str


@dataclass(frozen=True, slots=True)
class Often:
    """How much of a service is owed: times, or hours, a period (code tables service_measure, rent_period)."""

    amount: int = 0
    measure: str = "times"
    period: str = "month"


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
    rent = _rent(reader, row)
    deposit, often = _money(reader, row, "deposit"), _often(reader, row)
    if term is None or rent is None or deposit is None or often is None:
        return None
    service = reader.text(row, "service")
    if service and not often.amount:
        service, often = _in_words(service)
    if tenant and service and not often.amount:
        reader.bad(row.at, "times", _("写了抵租服务，没有写每期做多少，例如 每月4次，这一行先不导入"), waits=True)
        return None
    if tenant and not rent[0] and not service:
        reader.bad(row.at, "year_rent", _("没有租金，也没有抵租服务和次数，这一行先不导入"), waits=True)
        return None
    return Line(
        row.at, venue, reader.text(row, "place"), area if isinstance(area, int) else None, tenant,
        trade if isinstance(trade, str) else "other", *term, *rent, deposit, service, often,
        reader.text(row, "remark"),
    )  # fmt: skip


def _rent(reader: Reader, row: StagedRow) -> tuple[int, str] | None:
    """The rent and its period: what the cell says of it (每季度6000元, 2000元/月), else what its title says."""
    target, period = ("month_rent", "month") if reader.text(row, "month_rent") else ("year_rent", "year")
    text = reader.text(row, target).replace(" ", "")
    found = _RENT.fullmatch(text)
    said = found["per"] or found["each"] if found else None
    if found is None or said is None:
        fen = _money(reader, row, target)
    else:
        period = _PER[said]
        fen = _money(reader, row, target, meant=found["sum"])
    return None if fen is None else (fen, period)


def _money(reader: Reader, row: StagedRow, target: str, *, meant: str = "") -> int | None:
    """分; 0 for nothing. An amount that cannot be read holds the row back: no sum is guessed.

    `meant` is the part of the cell that says the sum; the whole of it otherwise.
    """
    text = reader.text(row, target)
    if not text:
        return 0
    try:
        fen = money.parse(meant or text)
    except UserError as error:
        reader.bad(row.at, target, error.message, value=text, waits=True)
        return None
    if fen < 0:
        reader.bad(row.at, target, _("金额不能小于 0"), value=text, waits=True)
        return None
    return fen


def _often(reader: Reader, row: StagedRow) -> Often | None:
    """How often a service is given: 4, 4次, 每季度3次, 4次/月, 每月20小时; by the month where no period is said."""
    text = reader.text(row, "times").replace(" ", "")
    if not text:
        return Often()
    found = _OFTEN.fullmatch(text)
    if found is None or (found["per"] and found["each"]):
        said = _("看不出每期做多少，请写成 每月4次、每季度3次 或 每月20小时")
        reader.bad(row.at, "times", said, value=text, waits=True)
        return None
    hours = "小时" in (found["unit"] or "")  # data
    return Often(int(found["n"]), "hours" if hours else "times", _PER[found["per"] or found["each"] or "月"])  # data


def _in_words(service: str) -> tuple[str, Often]:
    """A service whose cell says how often as well: 理发 4次/月, 免费理发（每月4次）."""
    found = _TOLD.fullmatch(service)
    if found is None:
        return service, Often()
    hours = "小时" in (found["unit"] or found["of"])  # data
    period = _PER[found["per"] or found["each"]]
    return found["what"], Often(int(found["n"] or found["m"]), "hours" if hours else "times", period)


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
