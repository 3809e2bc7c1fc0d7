"""What people do with links and visits: name a contact, end a link, log a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.contacts import rules
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.people.model import Household, Membership, Person
from desktop.standard import sheets_out


@dataclass(frozen=True, slots=True)
class Written:
    """What a visitor wrote into one row of a sheet; `place` counts from 1 as the paper does."""

    place: int
    outcome: str
    way: str
    said: str = ""
    needs: str = ""
    settled: bool = False
    to_event: bool = False
    next_on: date | None = None


def assign(
    session: Session,
    actor: Actor,
    household_ids: Sequence[UUID],
    *,
    member_id: UUID,
    on: date,
    kind: str = "resident",
    replace: bool = True,
) -> int:
    """Link a Party member to households from `on`; with `replace`, links that stand end the day before.

    Returns how many households got a new link. A household already linked to the member is left alone.
    """
    actor.require("contacts.assign")
    _living_member(session, actor, member_id)
    made = 0
    for household_id in household_ids:
        household = session.get_one(Household, household_id)
        actor.require("contacts.assign", household.unit_id)
        standing = session.scalars(
            select(ContactLink).where(
                ContactLink.household_id == household_id, ContactLink.alive, ContactLink.ends_on.is_(None)
            )
        ).all()
        if any(link.member_id == member_id for link in standing):
            continue
        for link in standing if replace else ():
            link.ends_on, link.end_reason = max(link.starts_on, on), "reassigned"
        made += 1
        session.add(
            ContactLink(
                unit_id=household.unit_id, member_id=member_id, household_id=household_id, kind=kind, starts_on=on
            )
        )
    session.flush()
    return made


def end_link(session: Session, actor: Actor, link_id: UUID, *, on: date, reason: str) -> None:
    """End a link; the household stands without a contact until another is named (R2)."""
    link = session.get_one(ContactLink, link_id)
    actor.require("contacts.end_link", link.unit_id)
    if link.ends_on is not None:
        raise UserError(_("这条联系已经结束，不用再结束一次。"))
    link.ends_on, link.end_reason = on, reason
    rules.check_link(link)
    session.flush()


def log_visit(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    on: date,
    today: date,
    way: str,
    outcome: str,
    said: str = "",
    needs: str = "",
    settled: bool = False,
    next_on: date | None = None,
    to_event: bool = False,
    member_id: UUID | None = None,
    visitor_name: str = "",
) -> UUID:
    """Log a visit or a try; an agreed next day becomes the household's appointment."""
    actor.require("contacts.visit")
    household = session.get_one(Household, household_id)
    actor.require("contacts.visit", household.unit_id)
    visit = Visit(
        unit_id=household.unit_id, household_id=household_id, member_id=member_id, visitor_name=visitor_name,
        visited_on=on, way=way, outcome=outcome, said=said.strip(), needs=needs.strip(), settled=settled,
        next_on=next_on, to_event=to_event or None,
    )  # fmt: skip
    rules.check_visit(visit, today)
    session.add(visit)
    if household.appointed_on != next_on and (next_on is not None or outcome in rules.MET):
        household.appointed_on = next_on
    session.flush()
    return visit.id


def log_sheet(
    session: Session,
    actor: Actor,
    sheet_id: UUID,
    *,
    written: Sequence[Written],
    on: date,
    today: date,
    member_id: UUID | None = None,
    visitor_name: str = "",
) -> int:
    """Log a visit for each row that was written into, all or none; how many. Rows without anything stay open."""
    sheet = sheets_out.sheet_in_scope(session, actor, sheet_id)
    rules.check_sheet_day(on, local_time(sheet.printed_at).date())
    rows = {row.place: row for row in sheets_out.rows_of(session, sheet_id)}
    for one in written:
        try:
            rows[one.place].entered_as = log_visit(
                session, actor, rows[one.place].record_id, on=on, today=today, way=one.way, outcome=one.outcome,
                said=one.said, needs=one.needs, settled=one.settled, to_event=one.to_event, next_on=one.next_on,
                member_id=member_id, visitor_name=visitor_name,
            )  # fmt: skip
        except UserError as error:
            if error.field == "visited_on":
                raise
            words = _("第 {place} 行：{words}").format(place=one.place, words=error.message)
            raise UserError(words, field=f"{one.place}.{error.field}") from error
    if written:
        sheet.closed, sheet.closed_at = "", None  # it came back after all
    session.flush()
    return len(written)


def unmark(session: Session, actor: Actor, visit_id: UUID) -> None:
    """What a visit was marked for has become an event, or needs none."""
    visit = session.get_one(Visit, visit_id)
    actor.require("visits.unmark", visit.unit_id)
    visit.to_event = None
    session.flush()


def erase_words(session: Session, actor: Actor, visit_id: UUID) -> None:
    """Clear what was said and needed at a visit; day, way and outcome stay (MISSION: notes are kept 2 years)."""
    visit = session.get_one(Visit, visit_id)
    actor.require("visits.erase", visit.unit_id)
    visit.said, visit.needs, visit.to_event = "", "", None
    session.flush()


def _living_member(session: Session, actor: Actor, member_id: UUID) -> None:
    person = session.get(Person, member_id)
    standing = select(Membership.id).where(
        Membership.person_id == member_id, Membership.alive, Membership.ends_on.is_(None)
    )
    if person is None or not person.alive or person.died_on is not None or session.scalars(standing).first() is None:
        raise UserError(_("联户党员要从在册党员中选，这个人现在不是。请先在居民页登记党员身份。"), field="member_id")
    actor.require("contacts.assign", person.unit_id)
