"""What the branch owes today: visits due by stairwell, appointments, households without a member, the month's plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Building
from desktop.registers.contacts.model import Visit
from desktop.registers.contacts.rules import MET
from desktop.registers.households.model import HouseholdRow
from desktop.reports.exchange_standing import enrolled
from desktop.reports.walking import walk
from desktop.standard import unit_settings
from desktop.standard.show import SOON_DAYS
from desktop.values.door import natural_key

When = Literal["overdue", "today", "soon"]
MOST_PLANNED = 99_999
MOST_APPOINTMENTS = 500  # a list that nobody reads to its end; the count of what is left is told


@dataclass(frozen=True, slots=True)
class Walk:
    """Households of one stairwell due in one span; `contact` names a linked member, `more_contacts` counts others."""

    when: When
    building_id: UUID
    building: str
    stairwell: str
    households: int
    oldest: date
    contact: str
    more_contacts: int


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day agreed with a household; why is nobody's business here (MISSION: care is never shown in Today)."""

    when: When
    household_id: UUID
    door: str
    head_name: str
    day: date
    contacts: str


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """Households to visit this month, those that were met, and the days that are left after today.

    `chosen` when the branch set the number itself; it may then be smaller than what was met.
    """

    total: int
    done: int
    days_left: int
    chosen: bool = False

    @property
    def left(self) -> int:
        """Households still to meet."""
        return max(0, self.total - self.done)


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that 今日工作 counts, as of one moment. `next_due` is the first day after the coming week."""

    walks: tuple[Walk, ...]
    appointments: tuple[Appointment, ...]
    plan: MonthPlan
    households: int
    linked: int
    waiting_cells: int
    waiting_households: int
    next_due: date | None
    enrolled: bool = False  # does this PC exchange with a county?

    @property
    def unlinked(self) -> int:
        """Households without a named member (R2: a standing to-do, never a block)."""
        return self.households - self.linked


def read(session: Session, actor: Actor, *, today: date) -> Today:
    """Read it all; households that nobody is linked to have no date and are counted instead."""
    actor.require("households.see")
    households, linked, cells, waiting = _totals(session, actor)
    return Today(
        walks=_walks(session, actor, today),
        appointments=_appointments(session, actor, today),
        plan=month_plan(session, actor, today=today),
        households=households,
        linked=linked,
        waiting_cells=cells,
        waiting_households=waiting,
        next_due=session.scalar(
            select(func.min(HouseholdRow.next_due)).where(
                visible(HouseholdRow, actor), HouseholdRow.next_due > today + timedelta(days=SOON_DAYS)
            )
        ),
        enrolled=enrolled(session),
    )


def due_households(
    session: Session, actor: Actor, *, building_id: UUID, stairwell: str, when: When, today: date
) -> tuple[UUID, ...]:
    """The households behind one Walk, in walking order."""
    actor.require("households.see")
    inside = and_(HouseholdRow.building_id == building_id, HouseholdRow.stairwell == stairwell)
    return tuple(session.scalars(walk(actor, HouseholdRow.id).where(inside, _due(when, today), ~appointed())))


def to_visit(session: Session, actor: Actor, *, today: date) -> tuple[UUID, ...]:
    """Every household that is overdue or for today, appointments among them, in walking order: the day's list."""
    actor.require("households.see")
    return tuple(session.scalars(walk(actor, HouseholdRow.id).where(HouseholdRow.next_due <= today)))


def due_count(session: Session, actor: Actor, *, today: date) -> int:
    """How many rows of Today are overdue or for today: the number in the navigation."""
    pressing = (visible(HouseholdRow, actor), HouseholdRow.next_due <= today)
    walks = (
        select(HouseholdRow.next_due < today, HouseholdRow.building_id, HouseholdRow.stairwell)
        .where(*pressing, ~appointed())
        .distinct()
    )
    agreed = select(HouseholdRow.id).where(*pressing, appointed()).limit(MOST_APPOINTMENTS)
    return sum(session.scalar(select(func.count()).select_from(rows.subquery())) or 0 for rows in (walks, agreed))


