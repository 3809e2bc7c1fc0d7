"""Which rows belong to a partner, an agreement, a project or a delivery, for its history."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.partners.model import Agreement, AgreementItem, Claim, Rating
from desktop.standard import files


def of_partner(session: Session, partner_id: UUID) -> tuple[UUID, ...]:
    """The agreements and the claims."""
    kinds = (Agreement, Claim)
    return tuple(key for kind in kinds for key in session.scalars(select(kind.id).where(kind.partner_id == partner_id)))


def of_agreement(session: Session, agreement_id: UUID) -> tuple[UUID, ...]:
    """The services it promises, and its scans."""
    items = session.scalars(select(AgreementItem.id).where(AgreementItem.agreement_id == agreement_id))
    return (*items, *files.rows_of(session, agreement_id))


def of_project(session: Session, project_id: UUID) -> tuple[UUID, ...]:
    """The claims on it."""
    return tuple(session.scalars(select(Claim.id).where(Claim.project_id == project_id)))


def of_delivery(session: Session, delivery_id: UUID) -> tuple[UUID, ...]:
    """What was said of it, and its photos."""
    ratings = session.scalars(select(Rating.id).where(Rating.delivery_id == delivery_id))
    return (*ratings, *files.rows_of(session, delivery_id))
