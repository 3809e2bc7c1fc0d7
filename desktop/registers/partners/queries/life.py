"""The life of a partner, or of a project, in order: agreements, claims, services, and what was said of them."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.partners.model import Agreement, Claim, Delivery, Partner, Project, Rating
from desktop.standard.life import Event, newest_first


def of_partner(session: Session, actor: Actor, partner_id: UUID) -> tuple[Event, ...]:
    """All that a partner signed, claimed and gave, the newest first."""
    actor.require("partners.see")
    query = select(Agreement).where(Agreement.partner_id == partner_id, Agreement.alive, visible(Agreement, actor))
    agreements = session.scalars(query.order_by(Agreement.starts_on, Agreement.id)).all()
    numbers = {one.id: one.number for one in agreements}
    events = [event for one in agreements for event in _of_agreement(one, numbers)]
    claims = (
        select(Claim, Project.name)
        .join(Project, Project.id == Claim.project_id)
        .where(Claim.partner_id == partner_id, Claim.alive, visible(Claim, actor))
    )
    for claim, name in session.execute(claims):
        events += _of_claim(session, claim, name)
    return newest_first(events)


def of_project(session: Session, actor: Actor, project_id: UUID) -> tuple[Event, ...]:
    """Who took a project on and what was given, the newest first."""
    actor.require("projects.see")
    claims = (
        select(Claim, Partner.name)
        .join(Partner, Partner.id == Claim.partner_id)
        .where(Claim.project_id == project_id, Claim.alive, visible(Claim, actor))
    )
    events = [event for claim, name in session.execute(claims) for event in _of_claim(session, claim, name)]
    return newest_first(events)


def _of_agreement(one: Agreement, numbers: dict[UUID, str]) -> Iterable[Event]:
    term = _("期限 {first} 至 {last}").format(first=one.starts_on.isoformat(), last=one.ends_on.isoformat())
    old = numbers.get(one.renews_id) if one.renews_id else None
    if one.signed_on is None:
        return (Event(one.starts_on, _("草拟协议 {number}，还没有签订").format(number=one.number), (term,)),)
    signed = _("续签协议 {number}") if old else _("签订协议 {number}")
    lines = (term, _("接续 {number}").format(number=old)) if old else (term,)
    events = [Event(one.signed_on, signed.format(number=one.number), lines)]
    if one.terminated_on is not None and one.end_reason is not None:
        said = tuple(filter(None, (codes.label("agreement_end_reason", one.end_reason), one.end_note)))
        events.append(Event(one.terminated_on, _("终止协议 {number}").format(number=one.number), said))
    return events


def _of_claim(session: Session, claim: Claim, name: str) -> list[Event]:
    lines = [claim.promise] if claim.promise else []
    if claim.due_on is not None:
        lines.append(_("承诺时限 {day}").format(day=claim.due_on.isoformat()))
    head = _("认领（{role}）：{name}").format(role=codes.label("claim_role", claim.role), name=name)
    events = [Event(claim.claimed_on, head, tuple(lines))]
    if claim.ended_on is not None:
        events.append(
            Event(claim.ended_on, _("退出：{name}").format(name=name), tuple(filter(None, [claim.end_reason])))
        )
    given = select(Delivery).where(Delivery.claim_id == claim.id, Delivery.alive)
    for delivery in session.scalars(given):
        said = _("服务 {served} 人，{minutes} 分钟").format(served=delivery.served, minutes=delivery.minutes)
        ratings = select(Rating).where(Rating.delivery_id == delivery.id, Rating.alive).order_by(Rating.id)
        told = [_rated(one) for one in session.scalars(ratings)]
        lines = [part for part in (delivery.what, *told) if part]
        events.append(Event(delivery.served_on, f"{name}　{said}", tuple(lines)))
    return events


def _rated(rating: Rating) -> str:
    level = codes.label("service_rating", rating.level)
    return (
        _("评价 {level}：{words}").format(level=level, words=rating.words)
        if rating.words
        else (_("评价 {level}").format(level=level))
    )
