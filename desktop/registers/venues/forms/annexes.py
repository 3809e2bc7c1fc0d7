"""设施移交清单 and 年度服务计划: what is handed over with a venue, and which service is to be given when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Signatures, Table, Title
from desktop.registers.venues.forms import facts
from desktop.registers.venues.forms.facts import Facts
from desktop.registers.venues.model import Contract, ContractService
from desktop.registers.venues.rules.balance import AN_HOUR, MINUTES
from desktop.registers.venues.rules.periods import add_months
from desktop.registers.venues.rules.schedule import Plan, Rate, laid_out
from desktop.registers.venues.rules.words import amount_words
from desktop.registers.venues.service.laying import measure_of
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Subject):
    """The list of one venue: name and count of each facility."""

    about: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan(Subject):
    """The services of one year of a contract: days, content, amount, discount."""

    about: str
    rows: tuple[tuple[str, str, str, str], ...]


def collect_hand_over(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[HandOver]:
    """A list for each contract."""
    return [hand_over(one) for one in facts.of_contracts(session, actor, ids)]


def hand_over(one: Facts) -> HandOver:
    """The facilities as the venue has them now."""
    return HandOver(
        unit_id=one.contract.unit_id, headline=one.contract.number, about=_about(one),
        rows=tuple(facts.facilities(one.venue)),
    )  # fmt: skip


def draw_hand_over(sheet: HandOver) -> Sequence[Block]:
    """How each was on both days is written by hand."""
    columns = (
        Column(_("序号"), 12), Column(_("设施名称"), weight=1.6, align="left"), Column(_("数量"), 20),
        Column(_("移交时状况"), 30), Column(_("归还时状况"), 30), Column(_("备注"), 22),
    )  # fmt: skip
    rows = [(str(at), name, count, "", "", "") for at, (name, count) in enumerate(sheet.rows, 1)]
    return [
        Title(_("设施移交清单"), sheet.about),
        Table(columns, rows, min_rows=10, row_mm=10),
        Note(_("移交日期　　　　年　　月　　日；归还日期　　　　年　　月　　日。"), size=11),
        Signatures((_("甲方经办人"), _("乙方经办人"))),
    ]


def collect_plan(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, since: date | None = None
) -> Sequence[ServicePlan]:
    """A plan for each contract, of the year of the contract that `since` lies in, or today."""
    return [plan(one, since or today) for one in facts.of_contracts(session, actor, ids)]


def plan(one: Facts, day: date) -> ServicePlan:
    """The year of the contract that holds the day; the first or the last one for a day outside the term."""
    first, last = _year(one.contract, day)
    rows = [
        (piece_first, service, row)
        for service in one.services
        for piece_first, row in _pieces(one.contract, service, first, last)
    ]
    rows.sort(key=lambda row: (row[0], row[1].id))
    about = _("{about}　{span}").format(about=_about(one), span=facts.span(first, last))
    return ServicePlan(
        unit_id=one.contract.unit_id, headline=one.contract.number, about=about, rows=tuple(row for *_key, row in rows)
    )


def draw_plan(sheet: ServicePlan) -> Sequence[Block]:
    """What was given is written by hand, or comes from the ledger later."""
    columns = (
        Column(_("序号"), 12), Column(_("期间"), 45), Column(_("服务内容"), weight=1.4, align="left"),
        Column(_("数量"), 22), Column(_("居民优惠"), 26), Column(_("完成情况"), 30),
    )  # fmt: skip
    rows = [(str(at), *row, "") for at, row in enumerate(sheet.rows, 1)]
    return [
        Title(_("年度服务计划"), sheet.about),
        Table(columns, rows, min_rows=1 if rows else 6),
        Note(_("每次服务后由双方经办人登记；时间有变动的，提前告知居民。"), size=11),
        Signatures((_("甲方经办人"), _("乙方经办人"))),
    ]


def _about(one: Facts) -> str:
    return _("{venue}　{tenant}").format(venue=one.venue.name, tenant=one.tenant.name)


def _year(contract: Contract, day: date) -> tuple[date, date]:
    at = min(max(day, contract.starts_on), contract.last_day)
    years = at.year - contract.starts_on.year
    first = add_months(contract.starts_on, years * _YEAR)
    if first > at:
        first = add_months(contract.starts_on, (years - 1) * _YEAR)
    after = add_months(first, _YEAR)
    return first, min(after - timedelta(days=1), contract.last_day)


def _pieces(
    contract: Contract, service: ContractService, first: date, last: date
) -> list[tuple[date, tuple[str, str, str, str]]]:
    measure = measure_of(service)
    amount = service.amount * (AN_HOUR if measure == MINUTES else 1)
    whole = Plan(
        contract.starts_on, contract.last_day, contract.counts_from or contract.starts_on, service.period,
        (Rate(contract.starts_on, amount),),
    )  # fmt: skip
    return [
        (one.first, (_short(one.first, one.last), service.content, amount_words(one.amount, measure), service.discount))
        for one in laid_out(whole)
        if one.amount and first <= one.first <= last
    ]


def _short(first: date, last: date) -> str:
    """2026年7月 for a whole month, 2026年7月至9月 for whole months of a year, else both days, the year said once."""
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        said = _("{year}年{month}月") if first.month == last.month else _("{year}年{month}月至{until}月")
        return said.format(year=first.year, month=first.month, until=last.month)
    until = _("{last.month}月{last.day}日").format(last=last) if last.year == first.year else long_day(last)
    return _("{first}至{last}").format(first=long_day(first), last=until)
