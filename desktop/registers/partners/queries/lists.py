"""The lists of partners, agreements, projects and deliveries as they stood on any day: a query each, not a table."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from desktop.registers.partners.model import (
    Agreement,
    AgreementItem,
    Claim,
    Delivery,
    Partner,
    Project,
    Rating,
)
from desktop.standard.day_columns import newest_first

SEPARATOR = "、"  # data


def is_state(day: date) -> ColumnElement[str]:
    """How an agreement stands on a day, asked of the database: the same as rules.state."""
    newer = aliased(Agreement)
    renewed = (
        select(newer.id)
        .where(newer.renews_id == Agreement.id, newer.alive, newer.signed_on.is_not(None), newer.signed_on <= day)
        .correlate(Agreement)
        .exists()
    )
    return case(
        (or_(Agreement.signed_on.is_(None), Agreement.signed_on > day), "draft"),
        (and_(Agreement.terminated_on.is_not(None), Agreement.terminated_on <= day), "terminated"),
        (Agreement.starts_on > day, "signed"),
        (Agreement.ends_on >= day, "running"),
        (renewed, "renewed"),
        else_="expired",
    )


def running(day: date) -> ColumnElement[bool]:
    """The condition that a signed agreement stands on a day."""
    return and_(
        Agreement.alive,
        Agreement.signed_on.is_not(None),
        Agreement.signed_on <= day,
        Agreement.starts_on <= day,
        Agreement.ends_on >= day,
        or_(Agreement.terminated_on.is_(None), Agreement.terminated_on > day),
    )


def standing(day: date) -> ColumnElement[bool]:
    """The condition that a claim stands on a day."""
    return and_(Claim.alive, Claim.claimed_on <= day, or_(Claim.ended_on.is_(None), Claim.ended_on > day))


def served(*where: ColumnElement[bool]) -> Any:
    """A query on the deliveries of standing and past claims, to be given what it counts."""
    return select(Delivery).join(Claim, Claim.id == Delivery.claim_id).where(Delivery.alive, Claim.alive, *where)


def partner_rows(day: date) -> Subquery:
    """Every partner, with the agreement that stands, what was claimed and what was given up to the day."""
    newest = (
        select(is_state(day))
        .where(Agreement.partner_id == Partner.id, Agreement.alive)
        .order_by(rank(day), Agreement.starts_on.desc(), Agreement.id.desc())
        .limit(1)
        .correlate(Partner)
        .scalar_subquery()
    )
    until = (
        select(func.max(Agreement.ends_on))
        .where(Agreement.partner_id == Partner.id, running(day))
        .correlate(Partner)
        .scalar_subquery()
    )
    claims = (
        select(func.count(Claim.id)).where(Claim.partner_id == Partner.id, standing(day)).correlate(Partner)
    ).scalar_subquery()
    given = served(Claim.partner_id == Partner.id, Delivery.served_on <= day).correlate(Partner)
    return (
        select(
            Partner.id,
            Partner.unit_id,
            Partner.kind,
            Partner.name,
            Partner.name_sort,
            Partner.contact_name,
            Partner.phone,
            newest.label("state"),
            until.label("until"),
            claims.label("claims"),
            given.with_only_columns(func.count(Delivery.id)).scalar_subquery().label("times"),
            func.coalesce(given.with_only_columns(func.sum(Delivery.served)).scalar_subquery(), 0).label("served"),
            Partner.remark,
        )
        .where(Partner.alive)
        .subquery("partner_rows")
    )


def agreement_rows(day: date) -> Subquery:
    """Every agreement with its partner and services; its state is that of the day."""
    services = (
        select(
            func.coalesce(
                func.aggregate_strings(AgreementItem.content, SEPARATOR).aggregate_order_by(AgreementItem.id), ""
            )
        )
        .where(AgreementItem.agreement_id == Agreement.id, AgreementItem.alive)
        .correlate(Agreement)
        .scalar_subquery()
    )
    return (
        select(
            Agreement.id,
            Agreement.unit_id,
            Agreement.number,
            Partner.name.label("partner"),
            Partner.name_sort.label("partner_sort"),
            Partner.kind,
            services.label("services"),
            is_state(day).label("state"),
            Agreement.starts_on,
            case((running(day), Agreement.ends_on)).label("until"),
            Agreement.ends_on,
            Agreement.signed_on,
            Agreement.terminated_on,
            Agreement.end_reason,
        )
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(Agreement.alive)
        .subquery("agreement_rows")
    )


def project_rows(day: date) -> Subquery:
    """Every project with who leads it, who joins, and what was given up to the day."""
    given = served(Claim.project_id == Project.id, Delivery.served_on <= day).correlate(Project)
    over = and_(Project.ends_on.is_not(None), Project.ends_on <= day)
    claimed = select(Claim.id).where(Claim.project_id == Project.id, standing(day)).correlate(Project).exists()
    return (
        select(
            Project.id,
            Project.unit_id,
            Project.name,
            Project.name_sort,
            Project.kind,
            case((over, "closed"), (claimed, "claimed"), else_="open").label("state"),
            _names(day, "lead").label("lead"),
            _names(day, "joint").label("joint"),
            Project.target,
            Project.place,
            Project.times,
            Project.wanted,
            given.with_only_columns(func.count(Delivery.id)).scalar_subquery().label("given"),
            func.coalesce(given.with_only_columns(func.sum(Delivery.served)).scalar_subquery(), 0).label("served"),
            given.with_only_columns(func.max(Delivery.served_on)).scalar_subquery().label("last_on"),
        )
        .where(Project.alive)
        .subquery("project_rows")
    )


def delivery_rows(day: date) -> Subquery:
    """Every service given up to the day, with what the served said last."""
    said = (
        select(Rating.level)
        .where(Rating.delivery_id == Delivery.id, Rating.alive, Rating.rated_on <= day)
        .order_by(Rating.rated_on.desc(), Rating.id.desc())
        .limit(1)
        .correlate(Delivery)
        .scalar_subquery()
    )
    return (
        select(
            Delivery.id,
            Delivery.unit_id,
            Delivery.served_on,
            newest_first(Delivery.served_on).label("day_sort"),
            Project.name.label("project"),
            Project.name_sort.label("project_sort"),
            Partner.name.label("partner"),
            Partner.name_sort.label("partner_sort"),
            Project.kind,
            Delivery.served,
            Delivery.minutes,
            Delivery.what,
            said.label("level"),
        )
        .join(Claim, Claim.id == Delivery.claim_id)
        .join(Project, Project.id == Claim.project_id)
        .join(Partner, Partner.id == Claim.partner_id)
        .where(Delivery.alive, Delivery.served_on <= day)
        .subquery("delivery_rows")
    )


def rank(day: date) -> ColumnElement[int]:
    """What stands comes before what is to come, then what is over, the draft last."""
    order = ("running", "signed", "expired", "renewed", "terminated", "draft")
    return case({state: at for at, state in enumerate(order)}, value=is_state(day), else_=len(order))


def _names(day: date, role: str) -> Any:
    """The partners who hold a project in a role, in one text."""
    names = func.aggregate_strings(Partner.name, SEPARATOR).aggregate_order_by(Claim.claimed_on, Claim.id)
    return (
        select(func.coalesce(names, ""))
        .select_from(Claim)
        .join(Partner, Partner.id == Claim.partner_id)
        .where(Claim.project_id == Project.id, Claim.role == role, standing(day))
        .correlate(Project)
        .scalar_subquery()
    )
