"""What people do with venues and their contracts up to signing: enter, draft, write the terms, sign, renew."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, ContractService, RentStep, Venue
from desktop.registers.venues.queries import overlaps, parts
from desktop.registers.venues.rules import contract as rules
from desktop.registers.venues.service import deposits, laying, lines
from desktop.registers.venues.service.days import day_of, not_ahead
from desktop.search.pinyin import sort_key
from desktop.standard import numbering

NUMBERED = _("场")  # the mark of these contracts within their numbers
COPIED = ("party_a", "witness", "trade", "purpose", "rent_period", "due_days", "deposit", "terms")
ITEM = ("kind", "content", "amount", "measure", "period", "price", "discount")


def save_venue(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any
) -> Venue:
    """Write the values that differ."""
    given = dict(values)
    if "state" in given:
        given["state"] = given["state"] or "open"
    if "name" in given:
        given["name"] = given["name"].strip()
        given["name_sort"] = sort_key(given["name"])
    if record_id is None:
        made = Venue(unit_id=actor.unit_id, **given)
        session.add(made)
        return made
    venue = session.get_one(Venue, record_id)
    actor.require("venues.save", venue.unit_id)
    _assign(venue, given)
    return venue


def draft(
    session: Session, actor: Actor, venue_id: UUID, *, tenant_id: UUID, trade: str, starts_on: date, ends_on: date
) -> UUID:
    """草拟: a contract on a venue, numbered for good; its rent and services are written in it."""
    venue = session.get_one(Venue, venue_id)
    actor.require("venues.draft", venue.unit_id)
    actor.require("venues.draft", session.get_one(Organisation, tenant_id).unit_id)
    unit = session.get_one(Unit, actor.unit_id)
    made = Contract(
        unit_id=venue.unit_id, venue_id=venue_id, tenant_id=tenant_id, trade=trade, starts_on=starts_on,
        ends_on=ends_on, party_a=venue.owner or unit.name, witness=unit.branch_name or "",
        number=number(session, actor), purpose=venue.function,
    )  # fmt: skip
    rules.check_contract(made)
    session.add(made)
    session.flush()
    return made.id


def save(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Mapping[str, Any]
) -> Contract:
    """Write the terms of a draft with its steps and services; of what is signed, the remark alone."""
    if record_id is None:
        raise UserError(_("合同从场所那里草拟：请打开场所，办理“草拟合同”。"))
    contract = session.get_one(Contract, record_id)
    actor.require("venue_contracts.save", contract.unit_id)
    steps, services = children.get("steps", ()), children.get("services", ())
    given = {name: value for name, value in values.items() if value is not None or name == "counts_from"}
    changed = {name for name, value in given.items() if getattr(contract, name) != value}
    touched = lines.changes(session, RentStep, steps) or lines.changes(session, ContractService, services)
    if not rules.is_draft(contract) and (changed - {"remark"} or touched):
        raise UserError(
            _("合同 {number} 已经签订，内容不能再改。需要改的请办理变更租金、续签或提前终止。").format(
                number=contract.number
            )
        )
    _assign(contract, {name: given[name] for name in changed})
    rules.check_contract(contract)
    lines.write(session, RentStep, steps, contract=contract)
    lines.write(session, ContractService, services, contract=contract)
    session.flush()
    if rules.is_draft(contract):
        rules.check_steps(contract, parts.steps(session, contract.id))
        rules.check_services(parts.services(session, contract.id))
    return contract


def sign(session: Session, actor: Actor, contract_id: UUID, *, on: date) -> Contract:
    """签订: from now on deeds alone change it, and all that it obliges to is laid out, in money and in service."""
    contract = ours(session, actor, "venue_contracts.sign", contract_id)
    if not rules.is_draft(contract):
        raise UserError(_("合同 {number} 已经签订过，什么也没有改。").format(number=contract.number))
    not_ahead(session, on, _("签订日期"))
    for words in rules.remind(contract):
        raise UserError(words)
    rules.check_contract(contract)
    rules.check_steps(contract, parts.steps(session, contract.id))
    rules.check_services(parts.services(session, contract.id))
    venue = session.get_one(Venue, contract.venue_id)
    if venue.state == "closed":
        raise UserError(_("“{name}”已经停用，没有签订。请先在场所里改为可以出借。").format(name=venue.name))
    other = overlaps.with_contract(session, contract)
    if other is not None:
        raise UserError(
            _("“{name}”在 {first} 至 {last} 已经由合同 {number} 出借，没有签订。请改起止日期，或先终止那一份。").format(
                name=venue.name, number=other.number, first=other.starts_on.isoformat(),
                last=other.last_day.isoformat(),
            )
        )  # fmt: skip
    contract.signed_on = on
    laying.lay_out(session, contract)
    if contract.renews_id is not None:
        deposits.carry_on(session, session.get_one(Contract, contract.renews_id), contract, on=on)
    return contract


def renew(session: Session, actor: Actor, contract_id: UUID, *, starts_on: date, ends_on: date) -> UUID:
    """续签: a draft of its own, linked to this one, with the terms of its end; it has still to be signed."""
    old = ours(session, actor, "venue_contracts.renew", contract_id)
    if not rules.may_end(old):
        raise UserError(_("只有签订过、没有提前终止的合同可以续签。"))
    if starts_on <= old.ends_on:
        raise UserError(_("续签从原合同到期（{day}）以后开始。").format(day=old.ends_on.isoformat()), field="starts_on")
    begins = or_(Contract.terminated_on.is_(None), Contract.terminated_on > Contract.starts_on)
    going = select(Contract.number).where(Contract.renews_id == contract_id, Contract.alive, begins)
    if (known := session.scalars(going).first()) is not None:
        raise UserError(_("已经续签过，新合同是 {number}，没有重复办理。").format(number=known))
    made = Contract(
        unit_id=old.unit_id, venue_id=old.venue_id, tenant_id=old.tenant_id, renews_id=old.id, starts_on=starts_on,
        ends_on=ends_on, number=number(session, actor), rent=laying.rates(session, old)[-1].amount,
        **{name: getattr(old, name) for name in COPIED},
    )  # fmt: skip
    rules.check_contract(made)
    session.add(made)
    for service in parts.services(session, contract_id):
        copied = {name: getattr(service, name) for name in ITEM}
        session.add(ContractService(unit_id=old.unit_id, contract_id=made.id, **copied))
    session.flush()
    return made.id


def number(session: Session, actor: Actor, year: int | None = None) -> str:
    """The next number of a contract."""
    return numbering.take(session, actor, NUMBERED, year=year or day_of(session).year)


def ours(session: Session, actor: Actor, permission: str, contract_id: UUID) -> Contract:
    """The contract, when the actor may do the deed to it."""
    contract = session.get_one(Contract, contract_id)
    actor.require(permission, contract.unit_id)
    return contract


def _assign(record: Venue | Contract, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
