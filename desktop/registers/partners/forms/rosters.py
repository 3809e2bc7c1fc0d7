"""红色合伙人名册 and 履约情况表: the partners as they stand, and what each gave between two days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Table, Title
from desktop.registers.partners.model import Agreement, AgreementItem, Claim, Delivery, Partner, Rating
from desktop.registers.partners.queries.lists import partner_rows
from desktop.registers.partners.rules import RESIDENT
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.values import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Subject):
    """A list in words: a text for each column of each row."""

    span: str
    rows: tuple[tuple[str, ...], ...]


def collect_partners(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Roster]:
    """One list of the partners among `ids`; telephones are masked, as in every list."""
    rows: Any = partner_rows(today).c
    query = select(rows).where(rows.id.in_(ids), visible(rows, actor)).order_by(rows.kind, rows.name_sort, rows.id)
    listed = tuple(
        (
            one.name, codes.label("partner_kind", one.kind), one.contact_name,
            phone.mask(one.phone) if one.phone else "", _services(session, one.id, today, today),
            codes.label("agreement_state", one.state) if one.state else _("未签协议"),
            one.until.isoformat() if one.until else "", str(one.claims),
        )
        for one in session.execute(query)
    )  # fmt: skip
    span = _("截至 {day}").format(day=long_day(today))
    return [Roster(unit_id=actor.unit_id, listed=True, span=span, rows=listed)] if listed else []


def _services(session: Session, partner_id: UUID, first: date, last: date) -> str:
    """What agreements promised that stood on one of these days, each service once."""
    ended = Agreement.terminated_on  # stands no longer on that day
    query = (
        select(AgreementItem.content)
        .join(Agreement, Agreement.id == AgreementItem.agreement_id)
        .where(Agreement.partner_id == partner_id, Agreement.alive, AgreementItem.alive)
        .where(Agreement.signed_on <= last, Agreement.starts_on <= last, Agreement.ends_on >= first)
        .where(or_(ended.is_(None), and_(ended > first, ended > Agreement.starts_on)))
        .order_by(AgreementItem.id)
    )
    return "、".join(dict.fromkeys(session.scalars(query)))  # data


def draw_partners(sheet: Roster) -> Sequence[Block]:
    """A row for each partner."""
    columns = (
        Column(_("序号"), 11), Column(_("合伙人"), weight=1.4, align="left"), Column(_("类型"), 22),
        Column(_("负责人"), 20), Column(_("电话"), 27), Column(_("服务项目"), weight=2, align="left"),
        Column(_("协议"), 24), Column(_("到期日期"), 24), Column(_("领办项目"), 21),
    )  # fmt: skip
    return [
        Title(_("红色合伙人名册"), sheet.span),
        Table(columns, [(str(at), *row) for at, row in enumerate(sheet.rows, 1)]),
    ]


def collect_performance(
    session: Session,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    today: date,
    since: date | None = None,
    until: date | None = None,
) -> Sequence[Roster]:
    """One list of what the partners among `ids` gave from `since` to `until`, both included: numbers, no rank."""
    first, last = since or date(today.year, 1, 1), until or today
    query = select(Partner).where(Partner.id.in_(ids), Partner.alive, visible(Partner, actor))
    listed = tuple(
        (
            one.name, codes.label("partner_kind", one.kind), _services(session, one.id, first, last),
            *_given(session, one, first, last),
        )
        for one in session.scalars(query.order_by(Partner.kind, Partner.name_sort, Partner.id))
    )  # fmt: skip
    span = _("{first} 至 {last}").format(first=long_day(first), last=long_day(last))
    return [Roster(unit_id=actor.unit_id, listed=True, span=span, rows=listed)] if listed else []


def _given(session: Session, partner: Partner, first: date, last: date) -> tuple[str, ...]:
    """Times, people, hours, then ratings by level: none for a resident, since nobody is rated here."""
    within = (Claim.partner_id == partner.id, Claim.alive, Delivery.alive, Delivery.served_on.between(first, last))
    sums = select(
        func.count(Delivery.id),
        func.coalesce(func.sum(Delivery.served), 0),
        func.coalesce(func.sum(Delivery.minutes), 0),
    )
    times, served, minutes = session.execute(sums.join(Claim, Claim.id == Delivery.claim_id).where(*within)).one()
    levels = (
        select(Rating.level, func.count(Rating.id))
        .join(Delivery, Delivery.id == Rating.delivery_id)
        .join(Claim, Claim.id == Delivery.claim_id)
        .where(*within, Rating.alive)
        .group_by(Rating.level)
    )
    found: dict[str, int] = dict(session.execute(levels).all())
    counted = (str(found.get(level, 0)) for level in ("satisfied", "fairly", "unsatisfied"))
    said = ("", "", "") if partner.kind == RESIDENT else tuple(counted)
    return (
        str(times),
        str(served),
        f"{minutes / 60:g}" if minutes % 6 == 0 else f"{minutes / 60:.1f}",
        *said,
    )


def draw_performance(sheet: Roster) -> Sequence[Block]:
    """A row for each partner."""
    columns = (
        Column(_("序号"), 11), Column(_("合伙人"), weight=1.4, align="left"), Column(_("类型"), 22),
        Column(_("约定的服务"), weight=2, align="left"), Column(_("服务次数"), 19), Column(_("服务人次"), 19),
        Column(_("服务小时"), 19), Column(_("满意"), 14), Column(_("基本满意"), 21), Column(_("不满意"), 16),
    )  # fmt: skip
    return [
        Title(_("红色合伙人履约情况表"), sheet.span),
        Table(columns, [(str(at), *row) for at, row in enumerate(sheet.rows, 1)]),
        Note(_("评价是服务对象对服务的评价，一次服务可以有几个人评价；居民个体不列评价。")),
    ]
