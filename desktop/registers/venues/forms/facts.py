"""A contract in words: its parties, its venue, its rent and its services, as every paper on it says them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.printing import official
from desktop.printing.blocks import Paragraph
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, ContractService, Venue
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.rules.words import amount_words
from desktop.registers.venues.service import laying
from desktop.standard.show import long_day
from desktop.values import area, money

BLANK = "＿＿＿＿＿＿"
_COUNTED = re.compile(r"(?P<name>.*?\D)\s*(?P<count>\d+\s*\S{0,2})$")


@dataclass(frozen=True, slots=True)
class Facts:
    """A contract with the rows that its papers speak of."""

    contract: Contract
    venue: Venue
    tenant: Organisation
    unit: Unit
    services: Sequence[ContractService]


def of_contracts(session: Session, actor: Actor, ids: Sequence[UUID]) -> list[Facts]:
    """The contracts among `ids` that the actor may see, by number."""
    query = (
        select(Contract, Venue, Organisation, Unit)
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .join(Unit, Unit.id == Contract.unit_id)
        .where(Contract.id.in_(ids), Contract.alive, visible(Contract, actor))
        .order_by(Contract.number, Contract.id)
    )
    return [Facts(*row, parts.services(session, row[0].id)) for row in session.execute(query)]


def money_words(fen: int) -> str:
    """3,000.00 元（大写：人民币叁仟元整）."""
    return _("{figures} 元（大写：人民币{words}）").format(figures=money.show(fen), words=money.in_words(fen))


def rent_words(session: Session, facts: Facts) -> str:
    """The rent and each of its steps, a line each."""
    contract = facts.contract
    period = codes.label("rent_period", contract.rent_period)
    lines = []
    for at, rate in enumerate(laying.rates(session, contract)):
        since = _("自{day}起，").format(day=long_day(rate.since)) if at else ""
        said = money_words(rate.amount) if rate.amount else _("不收租金，以服务抵租")
        lines.append(since + (f"{period} {said}" if rate.amount else said) + _("。"))
    return "\n".join(lines)


def due_words(contract: Contract) -> str:
    """By when the rent of a period is to be paid."""
    if contract.due_days:
        return _("每期开始后 {n} 日内").format(n=contract.due_days)
    return _("每期开始当日")


def deposit_words(contract: Contract) -> str:
    """The deposit, or that there is none."""
    return money_words(contract.deposit) if contract.deposit else _("不收押金")


def service_line(service: ContractService) -> tuple[str, str, str, str, str]:
    """Class, content, how much a period, the price, the discount: in words."""
    counted = amount_words(service.amount * (60 if service.measure == "hours" else 1), laying.measure_of(service))
    unit = codes.label("service_measure", service.measure)
    price = _("{price} 元/{unit}").format(price=money.show(service.price), unit=unit) if service.price else ""
    often = codes.label("rent_period", service.period) + f" {counted}"
    return codes.label("service_class", service.kind), service.content, often, price, service.discount


def span(first: date, last: date) -> str:
    """2026年7月1日至2026年7月31日."""
    return _("{first}至{last}").format(first=long_day(first), last=long_day(last))


def facilities(venue: Venue) -> list[tuple[str, str]]:
    """Each facility with how many there are, "" when that was not said."""
    lines = [line.strip() for line in re.split(r"[\n、，；;]", venue.facilities) if line.strip()]
    found = []
    for line in lines:
        counted = _COUNTED.fullmatch(line)
        found.append((counted["name"].strip(), counted["count"].strip()) if counted else (line, ""))
    return found


def values(session: Session, facts: Facts) -> dict[str, str]:
    """What the texts of the county may name."""
    contract, venue, tenant, unit = facts.contract, facts.venue, facts.tenant, facts.unit
    said = {
        "number": contract.number,
        "party_a": contract.party_a,
        "party_b": tenant.name,
        "witness": contract.witness,
        "identity": tenant.uscc or tenant.other_no,
        "head": tenant.head_name,
        "phone": tenant.phone,
        "address": tenant.address,
        "venue": venue.name,
        "place": venue.place or venue.name,
        "area": area.show(venue.area) if venue.area else "",
        "trade": codes.label("venue_trade", contract.trade),
        "purpose": contract.purpose,
        "starts": long_day(contract.starts_on),
        "ends": long_day(contract.ends_on),
        "rent": rent_words(session, facts),
        "due": due_words(contract),
        "deposit": deposit_words(contract),
        "terms": contract.terms or _("无"),
        "contact": unit.phone,
        "sender": contract.party_a or unit.name,
    }
    return {name: text or BLANK for name, text in said.items()}


def is_money(measure: str) -> bool:
    """Whether an obligation is owed in 分."""
    return measure == MONEY


def to(text: str) -> Paragraph:
    """主送: whom a letter is for, at the left edge."""
    leading = official.LINE_PT / official.SIZE
    return Paragraph(text, size=official.SIZE, align="left", indent=0, leading=leading)


def foot(text: str, *, blanks: int) -> Paragraph:
    """The sender or the day of a letter, so many characters from the right edge."""
    leading = official.LINE_PT / official.SIZE
    return Paragraph(text + "　" * blanks, size=official.SIZE, align="right", indent=0, leading=leading)
