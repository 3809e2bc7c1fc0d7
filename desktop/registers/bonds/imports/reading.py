"""One row of a roster of bonds, read: a leader and a community, a unit and a compound, or both on one line."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.bonds.rules import LEADER, MOST_DAYS, UNIT
from desktop.registers.households.imports.cells import Reader
from desktop.standard.importing.staged import At, StagedRow
from desktop.values import day_span, days

_DAYS = re.compile(r"每?(\d{1,3})[天日](?:一次|1次)?")
_TIMES = re.compile(
    r"(?:每|一)?(年|半年|季度?|个?月|周|星期)(?:不少于|至少)?(?:联系|走访|到访)?([1-9一二两三四])?次?(?:以上)?"
)
_WORDED = {"": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_SPAN = {"年": 365, "半年": 180, "季": 90, "季度": 90, "月": 30, "个月": 30, "周": 7, "星期": 7}


@dataclass(frozen=True, slots=True)
class Said:
    """One bond of a row; empty where the row says nothing. `ends_on` is the day from which it stands no more."""

    kind: str
    name: str
    place: str
    post: str = ""
    contact: str = ""
    phone: str = ""
    duties: str = ""
    cadence_days: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says."""

    at: At
    bonds: tuple[Said, ...]


def read(reader: Reader, row: StagedRow) -> Line | None:
    """The row; None when it names nobody or cannot be told, which is a problem the whole row waits for."""
    leader, unit = reader.text(row, "leader"), reader.text(row, "unit")
    if not leader and not unit:
        reader.bad(row.at, "unit", _("没有写包联领导或包保单位，这一行先不导入"), waits=True)
        return None
    kind = reader.code(row, "kind", "bond_kind")
    if kind is not None and not isinstance(kind, str):
        reader.problems[reader.problems.index(kind)] = replace(kind, waits=True)
        return None
    community, compound = reader.text(row, "community"), reader.text(row, "compound")
    term, cadence = _term(reader, row), _cadence(reader, row)
    if term is None or cadence is None:
        return None
    numbers, _unread = reader.phones(row, "phone")
    names = reader.names(row, "contact")
    told = Said(
        "", "", "", contact=names[0].name if names else "", phone=numbers[0] if numbers else "",
        duties=reader.text(row, "duties"), cadence_days=cadence or None, starts_on=term[0], ends_on=term[1],
        remark=reader.text(row, "remark"),
    )  # fmt: skip
    bonds = []
    if leader or kind == LEADER:
        bonds.append(
            replace(told, kind=LEADER, name=leader or unit, place=community or compound, post=reader.text(row, "post"))
        )
    if unit and not (kind == LEADER and not leader):
        bonds.append(replace(told, kind=UNIT, name=unit, place=compound or community))
    if len(bonds) == 2:  # on a line of both, the one who is called is the unit's
        bonds[0] = replace(bonds[0], contact="", phone="")
    return Line(row.at, tuple(bonds))


def _term(reader: Reader, row: StagedRow) -> tuple[date | None, date | None] | None:
    """From which day, and from which day no more; a term that runs on has no end yet. None when it cannot be read."""
    text = reader.text(row, "term")
    first: date | None
    last: date | None
    try:
        if text:
            first, last = day_span.parse(text, today=reader.today)
        else:
            first, last = _day(reader, row, "starts"), _day(reader, row, "ends")
    except UserError as error:
        reader.bad(row.at, "term" if text else "starts", error.message, value=text, waits=True)
        return None
    if first and last and last < first:
        reader.bad(row.at, "ends", _("结束日期要不早于起始日期，这一行先不导入"), waits=True)
        return None
    if last is not None and last >= reader.today:
        reader.remind(row.at, "term" if text else "ends", _("还没有到期，先按包联中登记，到期以后再登记结束"))
        last = None
    return first, last + timedelta(days=1) if last else None


def _day(reader: Reader, row: StagedRow, target: str) -> date | None:
    cell = reader.cell(row, target)
    if cell is None:
        return None
    found = days.from_cell(cell.text if isinstance(cell.raw, str) else cell.raw, today=reader.today)
    if found.is_full:
        return found.first()
    raise UserError(_("日期要写到日，例如 2025-11-9"))


def _cadence(reader: Reader, row: StagedRow) -> int | None:
    """Days between two contacts; 0 when nothing is said, None when it cannot be read."""
    text = reader.text(row, "cadence").replace(" ", "")
    if not text:
        return 0
    found, told = _DAYS.fullmatch(text), _TIMES.fullmatch(text)
    if text.isascii() and text.isdigit():
        wanted = int(text)
    elif found is not None:
        wanted = int(found[1])
    elif told is not None:
        said = told[2] or ""
        wanted = _SPAN[told[1]] // (int(said) if said.isdigit() else _WORDED[said])
    else:
        wanted = 0
    if not 0 < wanted <= MOST_DAYS:
        sentence = _("联系频次看不懂，请写成 90 天，或者 每季度一次")
        reader.bad(row.at, "cadence", sentence, value=text, waits=True)
        return None
    return wanted