def month_plan(session: Session, actor: Actor, *, today: date) -> MonthPlan:
    """The households met this month, and beside them those that fall due before it ends, or what the branch set."""
    first = today.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    listed = select(func.count()).select_from(HouseholdRow).where(visible(HouseholdRow, actor))
    # The list knows the last visit of each household. Which of them came later than a month that is over, their visits
    # tell: in the month of now there are none.
    since = HouseholdRow.last_visit > last
    before = select(Visit.id).where(Visit.household_id == HouseholdRow.id, Visit.visited_on.between(first, last))
    in_month = and_(since, before.where(Visit.alive, Visit.outcome.in_(MET)).exists())
    met = and_(HouseholdRow.last_visit >= first, or_(HouseholdRow.last_visit <= last, in_month))
    unmet = or_(HouseholdRow.last_visit.is_(None), HouseholdRow.last_visit < first, and_(since, ~in_month))
    done = session.scalar(listed.where(met)) or 0
    left = session.scalar(listed.where(HouseholdRow.next_due <= last, unmet)) or 0
    chosen = unit_settings.get(session, actor.unit_id, plan_key(today))
    return MonthPlan(chosen or done + left, done, (last - today).days, chosen is not None)


def plan_key(day: date) -> str:
    """The setting of the unit that holds its own plan for the month of `day`, a number of households."""
    return f"month_plan.{day:%Y-%m}"


def set_plan(session: Session, actor: Actor, *, today: date, households: int | None) -> None:
    """Set how many households the branch wants to meet this month; None goes back to those that fall due."""
    if households is not None and not 1 <= households <= MOST_PLANNED:
        raise UserError(_("计划的户数要在 1 到 {most} 之间。").format(most=MOST_PLANNED), field="households")
    unit_settings.put(session, actor, plan_key(today), value=households)


def _totals(session: Session, actor: Actor) -> tuple[int, int, int, int]:
    one = func.sum(case((HouseholdRow.contact_names != "", 1), else_=0))
    waits = func.sum(case((HouseholdRow.marks > 0, 1), else_=0))
    counted = select(func.count(), one, func.sum(HouseholdRow.marks), waits).where(visible(HouseholdRow, actor))
    households, linked, cells, waiting = session.execute(counted).one()
    return households, linked or 0, cells or 0, waiting or 0


def _walks(session: Session, actor: Actor, today: date) -> tuple[Walk, ...]:
    row, when = HouseholdRow, _when(today)
    query = (
        select(
            when, row.building_id, row.stairwell, func.count(), func.min(row.next_due), func.min(row.contact_names),
            func.count(row.contact_names.distinct()) - 1,
        )
        .where(visible(row, actor), _until(today), ~appointed())
        .group_by(when, row.building_id, row.stairwell)
    )  # fmt: skip
    # Their names are asked apart: an index that holds all the rest of it need not hold those.
    asked = select(Building.id, Building.name, Building.sort)
    named = {key: (name, sort) for key, name, sort in session.execute(asked)}
    found = []
    for said, building_id, stairwell, *counted in session.execute(query):
        name, sort = named[building_id]
        one = Walk(said, building_id, name, stairwell, *counted)
        found.append(((one.oldest, sort, natural_key(stairwell)), one))
    return tuple(one for _place, one in sorted(found, key=itemgetter(0)))


def _appointments(session: Session, actor: Actor, today: date) -> tuple[Appointment, ...]:
    row = HouseholdRow
    query = (
        select(_when(today), row.id, row.door, row.head_name, row.next_due, row.contact_names)
        .where(visible(row, actor), _until(today), appointed())
        .order_by(row.next_due, row.door_sort)
        .limit(MOST_APPOINTMENTS)
    )
    return tuple(Appointment(*found) for found in session.execute(query))


def appointed() -> ColumnElement[bool]:
    """The next visit is due because it was agreed upon."""
    return HouseholdRow.agreed.is_(True)


def _until(today: date) -> ColumnElement[bool]:
    return HouseholdRow.next_due <= today + timedelta(days=SOON_DAYS)


def _when(today: date) -> Any:
    return case(
        (HouseholdRow.next_due < today, "overdue"), (HouseholdRow.next_due == today, "today"), else_="soon"
    ).label("due_when")


def _due(when: When, today: date) -> ColumnElement[bool]:
    if when == "soon":
        return and_(HouseholdRow.next_due > today, _until(today))
    return and_(HouseholdRow.next_due < today if when == "overdue" else HouseholdRow.next_due == today)
