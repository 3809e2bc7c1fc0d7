"""What partners bring to 今日工作: agreements that end soon, services that nobody was asked about."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.partners import rules
from desktop.registers.partners.model import Agreement, Claim, Delivery, Partner, Project, Rating
from desktop.registers.partners.queries.lists import running
from desktop.standard.show import SOON_DAYS
from desktop.standard.todo import Todo, due_when

MOST_UNRATED = 20  # named one by one; more are counted


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """Agreements by their last day, 30 days ahead, then services without a rating."""
    return (*_ending(session, actor, today), *_unrated(session, actor, today))


def _ending(session: Session, actor: Actor, today: date) -> list[Todo]:
    newer = aliased(Agreement)
    renewed = select(newer.id).where(newer.renews_id == Agreement.id, newer.alive, newer.signed_on.is_not(None))
    query = (
        select(Agreement.id, Agreement.number, Agreement.ends_on, Partner.name)
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(running(today), visible(Agreement, actor), ~renewed.exists())
        .where(Agreement.ends_on <= today + timedelta(days=rules.SOON_DAYS))
        .order_by(Agreement.ends_on, Agreement.id)
    )
    found = []
    for key, number, until, name in session.execute(query):
        said = _("协议 {number} 到 {day} 到期，请办理续签或告知不续").format(number=number, day=until.isoformat())
        when = due_when(until, today) if until <= today + timedelta(days=SOON_DAYS) else "none"
        title = _("{name}的合伙协议快到期").format(name=name)
        found.append(Todo(when, title, said, _("打开协议"), "agreements", key, until))
    return found


def _unrated(session: Session, actor: Actor, today: date) -> list[Todo]:
    rated = select(Rating.id).where(Rating.delivery_id == Delivery.id, Rating.alive)
    query = (
        select(Delivery.id, Delivery.served_on, Project.name, Partner.name)
        .join(Claim, Claim.id == Delivery.claim_id)
        .join(Project, Project.id == Claim.project_id)
        .join(Partner, Partner.id == Claim.partner_id)
        .where(Delivery.alive, visible(Delivery, actor), Delivery.served_on <= today, ~rated.exists())
        .order_by(Delivery.served_on, Delivery.id)
    )
    rows = session.execute(query).all()
    found = [
        Todo(
            "none", _("{project}还没有评价").format(project=project),
            _("{day} {partner}的服务，请问问服务对象").format(day=day.isoformat(), partner=partner),
            _("登记评价"), "deliveries", key,
        )
        for key, day, project, partner in rows[:MOST_UNRATED]
    ]  # fmt: skip
    if len(rows) > MOST_UNRATED:
        title = _("另有 {n} 次服务还没有评价").format(n=len(rows) - MOST_UNRATED)
        found.append(Todo("none", title, _("在服务记录里逐次登记"), _("打开服务记录"), "deliveries"))
    return found
