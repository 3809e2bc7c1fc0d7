"""Two residents who look alike are found to be two people: they are not offered for merging again."""

from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.procedures import dwelt
from desktop.registers.people.model import DistinctPeople


def do(session: Session, actor: Actor, person_id: UUID, *, other_id: UUID) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    one = dwelt.person(session, actor, person_id, "people.keep_apart")
    other = dwelt.person(session, actor, other_id, "people.keep_apart")
    session.add(DistinctPeople(unit_id=one.unit_id, one_id=one.id, other_id=other.id))
    session.flush()
    return _("已记下：{one} 和 {other} 不是同一人，不再列为疑似重复").format(one=one.name, other=other.name)
