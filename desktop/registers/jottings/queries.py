"""Jottings as the list, Today, the calendar and the work log read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import User
from desktop.base.clock import SHANGHAI, local_time
from desktop.base.text import _
from desktop.registers.households.model import HouseholdRow
from desktop.registers.jottings.model import Jotting
from desktop.registers.people.model import Person
from desktop.standard.show import SOON_DAYS
from desktop.standard.todo import Todo, due_when

PLACE = "jottings"
_MOST_SAID = 40  # characters of a sentence in a row of Today


@dataclass(frozen=True, slots=True)
class Dated:
    """A jotting with a day that is not done yet; `about` is a door or a name, "" for neither."""

    id: UUID
    day: date
    text: str
    about: str


def rows(day: date) -> Any:
    """The jottings as they stood at the end of `day`, a selectable that the list reads."""
    done = and_(Jotting.done_on.is_not(None), Jotting.done_on <= day)
    state = case(
        (done, "done"),
        (Jotting.day.is_not(None), "dated"),
        (or_(Jotting.household_id.is_not(None), Jotting.person_id.is_not(None)), "sorted"),
        else_="open",
    )
    return (
        select(
            Jotting.id, Jotting.unit_id, Jotting.text, Jotting.at, (-Jotting.at).label("at_sort"), Jotting.day,
            case((done, Jotting.done_on)).label("done_on"), state.label("state"), _about().label("about"),
            func.coalesce(User.name, "").label("by"),
        )
        .outerjoin(HouseholdRow, HouseholdRow.id == Jotting.household_id)
        .outerjoin(Person, Person.id == Jotting.person_id)
        .outerjoin(User, User.id == Jotting.by_id)
        .where(Jotting.alive, Jotting.at < midnight(day + timedelta(days=1)))
        .subquery("jotting_rows")
    )  # fmt: skip


def dated(session: Session, actor: Actor, first: date, last: date) -> tuple[Dated, ...]:
    """What is to be thought of between two days and is not done, in the order of the days."""
    query = _open(actor).where(Jotting.day.between(first, last)).order_by(Jotting.day, Jotting.id)
    return tuple(Dated(*found) for found in session.execute(query))


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """Jottings whose day has come or comes within the week, and how many nobody has sorted."""
    near = _open(actor).where(Jotting.day <= today + timedelta(days=SOON_DAYS)).order_by(Jotting.day, Jotting.id)
    found = [
        Todo(due_when(day, today), said(text), about, _("打开随手记"), PLACE, key, day)
        for key, day, text, about in session.execute(near)
    ]
    if count := unsorted(session, actor):
        title = _("{count} 条随手记还没有整理").format(count=count)
        found.append(Todo("none", title, _("归到住户或居民、定个日子，或者办完"), _("去整理"), PLACE))
    return found


def unsorted(session: Session, actor: Actor) -> int:
    """How many say neither whom they are about nor when, and are not done."""
    query = select(func.count()).select_from(Jotting).where(
        visible(Jotting, actor), Jotting.alive, Jotting.done_on.is_(None), Jotting.day.is_(None),
        Jotting.household_id.is_(None), Jotting.person_id.is_(None),
    )  # fmt: skip
    return session.scalar(query) or 0


def log_lines(session: Session, actor: Actor, first: date, last: date) -> Iterable[tuple[date, str]]:
    """What was jotted down between two days, for the work log."""
    query = (
        select(Jotting.at, Jotting.text)
        .where(visible(Jotting, actor), Jotting.alive)
        .where(Jotting.at >= midnight(first), Jotting.at < midnight(last + timedelta(days=1)))
        .order_by(Jotting.at, Jotting.id)
    )
    for at, text in session.execute(query):
        yield local_time(at).date(), _("随手记：{text}").format(text=text)


def said(text: str) -> str:
    """The sentence, cut where a row of Today ends."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SAID else line[: _MOST_SAID - 1] + "…"


def midnight(day: date) -> int:
    """The first instant of a day, UTC ms."""
    return int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp() * 1000)


def _open(actor: Actor) -> Any:
    return (
        select(Jotting.id, Jotting.day, Jotting.text, _about())
        .outerjoin(HouseholdRow, HouseholdRow.id == Jotting.household_id)
        .outerjoin(Person, Person.id == Jotting.person_id)
        .where(visible(Jotting, actor), Jotting.alive, Jotting.done_on.is_(None))
    )


def _about() -> Any:
    """A name, a door with the head, or nothing."""
    home = HouseholdRow.door + literal(" ") + HouseholdRow.head_name
    return func.coalesce(Person.name, func.trim(home), "")
