"""What falls on which day: visits by stairwell, appointments, sheets to come back, and what registers say is due."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.bonds.queries import due as bonds
from desktop.registers.households.model import HouseholdRow
from desktop.registers.jottings import queries as jottings
from desktop.registers.partners.queries import due as partners
from desktop.registers.party_orgs.queries import due as party_orgs
from desktop.registers.people.model import Household
from desktop.registers.venues.queries import due as venues
from desktop.reports import paper_out
from desktop.reports.today import appointed
from desktop.reports.walking import walk
from desktop.standard.sheets_out import PLACE as SHEET
from desktop.standard.todo import Source
from desktop.ui.calendar_rows import ORDER, Item, Kind

_WEEK = 7  # days that a source of Today looks ahead at least
# Registers whose rows of Today have a day, each with the permission to see them.
SOURCES: tuple[tuple[str, Kind, Source], ...] = (
    ("party_orgs.see", "term", party_orgs.todos),
    ("bonds.see", "bond", bonds.todos),
    ("partners.see", "partner", partners.todos),
)


def read(session: Session, actor: Actor, *, first: date, last: date, today: date) -> tuple[Item, ...]:
    """Everything of these days that the person may see, day by day; why a visit is due is told nowhere."""
    found = [*_visits(session, actor, first, last, today=today), *_agreed(session, actor, first, last, today=today)]
    for permission, kind, todos in SOURCES:
        if actor.may(permission):
            found += _due(session, actor, first, last, today=today, kind=kind, todos=todos)
    if actor.may("venue_contracts.see"):
        found += _rents(session, actor, first, last, today=today)
    if actor.may("jottings.see"):
        found += _jottings(session, actor, first, last, today=today)
    if actor.may("contacts.see"):
        found += _sheets(session, actor, first, last, today=today)
    return tuple(sorted(found, key=lambda item: (item.day, ORDER.index(item.kind))))  # as read within a kind


def due_on(session: Session, actor: Actor, *, day: date, building_id: UUID, stairwell: str) -> tuple[UUID, ...]:
    """The households behind one item of visits, in walking order."""
    actor.require("households.see")
    query = walk(actor, HouseholdRow.id).join(Household, Household.id == HouseholdRow.id)
    inside = (HouseholdRow.building_id == building_id, HouseholdRow.stairwell == stairwell)
    return tuple(session.scalars(query.where(*inside, HouseholdRow.next_due == day, ~appointed())))


def _visits(session: Session, actor: Actor, first: date, last: date, *, today: date) -> Iterator[Item]:
    row = HouseholdRow
    query = (
        select(row.next_due, row.building_id, func.min(row.building), row.stairwell, func.count())
        .join(Household, Household.id == row.id)
        .where(visible(row, actor), row.next_due.between(first, last), ~appointed())
        .group_by(row.next_due, row.building_id, row.stairwell)
        .order_by(row.next_due, func.min(row.door_sort))
    )
    for day, building_id, building, stairwell, count in session.execute(query):
        assert day is not None, "asked for days between two"
        place = building + (_("{number}单元").format(number=stairwell) if stairwell else "")
        title = _("{count} 户 {place}").format(place=place, count=count)
        yield Item(day, "visit", title, "", "visit", None, (building_id, stairwell), count, day < today)


def _agreed(session: Session, actor: Actor, first: date, last: date, *, today: date) -> Iterator[Item]:
    row = HouseholdRow
    query = (
        select(row.next_due, row.id, row.door, row.head_name, row.contact_names)
        .join(Household, Household.id == row.id)
        .where(visible(row, actor), row.next_due.between(first, last), appointed())
        .order_by(row.next_due, row.door_sort)
    )
    for day, key, door, head, contacts in session.execute(query):
        assert day is not None, "asked for days between two"
        named = _("联户党员 {name}").format(name=contacts) if contacts else ""
        yield Item(day, "agreed", f"{door} {head}".strip(), named, "households", key, late=day < today)


def _due(
    session: Session, actor: Actor, first: date, last: date, *, today: date, kind: Kind, todos: Source
) -> Iterator[Item]:
    """A source of Today looks some days ahead, so it is asked week by week, as it will answer then."""
    start = first
    while start <= last:
        end = min(start + timedelta(days=_WEEK - 1), last)
        for todo in todos(session, actor, max(start, today)):
            if todo.day is not None and start <= todo.day <= end:
                yield Item(todo.day, kind, todo.title, todo.detail, todo.place, todo.record_id, late=todo.day < today)
        start = end + timedelta(days=1)


def _rents(session: Session, actor: Actor, first: date, last: date, *, today: date) -> Iterator[Item]:
    """Each rent on its own day: Today names the oldest of a contract only."""
    for todo in venues.dated(session, actor, first, last):
        assert todo.day is not None, "asked for days between two"
        late = todo.day < today
        yield Item(todo.day, "venue", todo.title, todo.detail, todo.place, todo.record_id, late=late)


def _jottings(session: Session, actor: Actor, first: date, last: date, *, today: date) -> Iterator[Item]:
    for one in jottings.dated(session, actor, first, last):
        yield Item(one.day, "jotting", jottings.said(one.text), one.about, jottings.PLACE, one.id, late=one.day < today)


def _sheets(session: Session, actor: Actor, first: date, last: date, *, today: date) -> Iterator[Item]:
    for sheet in paper_out.sheets(session, actor, today=today):
        day = sheet.printed_on + timedelta(days=paper_out.LATE_DAYS)
        if first <= day <= last:
            detail = _("{day} 打印，还有 {count} 行").format(day=sheet.printed_on, count=sheet.open)
            title = " ".join(part for part in (sheet.title, sheet.about) if part)
            place, key = (SHEET, sheet.id) if sheet.visits else ("paper_out", None)
            yield Item(day, "sheet", title, detail, place, key, late=day < today)
