"""Two signed contracts on one venue for the same days: refused when signing here, foreseen between two PCs."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.venues.model import Contract, Venue


def with_contract(session: Session, contract: Contract) -> Contract | None:
    """The first signed contract on the same venue that stands on a day of this one."""
    query = select(Contract).where(
        Contract.venue_id == contract.venue_id, Contract.id != contract.id, Contract.alive,
        Contract.signed_on.is_not(None), Contract.starts_on <= contract.last_day,
        Contract.ends_on >= contract.starts_on,
    )  # fmt: skip
    found = session.scalars(query.order_by(Contract.starts_on, Contract.id))
    return next((one for one in found if one.last_day >= contract.starts_on), None)


def standing(session: Session, actor: Actor) -> tuple[tuple[str, Contract, Contract], ...]:
    """Venues with pairs of signed contracts that overlap, as two PCs can bring them about before they exchange."""
    other = aliased(Contract)
    query = (
        select(Venue.name, Contract, other)
        .join(Venue, Venue.id == Contract.venue_id)
        .join(other, and_(other.venue_id == Contract.venue_id, other.id > Contract.id))
        .where(Contract.alive, other.alive, Contract.signed_on.is_not(None), other.signed_on.is_not(None))
        .where(Contract.starts_on <= other.ends_on, other.starts_on <= Contract.ends_on, visible(Contract, actor))
        .where(or_(Contract.terminated_on.is_(None), Contract.terminated_on > other.starts_on))
        .where(or_(other.terminated_on.is_(None), other.terminated_on > Contract.starts_on))
        .where(or_(Contract.terminated_on.is_(None), Contract.terminated_on > Contract.starts_on))
        .where(or_(other.terminated_on.is_(None), other.terminated_on > other.starts_on))
        .order_by(Venue.name_sort, Contract.id)
    )
    return tuple((row[0], row[1], row[2]) for row in session.execute(query))
