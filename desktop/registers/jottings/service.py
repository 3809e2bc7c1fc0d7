"""What people do with jottings: write one, say whom it is about, give it a day, finish it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.jottings import rules
from desktop.registers.jottings.model import Jotting
from desktop.registers.people.model import Household, Person
from desktop.store.deed import Deed


def jot(session: Session, actor: Actor, text: str) -> UUID:
    """Write a sentence down as it is."""
    actor.require("jottings.save")
    made = save(session, actor, None, values={"text": text.strip()}, children={})
    rules.check(made)
    session.flush()
    return made.id


def save(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any
) -> Jotting:
    """Write the values; a new one remembers when and by whom."""
    _check_about(session, actor, values.get("household_id"), values.get("person_id"))
    if record_id is None:
        deed: Deed = session.info["deed"]
        made = Jotting(unit_id=actor.unit_id, at=deed.at, by_id=actor.id, **values)
        session.add(made)
        return made
    jotting = session.get_one(Jotting, record_id)
    for name, value in values.items():
        setattr(jotting, name, value)
    return jotting


def attach(
    session: Session, actor: Actor, jotting_id: UUID, *, household_id: UUID | None, person_id: UUID | None
) -> None:
    """Say which household or whom it is about."""
    jotting = _ours(session, actor, "jottings.attach", jotting_id)
    if household_id is None and person_id is None:
        raise UserError(_("请选一户或一个人，也可以先不归。"), field="household_id")
    _check_about(session, actor, household_id, person_id)
    jotting.household_id, jotting.person_id = household_id, person_id
    session.flush()


def remind(session: Session, actor: Actor, jotting_id: UUID, *, day: date) -> None:
    """Give it the day on which Today and the calendar show it."""
    _ours(session, actor, "jottings.remind", jotting_id).day = day
    session.flush()


def finish(session: Session, actor: Actor, jotting_id: UUID) -> None:
    """It is done; it stays in the list and in the work log."""
    deed: Deed = session.info["deed"]
    _ours(session, actor, "jottings.finish", jotting_id).done_on = local_time(deed.at).date()
    session.flush()


def _ours(session: Session, actor: Actor, permission: str, jotting_id: UUID) -> Jotting:
    jotting = session.get_one(Jotting, jotting_id)
    actor.require(permission, jotting.unit_id)
    return jotting


def _check_about(session: Session, actor: Actor, household_id: UUID | None, person_id: UUID | None) -> None:
    for kind, key in ((Household, household_id), (Person, person_id)):
        found = session.get(kind, key) if key is not None else None
        if found is not None and found.unit_id not in actor.scope:
            raise UserError(_("这条记录不归本单位管，什么也没有改。"))
