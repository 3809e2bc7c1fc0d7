"""The look-ups as a list, with the person's name where the person is known, and what is news of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.registers.lookups import rules
from desktop.registers.lookups.model import PersonLookup
from desktop.registers.people.model import Person
from desktop.standard.todo import Todo


def rows(_day: date) -> Any:
    """The list. A PC above the community has no residents: there the name stays empty (MISSION, who sees whom)."""
    look = PersonLookup
    return (
        select(
            look.id, look.unit_id, look.asked_at, look.asked_by, look.asked_unit, look.reason, look.note, look.found,
            case((look.person_id.is_not(None), func.coalesce(Unit.name, "")), else_="").label("unit"),
            func.coalesce(Person.name, "").label("person"),
            (-look.asked_at).label("newest"),
        )
        .outerjoin(Unit, Unit.id == look.unit_id)
        .outerjoin(Person, Person.id == look.person_id)
        .where(look.alive)
        .subquery()
    )  # fmt: skip


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """That somebody of here was looked up above, while it is news."""
    query = select(PersonLookup.asked_at, PersonLookup.asked_unit).where(
        PersonLookup.alive, PersonLookup.person_id.is_not(None), visible(PersonLookup, actor)
    )
    since = today - timedelta(days=rules.NEWS_DAYS)
    news = [row for row in session.execute(query) if local_time(row.asked_at).date() > since]
    if not news:
        return ()
    who = _("、").join(dict.fromkeys(row.asked_unit for row in news))
    said = _("{who}按原因查了本单位的人，近 {days} 天 {count} 次").format(
        who=who, days=rules.NEWS_DAYS, count=len(news)
    )
    return (Todo("none", said, _("谁查的、为什么，都记在查询记录里。"), _("看查询记录"), "lookups"),)
