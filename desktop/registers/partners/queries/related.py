"""Which rows belong to a partner, an agreement, a project or a delivery, for its history."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.partners.model import Agreement, AgreementItem, Claim, Rating


def of_partner(session: Session, partner_id: UUID) -> tuple[UUID, ...]:
    """The agreements and the claims."""
    kinds = (Agreement, Claim)
    return tuple(key for kind in kinds for key in session.scalars(select(kind.id).where(kind.partner_id == partner_id)))


def of_agreement(session: Session, agreement_id: UUID) -> tuple[UUID, ...]:
    """The services it promises."""
    return tuple(session.scalars(select(AgreementItem.id).where(AgreementItem.agreement_id == agreement_id)))


def of_project(session: Session, project_id: UUID) -> tuple[UUID, ...]:
    """The claims on it."""
    return tuple(session.scalars(select(Claim.id).where(Claim.project_id == project_id)))


def of_delivery(session: Session, delivery_id: UUID) -> tuple[UUID, ...]:
    """What was said of it."""
    return tuple(session.scalars(select(Rating.id).where(Rating.delivery_id == delivery_id)))
