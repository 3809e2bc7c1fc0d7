"""The lists of bonds and of what was done under them, as of any day: a query each, not a table."""

from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select

from desktop.registers.bonds.model import Bond, BondContact
from desktop.standard.day_columns import days_after, newest_first


def standing(day: date) -> ColumnElement[bool]:
    """The condition that a bond stands on a day."""
    return and_(Bond.alive, Bond.starts_on <= day, or_(Bond.ends_on.is_(None), Bond.ends_on > day))


def is_state(day: date) -> ColumnElement[str]:
    """How a bond stands: a code of bond_state."""
    return case(
        (and_(Bond.ends_on.is_not(None), Bond.ends_on <= day), "ended"), (Bond.starts_on > day, "coming"),
        else_="standing",
    )  # fmt: skip


def last_contact(day: date) -> ColumnElement[date]:
    """The last day up to `day` on which somebody came; NULL for never."""
    return (
        select(func.max(BondContact.held_on))
        .where(BondContact.bond_id == Bond.id, BondContact.alive, BondContact.held_on <= day)
        .correlate(Bond)
        .scalar_subquery()
    )


def next_due(day: date) -> ColumnElement[date]:
    """rules.due_on, asked of the database."""
    since = func.coalesce(last_contact(day), Bond.starts_on)
    return days_after(since, Bond.cadence_days)


def bond_rows(day: date) -> Subquery:
    """Every bond with its last contact and the day of the next, which only a standing one has."""
    times = (
        select(func.count(BondContact.id))
        .where(BondContact.bond_id == Bond.id, BondContact.alive, BondContact.held_on <= day)
        .where(BondContact.held_on >= date(day.year, 1, 1))
        .correlate(Bond)
        .scalar_subquery()
    )
    return (
        select(
            Bond.id,
            Bond.unit_id,
            Bond.kind,
            Bond.name,
            Bond.name_sort,
            Bond.post,
            Bond.place,
            is_state(day).label("state"),
            last_contact(day).label("last_on"),
            case((standing(day), next_due(day))).label("next_on"),
            times.label("times"),
            Bond.cadence_days,
            Bond.contact_name,
            Bond.phone,
            Bond.starts_on,
            Bond.ends_on,
            Bond.end_reason,
            Bond.remark,
        )
        .where(Bond.alive)
        .subquery("bond_rows")
    )


def contact_rows(day: date) -> Subquery:
    """Everything that was done up to the day."""
    return (
        select(
            BondContact.id,
            BondContact.unit_id,
            BondContact.held_on,
            newest_first(BondContact.held_on).label("day_sort"),
            Bond.name,
            Bond.name_sort,
            Bond.kind.label("bond_kind"),
            Bond.place,
            BondContact.kind,
            BondContact.who,
            BondContact.what,
        )
        .join(Bond, Bond.id == BondContact.bond_id)
        .where(BondContact.alive, Bond.alive, BondContact.held_on <= day)
        .subquery("bond_contact_rows")
    )
