"""What people do with agreements: draft, write the terms, sign, renew, terminate."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.partners import rules
from desktop.registers.partners.model import Agreement, AgreementItem, Claim, Partner
from desktop.registers.partners.queries.standing import FORM
from desktop.registers.partners.service.enrolling import day_of
from desktop.standard import numbering, wording

NUMBERED = _("合")  # the mark of these agreements within their numbers
COPIED = ("purpose", "support", "duties")


def draft(session: Session, actor: Actor, partner_id: UUID, *, starts_on: date, ends_on: date) -> UUID:
    """草拟: an agreement with the usual words of this unit, numbered for good."""
    partner = session.get_one(Partner, partner_id)
    actor.require("partners.draft", partner.unit_id)
    unit = session.get_one(Unit, actor.unit_id)
    usual = wording.of_unit(session, actor.unit_id, FORM)
    made = Agreement(
        unit_id=actor.unit_id, partner_id=partner_id, number=_number(session, actor),
        party_a=unit.branch_name or unit.name, purpose=usual["purpose"], support=usual["support"],
        duties=usual["duties"], starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    rules.check_agreement(made)
    session.add(made)
    session.flush()
    return made.id


def save(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Mapping[str, Any]
) -> Agreement:
    """Write the terms of a draft with its services; of what is signed, the remark alone."""
    if record_id is None:
        raise UserError(_("协议从合伙人那里草拟：请打开合伙人，办理“草拟协议”。"))
    agreement = session.get_one(Agreement, record_id)
    actor.require("agreements.save", agreement.unit_id)
    lines = children.get("items", ())
    changed = {name for name, value in values.items() if getattr(agreement, name) != value}
    if not rules.is_draft(agreement) and (changed - {"remark"} or _changes(session, lines)):
        raise UserError(
            _("协议 {number} 已经签订，内容不能再改。需要改的请办理续签或终止。").format(number=agreement.number)
        )
    for name in changed:
        setattr(agreement, name, values[name])
    rules.check_agreement(agreement)
    for line in lines:
        _write(session, agreement, line)
    session.flush()
    return agreement


def sign(session: Session, actor: Actor, agreement_id: UUID, *, on: date) -> Agreement:
    """签订: from now on deeds alone change it. UserError without a service, or before its words are complete."""
    agreement = ours(session, actor, "agreements.sign", agreement_id)
    if not rules.is_draft(agreement):
        raise UserError(_("协议 {number} 已经签订过，什么也没有改。").format(number=agreement.number))
    if on > day_of(session):
        raise UserError(_("签订日期晚于今天，请在签订以后登记。"), field="on")
    if not items(session, agreement_id):
        raise UserError(_("还没有写服务项目，没有签订。请先在协议里加上服务项目。"))
    waiting = rules.remind(agreement)
    if waiting:
        raise UserError(waiting[0])
    overlap = _overlapping(session, agreement)
    if overlap is not None:
        raise UserError(
            _("与协议 {number}（{first} 至 {last}）的期限重叠，没有签订。请改起止日期，或先终止那一份。").format(
                number=overlap.number, first=overlap.starts_on.isoformat(), last=overlap.ends_on.isoformat()
            )
        )
    agreement.signed_on = on
    session.flush()
    return agreement


def renew(session: Session, actor: Actor, agreement_id: UUID, *, starts_on: date, ends_on: date) -> UUID:
    """续签: a draft of its own with the terms of this one, linked to it; it has still to be signed."""
    old = ours(session, actor, "agreements.renew", agreement_id)
    if not rules.is_signed(old):
        raise UserError(_("只有签订过、没有提前终止的协议可以续签。"))
    if starts_on <= old.ends_on:
        raise UserError(_("续签从原协议到期（{day}）以后开始。").format(day=old.ends_on.isoformat()), field="starts_on")
    going = select(Agreement.number).where(Agreement.renews_id == agreement_id, Agreement.alive)
    if (number := session.scalars(going).first()) is not None:
        raise UserError(_("已经续签过，新协议是 {number}，没有重复办理。").format(number=number))
    usual = wording.of_unit(session, old.unit_id, FORM)  # for one from a roster, whose words lie on paper only
    made = Agreement(
        unit_id=old.unit_id, partner_id=old.partner_id, number=_number(session, actor), starts_on=starts_on,
        ends_on=ends_on, renews_id=old.id, party_a=old.party_a,
        **{name: getattr(old, name) or usual[name] for name in COPIED},
    )  # fmt: skip
    rules.check_agreement(made)
    session.add(made)
    for item in items(session, agreement_id):
        session.add(AgreementItem(
            unit_id=old.unit_id, agreement_id=made.id, kind=item.kind, content=item.content,
            frequency=item.frequency, target=item.target, discount=item.discount,
        ))  # fmt: skip
    session.flush()
    return made.id


def terminate(session: Session, actor: Actor, agreement_id: UUID, *, on: date, reason: str, note: str = "") -> None:
    """终止 before the term is over (R8), from the day `on`; what was claimed under it ends the same day."""
    agreement = ours(session, actor, "agreements.terminate", agreement_id)
    if not rules.is_signed(agreement):
        raise UserError(_("只有签订过、还没有终止的协议可以终止。"))
    if agreement.signed_on is not None and on < agreement.signed_on:
        raise UserError(_("终止日期要不早于签订日期。"), field="on")
    if on > agreement.ends_on:
        raise UserError(_("协议到 {day} 就到期了，不用终止。").format(day=agreement.ends_on.isoformat()), field="on")
    agreement.terminated_on, agreement.end_reason, agreement.end_note = on, reason, note.strip()
    for claim in session.scalars(select(Claim).where(*standing(agreement_id))):
        claim.ended_on, claim.end_reason = max(on, claim.claimed_on), _("协议终止")
    session.flush()


def standing(agreement_id: UUID) -> Sequence[ColumnElement[bool]]:
    """What the claims under an agreement have in common that have not ended."""
    return [Claim.agreement_id == agreement_id, Claim.alive.is_(True), Claim.ended_on.is_(None)]


def items(session: Session, agreement_id: UUID) -> Sequence[AgreementItem]:
    """The services that an agreement promises, in order."""
    query = select(AgreementItem).where(AgreementItem.agreement_id == agreement_id, AgreementItem.alive)
    return session.scalars(query.order_by(AgreementItem.id)).all()


def ours(session: Session, actor: Actor, permission: str, agreement_id: UUID) -> Agreement:
    """The agreement, once it is said that this person may do so to it."""
    agreement = session.get_one(Agreement, agreement_id)
    actor.require(permission, agreement.unit_id)
    return agreement


def _number(session: Session, actor: Actor) -> str:
    return numbering.take(session, actor, NUMBERED, year=day_of(session).year)


def _overlapping(session: Session, agreement: Agreement) -> Agreement | None:
    query = select(Agreement).where(
        Agreement.partner_id == agreement.partner_id, Agreement.id != agreement.id, Agreement.alive,
        Agreement.signed_on.is_not(None), Agreement.starts_on <= agreement.ends_on,
        Agreement.ends_on >= agreement.starts_on,
    )  # fmt: skip
    found = session.scalars(query.order_by(Agreement.starts_on))
    return next((one for one in found if one.terminated_on is None or one.terminated_on > agreement.starts_on), None)


def _changes(session: Session, lines: Sequence[Any]) -> bool:
    for line in lines:
        row = session.get(AgreementItem, line.id) if line.id else None
        if row is None or line.gone or any(getattr(row, name) != value for name, value in line.values.items()):
            return True
    return False


def _write(session: Session, agreement: Agreement, line: Any) -> None:
    if line.id is None:
        if not line.gone:
            session.add(AgreementItem(unit_id=agreement.unit_id, agreement_id=agreement.id, **line.values))
        return
    row = session.get_one(AgreementItem, line.id)
    if line.gone:
        row.alive = False
    for name, value in line.values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
