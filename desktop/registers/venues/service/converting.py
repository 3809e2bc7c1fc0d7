"""From one currency to the other, and back: service owed becomes money, rent owed becomes service; reversals."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Contract, ContractService, Entry, Obligation
from desktop.registers.venues.queries import fund as funds
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules import balance, fund
from desktop.registers.venues.rules.balance import MONEY
from desktop.registers.venues.service.days import not_ahead
from desktop.registers.venues.service.laying import measure_of, row
from desktop.registers.venues.service.ledger import open_one, part_of, service_named

_LASTING = ("settlement", "reversal")  # rows that other deeds made, or that take one back


def to_money(
    session: Session,
    actor: Actor,
    obligation_id: UUID,
    *,
    on: date,
    times: int | None = None,
    minutes: int | None = None,
    due_on: date | None = None,
    note: str = "",
) -> Obligation:
    """折价补交: service that was not given is owed in money from now on, at the price that the contract says."""
    one = open_one(session, actor, "venue_obligations.to_money", obligation_id)
    not_ahead(session, on, _("折算日期"))
    if one.measure == MONEY or one.service_id is None:
        raise UserError(_("这一期本来就按钱计。要改用服务抵，请办理“折成服务”。"))
    service = session.get_one(ContractService, one.service_id)
    part = part_of(session, one, amount=None, times=times, minutes=minutes)
    fen = balance.worth(part, one.measure, _price(service))
    given = Obligation(
        unit_id=one.unit_id, contract_id=one.contract_id, service_id=service.id, kind="makeup", measure=MONEY,
        first_on=one.first_on, last_on=one.last_on, due_on=due_on or on, amount=fen,
    )  # fmt: skip
    return _convert(session, one, part, given, on=on, note=note)


def to_service(
    session: Session,
    actor: Actor,
    obligation_id: UUID,
    *,
    on: date,
    amount: int | None = None,
    what: str = "",
    due_on: date | None = None,
    note: str = "",
) -> Obligation:
    """折成服务: rent is owed in service from now on, at the contract's price; a started unit counts whole."""
    one = open_one(session, actor, "venue_obligations.to_service", obligation_id)
    not_ahead(session, on, _("折算日期"))
    if one.measure != MONEY or one.kind == "deposit":
        raise UserError(_("只有欠的租金可以折成服务。"))
    service = service_named(session, session.get_one(Contract, one.contract_id), what)
    part = part_of(session, one, amount=amount, times=None, minutes=None)
    measure = measure_of(service)
    given = Obligation(
        unit_id=one.unit_id, contract_id=one.contract_id, service_id=service.id, kind="instead", measure=measure,
        first_on=one.first_on, last_on=one.last_on, due_on=due_on or max(one.last_on, on),
        amount=balance.units_for(part, measure, _price(service)),
    )  # fmt: skip
    return _convert(session, one, part, given, on=on, note=note)


def reverse(session: Session, actor: Actor, entry_id: UUID, *, on: date, note: str) -> Entry:
    """冲正: a row that takes another back; both stay. What a conversion gave is taken back with it."""
    entry = session.get_one(Entry, entry_id)
    actor.require("venue_entries.reverse", entry.unit_id)
    not_ahead(session, on, _("冲正日期"))
    if on < entry.booked_on:
        raise UserError(_("冲正日期要不早于原来那一笔（{day}）。").format(day=entry.booked_on.isoformat()), field="on")
    if entry.kind in _LASTING:
        raise UserError(_("这一笔是办理事项时结清或冲正的，不能冲正。"))
    again = select(Entry.id).where(Entry.reverses_id == entry_id, Entry.alive)
    if session.scalars(again).first() is not None:
        raise UserError(_("这一笔已经冲正过，没有重复办理。"))
    if not note.strip():
        raise UserError(_("请写明为什么冲正，例如 金额写错。"), field="note")
    obligation = session.get_one(Obligation, entry.obligation_id)
    if obligation.measure == MONEY and obligation.kind != "deposit" and entry.met_by > 0:
        fund.require(funds.moves(session, actor), on=on, less=entry.met_by)
    made = Entry(
        unit_id=entry.unit_id, contract_id=entry.contract_id, obligation_id=entry.obligation_id, kind="reversal",
        measure=entry.measure, booked_on=on, due_by=-entry.due_by, met_by=-entry.met_by, receipt=entry.receipt,
        note=note.strip(), reverses_id=entry.id,
    )  # fmt: skip
    if entry.gives_id is not None:
        _take_back(session, session.get_one(Obligation, entry.gives_id), on=on, note=note)
    session.add(made)
    session.flush()
    return made


def _convert(session: Session, one: Obligation, part: int, given: Obligation, *, on: date, note: str) -> Obligation:
    entry = row(one, "conversion", part, on=on, note=note)
    entry.gives_id = given.id
    session.add_all((given, entry))
    session.flush()
    return given


def _take_back(session: Session, given: Obligation, *, on: date, note: str) -> None:
    standing = parts.standings(session, given.contract_id)[given.id]
    if standing.met:
        raise UserError(_("折算出来的那一期已经有收付，没有冲正。请先冲正那些收付。"))
    if standing.due:
        session.add(row(given, "settlement", standing.due, on=on, note=note))


def _price(service: ContractService) -> int:
    if not service.price:
        raise UserError(_("合同没有写“{what}”的折算价，不能折算。").format(what=service.content))
    return service.price
