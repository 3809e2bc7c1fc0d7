"""The lists of venues and contracts as they stood on any day: a query each, not a table."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, ContractService, Venue

SEPARATOR = "、"  # data


def is_state(day: date) -> ColumnElement[str]:
    """How a contract stands on a day, asked of the database: the same as rules.contract.state."""
    return case(
        (or_(Contract.signed_on.is_(None), Contract.signed_on > day), "draft"),
        (and_(Contract.terminated_on.is_not(None), Contract.terminated_on <= day), "terminated"),
        (Contract.starts_on > day, "signed"),
        (Contract.ends_on >= day, "running"),
        (went_on(day), "renewed"),
        else_="expired",
    )


def went_on(day: date) -> ColumnElement[bool]:
    """The condition that another contract, signed by a day, goes on from this one; not one ended before it began."""
    newer = aliased(Contract)
    begins = or_(newer.terminated_on.is_(None), newer.terminated_on > newer.starts_on)
    query = select(newer.id).where(newer.renews_id == Contract.id, newer.alive, begins)
    return query.where(newer.signed_on.is_not(None), newer.signed_on <= day).correlate(Contract).exists()


def running(day: date) -> ColumnElement[bool]:
    """The condition that a signed contract stands on a day."""
    return and_(
        Contract.alive,
        Contract.signed_on.is_not(None),
        Contract.signed_on <= day,
        Contract.starts_on <= day,
        Contract.ends_on >= day,
        or_(Contract.terminated_on.is_(None), Contract.terminated_on > day),
    )


def venue_rows(day: date) -> Subquery:
    """Every venue, with who holds it on the day."""
    held = select(Contract).where(Contract.venue_id == Venue.id, running(day)).order_by(Contract.id).limit(1)
    tenant = (
        held.with_only_columns(Organisation.name)
        .select_from(Contract)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .correlate(Venue)
        .scalar_subquery()
    )
    until = held.with_only_columns(Contract.ends_on).correlate(Venue).scalar_subquery()
    trade = held.with_only_columns(Contract.trade).correlate(Venue).scalar_subquery()
    return (
        select(
            Venue.id,
            Venue.unit_id,
            Venue.name,
            Venue.name_sort,
            Venue.place,
            Venue.area,
            Venue.function,
            Venue.owner,
            case((until.is_not(None), "let"), (Venue.state == "open", "free"), else_=Venue.state).label("use"),
            tenant.label("tenant"),
            trade.label("trade"),
            until.label("until"),
            Venue.remark,
        )
        .where(Venue.alive)
        .subquery("venue_rows")
    )


def contract_rows(day: date) -> Subquery:
    """Every contract with its venue, tenant and services; its state is that of the day."""
    said = func.aggregate_strings(ContractService.content, SEPARATOR).aggregate_order_by(ContractService.id)
    services = (
        select(func.coalesce(said, ""))
        .where(ContractService.contract_id == Contract.id, ContractService.alive)
        .correlate(Contract)
        .scalar_subquery()
    )
    found: Subquery = (
        _with_names(
            is_state(day).label("state"),
            Contract.trade,
            Contract.starts_on,
            case((running(day), Contract.ends_on)).label("until"),
            Contract.ends_on,
            Contract.rent,
            Contract.rent_period,
            services.label("services"),
            Contract.deposit,
            Contract.signed_on,
            Contract.terminated_on,
            Contract.end_reason,
            Contract.left_on,
        )
        .where(Contract.alive)
        .subquery("contract_rows")
    )
    return found


def _with_names(*columns: Any) -> Any:
    return (
        select(
            Contract.id,
            Contract.unit_id,
            Contract.number,
            Venue.name.label("venue"),
            Venue.name_sort.label("venue_sort"),
            Organisation.name.label("tenant"),
            Organisation.name_sort.label("tenant_sort"),
            *columns,
        )
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
    )
